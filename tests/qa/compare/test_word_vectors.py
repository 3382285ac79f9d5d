"""Vectors of single Dutch words."""

from __future__ import annotations

import numpy as np
import pytest

from qa.compare.word_vectors import word_vector

pytestmark = pytest.mark.embedder


def test_word_vectors_are_unit_vectors_also_of_what_is_no_word():
    for word in ("brug", "xyzzyqwerty", "é", "12", "🚲"):
        assert np.linalg.norm(word_vector(word)) == pytest.approx(1, abs=1e-3)


def test_words_of_one_meaning_lie_nearer_than_others() -> None:
    road, street, cheese = (word_vector(word) for word in ("weg", "straat", "kaas"))
    assert road @ street > road @ cheese
