"""How far asking the same questions again gives other figures: the key `repeat` of report.json. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from statistics import stdev
from typing import Any

from eval.measure.bootstrap import DIGITS, estimate
from eval.measure.model_part import model_part
from eval.measure.result import Result
from eval.measure.selective import selective
from eval.metrics import METRICS


def spread(runs: Sequence[Sequence[Result]]) -> dict[str, Any]:
    """Return mean, minimum, maximum and standard deviation of every metric over `runs` of the same questions.

    The deviation is that of a sample (n - 1): what another run may be expected to differ. A metric that does not apply
    in every run has no figures.
    """
    figures = [_figures(run) for run in runs]
    names = dict.fromkeys(name for each in figures for name in each)
    changed = [_outcomes(same) for same in zip(*runs, strict=True)]
    return {
        "runs": len(runs),
        "metrics": {name: _over([each.get(name) for each in figures]) for name in names},
        "changed": [each for each in changed if len({*zip(each["statuses"], each["right"], strict=True)}) > 1],
        "reworded": sum(_reworded(same) for same in zip(*runs, strict=True)),
    }


def _figures(results: Sequence[Result]) -> dict[str, float | None]:
    """Return every figure of one run: the metrics, the area under risk and coverage, and what a language model took."""
    figures = {name: estimate(r.scores[name] for r in results if name in r.scores).value for name in METRICS}
    figures["right"] = round(sum(result.right for result in results) / len(results), DIGITS)
    figures["aurc"] = selective(results)["all"]["aurc"]
    model = model_part(results)
    if model["asked"]:
        figures |= {"fell_back": model["fell_back"]["value"], "dropped": model["dropped"]["share"]["value"]}
        figures |= {name: model[name]["mean"] for name in ("calls", "prompt_tokens", "completion_tokens", "cost")}
    return figures


def _over(values: Sequence[float | None]) -> dict[str, Any]:
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return {"mean": None, "min": None, "max": None, "sd": None, "values": list(values)}
    return {
        "mean": round(fsum(known) / len(known), DIGITS),
        "min": min(known),
        "max": max(known),
        "sd": round(stdev(known), DIGITS),
        "values": list(values),
    }


def _outcomes(same: Sequence[Result]) -> dict[str, Any]:
    """Return what came of one question each time."""
    question = same[0].question
    return {
        "id": question.id,
        "question": question.question,
        "statuses": [result.status for result in same],
        "right": [result.right for result in same],
    }


def _reworded(same: Sequence[Result]) -> bool:
    """Return whether the same question got other sentences."""
    return len({tuple(each["text"] for each in (result.line or {}).get("sentences", ())) for result in same}) > 1
