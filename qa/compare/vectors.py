"""Vectors of Dutch words and sentences by the packaged encoder: the same whatever embedder an index was made with."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from index.dutch.word_lists import rows
from index.models.embed import Vectors, open_embedder
from index.models.packaged.folder import packaged_file
from index.settings import PACKAGED_EMBEDDER
from qa.compare.english import in_english

_SAMPLED = 20  # one in so many words of the list tells where all vectors lie


@cache
def encoder_here() -> bool:
    """True where the package of the encoder is installed; without it there are no vectors."""
    return packaged_file() is not None


@lru_cache(maxsize=20_000)
def word_vector(word: str) -> Vectors:
    """Return the unit vector, float32[d], of a folded Dutch word: of its English, where that is known.

    The vectors with which the model starts all lean one way; what they have in common is taken off (Mu and Viswanath,
    "All-but-the-Top", ICLR 2018).
    """
    return unit(_first(" ".join(in_english(word)) or word) - _common())


@lru_cache(maxsize=2_000)
def sentence_vector(text: str) -> Vectors:
    """Return the unit vector, float32[d], of a sentence."""
    found: Vectors = open_embedder(PACKAGED_EMBEDDER).passages([text])[0]
    return found


def unit(vector: NDArray[np.float32]) -> Vectors:
    """Return `vector` at length 1; one of length 0 as it is."""
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), dtype=np.float32)


@cache
def _common() -> Vectors:
    english = [said for _, said in rows("claims/english.tsv")[::_SAMPLED]]
    return np.asarray(np.mean([_first(said) for said in english], axis=0), dtype=np.float32)


def _first(text: str) -> Vectors:
    return open_embedder(PACKAGED_EMBEDDER).word_vector(text)
