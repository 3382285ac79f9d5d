"""Double questions and their halves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.question.halves import halves


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Wie bedacht het plan en wanneer?", "Wie bedacht het plan?", "wanneer?"),
        ("Hoeveel bomen zijn er, en wie plant ze?", "Hoeveel bomen zijn er?", "wie plant ze?"),
        ("Hoe lang duurt het? Wie betaalt dat?", "Hoe lang duurt het?", "Wie betaalt dat?"),
        ("Mag de brug open en hoe vaak?", "Mag de brug open?", "hoe vaak?"),
        ("wanneer begint de markt en waar is die", "wanneer begint de markt?", "waar is die?"),
        ("Who made the plan and when?", "Who made the plan?", "when?"),
    ],
)
def test_a_double_question_is_two(question: str, first: str, second: str) -> None:
    assert halves(question) == [first, f"{second} (over: {first.rstrip('?')})"]


@pytest.mark.parametrize(
    "question",
    [
        "Wie bedacht het plan?",
        "Wat vinden ouders en leraren van het plan?",
        "Welke regels gelden voor honden en katten?",
        "Mag het en kan het?",
        "en wie betaalt dat?",
        "Markt en wanneer?",
        "Wie bedacht het plan en",
        "Wie en wanneer",
        "",
    ],
)
def test_a_single_question_stays_as_it_is(question: str) -> None:
    assert halves(question) == [question]


WORDS = st.sampled_from("wie wat wanneer hoeveel en and ? , het plan bedacht betaalt brug de".split())


@given(st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=40)))
def test_halves_are_one_or_two_and_have_the_words_of_the_question(question: str) -> None:
    found = halves(question)
    assert len(found) in (1, 2)
    if len(found) == 2:
        first, second = found[0].rstrip("?"), found[1].partition("? (over: ")[0]
        assert first in question
        assert second in question
        assert second.strip()
        assert found[1].endswith(f" (over: {first})")
