"""Synonyms: the list as data, and what a question gets from it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dutch.synonyms import other_words
from index.dutch.word_lists import rows
from index.dutch.words import fold, stem, words
from tests.support import sample_letters

ROWS = rows("synonyms.tsv")


def test_every_line_has_four_columns_that_are_filled() -> None:
    assert len(ROWS) > 600
    for row in ROWS:
        assert len(row) == 4, row
        assert all(cell == cell.strip() != "" for cell in row), row
        assert row[2] in "=>", row
        assert len(row[0].split()) <= 4, row
        assert row[0] == row[0].lower(), row


def test_every_word_is_explained_once() -> None:
    assert [word for word, times in Counter(fold(row[0]) for row in ROWS).items() if times > 1] == []


def test_no_term_stands_twice_in_a_line_or_for_itself() -> None:
    for everyday, policy, *_ in ROWS:
        terms = policy.split("; ")
        assert all(term == term.strip(" ;") != "" for term in terms), policy
        stems = [tuple(map(stem, words(term))) for term in terms]
        assert len(set(stems)) == len(stems), policy
        assert tuple(map(stem, words(everyday))) not in stems, everyday


def test_every_entry_is_found_by_its_own_words_in_the_directions_that_it_has() -> None:
    for everyday, policy, relation, _ in ROWS:
        terms = policy.split("; ")
        lacking = {" ".join(words(term)) for term in terms} - {*words(everyday), *other_words(everyday)}
        assert lacking == set(), everyday
        for term in terms if relation == "=" else ():
            assert " ".join(words(everyday)) in {*words(term), *other_words(term)}, (everyday, term)


@pytest.mark.parametrize(
    ("question", "found", "never"),
    [
        ("Wat kost het busje?", "leerlingenvervoer", "wet"),
        ("Mijn zoon zit al weken thuis", "langdurig verzuim", "zorgboerderij"),
        ("Zij blijft dit jaar zitten", "doubleren", "thuiszitter"),
        ("Wat weten zij van mij?", "", "wetgeving"),
        ("Hoe lang mag dat duren?", "termijn", "tarief"),
        ("Waar woon ik?", "", "woo-verzoek"),
    ],
)
def test_what_a_question_gets(question: str, found: str, never: str) -> None:
    others = other_words(question)
    assert found in [*others, ""]
    assert never not in others


def test_what_stands_in_the_question_is_not_added() -> None:
    assert "leerlingenvervoer" in other_words("busje")
    assert "leerlingenvervoer" not in other_words("Is het busje leerlingenvervoer?")


def test_one_direction_is_not_gone_backwards() -> None:
    assert "verzuim" in other_words("afwezig")
    assert "afwezig" not in other_words("verzuim")


def test_words_far_apart_are_no_term() -> None:
    assert "langdurig verzuim" not in other_words("thuis " + "en dan nog " * 3 + "zitten")


@given(st.text(max_size=80) | sample_letters.sentences())
def test_any_text_has_its_synonyms_once(text: str) -> None:
    others = other_words(text)
    assert len(set(others)) == len(others)
    assert not set(others) & set(words(text))
    assert other_words(text) == others
