"""Whether two runs differ, measured on the same questions. Pure.

The test is Fisher's randomization test with the mean difference as statistic: were the two runs alike, each question's
difference might as well have had the other sign. Smucker, Allan and Carterette ("A Comparison of Statistical
Significance Tests for Information Retrieval Evaluation", CIKM 2007) find it and the paired bootstrap sound where the
Wilcoxon and the sign test are not. The interval is that of the paired bootstrap: differences are resampled, never the
two runs apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from eval.measure.bootstrap import DIGITS, estimate

ALPHA = 0.05
EXACT = 14
"""Up to this many differences that are not zero, all sign patterns are tried instead of drawn."""
DRAWN = 20_000
BLOCK = 1_000_000
"""How many signs are held in memory at once."""
ROUNDING = 1e-9


@dataclass(frozen=True)
class Difference:
    """The mean of `n` paired differences with its 95% interval and the two-sided `p` of no difference.

    `difference`, `low`, `high` and `p` are None where `n` is 0.
    """

    difference: float | None
    low: float | None
    high: float | None
    p: float | None
    significant: bool
    n: int


def paired(differences: Iterable[float]) -> Difference:
    """Return what the differences of single questions, second run minus first, say together; in any order."""
    ordered = sorted(differences)
    mean = estimate((each, 1) for each in ordered)
    if not ordered:
        return Difference(None, None, None, None, False, 0)
    p = randomization_p(ordered)
    return Difference(mean.value, mean.low, mean.high, round(p, DIGITS), p < ALPHA, mean.n)


def randomization_p(differences: Iterable[float]) -> float:
    """Return the share of sign patterns whose sum lies at least as far from zero as that of `differences`.

    Exact for up to EXACT differences that are not zero; else over DRAWN seeded patterns and the one observed
    (Phipson and Smyth 2010), so that it is never 0.
    """
    changed = np.array(sorted(each for each in differences if each != 0), dtype=np.float64)
    n = len(changed)
    observed = abs(changed.sum()) - ROUNDING
    if n <= EXACT:
        patterns = np.arange(2**n)[:, None] >> np.arange(n) & 1
        return float(np.mean(np.abs((2 * patterns - 1) @ changed) >= observed))
    random = np.random.default_rng(0)
    rows = max(1, BLOCK // n)
    as_far = 0
    for start in range(0, DRAWN, rows):
        signs = random.integers(2, size=(min(rows, DRAWN - start), n), dtype=np.int8) * 2 - 1
        as_far += int(np.sum(np.abs(signs @ changed) >= observed))
    return (as_far + 1) / (DRAWN + 1)
