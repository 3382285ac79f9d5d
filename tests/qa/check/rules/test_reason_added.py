"""A reason or consequence that a sentence gives stands in its quote."""

from __future__ import annotations

import pytest

from qa.check.rules.reason_added import reason_added
from tests.support.records import claim

QUOTE = "De gemeente sluit de brug in mei, omdat de pijlers scheuren."

ADDED = [
    ("De gemeente sluit de brug, omdat de buurt klaagt over lawaai.", "omdat de buurt klaagt over lawaai"),
    ("De gemeente sluit de brug, want de aannemer wil vakantie.", "want de aannemer wil vakantie"),
    ("De brug gaat dicht, waardoor de winkelier klanten verliest.", "waardoor de winkelier klanten verliest"),
    ("De brug gaat dicht, zodat fietsers moeten omrijden.", "zodat fietsers moeten omrijden"),
]

GIVEN = [
    (QUOTE, QUOTE),
    ("De gemeente sluit de brug, want de pijlers scheuren.", QUOTE),
    ("Doordat de pijlers scheuren, gaat de brug dicht.", QUOTE),
    ("De gemeente sluit de brug in mei.", QUOTE),  # no reason at all
    ("De brug gaat dicht, want dat moet.", "De brug gaat dicht."),  # says nothing of its own
    ("De brug is open, omdat de pijlers sterk zijn.", "De brug is open: de pijlers zijn niet zwak."),
]


@pytest.mark.parametrize(("text", "words"), ADDED)
def test_a_reason_that_the_quote_lacks_is_named(text, words):
    assert reason_added(claim(text, QUOTE)) == words


@pytest.mark.parametrize(("text", "quote"), GIVEN)
def test_a_reason_that_the_quote_gives_stays(text, quote):
    assert reason_added(claim(text, quote)) == ""


def test_what_the_letter_says_of_itself_may_be_the_reason():
    text = "De brug gaat dicht, want dat staat in het bestemmingsplan Oudewater."
    assert reason_added(claim(text, "De brug gaat dicht."))
    assert reason_added(claim(text, "De brug gaat dicht.", title="Bestemmingsplan Oudewater")) == ""
