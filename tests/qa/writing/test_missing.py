"""What a model says that the letters lack is shown only when it repeats the question."""

from __future__ import annotations

import pytest

from qa.writing.missing import repeats_question

QUESTION = "Kan ik op zondag zwemmen, en wat kost een kaartje?"


@pytest.mark.parametrize("missing", ["In de brief staat niet wat een kaartje kost.", "Wat kaartjes kosten."])
def test_words_of_the_question_may_be_repeated(missing: str) -> None:
    assert repeats_question(missing, QUESTION)


@pytest.mark.parametrize(
    "missing",
    [
        "",
        "De brief zegt niets.",
        "Een kaartje kost vast 5 euro.",
        "Bel voor kaartjes 0900-1234.",
        "De prijs van een abonnement.",
        "kaartje " * 99,
    ],
)
def test_anything_else_may_not(missing: str) -> None:
    assert not repeats_question(missing, QUESTION)
