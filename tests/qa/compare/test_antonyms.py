"""Opposites, and words that deny by themselves."""

from __future__ import annotations

import pytest

from qa.compare.antonyms import NEGATORS, denying, opposed, opposite


@pytest.mark.parametrize(
    ("one", "other"), [("stijgt", "gedaald"), ("verplicht", "vrijwillige"), ("open", "gesloten"), ("meer", "minder")]
)
def test_opposites_hold_both_ways_and_in_any_form(one, other):
    assert opposite(one, other)
    assert opposite(other, one)
    assert not opposite(one, one)


def test_words_with_an_opposite_and_words_that_deny():
    assert {"stijgen", "dalen", "verplicht"} <= opposed()
    assert {"verbieden", "weigeren", "onveilig"} <= denying()
    assert not {"toestaan", "onderwijs", "niet"} & denying()


@pytest.mark.parametrize(("one", "other"), [("onwenselijk", "wenselijk"), ("onveilige", "veilig")])
def test_a_word_in_on_denies_the_word_without_it(one: str, other: str) -> None:
    assert opposite(one, other)
    assert opposite(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("onderwijs", "derwijs"), ("onderzoek", "derzoek"), ("brug", "sluis"), ("veilig", "wenselijk")]
)
def test_other_words_are_no_opposites(one: str, other: str) -> None:
    assert not opposite(one, other)


def test_negators_turn_what_they_stand_with() -> None:
    assert {"niet", "geen", "nooit", "zonder"} <= NEGATORS
    assert not {"wel", "verbieden", "onveilig"} & NEGATORS
