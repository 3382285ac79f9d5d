"""What a run measured, as one JSON object with stable keys (docs/evaluation.md describes them). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, get_args

import numpy as np

from eval.measure.bootstrap import DIGITS, estimate
from eval.measure.calibration import calibration
from eval.measure.result import Result, failures
from eval.measure.selective import selective
from eval.metrics import DEPTH, METRICS, Score
from qa.records import Status

STEPS = ("search", "answer", "check", "total")


def build_report(results: Sequence[Result], *, made_with: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of report.json; `made_with` is put at its head as it is.

    `absent` is empty, and `comparison`, `repeat`, `model`, `checks` and `ablation` are None: who has made them puts
    them there.
    """
    return {
        **made_with,
        **_measure(results),
        "timings_ms": {step: _timing(results, step) for step in STEPS},
        "recall_curve": [{"k": k, **_estimate(results, f"recall@{k}")} for k in range(1, DEPTH + 1)],
        "selective": selective(results),
        "calibration": calibration(results),
        "absent": [],
        "comparison": None,
        "repeat": None,
        "model": None,
        "checks": None,
        "ablation": None,
        "types": _by(results, lambda result: result.question.type),
        "languages": _by(results, lambda result: result.question.lang),
        "faults": [{"id": r.question.id, "message": r.fault} for r in results if r.fault is not None],
        "questions": [
            {
                "id": result.question.id,
                "question": result.question.question,
                "type": result.question.type,
                "status": result.status,
                "confidence": result.confidence,
                "right": result.right,
                "failures": failures(result),
                "scores": {name: _value(result.scores.get(name)) for name in METRICS},
            }
            for result in results
        ],
    }


def _by(results: Sequence[Result], group: Callable[[Result], str]) -> dict[str, Any]:
    names = sorted({group(result) for result in results})
    return {name: _measure([result for result in results if group(result) == name]) for name in names}


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
            "right": sum(result.right for result in results),
        },
        "metrics": {name: _estimate(results, name) for name in METRICS},
    }


def _estimate(results: Sequence[Result], name: str) -> dict[str, Any]:
    return asdict(estimate(result.scores[name] for result in results if name in result.scores))


def _timing(results: Sequence[Result], step: str) -> dict[str, float | int | None]:
    times = [r.line["timings_ms"][step] for r in results if r.line and step in r.line["timings_ms"]]
    if not times:
        return {"p50": None, "p95": None, "n": 0}
    p50, p95 = np.percentile(times, [50, 95])
    return {"p50": round(float(p50), 1), "p95": round(float(p95), 1), "n": len(times)}


def _value(score: Score | None) -> float | None:
    return None if score is None else round(score[0] / score[1], DIGITS)
