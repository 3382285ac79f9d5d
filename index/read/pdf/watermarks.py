"""Watermarks: words across a page that are no text of it. Pure functions.

They stand aslant, and are large, pale or repeated; or they stand upright, large and pale, where other lines run through
them. Labels of a chart stand aslant too, but are small; a title in light letters has no lines through it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from index.read.pdf.line import PdfLine, typography, width

_ASLANT = 10  # degrees off: a scan may lie askew by less
_LARGE = 1.8  # times the body's letter size
_LOW, _HIGH = 0.05, 0.7  # of its letter size: between these heights a line runs through another


def without_watermarks(pages: Sequence[Sequence[PdfLine]]) -> tuple[list[list[PdfLine]], dict[str, list[int]]]:
    """Return the lines of each page without watermarks, and by the words of a watermark its pages, from 1."""
    body = typography(pages).body
    kept: list[list[PdfLine]] = []
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages, 1):
        often = Counter(line.text for line in page)
        kept.append([])
        for line in page:
            if not _is_watermark(line, page, body=body, often=often[line.text] > 1):
                kept[-1].append(line)
            elif number not in found.setdefault(line.text, []):
                found[line.text].append(number)
    return kept, found


def _is_watermark(line: PdfLine, page: Sequence[PdfLine], *, body: float, often: bool) -> bool:
    large = line.size >= body * _LARGE
    if _ASLANT < line.turn % 90 < 90 - _ASLANT:
        return large or line.pale or often
    return large and line.pale and any(_runs_through(other, line) for other in page)


def _runs_through(other: PdfLine, line: PdfLine) -> bool:
    height = (other.y - line.y) / line.size
    apart = other.x > line.x + width(line.text, line.size) or line.x > other.x + width(other.text, other.size)
    return other.turn == line.turn and _LOW < height < _HIGH and not apart
