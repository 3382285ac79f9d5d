"""A text as its lines that are not blank, with their places: what the letter finder reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CELLS = re.compile(r"(?P<gap>[ \t]{3,}|\s+\|\s+)")


@dataclass(frozen=True)
class TextLine:
    """One line without surrounding white space: `text[start:end] == words`. `gap`: a blank line stands before it."""

    start: int
    end: int
    words: str
    gap: bool


def lines_of(text: str, *, start: int = 0, end: int | None = None) -> list[TextLine]:
    """Return the lines of `text[start:end]` that are not blank, in order, with offsets in `text`."""
    found: list[TextLine] = []
    offset, gap = start, True
    for raw in text[start:end].split("\n"):
        words = raw.strip()
        if words:
            left = offset + len(raw) - len(raw.lstrip())
            found.append(TextLine(left, left + len(words), words, gap))
        gap = not words
        offset += len(raw) + 1
    return found


def cells_of(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return what stands side by side on a line, in columns or table cells, as lines below each other."""
    cells: list[TextLine] = []
    for line in lines:
        left, gap = 0, line.gap
        for cut in [*_CELLS.finditer(line.words), None]:
            right = cut.start() if cut else len(line.words)
            if right > left:
                cells.append(TextLine(line.start + left, line.start + right, line.words[left:right], gap))
                gap = False
            left = cut.end() if cut else right
    return cells


def paragraphs_of(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Return the lines in groups without a blank line inside."""
    groups: list[list[TextLine]] = []
    for line in lines:
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups
