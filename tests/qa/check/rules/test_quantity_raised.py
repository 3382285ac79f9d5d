"""A sentence is said of no more than what it rests on."""

from __future__ import annotations

import pytest

from qa.check.rules.quantity_raised import quantity_raised
from tests.support.records import claim

WIDER = [
    ("Alle scholen doen mee.", "Sommige scholen doen mee.", "alle"),
    ("Alle scholen doen mee.", "De meeste scholen doen mee.", "alle"),
    ("Iedereen krijgt een brief.", "Bewoners krijgen een brief.", "iedereen"),
    ("Scholen doen mee.", "Sommige scholen doen mee.", "zonder “sommige”"),
    ("De scholen doen mee.", "De meeste scholen doen mee.", "zonder “de meeste”"),
    ("Alleen ouders krijgen een brief.", "Ouders krijgen een brief.", "alleen"),
    ("Veel scholen doen mee.", "Enkele scholen doen mee.", "veel"),
    ("Bijna alle scholen doen mee.", "Veel scholen doen mee.", "bijna alle"),
]


AS_WIDE = [
    ("Sommige scholen doen mee.", "Sommige scholen doen mee."),
    ("Sommige scholen doen mee.", "Alle scholen doen mee."),
    ("Alle scholen doen mee.", "Elke school doet mee."),
    ("Iedere school doet mee.", "Alle scholen doen mee."),
    ("Scholen doen mee.", "Alle scholen doen mee."),
    ("Niet alle scholen doen mee.", "Sommige scholen doen mee."),
    ("Een deel van de scholen doet mee.", "Sommige scholen doen mee."),
    ("Uitsluitend ouders krijgen een brief.", "Alleen ouders krijgen een brief."),
    ("De bus rijdt elke dag.", "De bus rijdt dagelijks."),
    ("De school doet al mee.", "De school doet mee."),
]


@pytest.mark.parametrize(("text", "quote", "words"), WIDER)
def test_a_sentence_about_more_is_named(text, quote, words):
    assert quantity_raised(claim(text, quote)) == words


@pytest.mark.parametrize(("text", "quote"), AS_WIDE)
def test_a_sentence_about_as_many_or_fewer_stays(text, quote):
    assert quantity_raised(claim(text, quote)) == ""
