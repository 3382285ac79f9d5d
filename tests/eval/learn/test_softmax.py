"""Weights that put gold candidates first, and what is learned of the search with them."""

from __future__ import annotations

import numpy as np
import pytest

from eval.learn.fusion import learn
from eval.learn.softmax import LabelledCandidates, first_gold, fit


def ranking(*rows: tuple[float, float, bool]) -> LabelledCandidates:
    return np.array([row[:2] for row in rows], dtype=float), np.array([row[2] for row in rows], dtype=bool)


TELLING = [
    ranking((0.9, 0.5, True), (0.1, 0.5, False), (0.2, 0.6, False)),
    ranking((0.1, 0.9, False), (0.8, 0.2, True)),
]


def test_the_feature_that_tells_gold_apart_weighs_most() -> None:
    told, other = fit([TELLING])
    assert told > other
    assert all(first_gold(each, np.array([told, other])) == 1 for each in TELLING)


def test_a_feature_that_misleads_weighs_nothing_where_weights_may_not_be_negative() -> None:
    misleading = [ranking((0.9, 0.0, True), (0.1, 1.0, False)), ranking((0.8, 0.1, True), (0.2, 0.9, False))]
    assert fit([misleading])[1] < 0
    assert fit([misleading], nonnegative=True)[1] == 0


def test_every_set_counts_alike_whatever_its_size() -> None:
    small, large = [TELLING[0]], [ranking((0.1, 0.9, True), (0.9, 0.1, False))]
    assert fit([small, large]) == pytest.approx(fit([small, large * 50]), abs=1e-6)


def test_questions_that_tell_nothing_are_skipped_and_ranks_count_from_one() -> None:
    none, all_gold = ranking((0.5, 0.5, False), (0.1, 0.1, False)), ranking((0.5, 0.5, True), (0.1, 0.1, True))
    assert fit([[*TELLING, none, all_gold]]) == pytest.approx(fit([TELLING]))
    assert first_gold(none, np.ones(2)) is None
    assert first_gold(ranking((0.9, 0, False), (0.1, 0, True)), np.array([1.0, 0.0])) == 2


def test_what_is_learned_sums_to_one_and_says_what_each_set_gives_when_left_out() -> None:
    shares, report = learn({"a": TELLING, "b": TELLING[:1]})
    assert shares.sum() == pytest.approx(1)
    assert report["a"]["questions"] == 2
    assert {"mrr left out", "mrr fitted"} <= report["b"].keys()
    assert report["a"]["mrr fitted"] == 1
