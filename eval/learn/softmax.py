"""Weights that put gold candidates first: a softmax over the candidates of each question (ListNet;
Cao et al., ICML 2007).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
LabelledCandidates = tuple[Matrix, NDArray[np.bool_]]
"""Of one question: float64[candidates, features], and which of the candidates are gold."""

_STEPS, _RATE, _SMALL = 300, 0.1, 0.002


def fit(sets: Sequence[Sequence[LabelledCandidates]], *, nonnegative: bool = False) -> Matrix:
    """Return float64[features], by gradient descent (Adam; Kingma & Ba 2015). Every set counts alike,
    whatever its size.

    Questions with no candidates to tell apart are skipped.
    """
    telling = [[(features, gold) for features, gold in each if gold.any() and not gold.all()] for each in sets]
    usable = [(1 / len(each) / len(sets), *ranking) for each in telling for ranking in each]
    size = usable[0][1].shape[1]
    weights, mean, square = np.ones(size), np.zeros(size), np.zeros(size)
    for step in range(1, _STEPS + 1):
        slope = _SMALL * weights
        for share, features, gold in usable:
            scores = features @ weights
            odds = np.exp(scores - scores.max())
            right = np.where(gold, odds, 0)
            slope += share * (odds / odds.sum() - right / max(right.sum(), 1e-300)) @ features
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights = weights - _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        weights = np.maximum(weights, 0) if nonnegative else weights
    return weights


def first_gold(ranking: LabelledCandidates, weights: Matrix) -> int | None:
    """Return the rank, from 1, of the first gold candidate; None where there is none."""
    features, gold = ranking
    order = np.argsort(-(features @ weights), kind="stable")
    return int(np.argmax(gold[order])) + 1 if gold.any() else None
