"""A line of a PDF page, and what one can say of it alone. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from index.dutch.letter_words import LABELS
from index.dutch.sentences import LIST_MARK

NOTE = 0.92
"""Of the body's letter size: what is smaller is a note."""

_LARGER = 1.08  # times the body's size
_MUCH_LARGER = 1.3  # where no size rules: after text recognition each line has a size of its own
_SAME = 0.025
_RULES = 0.4  # of all characters
_LETTER = 0.5  # of its height: how wide a letter is on average


@dataclass(frozen=True)
class PdfLine:
    """A line of a page.

    Seen upright, it starts at `x` on the baseline `y`, in points: y grows upwards, x to the right. `size` is the height
    of most of its letters in points, `turn` their direction in degrees, `bold` whether all of them are, `cells` whether
    wide gaps part the line, as in a table, and `pale` whether its letters are light or can be looked through.
    """

    text: str
    x: float
    y: float
    size: float
    turn: int = 0
    bold: bool = False
    cells: bool = False
    pale: bool = False


@dataclass(frozen=True)
class Typography:
    """How a document is set, in points: the letters of its body, from where on letters count as larger, and the
    width of a full line.
    """

    body: float
    larger: float
    full: float


def typography(pages: Sequence[Sequence[PdfLine]]) -> Typography:
    """Measure the body by characters: it is the size in which most of them stand."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    near = sum(n for size, n in sizes.items() if abs(size - body) <= body * _SAME)
    rules = near >= sizes.total() * _RULES
    widths = [width(line.text, line.size) for page in pages for line in page if abs(line.size - body) < 0.3]
    full = quantiles(widths, n=5)[-1] if len(widths) > 1 else sum(widths)
    return Typography(body, body * (_LARGER if rules else _MUCH_LARGER), full)


def width(text: str, size: float) -> float:
    """Return how wide `text` is about, in points: good enough to compare lines of one column."""
    return len(text) * size * _LETTER


def is_item(line: PdfLine) -> bool:
    """Say whether the line starts a list item."""
    return LIST_MARK.match(line.text) is not None


def is_label(text: str) -> bool:
    """Say whether the line is a label of a letterhead, alone or with its value: `Datum`, `Aan: MPVO`."""
    return " ".join(re.split(r"\s*:", text, maxsplit=1)[0].lower().split()) in LABELS
