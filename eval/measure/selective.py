"""How wrong the answers are that would be shown, at every threshold of confidence. Pure.

Risk and coverage after El-Yaniv and Wiener (JMLR 2010), for question answering after Kamath, Jia and Liang (ACL 2020):
the questions in order of confidence, coverage the share that is shown, risk the share of those that is wrong; the area
under the curve (AURC) is the mean risk over all coverages (Geifman, Uziel and El-Yaniv, ICLR 2019). Lower is better.

What would be shown at a lower threshold is not known of a question that got no answer. It keeps its place in the order
and counts as wrong: true of a question that the letters do not answer, the worst case of one that they do. So the curve
over all questions is an upper bound, no run gains by silence, and a confidence that is high where nothing was answered
costs area. The curve over answers that were given is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.measure.bootstrap import DIGITS, RESAMPLES
from eval.measure.result import Result
from eval.metrics import WITHHELD

Floats = NDArray[np.float64]

Item = tuple[float, float]
"""A question as the curve takes it: the confidence that orders, and the loss, 0 or 1, of showing its answer."""


def selective(results: Sequence[Result]) -> dict[str, Any]:
    """Return the key `selective` of report.json. Curves are empty and areas None where no answer has a confidence."""
    weighed = any(result.confidence is not None for result in results)
    given = [result for result in results if result.answered]
    wrong = sum(not result.right for result in given)
    return {
        "n": len(results),
        "with_confidence": sum(result.confidence is not None for result in results),
        "shown": {
            "coverage": round(len(given) / len(results), DIGITS) if results else None,
            "risk": round(wrong / len(given), DIGITS) if given else None,
        },
        "all": _curve(map(_item, results if weighed else []), of=len(results)),
        "answered": _curve(map(_item, given if weighed else []), of=len(results)),
    }


def item(status: str | None, right: bool, confidence: float | None) -> Item:
    """Return a question for the curve: an answer without confidence is shown at any threshold, silence at none."""
    answered = status is not None and status not in WITHHELD
    return float(answered) if confidence is None else confidence, 1.0 - float(answered and right)


def area_difference(before: Sequence[Item], now: Sequence[Item]) -> dict[str, Any]:
    """Return how the area over all of the same questions changed, with the 95% interval of a paired bootstrap.

    It is no mean over questions, so there is no randomization test: `significant` says that 0 lies outside the
    interval.
    """
    if not before:
        none = dict.fromkeys(("before", "now", "difference", "low", "high", "p"))
        return {**none, "significant": False, "n": 0}
    then, after = np.array(before, dtype=np.float64), np.array(now, dtype=np.float64)
    random = np.random.default_rng(0)
    drawn = [random.integers(len(then), size=len(then)) for _ in range(RESAMPLES)]
    low, high = np.percentile([area(*after[each].T) - area(*then[each].T) for each in drawn], [2.5, 97.5])
    was, is_ = area(*then.T), area(*after.T)
    figures = {"before": was, "now": is_, "difference": is_ - was, "low": low, "high": high}
    rounded = {name: round(float(value), DIGITS) for name, value in figures.items()}
    outside = rounded["low"] > 0 or rounded["high"] < 0
    return {**rounded, "p": None, "significant": outside, "n": len(before)}


def area(confidence: Floats, loss: Floats) -> float:
    """Return the AURC of float64[n] losses in [0, 1], n > 0. Within equal confidences it is the mean over all
    orders.
    """
    return float(np.mean(_risks(confidence, loss)))


def _item(result: Result) -> Item:
    return item(result.status, result.right, result.confidence)


def _curve(items: Iterable[Item], *, of: int) -> dict[str, Any]:
    """Return area and points of a curve; coverage counts a share of the `of` questions that were asked."""
    rows = sorted(items)
    if not rows:
        return {"n": 0, "aurc": None, "low": None, "high": None, "best": None, "points": []}
    confidence, loss = np.array(rows, dtype=np.float64).T
    random = np.random.default_rng(0)
    drawn = [random.integers(len(rows), size=len(rows)) for _ in range(RESAMPLES)]
    low, high = np.percentile([area(confidence[each], loss[each]) for each in drawn], [2.5, 97.5])
    figures = {"aurc": area(confidence, loss), "low": low, "high": high, "best": area(-loss, loss)}
    return {
        "n": len(rows),
        **{name: round(float(value), DIGITS) for name, value in figures.items()},
        "points": _points(confidence, loss, of=of),
    }


def _risks(confidence: Floats, loss: Floats) -> Floats:
    """Return float64[n]: the expected share of wrong ones among the k most confident, for k from 1 to n."""
    _, group, size = np.unique(-confidence, return_inverse=True, return_counts=True)
    expected = np.repeat(np.bincount(group, weights=loss) / size, size)
    return np.asarray(np.cumsum(expected) / np.arange(1, len(loss) + 1), dtype=np.float64)


def _points(confidence: Floats, loss: Floats, *, of: int) -> list[dict[str, float]]:
    """Return coverage and risk at each threshold at which something is added."""
    thresholds, size = np.unique(-confidence, return_counts=True)
    ends = np.cumsum(size)
    risks = _risks(confidence, loss)[ends - 1]
    rows = zip(-thresholds, ends / of, risks, strict=True)
    keys = ("threshold", "coverage", "risk")
    return [dict(zip(keys, (round(float(each), DIGITS) for each in row), strict=True)) for row in rows]
