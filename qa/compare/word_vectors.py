"""Vectors of single Dutch words, by their English in the packaged encoder: the same whatever embedder an index was made
with.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from index.models.embed import Embedder
from index.settings import PACKAGED_EMBEDDER
from qa.compare.english import in_english


@lru_cache(maxsize=20_000)
def word_vector(word: str) -> NDArray[np.float32]:
    """Return the unit vector, float32[d], of a folded Dutch word."""
    return _packaged().word_vector(" ".join(in_english(word)) or word)


@cache
def _packaged() -> Embedder:
    return Embedder(PACKAGED_EMBEDDER)
