"""The lines of a PDF page as headings and paragraphs. Pure functions.

A paragraph ends at a gap, at an indent, and at a line that stops short although the next word would have fitted:
but not among the short lines of an address, the labels of a letterhead or the rows of a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles

from index.read.blocks import Block, runs_on
from index.read.pdf.headings import LineRange
from index.read.pdf.line import PdfLine, is_item, is_label, width

_GAP = 1.3  # of the line distance: what is more parts paragraphs
_SHORT = 0.7  # of the column's width: a line that ends before may end its paragraph
_ENOUGH = 5  # lines of a column tell where its margin is
_RUNNING = 0.5  # of the document's full line: a narrower column holds no running text
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*\s?\d{0,2}$")
_SENTENCE_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*\s?\d{0,2}$")
_OPENS = re.compile(r"[\"'‘“«(\[]*[^\W_a-zà-ÿ]")


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[PdfLine]
    heading: bool = False

    def block(self) -> Block:
        """Return it as a block; nested list items are indented by two spaces a level."""
        texts = [" " * (2 * level) + line.text for level, line in zip(_levels(self.lines), self.lines, strict=True)]
        return Block("\n".join(texts), heading=self.heading)


def paragraphs(lines: Sequence[PdfLine], *, headings: Sequence[LineRange], full: float) -> list[Paragraph]:
    """Return the headings and paragraphs of `lines`, in order. `full` is the width of a full line of the document."""
    leading = _leading(lines)
    margins = _margins(lines, full=full)
    starts = dict(headings)
    found: list[Paragraph] = []
    heading_ends = 0
    for i, line in enumerate(lines):
        if i in starts:
            heading_ends = starts[i]
            found.append(Paragraph([], heading=True))
        elif i >= heading_ends and (i == heading_ends or _parts(lines, i, leading, margins)):
            found.append(Paragraph([]))
        found[-1].lines.append(line)
    return found


def _leading(lines: Sequence[PdfLine]) -> float:
    """Return the usual distance between lines, as a share of the letter size."""
    distances = [
        (above.y - line.y) / line.size
        for above, line in pairwise(lines)
        if line.size > 0 and 0.8 < (above.y - line.y) / line.size < 2.5 and abs(above.size - line.size) < 0.5
    ]
    return median(distances) if distances else 1.2


def _margins(lines: Sequence[PdfLine], *, full: float) -> list[float]:
    """Return for each line how far to the right its column goes; 0 where that is no column of running text."""
    margins: list[float] = []
    column: list[PdfLine] = []
    for i, line in enumerate(lines):
        if i and (lines[i - 1].turn != line.turn or lines[i - 1].y - line.y < -line.size):
            margins += [_margin(column, full=full)] * len(column)
            column = []
        column.append(line)
    return margins + [_margin(column, full=full)] * len(column)


def _margin(column: Sequence[PdfLine], *, full: float) -> float:
    if len(column) < _ENOUGH:
        return min((line.x for line in column), default=0.0) + full
    left = median(line.x for line in column)
    right = quantiles([line.x + width(line.text, line.size) for line in column], n=10)[-1]
    return right if right - left > full * _RUNNING else 0.0


def _parts(lines: Sequence[PdfLine], i: int, leading: float, margins: Sequence[float]) -> bool:
    """Say whether a paragraph starts at line `i`."""
    above, line = lines[i - 1], lines[i]
    down = above.y - line.y
    size = max(above.size, line.size)
    if above.turn != line.turn:
        return True
    if down < -size:  # the next column
        return not runs_on(above.text, line.text)
    if above.size < line.size * 0.85 and above.text[0].isdigit() and down < size * 2:
        return False  # a note: its raised number gave the line its place
    return down > size * leading * _GAP or _is_indented(lines, i) or _stops_short(above, line, margins[i])


def _is_indented(lines: Sequence[PdfLine], i: int) -> bool:
    """Say whether line `i` starts a paragraph by an indent: it stands to the right of the lines around it."""
    above, line = lines[i - 1], lines[i]
    below = lines[i + 1] if i + 1 < len(lines) else above
    indent = line.x - above.x
    return (
        line.size * 0.8 < indent < line.size * 4
        and abs(below.x - above.x) < line.size * 0.3
        and bool(_ENDED.search(above.text[-20:]))
        and not is_item(line)
        and not is_item(above)
    )


def _stops_short(above: PdfLine, line: PdfLine, margin: float) -> bool:
    """Say whether line `above` ends its paragraph by stopping short of the `margin`."""
    if not _leaves_room(above, line, margin) or _is_listed(above, line):
        return False
    if above.y - line.y < line.size * 0.5 or abs(above.size - line.size) > line.size * 0.1:
        return False
    if above.text.endswith((",", "-")) or not _OPENS.match(line.text) or runs_on(above.text, line.text):
        return False
    fills = width(line.text, line.size) > (margin - line.x) * _SHORT
    return fills or _SENTENCE_ENDED.search(above.text) is not None


def _leaves_room(above: PdfLine, line: PdfLine, margin: float) -> bool:
    """Say whether `above` is short and the first word of `line` would have fitted behind it."""
    room, taken = margin - above.x, width(above.text, above.size)
    return taken <= room * _SHORT and taken + width(line.text.split()[0] + " ", above.size) <= room


def _is_listed(above: PdfLine, line: PdfLine) -> bool:
    """Say whether the lines are rows of a table, a list item or labels of a letterhead, which may be short."""
    in_table = above.cells or line.cells or (_is_row(above) and _is_row(line))
    return in_table or is_item(line) or is_label(above.text) or is_label(line.text)


def _is_row(line: PdfLine) -> bool:
    return sum(any(c.isdigit() for c in word) for word in line.text.split()) > 1


def _levels(lines: Sequence[PdfLine]) -> list[int]:
    """Return how deep each line that starts a list item is nested in the list of its column; 0 for other lines."""
    levels: list[int] = []
    marks: list[float] = []  # where the levels above the last item stand, and the last item itself
    for i, line in enumerate(lines):
        if i and lines[i - 1].y < line.y:
            marks = []
        if is_item(line):
            while marks and line.x < marks[-1] - line.size * 0.35:
                marks.pop()
            if not marks or line.x > marks[-1] + line.size * 0.35:
                marks.append(line.x)
        levels.append(len(marks) - 1 if is_item(line) else 0)
    return levels
