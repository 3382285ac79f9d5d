"""The records that the index hands out. Offsets count characters of a document's canonical text, from 0."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]
"""`(start, end)`, end exclusive."""

Field = Literal["kind", "title", "sender", "recipient", "date", "reference", "signature"]


@dataclass(frozen=True)
class Document:
    """One file as it was handed in.

    `id` is the SHA-256 of its bytes in hex, `path` the file's name relative to the indexed folder.
    `page_starts[i]` is where page `i + 1` starts; it ascends from 0. `headings` are the spans that the
    file itself marks as headings (styles, tags, Markdown), in order; empty where a format marks none.
    """

    id: str
    path: str
    media_type: str
    text: str
    page_starts: tuple[int, ...] = (0,)
    headings: tuple[Span, ...] = ()

    def page_of(self, offset: int) -> int:
        """Return the 1-based page on which `offset` lies. Raises ValueError outside the text."""
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} lies outside the {len(self.text)} characters of {self.path}")
        return bisect_right(self.page_starts, offset)

    def is_heading(self, offset: int) -> bool:
        """True when `offset` lies in a heading that the file itself marks."""
        before = bisect_right(self.headings, offset, key=lambda span: span[0])  # headings do not overlap
        return before > 0 and offset < self.headings[before - 1][1]


@dataclass(frozen=True)
class Letter:
    """One letter or note inside a document, as the span `[start, end)` of its text.

    `date` is ISO 8601: a day, or a month where only the month is printed. `spans` says where each field stands
    in the document; `signature` is the block under which the letter is signed. `file_of`: who sent the first letter
    of the document, where that is somebody else and this letter comes after it; the catalog gives it.

    `found` has what was found in the text for the data that staff corrected. `hidden` letters are for staff alone;
    `replaced_by` is the id of the letter that staff named to hold in the place of this one; the catalog gives both.
    """

    id: str
    document_id: str
    kind: str
    title: str | None
    sender: str | None
    recipient: str | None
    date: str | None
    reference: str | None
    start: int
    end: int
    spans: Mapping[Field, Span] = field(default_factory=dict, hash=False)
    file_of: str | None = field(default=None, compare=False)
    found: Mapping[Field, str | None] = field(default_factory=dict, hash=False)
    hidden: bool = False
    replaced_by: str | None = None


@dataclass(frozen=True)
class Passage:
    """A span of a letter that is searched as one unit: `document.text[start:end] == text`."""

    id: str
    letter_id: str
    start: int
    end: int
    heading: str
    text: str


@dataclass(frozen=True)
class Twin:
    """A passage of another letter that says the same in the same words."""

    passage: Passage
    letter: Letter


@dataclass(frozen=True)
class Hit:
    """A passage found for a question. `rank` counts from 1; `score` lies in [0, 1], higher is better."""

    passage: Passage
    letter: Letter
    rank: int
    score: float
    views: Mapping[str, float] = field(default_factory=dict, hash=False, compare=False)
    """What each view of the search gave, about in [0, 1]."""
    also: tuple[Twin, ...] = ()
    """Where the same stands as well, newest letter first."""


def pages(document: Document) -> Iterator[Span]:
    """Yield the span of every page, in order; together they cover the text."""
    ends = (*document.page_starts[1:], len(document.text))
    yield from zip(document.page_starts, ends, strict=True)
