"""What a run measured, as one JSON object with stable keys (docs/evaluation.md describes them). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, get_args

import numpy as np

from eval.bootstrap import DIGITS, estimate
from eval.metrics import METRICS, Line, Score
from eval.questions import Question
from qa.records import Status

STEPS = ("search", "answer", "check", "total")


@dataclass(frozen=True)
class Result:
    """One question with its line of answers.jsonl, or None and the `fault` that came instead."""

    question: Question
    line: Line | None
    scores: Mapping[str, Score]
    fault: str | None = None

    @property
    def status(self) -> str | None:
        return None if self.line is None else self.line["status"]


def build_report(results: Sequence[Result], *, made_with: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of report.json; `made_with` is put at its head as it is."""
    types = sorted({result.question.type for result in results})
    return {
        **made_with,
        **_measure(results),
        "timings_ms": {step: _timing(results, step) for step in STEPS},
        "types": {name: _measure([result for result in results if result.question.type == name]) for name in types},
        "faults": [{"id": r.question.id, "message": r.fault} for r in results if r.fault is not None],
        "questions": [
            {
                "id": result.question.id,
                "type": result.question.type,
                "status": result.status,
                "failures": failures(result),
                "scores": {name: _value(result.scores.get(name)) for name in METRICS},
            }
            for result in results
        ],
    }


def failures(result: Result) -> list[str]:
    """Return what is wrong with an answer, as the names of what failed, gravest first."""
    if result.fault is not None:
        return ["fault"]
    value = {name: total / of for name, (total, of) in result.scores.items()}
    failed = [name for name in ("citation_valid", "abstention") if value.get(name, 1) < 1]
    failed += ["false_refusal"] if value.get("false_refusal", 0) else []
    return failed + [name for name in ("fact_recall", "attribution", "recall@5") if value.get(name, 1) < 1]


def _measure(results: Sequence[Result]) -> dict[str, Any]:
    statuses = Counter(result.status for result in results)
    answerable = sum(result.question.answerable for result in results)
    return {
        "counts": {
            "questions": len(results),
            "answerable": answerable,
            "unanswerable": len(results) - answerable,
            **{status: statuses[status] for status in get_args(Status)},
            "faults": statuses[None],
        },
        "metrics": {name: asdict(estimate(r.scores[name] for r in results if name in r.scores)) for name in METRICS},
    }


def _timing(results: Sequence[Result], step: str) -> dict[str, float | int | None]:
    times = [r.line["timings_ms"][step] for r in results if r.line and step in r.line["timings_ms"]]
    if not times:
        return {"p50": None, "p95": None, "n": 0}
    p50, p95 = np.percentile(times, [50, 95])
    return {"p50": round(float(p50), 1), "p95": round(float(p95), 1), "n": len(times)}


def _value(score: Score | None) -> float | None:
    return None if score is None else round(score[0] / score[1], DIGITS)
