"""How sure a mean is: the percentile bootstrap (Efron 1979) over questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

import numpy as np

from eval.metrics import Score

RESAMPLES = 2000
BLOCK = 1_000_000
"""How many drawn questions are held in memory at once."""

DIGITS = 6


@dataclass(frozen=True)
class Estimate:
    """A metric over questions with its 95% interval; `n` is what it is a mean of. All None where n is 0."""

    value: float | None
    low: float | None
    high: float | None
    n: int


def estimate(scores: Iterable[Score]) -> Estimate:
    """Return the pooled value of `scores` with the 2.5% and 97.5% points over seeded resamples of questions.

    The order of the scores changes nothing.
    """
    ordered = sorted(scores)
    n = sum(of for _, of in ordered)
    if n == 0:
        return Estimate(None, None, None, 0)
    value = fsum(total for total, _ in ordered) / n
    totals = np.array([total for total, _ in ordered], dtype=np.float64)
    counts = np.array([of for _, of in ordered], dtype=np.float64)
    random = np.random.default_rng(0)
    means: list[np.ndarray[tuple[int], np.dtype[np.float64]]] = []
    rows = max(1, BLOCK // len(ordered))
    for start in range(0, RESAMPLES, rows):
        drawn = random.integers(len(ordered), size=(min(rows, RESAMPLES - start), len(ordered)))
        means.append(totals[drawn].sum(axis=1) / counts[drawn].sum(axis=1))
    low, high = np.percentile(np.concatenate(means), [2.5, 97.5])
    return Estimate(round(value, DIGITS), round(float(low), DIGITS), round(float(high), DIGITS), n)
