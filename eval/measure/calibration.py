"""How far confidence can be read as the probability that the letters answer the question. Pure.

The Brier score (Brier 1950) is the mean squared error of that probability, the expected calibration error (Naeini,
Cooper and Hauskrecht, AAAI 2015) the mean gap between confidence and frequency over ten bins of equal width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from math import fsum
from typing import Any

from eval.measure.bootstrap import DIGITS, estimate
from eval.measure.result import Result

BINS = 10


def calibration(results: Sequence[Result]) -> dict[str, Any]:
    """Return the key `calibration` of report.json, over the questions with a confidence."""
    pairs = [(r.confidence, float(r.question.answerable)) for r in results if r.confidence is not None]
    n = len(pairs)
    share = fsum(truth for _, truth in pairs) / n if n else 0.0
    bins = [_bin(i, [pair for pair in pairs if _place(pair[0]) == i]) for i in range(BINS)]
    gaps = (each["n"] * abs(each["confidence"] - each["answerable"]) for each in bins if each["n"])
    return {
        "brier": asdict(estimate(((sure - truth) ** 2, 1) for sure, truth in pairs)),
        "brier_of_base_rate": round(share * (1 - share), DIGITS) if n else None,
        "ece": round(fsum(gaps) / n, DIGITS) if n else None,
        "bins": [each for each in bins if each["n"]],
    }


def _place(confidence: float) -> int:
    return min(int(confidence * BINS), BINS - 1)


def _bin(i: int, pairs: Sequence[tuple[float, float]]) -> dict[str, Any]:
    n = len(pairs)
    return {
        "low": i / BINS,
        "high": (i + 1) / BINS,
        "n": n,
        "confidence": round(fsum(sure for sure, _ in pairs) / n, DIGITS) if n else None,
        "answerable": round(fsum(truth for _, truth in pairs) / n, DIGITS) if n else None,
    }
