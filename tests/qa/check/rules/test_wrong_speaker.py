"""Who says, does and undergoes something is who does so in the letter, and a question or the model itself says nothing."""

from __future__ import annotations

import pytest

from qa.check.rules.own_voice import own_voice
from qa.check.rules.question_no_answer import question_no_answer
from qa.check.rules.roles_swapped import roles_swapped
from qa.check.rules.wrong_speaker import can_speak, speaker, wrong_speaker
from qa.compare.clauses import clauses
from tests.support.claims import claim

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

ASKED = "Waarom gaat de brug pas in mei open?"


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


@pytest.mark.parametrize(("text", "quote", "words"), SWAPPED)
def test_who_does_it_to_whom_is_not_turned(text, quote, words):
    assert roles_swapped(claim(text, quote)) == words


@pytest.mark.parametrize(("text", "quote"), NOT_SWAPPED)
def test_the_same_roles_in_another_order_stay(text, quote):
    assert roles_swapped(claim(text, quote)) == ""


def test_what_a_letter_asks_it_does_not_say():
    assert question_no_answer(claim("De brug gaat pas in mei open.", ASKED)) == "Waarom gaat de brug pas in mei open?"
    piece = claim("De brug gaat pas in mei open.", "de brug pas in mei open", around=(ASKED,))
    assert question_no_answer(piece)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("De brief vraagt waarom de brug pas in mei open gaat.", [ASKED]),
        ("Gevraagd is waarom de brug pas in mei open gaat.", [ASKED]),
        (ASKED, [ASKED]),
        ("De brug gaat in mei open.", [ASKED, "De brug gaat in mei open."]),  # one statement is enough
        ("De brug gaat in mei open.", ["De brug gaat in mei open."]),
    ],
)
def test_that_a_letter_asks_it_may_be_said(text, quotes):
    assert question_no_answer(claim(text, *quotes)) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ik denk dat de brug smal is.", "ik denk"),
        ("Als taalmodel weet ik dat niet.", "als taalmodel"),
    ],
)
def test_the_model_does_not_speak_for_itself(text, words):
    assert own_voice(claim(text, "de brug is smal")) == words
    assert own_voice(claim(text, f"de brief zegt: {text}")) == ""  # the letter's own words


def test_a_sentence_about_the_letter_is_not_the_models_own():
    assert own_voice(claim("De brief zegt dat de brug smal is.", "de brug is smal")) == ""
