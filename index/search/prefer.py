"""Letters that a question speaks of are likelier, and letters that it names come first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from index.search.fuse import Scores

_LIKELIER = 1.25
"""For each way in which a letter is spoken of. The same hits came first from 1.2 to 2 on all sets, fewer below."""

_BEHIND = np.float32(0.99)


def likelier(letters: Iterable[str], spoken_of: Mapping[str, int]) -> Scores:
    """Return what the scores of each letter's passages are multiplied by, in (0, 1].

    It is 1 for those that are spoken of in the most ways, so that to name somebody makes no passage fit better by itself.
    """
    most = max(spoken_of.values(), default=0)
    return np.array([_LIKELIER ** (spoken_of.get(id, 0) - most) for id in letters], dtype=np.float32)


def first(scores: Scores, inside: NDArray[np.bool_]) -> Scores:
    """Return `scores` with those `inside` before all others, as far as they are above zero."""
    found, others = scores[inside & (scores > 0)], scores[~inside]
    if not (found.size and others.size):
        return scores
    return np.where(inside, scores, scores * (_BEHIND * min(found.min(), 1) / max(others.max(), 1)))
