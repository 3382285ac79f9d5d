"""What a language model did in a run: what was dropped, what it cost, and what its citations are
worth. Mostly counting.

The key `model` of report.json.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from math import fsum
from typing import Any

from eval.measure.asking import OnCount
from eval.measure.bootstrap import DIGITS, Estimate, estimate
from eval.measure.citing import CitedStatement, citing_scores, statements
from eval.measure.judges import Judge, UnjudgedError
from eval.measure.result import Result
from eval.measure.verdicts import Verdict, agreement
from eval.metrics import AnswerLine, Score

CITING = ("citation_recall", "citation_precision")


def model_part(
    results: Sequence[Result],
    *,
    judges: Sequence[Judge] = (),
    verdicts: Sequence[Verdict] = (),
    on_judged: OnCount = lambda done, total: None,
) -> dict[str, Any]:
    """Return the key `model` of report.json; asks the `judges`."""
    asked = [result.line for result in results if result.line and (fell_back(result.line) or is_written(result.line))]
    written = [result for result in results if result.answered and result.line and is_written(result.line)]
    return {
        "asked": len(asked),
        "answered": len(written),
        "models": dict(Counter(name for line in asked for name in _written(line, "models") or ()).most_common()),
        "prompts": sorted({hash for line in asked for hash in _prompts(line)}),
        "fell_back": asdict(estimate((float(fell_back(line)), 1) for line in asked)),
        **{name: _amount(asked, name) for name in ("calls", "prompt_tokens", "completion_tokens", "cost")},
        "dropped": _dropped(asked),
        "citations": [_by_gold(written), *_by_judges(written, judges, verdicts, on_judged)],
    }


def is_written(line: AnswerLine) -> bool:
    """Return whether what this answer says was written by a language model."""
    return line["mode"] == "model" and line.get("written") is not None


def fell_back(line: AnswerLine) -> bool:
    """Return whether the letters' own sentences answered, or had no answer either, where a model
    should have written one.

    In a run with a model only they have a confidence: what is answered from a letter's data has none.
    """
    return line["mode"] == "quotes" and line["confidence"] is not None


def _written(line: AnswerLine, name: str) -> Any:
    """Return what a model took for an answer, None where it gave nothing to count."""
    return (line.get("written") or {}).get(name)


def _prompts(line: AnswerLine) -> Iterator[str]:
    """Yield the hash of every prompt that led to an answer; lines of before prompts had names have
    that of the Dutch one.
    """
    yield from (_written(line, "prompts") or {}).values()
    if hash := _written(line, "prompt"):
        yield hash


def _amount(asked: Sequence[AnswerLine], name: str) -> dict[str, Any]:
    """Return what all answers took together and each on average; of `unknown` answers it is not
    known: no price, no reply.
    """
    values = [_written(line, name) for line in asked]
    known = [value for value in values if value is not None]
    return {
        "total": round(fsum(known), DIGITS) if known else None,
        "mean": round(fsum(known) / len(known), DIGITS) if known else None,
        "unknown": len(values) - len(known),
    }


def _dropped(asked: Sequence[AnswerLine]) -> dict[str, Any]:
    """Return the share of drafted sentences that were not shown, and by rule how many and what share of all that is."""
    rules = Counter(each["reason"] for line in asked for each in line["dropped"])
    return {
        "drafted": sum(map(_drafted, asked)),
        "share": asdict(_share_of_drafted(asked, lambda reason: True)),
        "rules": {
            rule: {"count": count, **asdict(_share_of_drafted(asked, lambda reason, rule=rule: reason == rule))}  # type: ignore[misc]
            for rule, count in rules.most_common()
        },
    }


def _share_of_drafted(asked: Sequence[AnswerLine], wanted: Callable[[str], bool]) -> Estimate:
    """Return the share of drafted sentences dropped for a wanted reason, with an interval over answers."""
    return estimate(
        (float(sum(wanted(each["reason"]) for each in line["dropped"])), of) for line in asked if (of := _drafted(line))
    )


def _drafted(line: AnswerLine) -> int:
    """Return how many sentences the model wrote: those shown are its own only where it answered."""
    return len(line["dropped"]) + (len(line["sentences"]) if is_written(line) else 0)


def _by_gold(written: Sequence[Result]) -> dict[str, Any]:
    """Return what gold evidence says of the same answers, those to answerable questions."""
    return {
        **dict.fromkeys(("by", "name", "prompt", "calls", "prompt_tokens", "completion_tokens", "cost")),
        "by": "gold",
        "faults": [],
        **{name: _mean(result.scores[name] for result in written if name in result.scores) for name in CITING},
        "unjudged": 0,
        "agreement": None,
    }


def _by_judges(
    written: Sequence[Result], judges: Sequence[Judge], verdicts: Sequence[Verdict], on_judged: OnCount
) -> list[dict[str, Any]]:
    answers = [(result.question.id, statements(result.line)) for result in written if result.line]
    parts = []
    for i, judge in enumerate(judges):
        before = len(judge.usages)
        scores: list[Mapping[str, Score]] = []
        for j, (_, answer) in enumerate(answers):
            on_judged(i * len(answers) + j, len(judges) * len(answers))
            try:
                scores.append(citing_scores(answer, judge.supports))
            except UnjudgedError:
                continue
        judged = {
            **{name: _mean(each[name] for each in scores) for name in CITING},
            "unjudged": len(answers) - len(scores),
            "agreement": _agreement(answers, judge, verdicts) if verdicts else None,
        }
        parts.append(judge_line(judge, since=before) | judged)
    if judges:
        on_judged(len(judges) * len(answers), len(judges) * len(answers))
    return parts


def judge_line(judge: Judge, *, since: int = 0) -> dict[str, Any]:
    """Return who a judge is, what it was told, and what it took after its first `since` replies; None
    for no language model.
    """
    usages = judge.usages[since:]
    costs = [usage.cost for usage in usages if usage.cost is not None]
    took = {
        "calls": len(usages),
        "prompt_tokens": sum(usage.prompt_tokens for usage in usages),
        "completion_tokens": sum(usage.completion_tokens for usage in usages),
        "cost": round(fsum(costs), DIGITS) if costs else None,
    }
    return {
        "by": judge.by,
        "name": judge.name,
        "prompt": judge.prompt,
        **(took if judge.prompt else dict.fromkeys(took)),
        "faults": list(dict.fromkeys(judge.faults)),
    }


def _agreement(
    answers: Sequence[tuple[str, Sequence[CitedStatement]]], judge: Judge, verdicts: Sequence[Verdict]
) -> dict[str, Any]:
    """Return how far `judge` agrees with people on the sentences of this run that they judged."""
    shown = {(id, " ".join(each.text.split())): each for id, answer in answers for each in answer}
    return compared(judge, [(shown[verdict.of], verdict.supported) for verdict in verdicts if verdict.of in shown]) | {
        "not_in_run": sum(verdict.of not in shown for verdict in verdicts)
    }


def compared(judge: Judge, judged: Iterable[tuple[CitedStatement, bool]]) -> dict[str, Any]:
    """Return how far `judge` agrees with people's verdicts on statements, and the sentences on which it does not."""
    pairs: list[tuple[bool, bool]] = []
    disagreed, unjudged = [], 0
    for statement, person in judged:
        try:
            said = judge.supports(statement.quotes, statement.text)
        except UnjudgedError:
            unjudged += 1
            continue
        pairs.append((person, said))
        if said != person:
            disagreed.append({"text": statement.text, "person": person, "judge": said})
    return {**agreement(pairs), "unjudged": unjudged, "disagreed": disagreed}


def _mean(scores: Iterable[Score]) -> dict[str, Any]:
    return asdict(estimate(scores))
