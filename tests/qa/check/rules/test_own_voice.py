"""The language model says nothing in its own name."""

from __future__ import annotations

import pytest

from qa.check.rules.own_voice import own_voice
from tests.support.records import claim


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
