"""Questions that could be about many things, and those that only look like it."""

from __future__ import annotations

import pytest

from qa.question.vague import by_sender, lone_word

_SENDERS = [
    "Minister voor Basis- en Voortgezet Onderwijs en Media",
    "Minister van Onderwijs, Cultuur en Wetenschap",
    "Gemeente Vlieterdam",
    "PO-Raad",
]


@pytest.mark.parametrize(
    ("question", "word"), [("hulp", "hulp"), ("De school", "school"), ("thuiszitters?", "thuiszitters")]
)
def test_a_word_alone_is_no_question(question: str, word: str) -> None:
    assert lone_word(question) == word


@pytest.mark.parametrize(
    "question", ["Wat is hulp?", "hulp op school", "", "Wie schreef de brief?", "Wanneer?", "passend onderwijs route"]
)
def test_a_question_with_more_in_it_stands(question: str) -> None:
    assert lone_word(question) is None


def test_an_office_that_two_hold_is_asked_back_with_the_name_of_each() -> None:
    assert by_sender("Wat wil de minister?", _SENDERS) == (
        "Wat wil de minister voor Basis- en Voortgezet Onderwijs en Media?",
        "Wat wil de minister van Onderwijs, Cultuur en Wetenschap?",
    )


@pytest.mark.parametrize(
    "question",
    [
        "Wat wil de minister van Onderwijs?",
        "Wat wil de gemeente?",
        "Wat schrijft de minister over het vervoer van leerlingen naar school?",
        "Wat is inclusief onderwijs?",
    ],
)
def test_an_office_that_one_holds_or_that_is_named_is_not(question: str) -> None:
    assert by_sender(question, _SENDERS) == ()
