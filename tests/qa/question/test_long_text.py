"""What is searched of a text that is too long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.question.long_text import question_in


def test_a_short_text_stays_as_it_is() -> None:
    assert (
        question_in("  Wat kost de zwemles? Ik wil het weten.  ", longest=100)
        == "Wat kost de zwemles? Ik wil het weten."
    )


def test_of_a_long_text_the_questions_at_the_end_are_left() -> None:
    text = f"{'Beste mensen, dit is een lang verhaal. ' * 10}Wat kost de zwemles? Het regent. En de bus? Dank u wel."
    assert question_in(text, longest=100) == "Wat kost de zwemles? En de bus?"
    assert question_in(text, longest=15) == "En de bus?"


def test_without_a_question_the_last_sentences_are_left() -> None:
    assert (
        question_in("Een verhaal. " * 10 + "Ik zoek de prijs van de zwemles.", longest=40)
        == "Ik zoek de prijs van de zwemles."
    )


@given(st.text(alphabet="ab ?.\n", min_size=1, max_size=300), st.integers(min_value=10, max_value=60))
def test_it_is_never_too_long_and_says_nothing_new(text: str, longest: int) -> None:
    found = question_in(text, longest=longest)
    assert len(found) <= longest
    assert "".join(found.split()) in "".join(text.split()) or set(found) <= set(text) | {" "}
