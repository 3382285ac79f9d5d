"""Follow-up questions, made whole by rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dutch.word_lists import read_rows
from qa.question.leaning.follow_up import LONGEST, REMEMBERED, leans, made_whole, recent, standalone
from tests.support.paths import DATA


def lines(name: str) -> list[str]:
    return ["\t".join(row) for row in read_rows(DATA / name)]


@pytest.mark.parametrize("row", lines("follow_ups.tsv"))
def test_a_follow_up_becomes_the_question_that_it_stands_for(row: str) -> None:
    earlier, question, expected = row.split("\t")
    whole = made_whole(question, earlier.split(" | "))
    if expected.startswith("over: "):
        assert (whole.text, whole.sure) == (f"{question} (over: {expected[6:]})", False)
    else:
        assert (whole.text, whole.sure) == (question if expected == "=" else expected, True)


def test_questions_that_mean_nothing_by_themselves_are_told() -> None:
    questions = lines("leaning_questions.txt")
    assert sum(leans(question) for question in questions) / len(questions) >= 0.95


@pytest.mark.parametrize("question", ["En de PO-Raad?", "Waarom?", "Hoeveel kost dat?", ""])
def test_a_first_question_is_searched_as_it_is(question: str) -> None:
    assert standalone(question, []) == standalone(question, ["  "]) == question


def test_what_is_remembered_is_bounded() -> None:
    history = [f"Wat kost plan {number}? " + "x" * 1_000 for number in range(50)]
    assert len(recent(history)) == REMEMBERED
    assert all(len(each) <= LONGEST for each in recent(history))
    assert len(standalone("En waarom niet?", history)) < LONGEST + 50


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=4))
def test_whatever_was_asked_there_is_something_to_search_for(question: str, history: list[str]) -> None:
    whole = made_whole(question, history)
    assert whole.text == question or whole.text.strip()
    assert made_whole(question, []).text == question


WORDS = st.sampled_from(
    "En en de het van voor in over VNG PO-Raad 2024 2023 dat die daarvan wat is mag waarom wanneer brief plan ? "
    ",".split()
)


@given(st.lists(WORDS, max_size=8).map(" ".join), st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=3))
def test_whatever_the_words_every_number_of_the_question_is_kept(question: str, history: list[str]) -> None:
    text = made_whole(question, history).text
    assert all(year in text for year in ("2023", "2024") if year in question)


def test_a_follow_up_is_searched_with_the_subject_it_leans_on() -> None:
    first = "Waarover schreven de gemeenten in maart 2023?"
    asked = "En wat willen zij met de schoolgebouwen?"
    assert leans(asked)
    assert standalone(asked, [first]) == f"{asked} (over: Waarover schreven de gemeenten in maart 2023)"


def test_a_follow_up_on_a_follow_up_goes_back_to_what_stands_by_itself() -> None:
    first = "Waarover schreven de gemeenten in maart 2023?"
    assert "gemeenten" in standalone("En waarom dan?", [first, "En wat willen zij?"])


def test_a_question_that_stands_by_itself_is_searched_as_it_is() -> None:
    asked = "Hoeveel initiatieven werken regulier en speciaal onderwijs samen?"
    assert standalone(asked, ["Wat zegt de VNG over toetsen?"]) == asked
    assert standalone("En wat nog meer?", []) == "En wat nog meer?"
