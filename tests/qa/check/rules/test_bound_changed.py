"""A number or date keeps its bound."""

from __future__ import annotations

import pytest

from qa.check.rules.bound_changed import bound_changed
from tests.support.records import claim

CHANGED = [
    ("De proef duurt minstens drie weken.", "De proef duurt hooguit drie weken.", "minstens 3"),
    ("De proef duurt hooguit drie weken.", "De proef duurt minstens drie weken.", "hooguit 3"),
    ("De proef duurt drie weken.", "De proef duurt hooguit drie weken.", "zonder grens bij 3"),
    ("De boete is 500 euro.", "De boete is maximaal 500 euro.", "zonder grens bij 500"),
    ("De boete is minimaal 500 euro.", "De boete is 500 euro.", "minimaal 500"),
    ("De brug gaat na 1 mei open.", "De brug gaat voor 1 mei open.", "na 1"),
    ("De brug gaat uiterlijk 1 juli open.", "De brug gaat vanaf 1 juli open.", "uiterlijk 1"),
    ("Er komen meer dan 40 woningen.", "Er komen minder dan 40 woningen.", "komen meer dan 40"),
    ("Wie ouder dan 18 is, mag mee.", "Wie jonger dan 18 is, mag mee.", "wie ouder dan 18"),
    ("Wie 18 jaar of ouder is, mag mee.", "Wie 18 jaar of jonger is, mag mee.", "of ouder 18"),
]


KEPT = [
    ("De proef duurt maximaal drie weken.", "De proef duurt hooguit drie weken."),
    ("De proef duurt niet langer dan drie weken.", "De proef duurt hooguit drie weken."),
    ("De proef duurt ten minste 3 weken.", "De proef duurt minstens drie weken."),
    ("De proef duurt ongeveer drie weken.", "De proef duurt drie weken."),
    ("De proef duurt drie weken.", "De proef duurt ongeveer drie weken."),
    ("De proef mag drie weken duren.", "De proef duurt hooguit drie weken."),
    ("De brug gaat voor 1 mei open.", "De brug gaat uiterlijk 1 mei open."),
    ("Er komen niet meer dan 40 woningen.", "Er komen hooguit 40 woningen."),
    ("De huur stijgt tot 500 euro.", "De huur wordt verhoogd naar 500 euro."),
    ("De brief van na 2020 noemt 40 woningen.", "Er komen 40 woningen."),
    ("Het kost 500 euro voor vijf jaar.", "Het kost 500 euro, en dat voor vijf jaar."),
    ("Kinderen van 3 tot 5 jaar mogen mee.", "Kinderen van 3 tot 5 jaar mogen mee."),
    ("Het is minder dan in 2023.", "Het was meer in 2023."),  # another rule's
]


@pytest.mark.parametrize(("text", "quote", "words"), CHANGED)
def test_a_bound_that_is_added_turned_or_left_out_is_named(text, quote, words):
    assert bound_changed(claim(text, quote)) == words


@pytest.mark.parametrize(("text", "quote"), KEPT)
def test_a_bound_in_other_words_is_the_same(text, quote):
    assert bound_changed(claim(text, quote)) == ""


def test_a_bound_of_any_quote_will_do():
    assert bound_changed(claim("Het duurt hooguit 3 weken.", "het duurt 3 weken", "hooguit 3 weken duurt het")) == ""
