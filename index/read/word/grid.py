"""The grid of a Word table: which cells a row has, and how far they reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from index.read.numbering import whole
from index.read.word.package import W, value

WRAPPERS = frozenset(f"{W}{tag}" for tag in ("sdtContent", "ins", "moveTo", "smartTag", "customXml"))
"""Elements around rows, cells or paragraphs that change nothing about them."""


@dataclass(frozen=True)
class WordCell:
    """A cell of a row: in which column of the grid it begins, how many it spans, whether it goes on from above."""

    element: Any
    column: int
    span: int
    goes_on: bool


def cells_of(row: Any) -> list[WordCell]:
    """Return the cells of a row, in order."""
    column = whole(value(row, "trPr/gridBefore"), default=0)
    cells = []
    for cell in unwrapped(row, f"{W}tc"):
        span = whole(value(cell, "tcPr/gridSpan"), default=1)
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        cells.append(WordCell(cell, column, span, merge is not None and merge.get(f"{W}val") != "restart"))
        column += span
    return cells


def going_on(column: int, below: Sequence[dict[int, WordCell]]) -> int:
    """Return in how many rows `below` the cell that begins in `column` goes on."""
    count = 0
    for row in below:
        if column not in row or not row[column].goes_on:
            break
        count += 1
    return count


def unwrapped(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the rows or cells of a table, also those in a content control or marked as inserted."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == f"{W}sdt" or child.tag in WRAPPERS:
            yield from unwrapped(child, tag)
