"""Fusing views: shares that sum to one, scores that stay in order."""

from __future__ import annotations

from itertools import islice
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dutch.language import Spoken
from index.models.embedder_input import Similarity
from index.search.fuse import best, fuse, learned_similarity, on_scale, statement, trust, weights
from index.search.lexical import LETTERS
from index.search.tokens import Views

LANGUAGES = get_args(Spoken)
DENSE = {"sentences", "passages"}
VIEWS = {*Views.names, LETTERS, *DENSE}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_has_a_share_and_together_they_are_one(language: Spoken) -> None:
    shares = weights(language, knows=0.9)
    assert shares.keys() == VIEWS
    assert all(0 <= share < 1 for share in shares.values())
    assert sum(shares.values()) == pytest.approx(1)


def test_all_languages_but_dutch_have_the_same_shares() -> None:
    found = [weights(language, knows=0.9) for language in LANGUAGES if language != "nl"]
    assert all(each == found[0] for each in found)
    assert weights("nl", knows=0.9) != found[0]


@given(
    language=st.sampled_from(LANGUAGES),
    knows=st.floats(0, 1),
    without=st.sets(st.sampled_from([*sorted(VIEWS), "no view"])),
)
def test_views_can_be_left_out(language: Spoken, knows: float, without: set[str]) -> None:
    shares = weights(language, knows=knows, without=without)
    assert shares.keys() == VIEWS - without
    full = weights(language, knows=knows)
    kept = sum(full[view] for view in shares)
    for view, share in shares.items():
        assert share == pytest.approx(full[view] / kept if kept else 0), "what is left keeps its proportions"


def test_an_embedder_that_knows_more_has_more_to_say_and_one_that_knows_less_is_trusted_less() -> None:
    learned = next(knows for knows in (k / 1000 for k in range(1, 1001)) if trust(knows) >= 1)
    usual, more, less = (weights("nl", knows=knows) for knows in (learned, 1.0, learned / 2))
    for view, share in usual.items():
        assert more[view] > share if view in DENSE else more[view] < share
    ratio = sum(more[view] for view in DENSE) / sum(usual[view] for view in DENSE)
    rest = sum(more[view] for view in VIEWS - DENSE) / sum(usual[view] for view in VIEWS - DENSE)
    assert ratio / rest == pytest.approx(trust(1.0), rel=0.01), "in proportion to what it knows"
    assert less == usual, "its scores are made smaller, not its share"
    assert trust(learned / 2) == pytest.approx(0.5, abs=0.01)


def test_fused_scores_are_the_weighted_sum() -> None:
    views = {"a": np.array([1, 0, 0.5], dtype=np.float32), "b": np.array([0, 1, 0.5], dtype=np.float32)}
    assert fuse(views, {"a": 0.75, "b": 0.25}) == pytest.approx([0.75, 0.25, 0.5])
    assert fuse(views, {"a": 0.75}) == pytest.approx([0.75, 0, 0.375])
    assert fuse(views, {}) == pytest.approx([0, 0, 0])
    assert fuse(views, {"a": 1}).dtype == np.float32


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("De brug is dicht.", 1),
        ("", 1),
        ("Zonder teken", 1),
        ("Is de brug dicht?", 0.85),
        ("Is de brug dicht? Ja.", 0.925),
        ("Is de brug dicht? Ja! Sinds 3.500 dagen. Echt.", 1 - 0.15 / 4),
        ("De brug is dicht. De brug is dicht. De brug is dicht. De weg is open. Ja. Ja.", 0.5),
        ("Is de brug dicht? Is de brug dicht?", 0.85 / 2),
    ],
)
def test_a_passage_that_only_asks_or_repeats_itself_seldom_answers(text: str, factor: float) -> None:
    assert statement(text) == pytest.approx(factor)


@given(st.lists(st.integers(0, 5), max_size=30), st.integers(0, 40))
def test_the_best_come_first_and_equals_keep_their_order(scores: list[int], k: int) -> None:
    order = list(islice(best(np.array(scores, dtype=np.float32)), k))
    expected = sorted((i for i, score in enumerate(scores) if score > 0), key=lambda i: (-scores[i], i))
    assert order == expected[:k]


@pytest.mark.parametrize("measured", [Similarity(0.084, 0.44), Similarity(0.775, 0.822), Similarity(-0.2, 0.9)])
def test_similarities_of_any_embedder_are_compared_on_one_scale(measured: Similarity) -> None:
    learned = learned_similarity()
    assert on_scale(measured.wrong, measured) == pytest.approx(learned.wrong)
    assert on_scale(measured.right, measured) == pytest.approx(learned.right)
    assert on_scale(0.3, learned) == pytest.approx(0.3), "the embedder that was learned with keeps its own"
    assert on_scale(1.0, measured) <= 1


def test_an_embedder_that_tells_nothing_apart_does_not_blow_up_its_noise() -> None:
    nothing = Similarity(0.5, 0.5)
    assert on_scale(0.5, nothing) == pytest.approx(learned_similarity().wrong)
    assert abs(on_scale(0.501, nothing) - on_scale(0.5, nothing)) < 0.02
