"""What Dutch words mean, by their English."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dutch.word_lists import rows
from index.dutch.words import fold, words
from qa.compare.english import english_stems, entry, in_english, meaning, meaning_of_text
from tests.support import sample_letters

ROWS = rows("claims/english.tsv")


def test_the_list_is_sorted_and_tidy() -> None:
    dutch = [word for word, _ in ROWS]
    assert len(dutch) > 15_000
    assert dutch == sorted(dutch)
    assert [word for word in dutch if words(word) != [fold(word)]] == []
    assert [row for row in ROWS if row[1] != " ".join(row[1].split()).lower()] == []


def test_every_entry_is_reached_by_its_own_word() -> None:
    assert [word for word, english in ROWS if in_english(fold(word)) != (english,)] == []


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("school", "school"),
        ("scholen", "school"),
        ("huisje", "huis"),
        ("aangevraagd", "aanvragen"),
        ("schoolzwembadbrug", None),
        ("xyzzyq", None),
        ("12", None),
        ("", None),
    ],
)
def test_a_form_is_of_the_entry_of_its_dictionary_form(form: str, expected: str | None) -> None:
    assert entry(form) == expected


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("gemeentes", "municipality"),
        ("zwembadbrug", "swimming pool bridge"),
        ("school-brug", "school bridge"),
        ("jeugd-zorg", "youth care"),
        ("xyzzyq", ""),
        ("2024", ""),
    ],
)
def test_compounds_are_said_in_their_parts(word: str, english: str) -> None:
    assert " ".join(in_english(word)) == english


def test_words_of_one_meaning_have_the_same_english() -> None:
    assert meaning("proef") & meaning("pilot")
    assert not meaning("proef") & meaning("appel")
    assert meaning("xyzzyq") == frozenset()


def test_a_text_means_what_its_words_mean_and_names_stay() -> None:
    assert meaning_of_text("De wachtlijsten in Zwolle, 2026") == frozenset(english_stems("waiting list zwolle 2026"))


def test_english_stems_carry_content() -> None:
    assert english_stems("The pupils of the school's board, in 2024") == english_stems("pupil school's board 2024")
    assert english_stems("the of and") == []


@given(st.text(max_size=120) | sample_letters.bundles)
@settings(max_examples=60)
def test_any_text_can_be_read(text: str) -> None:
    assert meaning_of_text(text) == meaning_of_text(fold(text)), "accents and capitals say nothing"
    assert all(meaning_of_text(text))


@pytest.mark.parametrize("text", ["a" * 100_000, "a-" * 50_000, "op " * 50_000, "stelt " * 50_000])
def test_hostile_text_comes_to_an_end(text: str) -> None:
    assert all(meaning_of_text(text))
