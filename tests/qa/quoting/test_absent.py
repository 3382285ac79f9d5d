"""Which words can be said to be not found."""

from __future__ import annotations

import pytest

from index.dutch.words import stem, words
from qa.quoting.absent import absent

TEXT = "De school heeft een wachtlijstbeheer en kleine klassen. Ze zitten in 2023 bij de gemeente, voor 1.500 euro."
STEMS = tuple(stem(word) for word in words(TEXT))


@pytest.mark.parametrize(
    "word", ["scholen", "schooltje", "klas", "wachtlijst", "lijst", "gemeenten", "gemeete", "2023", "1.500", "klein"]
)
def test_a_word_that_stands_there_in_some_form_is_found(word: str) -> None:
    assert absent([word], STEMS, question=word) == []


@pytest.mark.parametrize("word", ["zaten", "krijgen", "betalen", "gestopt", "maken", "stonden"])
def test_a_verb_names_nothing_that_can_be_found(word: str) -> None:
    assert absent([word], STEMS, question=word) == []


@pytest.mark.parametrize("word", ["voordat", "nadat", "terwijl", "omdat"])
def test_a_word_that_only_joins_clauses_names_nothing(word: str) -> None:
    assert absent([word], STEMS, question=word) == []


def test_things_names_and_numbers_that_stand_nowhere_are_named_as_they_were_spelt() -> None:
    asked = "Wat betaalt Jemen aan een zwembad, in 2031 of voor 750 euro?"
    assert absent(["jemen", "zwembad", "2031", "750", "euro"], STEMS, question=asked) == [
        "Jemen",
        "zwembad",
        "2031",
        "750",
    ]


def test_among_no_words_nothing_stands() -> None:
    assert absent(["zwembad"], (), question="zwembad") == ["zwembad"]
    assert absent([], STEMS, question="") == []
