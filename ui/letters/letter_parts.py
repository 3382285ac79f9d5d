"""A letter as the parts that a page shows: headings, paragraphs, lists, tables, page marks, with spans marked. Pure.

Every character of the letter that is not white space is in one of the parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from index.letters.passage_blocks import LetterBlock, blocks_of
from index.records import Document, Letter, Span
from ui.wording.display import readable

PartRole = Literal["head", "heading", "list", "table", "lines", "text", "running", "page"]

_CELL_END = re.compile(r"[ \t]+\|[ \t]+")
_BLANK_LINES = re.compile(r"\n\s+")
_SHORT_LINE = 60  # characters


@dataclass(frozen=True)
class TextMark:
    """Words to be marked: what they are, their number among their like, from 1, and where they stand."""

    kind: Literal["quote", "found"]
    number: int
    span: Span


@dataclass(frozen=True)
class TextPiece:
    """Words, as readers see them, that are marked alike. `opens` are the marks that begin here, `page` the page that
    does.
    """

    words: str
    marks: tuple[TextMark, ...] = ()
    opens: tuple[TextMark, ...] = ()
    page: int | None = None


@dataclass(frozen=True)
class PartRow:
    """A table row, a list item (`level` counts from 0), or the one row of any other part."""

    cells: tuple[tuple[TextPiece, ...], ...]
    level: int = 0


@dataclass(frozen=True)
class LetterPart:
    """What stands together on the page. `running`: a line that only repeats what the letter says elsewhere, as at the
    foot of a page. `start` is its offset in the document.
    """

    role: PartRole
    start: int
    rows: tuple[PartRow, ...] = ()
    page: int | None = None


@dataclass
class _Marking:
    """Cuts text at marks and page starts, and knows which marks have begun."""

    text: str
    marks: Sequence[TextMark]
    pages: Sequence[tuple[int, int]]  # page number, where it starts
    begun: set[TextMark] = field(default_factory=set)

    def pieces(self, start: int, end: int) -> tuple[TextPiece, ...]:
        """Return `text[start:end]` in pieces."""
        starts = {at: page for page, at in self.pages if start < at < end}
        spans = [mark.span for mark in self.marks]
        cuts = {start, end, *starts, *(at for span in spans for at in span if start < at < end)}
        ordered = sorted(cuts)
        found: list[TextPiece] = []
        for left, right in pairwise(ordered):
            if left in starts:
                found.append(TextPiece("", page=starts[left]))
            marks = tuple(mark for mark in self.marks if mark.span[0] <= left and right <= mark.span[1])
            opens = tuple(mark for mark in marks if mark not in self.begun)
            self.begun.update(opens)
            found.append(TextPiece(_BLANK_LINES.sub("\n", readable(self.text[left:right])), marks, opens))
        return tuple(found)


def letter_parts(
    document: Document, letter: Letter, *, marks: Sequence[TextMark] = (), within: Span | None = None
) -> list[LetterPart]:
    """Return the parts of `letter` in order, of its whole text or of what lies `within` a span of the document.

    Pages are marked where the document has more than one form on paper: in PDFs.
    """
    start, end = within or (letter.start, letter.end)
    start, end = max(start, letter.start), min(end, letter.end)
    pages = _pages(document) if document.media_type == "application/pdf" else []
    marking = _Marking(document.text, marks, pages)
    parts: list[LetterPart] = []
    at = start
    page = 0
    for block in _clipped(document, letter, start, end):
        now = document.page_of(block.start)
        if pages and now != page and (not parts or any(at <= place <= block.start for _, place in pages)):
            parts.append(LetterPart("page", block.start, page=now))
        part = _part(document, block, marking)
        if part.role == "list" and parts and parts[-1].role == "list":
            parts[-1] = LetterPart("list", parts[-1].start, parts[-1].rows + part.rows)
        else:
            parts.append(part)
        at, page = block.end, document.page_of(block.end - 1)
    return parts


def _pages(document: Document) -> list[tuple[int, int]]:
    """Return each page that has text, with where it starts."""
    last = {at: page for page, at in enumerate(document.page_starts, 1)}
    return [(page, at) for at, page in last.items()]


@dataclass(frozen=True)
class _ShownBlock:
    start: int
    end: int
    role: Literal["head", "heading", "item", "text", "running"]


def _clipped(document: Document, letter: Letter, start: int, end: int) -> Iterator[_ShownBlock]:
    """Yield the blocks of the letter and the lines between them, as far as they lie in `[start, end)`."""
    for block in _with_running_lines(document.text, letter, blocks_of(document, letter)):
        left, right = _bare(document.text, max(block.start, start), min(block.end, end))
        if left < right:
            yield _ShownBlock(left, right, block.role)


def _with_running_lines(text: str, letter: Letter, blocks: Sequence[LetterBlock]) -> Iterator[_ShownBlock]:
    at = letter.start
    for block in blocks:
        yield _ShownBlock(at, block.start, "running")
        yield _ShownBlock(block.start, block.end, block.role)
        at = block.end
    yield _ShownBlock(at, letter.end, "running")


def _bare(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its ends; empty where there is nothing else."""
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    return left, max(left, start + len(words.rstrip()))


def _part(document: Document, block: _ShownBlock, marking: _Marking) -> LetterPart:
    text = document.text
    if block.role == "item":
        line = text.rfind("\n", 0, block.start) + 1
        row = PartRow((marking.pieces(block.start, block.end),), level=(block.start - line) // 2)
        return LetterPart("list", block.start, (row,))
    lines = text[block.start : block.end].split("\n")
    if block.role == "text" and all(_CELL_END.search(line) for line in lines):
        return LetterPart("table", block.start, tuple(_table_rows(block.start, lines, marking)))
    role: PartRole = block.role
    if block.role == "text" and _stay_lines(lines):
        role = "lines"
    return LetterPart(role, block.start, (PartRow((marking.pieces(block.start, block.end),)),))


def _stay_lines(lines: Sequence[str]) -> bool:
    """Say whether the lines are an address or a signature: short, and none goes on in the next."""
    return len(lines) > 1 and max(map(len, lines)) < _SHORT_LINE and not any(line[:1].islower() for line in lines[1:])


def _table_rows(start: int, lines: Sequence[str], marking: _Marking) -> Iterator[PartRow]:
    for line in lines:
        cuts = [cut.span() for cut in _CELL_END.finditer(line)]
        lefts = [0, *(right for _, right in cuts)]
        rights = [*(left for left, _ in cuts), len(line)]
        yield PartRow(
            tuple(marking.pieces(start + left, start + right) for left, right in zip(lefts, rights, strict=True))
        )
        start += len(line) + 1


@dataclass(frozen=True)
class OutlineHeading:
    """A heading of a letter and where it stands in the document."""

    start: int
    words: str


def outline_of(parts: Sequence[LetterPart]) -> list[OutlineHeading]:
    """Return the headings among `parts`, in order."""
    return [
        OutlineHeading(part.start, " ".join("".join(piece.words for piece in part.rows[0].cells[0]).split()))
        for part in parts
        if part.role == "heading"
    ]
