"""Who does something to whom does so in the letter."""

from __future__ import annotations

import pytest

from qa.check.rules.roles_swapped import roles_swapped
from tests.support.records import claim

SWAPPED = [
    ("De school betaalt de gemeente.", "De gemeente betaalt de school.", "school en gemeente"),
    ("De minister schrijft de Kamer.", "De Kamer schrijft de minister.", "minister en kamer"),
    ("De huurder helpt de verhuurder.", "De verhuurder helpt de huurder.", "huurder en verhuurder"),
]


NOT_SWAPPED = [
    ("De gemeente betaalt de school.", "De gemeente betaalt de school."),
    ("De school wordt door de gemeente betaald.", "De gemeente betaalt de school."),  # the passive turns them as well
    ("De school krijgt geld van de gemeente.", "De gemeente betaalt de school."),
    ("Met de gemeente praat de school.", "De school praat met de gemeente."),
    ("De gemeente betaalt.", "De gemeente betaalt de school."),
]


@pytest.mark.parametrize(("text", "quote", "words"), SWAPPED)
def test_who_does_it_to_whom_is_not_turned(text, quote, words):
    assert roles_swapped(claim(text, quote)) == words


@pytest.mark.parametrize(("text", "quote"), NOT_SWAPPED)
def test_the_same_roles_in_another_order_stay(text, quote):
    assert roles_swapped(claim(text, quote)) == ""
