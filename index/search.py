"""Fuse what several views say about every passage into one score. Pure.

A convex combination of normalised scores: Bruch, Gai & Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval"
(ACM TOIS 2023), who find it better than reciprocal rank fusion and little sensitive to the way of normalising.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def normalise(scores: Scores) -> Scores:
    """Return float32[n] scaled to [0, 1] by the best score; all zero when nothing matches."""
    best = float(scores.max(initial=0.0))
    return np.clip(scores / best, 0.0, 1.0) if best > 0 else np.zeros_like(scores)


def fuse(views: Mapping[str, Scores], weights: Mapping[str, float]) -> Scores:
    """Return the weighted mean of the normalised views, float32[n] in [0, 1]. A view without a match has no vote."""
    voting = {name: normalise(scores) for name, scores in views.items() if float(scores.max(initial=0.0)) > 0}
    total = sum(weights[name] for name in voting)
    if not voting or total == 0:
        return np.zeros_like(next(iter(views.values())))
    mixed = np.zeros_like(next(iter(voting.values())))
    for name, scores in voting.items():
        mixed += np.float32(weights[name] / total) * scores
    return mixed


def best(scores: Scores, *, k: int) -> list[int]:
    """Return the indices of the `k` best scores above zero, best first; equal scores keep their order."""
    order = np.argsort(-scores, kind="stable")[:k]
    return [int(i) for i in order if scores[i] > 0]
