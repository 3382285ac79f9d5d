"""This run beside an earlier one, question by question. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from math import fsum
from typing import Any

from eval.compare.earlier import EarlierQuestion, EarlierRun
from eval.measure.bootstrap import DIGITS
from eval.measure.paired import paired
from eval.measure.result import Result
from eval.measure.selective import area_difference, item
from eval.metrics import LOWER_IS_BETTER, METRICS

Row = Mapping[str, Any]
"""A question as it stands in report.json."""

QuestionPair = tuple[EarlierQuestion, Row]


def compare(report: Mapping[str, Any], results: Sequence[Result], earlier: EarlierRun) -> dict[str, Any]:
    """Return the key `comparison` of report.json: `report`, built from `results`, against the `earlier` run.

    Questions are paired by id; one whose text is another than before is left out. A metric is compared over the
    questions to which it applies in both runs, each counting once.
    """
    before = {row.id: row for row in earlier.questions}
    now = {result.question.id: result.question for result in results}
    pairs = [
        (before[row["id"]], row)
        for row in report["questions"]
        if row["id"] in before and before[row["id"]].is_of(now[row["id"]])
    ]
    changes = [_change(*pair) for pair in pairs]
    compared = {row["id"] for _, row in pairs}
    return {
        "against": earlier.model_dump(include={"versions", "settings", "documents", "questions_fingerprint"}),
        "same_questions": earlier.questions_fingerprint == report["questions_fingerprint"],
        "same_documents": earlier.documents.get("fingerprint") == report["documents"]["fingerprint"],
        "compared": len(pairs),
        "only_now": [id for id in now if id not in before],
        "only_before": [id for id in before if id not in now],
        "reworded": [id for id in now if id in before and id not in compared],
        "recall_curve": [point.model_dump() for point in earlier.recall_curve],
        "metrics": {name: _metric(name, pairs, changes) for name in METRICS},
        "aurc": _area(pairs),
        "questions": [each for each in changes if each["improved"] or each["broken"] or each["before"] != each["now"]],
    }


def _change(before: EarlierQuestion, row: Row) -> dict[str, Any]:
    """Return how one question went then and now; `improved` and `broken` hold `[then, now]` by metric."""
    values = {name: (before.scores.get(name), row["scores"][name]) for name in METRICS}
    both = {name: [then, now] for name, (then, now) in values.items() if then is not None and now is not None}
    return {
        "id": row["id"],
        "question": row["question"],
        "before": before.status,
        "now": row["status"],
        "improved": {name: pair for name, pair in both.items() if _gain(name, pair) > 0},
        "broken": {name: pair for name, pair in both.items() if _gain(name, pair) < 0},
    }


def _gain(name: str, pair: Sequence[float]) -> float:
    then, now = pair
    return then - now if name in LOWER_IS_BETTER else now - then


def _metric(name: str, pairs: Sequence[QuestionPair], changes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    values = [(before.scores.get(name), row["scores"][name]) for before, row in pairs]
    both = [(then, now) for then, now in values if then is not None and now is not None]
    return {
        "before": _mean([then for then, _ in both]),
        "now": _mean([now for _, now in both]),
        **asdict(paired(now - then for then, now in both)),
        "improved": [each["id"] for each in changes if name in each["improved"]],
        "broken": [each["id"] for each in changes if name in each["broken"]],
    }


def _area(pairs: Sequence[QuestionPair]) -> dict[str, Any]:
    """Compare the area under risk and coverage where both runs weighed their answers."""
    then = any(before.confidence is not None for before, _ in pairs)
    now = any(row["confidence"] is not None for _, row in pairs)
    both = pairs if then and now else []
    return area_difference(
        [item(before.status, before.right, before.confidence) for before, _ in both],
        [item(row["status"], row["right"], row["confidence"]) for _, row in both],
    )


def _mean(values: Sequence[float]) -> float | None:
    return round(fsum(values) / len(values), DIGITS) if values else None
