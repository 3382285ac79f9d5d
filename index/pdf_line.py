"""A line of a PDF page, and what one can say of it alone. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.dutch.letter_words import LABELS
from index.dutch.sentences import LIST_MARK

NOTE = 0.92
"""Of the body's letter size: what is smaller is a note."""

_LETTER = 0.5  # of its height: how wide a letter is on average


@dataclass(frozen=True)
class Line:
    """A line of a page; see `index.read_pdf.read_lines`."""

    text: str
    x: float
    y: float
    size: float
    turn: int = 0
    bold: bool = False
    cells: bool = False


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """Return the letter size in which most characters stand, in points; 0 without any."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def width(text: str, size: float) -> float:
    """Return how wide `text` is about, in points: good enough to compare lines of one column."""
    return len(text) * size * _LETTER


def is_item(line: Line) -> bool:
    """Say whether the line starts a list item."""
    return LIST_MARK.match(line.text) is not None


def is_label(text: str) -> bool:
    """Say whether the line is a label of a letterhead, alone or with its value: `Datum`, `Aan: MPVO`."""
    return " ".join(re.split(r"\s*:", text, maxsplit=1)[0].lower().split()) in LABELS
