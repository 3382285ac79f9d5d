"""Vectors of single Dutch words, by their gloss in the bundled model: the same whatever embedder an
index was made with.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from index.models.embed import Embedder
from index.settings import BUNDLED_EMBEDDER
from qa.compare.clauses import glosser


@lru_cache(maxsize=20_000)
def word_vector(word: str) -> NDArray[np.float32]:
    """Return the unit vector, float32[d], of a folded Dutch word."""
    return _bundled().word_vector(" ".join(glosser().word(word)) or word)


@cache
def _bundled() -> Embedder:
    return Embedder(BUNDLED_EMBEDDER)
