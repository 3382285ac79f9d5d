"""Views: texts and questions as tokens, in each of the ways in which words are searched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dutch.words import ngrams, stem
from index.search.tokens import Views
from tests.support import sample_letters

VIEWS = Views(["school", "gebouw", "gebouwen", "leerling", "vervoer", "blorp"])


def test_grams_are_those_of_every_word_of_a_text_and_of_what_a_question_asks() -> None:
    assert VIEWS.text("grams", "De bus") == [*ngrams("de"), *ngrams("bus")]
    assert VIEWS.question("grams", "Wat is de bus?") == [(ngrams("bus"), 1.0)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("De klassen", "klassen"),
        ("schoolgebouwen", "schoolgebouwen school gebouw"),
        ("leerlingenvervoer", "leerlingenvervoer leerling vervoer"),
        ("Schoolblorp", "schoolblorp school blorp"),
        ("school-bus", "school-bus school bus"),
        ("2024/2025", "2024/2025 2024 2025"),
        ("frummelschool", "frummelschool"),
        ("de", ""),
    ],
)
def test_parts_are_stems_of_words_and_of_the_parts_of_compounds(text: str, tokens: str) -> None:
    assert VIEWS.text("parts", text) == [stem(token) if token.isalpha() else token for token in tokens.split()]


def test_synonyms_come_after_what_was_asked_and_count_less() -> None:
    (asked, full), (others, less) = VIEWS.question("parts", "Mag de bus?")
    assert full == 1 > less > 0
    assert asked == VIEWS.text("parts", "bus")
    assert set(others) - set(asked)


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "school" * 5_000, "a-" * 10_000, "/".join("ab" * 9 for _ in range(999))]
)
def test_hostile_words_come_to_an_end(text: str) -> None:
    assert all(token.strip() for view in Views.names for token in VIEWS.text(view, text))
    assert VIEWS.text("grams", text)


@given(st.text(max_size=80) | sample_letters.sentences())
@settings(max_examples=60)
def test_any_text_has_tokens(text: str) -> None:
    for view in Views.names:
        assert all(VIEWS.text(view, text))
        (asked, weight), *others = VIEWS.question(view, text)
        assert weight == 1
        assert all(0 < less < 1 for _, less in others)
        assert all([*asked, *(token for tokens, _ in others for token in tokens)]), "no token is empty"
