"""What is known of a letter, and where it stands among the others in its file. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.records import Letter
from ui.wording.dates import date_in_words
from ui.wording.display import kind_name
from ui.wording.interface import text


@dataclass(frozen=True)
class LetterFact:
    """A fact: its name, what it is, and in which language that is said."""

    name: str
    value: str
    language: str


@dataclass(frozen=True)
class PlaceInFile:
    """The letter is number `number`, from 1, of the `total` in its file; its neighbours there."""

    number: int
    total: int
    before: Letter | None
    after: Letter | None


def facts_of(letter: Letter, language: str) -> list[LetterFact]:
    """Return in `language` what is known of `letter`, besides its name."""
    facts = [
        ("kind", kind_name(letter.kind, language), language),
        ("sender", letter.sender, "nl"),
        ("file_of", letter.file_of, "nl"),
        ("recipient", letter.recipient, "nl"),
        ("date", date_in_words(letter.date, language) if letter.date else None, language),
        ("reference", letter.reference, "nl"),
    ]
    return [
        LetterFact(text(f"letter.{name}", language), " ".join(value.split()), spoken)
        for name, value, spoken in facts
        if value
    ]


def place_in_file(letter: Letter, letters: Iterable[Letter]) -> PlaceInFile:
    """Return where `letter` stands among those of `letters` that are in the same file."""
    same = sorted((each for each in letters if each.document_id == letter.document_id), key=lambda each: each.start)
    i = same.index(letter)
    return PlaceInFile(i + 1, len(same), same[i - 1] if i else None, same[i + 1] if i + 1 < len(same) else None)
