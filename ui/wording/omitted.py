"""What of a model's draft is not shown, by rule, and what the model took. Pure.

The sentences themselves stay out: nothing proves them.
"""

from __future__ import annotations

from collections import Counter

from qa.check.reasons import explain
from qa.records import Answer, Dropped, ModelUsage
from ui.wording.display import shown

_NOTHING = "Niets: elke zin van het taalmodel kwam door de controle."


def omitted_html(answer: Answer) -> str:
    """Return both, folded under one line, or "" where no model wrote for `answer`."""
    if not _by_model(answer):
        return ""
    counts = _counts(answer)
    total = len(answer.dropped)
    failed = f"{_sentences(total)} van het taalmodel {'kwam' if total == 1 else 'kwamen'} niet door de controle:"
    items = "".join(f"<li>{shown(f'{number} × {meaning}')}</li>" for meaning, number in counts)
    nothing = f"<p>{_NOTHING}</p>" if answer.mode == "model" and answer.sentences else ""
    omitted = f"<p>{failed}</p><ul>{items}</ul>" if counts else nothing
    took = f"<p>{shown(_took(answer.written))}</p>" if answer.written else ""
    return f'<details class="bw-omitted" lang="nl"><summary>Wat is weggelaten?</summary>{omitted}{took}</details>'


def omitted_line(answer: Answer) -> str:
    """Return the same as one line of plain text."""
    if not _by_model(answer):
        return ""
    counts = "; ".join(f"{number} × {meaning.rstrip('.')}" for meaning, number in _counts(answer))
    omitted = f"Weggelaten: {counts}." if counts else "Weggelaten: niets."
    return f"{omitted} {_took(answer.written) if answer.written else ''}".strip()


def _by_model(answer: Answer) -> bool:
    return bool(answer.dropped or answer.written)


def _counts(answer: Answer) -> list[tuple[str, int]]:
    """Return the meaning of each rule that was broken, and by how many sentences, most first."""
    return Counter(explain(Dropped("", dropped.reason)) for dropped in answer.dropped).most_common()


def _took(written: ModelUsage) -> str:
    models = ", ".join(written.models)
    tokens = written.prompt_tokens + written.completion_tokens
    calls = "1 vraag" if written.calls == 1 else f"{written.calls} vragen"
    dollars = "kosten onbekend" if written.cost is None else f"kosten {_number(f'{written.cost:.4f}')} dollar"
    return f"Taalmodel: {models}; {calls} aan het model, {_number(f'{tokens:,}')} tokens, {dollars}."


def _number(english: str) -> str:
    """Return a number with the Dutch signs for thousands and decimals."""
    return english.translate(str.maketrans(",.", ".,"))


def _sentences(number: int) -> str:
    return "1 zin" if number == 1 else f"{number} zinnen"
