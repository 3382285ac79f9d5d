"""Whether a question is Dutch or English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dutch.language import language


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
    ],
)
def test_dutch_unless_english_has_clearly_more(text: str) -> None:
    assert language(text) == "nl"


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
    assert language(text) == "en"


@given(st.text(max_size=80))
def test_any_text_has_a_language(text: str) -> None:
    assert language(text) in ("nl", "en")
    assert language(text.upper()) == language(text.upper().lower())
