"""What is known of a letter, and where it stands among the others in its file. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.dutch.dates import written_out
from index.records import Letter


@dataclass(frozen=True)
class LetterFact:
    """A fact: the key of its name in the texts, and what the letter says."""

    key: str
    value: str


@dataclass(frozen=True)
class PlaceInFile:
    """The letter is number `number`, from 1, of the `total` in its file; its neighbours there."""

    number: int
    total: int
    before: Letter | None
    after: Letter | None


def facts_of(letter: Letter) -> list[LetterFact]:
    """Return what is known of `letter`, besides its name."""
    facts = [
        ("letter.kind", letter.kind.capitalize()),
        ("letter.sender", letter.sender),
        ("letter.recipient", letter.recipient),
        ("letter.date", written_out(letter.date) if letter.date else None),
        ("letter.reference", letter.reference),
    ]
    return [LetterFact(key, " ".join(value.split())) for key, value in facts if value]


def place_in_file(letter: Letter, letters: Iterable[Letter]) -> PlaceInFile:
    """Return where `letter` stands among those of `letters` that are in the same file."""
    same = sorted((each for each in letters if each.document_id == letter.document_id), key=lambda each: each.start)
    i = same.index(letter)
    return PlaceInFile(i + 1, len(same), same[i - 1] if i else None, same[i + 1] if i + 1 < len(same) else None)
