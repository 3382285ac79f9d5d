"""Letters that nobody has seen: each made-up document falls apart into its letters, with their data and nothing made up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.letters import find_letters
from index.records import Letter
from tests.letters_made import MADE, Found, Made

FIELDS = ("kind", "title", "sender", "recipient", "date", "reference")


def found(letter: Letter) -> Found:
    return Found(*(getattr(letter, name) for name in FIELDS))


@pytest.mark.parametrize("made", MADE, ids=lambda made: str(made.name))
def test_a_document_falls_apart_into_its_letters(made: Made) -> None:
    document = made.document
    letters = find_letters(document)
    assert [found(letter) for letter in letters] == [replace(each, begins=None) for each in made.letters]
    for letter, expected in zip(letters, made.letters, strict=True):
        assert document.text[letter.start : letter.end].startswith(expected.begins or "")
