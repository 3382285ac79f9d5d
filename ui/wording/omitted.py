"""What of a model's draft is not shown, by rule, and what the model took. Pure.

The sentences themselves stay out: nothing proves them.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from qa.check.reasons import MEANING
from qa.records import Answer, ModelUsage
from ui.wording.display import in_language, shown
from ui.wording.interface import text


def omitted_html(answer: Answer, language: str = "nl") -> str:
    """Return both in the `language` of the page, folded under one line, or "" where no model wrote for `answer`."""
    if not _by_model(answer):
        return ""
    counts = _counts(answer, language)
    failed = text("omitted.one" if len(answer.dropped) == 1 else "omitted.several", language, count=len(answer.dropped))
    items = "".join(f"<li>{shown(f'{number} × {meaning}')}</li>" for meaning, number in counts)
    nothing = f"<p>{shown(text('omitted.nothing', language))}</p>"
    said = nothing if answer.mode == "model" and answer.sentences else ""
    omitted = f"<p>{shown(failed)}</p><ul>{items}</ul>" if counts else said
    took = f"<p>{shown(_took(answer.written, language))}</p>" if answer.written else ""
    summary = f"<summary>{shown(text('omitted.title', language))}</summary>"
    return f'<details class="bw-omitted"{in_language(language)}>{summary}{omitted}{took}</details>'


def omitted_line(answer: Answer) -> str:
    """Return the same as one line of plain Dutch."""
    if not _by_model(answer):
        return ""
    counts = "; ".join(f"{number} × {meaning.rstrip('.')}" for meaning, number in _counts(answer, "nl"))
    omitted = f"Weggelaten: {counts}." if counts else "Weggelaten: niets."
    return f"{omitted} {_took(answer.written, 'nl') if answer.written else ''}".strip()


def _by_model(answer: Answer) -> bool:
    return bool(answer.dropped or answer.written)


def _counts(answer: Answer, language: str) -> list[tuple[str, int]]:
    """Return the meaning of each rule that was broken, and by how many sentences, most first."""
    meaning = MEANING if language == "nl" else meanings_in_english()
    return Counter(meaning.get(dropped.reason, dropped.reason) for dropped in answer.dropped).most_common()


@cache
def meanings_in_english() -> Mapping[str, str]:
    """Return the English of `qa.check.reasons.MEANING`."""
    return tomllib.loads((Path(__file__).parent / "reasons_en.toml").read_text(encoding="utf-8"))


def _took(written: ModelUsage, language: str) -> str:
    tokens = written.prompt_tokens + written.completion_tokens
    dollars = None if written.cost is None else _number(f"{written.cost:.4f}", language)
    return text(
        "omitted.took_one" if written.calls == 1 else "omitted.took",
        language,
        models=", ".join(written.models),
        calls=written.calls,
        tokens=_number(f"{tokens:,}", language),
        cost=text("omitted.cost", language, dollars=dollars) if dollars else text("omitted.no_cost", language),
    )


def _number(english: str, language: str) -> str:
    """Return a number with the signs for thousands and decimals of `language`."""
    return english.translate(str.maketrans(",.", ".,")) if language == "nl" else english
