"""What staff decide of the letters in a file: where they begin, their data, what is hidden or replaced. Pure.

A correction belongs to a place in a document: where a letter begins, told by its offset and by the words there. When
the same bytes are read otherwise later, the words tell where the place is now; where they do not, the correction is
left out and told of, and never applied to another letter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Literal

from index.letters.find import find_letters
from index.letters.lines import cells_of, lines_of
from index.records import Document, Field, Letter

CORRECTED: tuple[Field, ...] = ("kind", "title", "sender", "recipient", "date", "reference")
"""The data of a letter that can be corrected."""

_MOST = 600
"""Letters and digits that tell a place: letterheads of one sender differ in what stands below their address."""


@dataclass(frozen=True)
class LetterPlace:
    """Where a letter begins: the offset `start`, and the SHA-256 `words` of its first `length` letters and digits,
    which is nothing that the letter can be read from.
    """

    start: int
    length: int
    words: str


@dataclass(frozen=True)
class Replacement:
    """The letter at `place` in the document with id `document_id`, which holds in the place of another."""

    document_id: str
    place: LetterPlace


@dataclass(frozen=True)
class LetterCorrection:
    """What staff decided of the letter at `place`. `begins`: whether a letter begins there, None as the text says.

    `fields` are its data as they must be, None for what it has not; what is not in it is as the text says.
    """

    document_id: str
    place: LetterPlace
    begins: bool | None = None
    fields: Mapping[Field, str | None] = field(default_factory=dict)
    hidden: bool = False
    replaced_by: Replacement | None = None

    @property
    def says_nothing(self) -> bool:
        """True when nothing is left of it."""
        return self.begins is None and not self.fields and not self.hidden and self.replaced_by is None


@dataclass(frozen=True)
class LeftOut:
    """A correction that cannot be applied: its words stand nowhere, or in several places, in the text as it is read now
    (`text`); or no letter begins at them any more (`letter`).
    """

    correction: LetterCorrection
    reason: Literal["text", "letter"]


def place_at(text: str, start: int, end: int) -> LetterPlace:
    """Return the place `start` in `text`, of a letter that ends at `end`."""
    words = "".join(islice(_letters_and_digits(text[start:end]), _MOST))
    return LetterPlace(start, len(words), _hash(words))


def find_place(text: str, place: LetterPlace) -> int | None:
    """Return where `place` is in `text`: where it was if its words still stand there, else at the only line or cell
    that begins with them, None where there is no such line or more than one.
    """
    if _begins_with(text, place.start, place):
        return place.start
    found = [start for start in line_starts(text) if _begins_with(text, start, place)]
    return found[0] if len(found) == 1 else None


def line_starts(text: str) -> list[int]:
    """Return where a letter can begin: at the first word of each line or table cell."""
    return [line.start for line in cells_of(lines_of(text))]


def corrected_letters(document: Document, corrections: Sequence[LetterCorrection]) -> list[Letter]:
    """Return the letters of `document` as `corrections` of it would have them, those that cannot be applied left out.

    Letters are hidden and replaced by `marked_letters`, which knows all documents.
    """
    placed = _placed(document, corrections)
    letters = find_letters(
        document,
        begins={start for start, each in placed.items() if each.begins},
        joined={start for start, each in placed.items() if each.begins is False},
    )
    return [
        _with_fields(document, each, placed[each.start].fields) if each.start in placed else each for each in letters
    ]


def marked_letters(
    letters: Iterable[Letter], documents: Mapping[str, Document], corrections: Iterable[LetterCorrection]
) -> tuple[list[Letter], tuple[LeftOut, ...]]:
    """Return `letters` with those hidden and replaced that `corrections` of their `documents` say, and what could not
    be applied. Where it is not known any more which letter is to be hidden, all of its file are.
    """
    letters = list(letters)
    by_place = {(each.document_id, each.start): each for each in letters}
    marks: dict[str, dict[str, Any]] = {}
    closed: set[str] = set()
    left_out = []
    for correction in corrections:
        document = documents.get(correction.document_id)
        if document is None:
            continue
        start = find_place(document.text, correction.place)
        letter = None if start is None else by_place.get((document.id, start))
        if letter is None:
            if start is None or correction.begins is not False or correction.hidden:
                left_out.append(LeftOut(correction, "text" if start is None else "letter"))
            closed |= {document.id} if correction.hidden else set()
            continue
        newer = _replacing(correction.replaced_by, documents, by_place)
        if newer is None and correction.replaced_by and correction.replaced_by.document_id in documents:
            left_out.append(LeftOut(correction, "letter"))
        hidden = correction.hidden or marks.get(letter.id, {}).get("hidden", False)  # of two that fit one place
        marks[letter.id] = {"hidden": hidden, "replaced_by": newer}
    marked = [replace(each, **marks[each.id]) if each.id in marks else each for each in letters]
    return [replace(each, hidden=True) if each.document_id in closed else each for each in marked], tuple(left_out)


def _replacing(
    named: Replacement | None, documents: Mapping[str, Document], by_place: Mapping[tuple[str, int], Letter]
) -> str | None:
    """Return the id of the letter that is `named`, None where it is not there."""
    document = documents.get(named.document_id) if named else None
    start = find_place(document.text, named.place) if named and document else None
    letter = by_place.get((document.id, start)) if document and start is not None else None
    return letter.id if letter else None


def _placed(document: Document, corrections: Iterable[LetterCorrection]) -> dict[int, LetterCorrection]:
    found = {find_place(document.text, each.place): each for each in corrections}
    return {start: each for start, each in found.items() if start is not None}


def _with_fields(document: Document, letter: Letter, fields: Mapping[Field, str | None]) -> Letter:
    """Return `letter` with `fields`; each stands in the text where its words do, if that is one place."""
    other = {name: value for name, value in fields.items() if value != getattr(letter, name)}
    if not other:
        return letter
    spans = {name: span for name, span in letter.spans.items() if name not in other}
    text = document.text[letter.start : letter.end]
    for name, value in other.items():
        if value and name not in ("date", "kind") and text.count(value) == 1:
            left = letter.start + text.index(value)
            spans[name] = (left, left + len(value))
    values: dict[str, Any] = {str(name): value for name, value in other.items()}
    return replace(letter, **values, spans=spans, found={name: getattr(letter, name) for name in other})


def _begins_with(text: str, start: int, place: LetterPlace) -> bool:
    signs = (text[i] for i in range(start, len(text)))
    words = "".join(islice(_letters_and_digits(signs), place.length))
    return len(words) == place.length and _hash(words) == place.words


def _letters_and_digits(text: Iterable[str]) -> Iterator[str]:
    return (folded for sign in text if sign.isalnum() for folded in sign.casefold())


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
