"""What the vectors say of a passage: the distance of its best row to the crowd."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.models.embed import Vectors
from index.search.dense import PASSAGES, SENTENCES, dense_scores
from index.search.fuse import learned_similarity
from index.settings import Settings
from index.store.vectors import VectorStore, passage_key_of, unit_keys

QUESTION = np.array([1, 0], dtype=np.float32)


def at(*similarities: float) -> Vectors:
    """Return unit vectors with these cosine similarities to the question."""
    return np.array([(s, (1 - s * s) ** 0.5) for s in similarities], dtype=np.float32)


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    return VectorStore(Settings(data=tmp_path), collection="passages-test")


def put(store: VectorStore, passages: Sequence[Sequence[float]]) -> dict[str, int]:
    """Store passages as the similarities of their rows, the whole first; return their places by key."""
    for number, rows in enumerate(passages):
        store.add(unit_keys(f"p{number}@1", len(rows)), at(*rows))
    return {f"p{number}@1": number for number in range(len(passages))}


def test_a_passage_is_as_near_as_its_best_window(store: VectorStore) -> None:
    places = put(store, [[0.2, 0.1, 0.6], [0.5, 0.3, 0.3], [0.1, 0.2], [0.1, 0.2], [0.1, 0.2]])
    found = dense_scores(QUESTION, store, places, similarity=learned_similarity())
    # the crowd is the middle one of five: 0.2 of the sentences and 0.1 of the wholes
    assert found[SENTENCES] == pytest.approx([1, 0.25, 0, 0, 0], abs=1e-3)
    assert found[PASSAGES] == pytest.approx([0.25, 1, 0, 0, 0], abs=1e-3)
    for scores in found.values():
        assert scores.dtype == np.float32


def test_what_is_near_for_every_passage_says_nothing(store: VectorStore) -> None:
    places = put(store, [[0.9, 0.9]] * 8)
    for scores in dense_scores(QUESTION, store, places, similarity=learned_similarity()).values():
        assert not scores.any()


def test_the_same_distance_to_the_crowd_counts_the_same(tmp_path: Path) -> None:
    found = []
    for level in (0.1, 0.5):
        store = VectorStore(Settings(data=tmp_path / str(level)), collection="passages-test")
        places = put(store, [[level + 0.2, level + 0.2], *[[level, level]] * 5])
        found.append(dense_scores(QUESTION, store, places, similarity=learned_similarity())[SENTENCES])
    assert found[0] == pytest.approx(found[1], abs=1e-3)
    assert found[0][0] == pytest.approx(0.5, abs=1e-3)


def test_rows_of_other_versions_say_nothing(store: VectorStore) -> None:
    places = put(store, [[0.5, 0.5], [0.1, 0.1], [0.1, 0.1], [0.1, 0.1]])
    expected = dense_scores(QUESTION, store, places, similarity=learned_similarity())
    store.add(unit_keys("p1@2", 3), at(0.99, 0.99, 0.99))
    for view, scores in dense_scores(QUESTION, store, places, similarity=learned_similarity()).items():
        assert scores == pytest.approx(expected[view], abs=1e-3)


def test_one_passage_and_none(store: VectorStore) -> None:
    assert {
        view: scores.tolist()
        for view, scores in dense_scores(QUESTION, store, {}, similarity=learned_similarity()).items()
    } == {
        SENTENCES: [],
        PASSAGES: [],
    }
    places = put(store, [[0.5, 0.7]])
    found = dense_scores(QUESTION, store, places, similarity=learned_similarity())
    assert found[SENTENCES] == pytest.approx([0.7], abs=1e-3)
    assert found[PASSAGES] == pytest.approx([0.5], abs=1e-3)


def test_keys_of_rows_tell_their_passage() -> None:
    assert unit_keys("a-1-001@x", 1) == ["a-1-001@x"]
    rows = unit_keys("a-1-001@x", 3)
    assert len(set(rows)) == 3
    assert [passage_key_of(row) for row in rows] == [("a-1-001@x", True), ("a-1-001@x", False), ("a-1-001@x", False)]
