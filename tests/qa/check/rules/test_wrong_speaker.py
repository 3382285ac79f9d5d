"""Who is said to say something says it in the letter."""

from __future__ import annotations

import pytest

from qa.check.rules.wrong_speaker import can_speak, speaker, wrong_speaker
from qa.compare.clauses import clauses
from tests.support.records import claim

SENDER = "Gemeente Oudewater"


WRONG = [
    ("De provincie vindt de brug te smal.", "De wethouder vindt de brug te smal.", "provincie"),
    ("Volgens de VNG is de brug te smal.", "Volgens de ANWB is de brug te smal.", "vng"),
    ("De minister zegt dat de brug te smal is.", "Bewoners zeggen dat de brug te smal is.", "minister"),
    ("De brug is te smal.", "Volgens bewoners is de brug te smal.", "zonder “bewoners”"),
    ("De brug moet breder.", "Bewoners vinden dat de brug breder moet.", "zonder “bewoners”"),
    ("De gemeente vindt dat de brug breder moet.", "Bewoners vinden dat de brug breder moet.", "gemeente"),
    ("De minister vindt de brug te smal.", "Wij vinden de brug te smal.", "minister"),
]


RIGHT = [
    ("De wethouder vindt de brug te smal.", "De wethouder vindt de brug te smal."),
    ("Volgens de wethouder is de brug te smal.", "De wethouder zegt dat de brug te smal is."),
    ("De gemeente vindt de brug te smal.", "Wij vinden de brug te smal."),  # the sender
    ("Gemeente Oudewater vindt de brug te smal.", "Ik vind de brug te smal."),
    ("De brug is te smal.", "Wij vinden dat de brug te smal is."),
    ("De brug is te smal.", "De brug is te smal."),
    ("Het kabinet vindt de brug te smal.", "De minister vindt de brug te smal."),
    ("Volgens de evaluatie is de brug te smal.", "De evaluatie noemt de brug te smal."),
    ("De bewoners vinden de brug te smal.", "Bewoners zeggen dat zij de brug te smal vinden."),
]


@pytest.mark.parametrize(("text", "quote", "words"), WRONG)
def test_who_does_not_say_it_is_named(text, quote, words):
    assert wrong_speaker(claim(text, quote, sender=SENDER)) == words


@pytest.mark.parametrize(("text", "quote"), RIGHT)
def test_who_says_it_may_say_it(text, quote):
    assert wrong_speaker(claim(text, quote, sender=SENDER)) == ""


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("De wethouder vindt de brug smal.", {"wethouder"}),
        ("Volgens de Fietsersbond is de brug smal.", {"fietsersbond"}),
        ("Wij vinden de brug smal.", {"wij"}),
        ("De brug is smal.", set()),
        ("Volgens de evaluatie is de brug smal.", set()),
        ("Wij denken na over de brug.", set()),
        ("Er rijden acht bussen over de brug.", set()),
    ],
)
def test_who_speaks_in_a_clause(text, who):
    assert speaker(clauses(text)[0]) == who


@pytest.mark.parametrize("word", ["wethouder", "bewoners", "fietsersbond", "gemeenteraad", "ik"])
def test_people_bodies_and_offices_can_speak(word):
    assert can_speak(word, ())
    assert not can_speak("brug", ())
    assert can_speak("brug", {"brug"})
