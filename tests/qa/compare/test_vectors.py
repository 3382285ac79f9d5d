"""Vectors of Dutch words and sentences."""

from __future__ import annotations

import numpy as np
import pytest

from qa.compare.vectors import sentence_vector, unit, word_vector
from tests.support.packaged import needs_encoder

pytestmark = [pytest.mark.embedder, needs_encoder]


def test_word_vectors_are_unit_vectors_also_of_what_is_no_word():
    for word in ("brug", "xyzzyqwerty", "é", "12", "🚲"):
        assert np.linalg.norm(word_vector(word)) == pytest.approx(1, abs=1e-3)


def test_words_of_one_meaning_lie_nearer_than_others() -> None:
    road, street, cheese = (word_vector(word) for word in ("weg", "straat", "kaas"))
    assert road @ street > road @ cheese


def test_sentences_that_say_the_same_lie_nearer_than_others() -> None:
    asked, same, other = map(
        sentence_vector, ("de school is dicht", "het schoolgebouw is gesloten", "de markt verkoopt kaas")
    )
    assert np.linalg.norm(asked) == pytest.approx(1, abs=1e-3)
    assert asked @ same > asked @ other


def test_a_vector_of_length_nothing_stays() -> None:
    assert not unit(np.zeros(3, dtype=np.float32)).any()
    assert np.linalg.norm(unit(np.ones(3, dtype=np.float32))) == pytest.approx(1)
