"""The README is short, and draws the rooms as their folders describe themselves."""

from __future__ import annotations

from tests.support.generated_docs import README, drawing_in, rooms

TEXT = README.read_text(encoding="utf-8")


def test_it_is_read_in_a_few_minutes() -> None:
    assert len(TEXT.split()) <= 900


def test_it_draws_the_rooms_as_they_are() -> None:
    assert drawing_in(TEXT) == rooms(), "run python -m tests.support.generated_docs"
