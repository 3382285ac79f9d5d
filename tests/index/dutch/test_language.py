"""Which of eight languages a question is in."""

from __future__ import annotations

from collections import defaultdict
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dutch.language import Spoken, spoken
from index.dutch.word_lists import read_rows
from tests.support.paths import DATA

ROWS = read_rows(DATA / "questions_by_language.tsv")


@pytest.mark.parametrize(
    "text",
    [
        "Hoe lang mag mijn kind thuis zitten?",
        "Wat is een Individual Placement and Support traject?",
        "Wie is de director of the board?",
        "leerlingenvervoer",
        "Kosten",
        "VNG",
        "",
        "?!",
        "Wat zegt The Hague over the budget?",
        "kleinere klassen",
        "kleine Klassen",
        "verplicht te",
        "naheffingen",
        "bericht sturen",
        "weigering",
        "¿Cuánto cuesta el club de tenis?",  # none of the eight
    ],
)
def test_dutch_unless_another_is_clear(text: str) -> None:
    assert spoken(text) == "nl"


@pytest.mark.parametrize(
    "text",
    [
        "How long may my child stay at home?",
        "Who decides about the transport to school?",
        "What does the letter of the VNG say about care?",
        "What is the leerlingenvervoer for?",
        "WHERE DO I APPLY FOR A PERMIT?",
    ],
)
def test_english(text: str) -> None:
    assert spoken(text) == "en"


def test_short_questions_in_every_language() -> None:
    right = defaultdict(list)
    for expected, question in ROWS:
        right[expected].append(spoken(question) == expected.rstrip("+"))
    assert set(right) == {*get_args(Spoken), "nl+"}
    assert all(len(each) >= 10 and sum(each) / len(each) >= 0.95 for each in right.values())


def test_what_is_too_short_to_tell_is_in_the_language_of_what_came_before() -> None:
    assert spoken("Et en 2024 ?") == "nl"
    assert spoken("Et en 2024 ?", ["Combien coûte le bus ?"]) == "fr"
    assert spoken("VNG?", ["Wie hoch ist die Strafe?", "2024?"]) == "de"
    assert spoken("En waarom?", ["How much is the school bus?"]) == "nl"


@given(st.text(max_size=80))
def test_any_text_has_a_language(text: str) -> None:
    assert spoken(text) in get_args(Spoken)
    assert spoken(text.upper()) == spoken(text.upper().lower())
