"""A text as its lines that are not blank, with their places: what the letter finder reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line without surrounding white space: `text[start:end] == words`. `gap`: a blank line stands before it."""

    start: int
    end: int
    words: str
    gap: bool


def lines_of(text: str, *, start: int = 0, end: int | None = None) -> list[Line]:
    """Return the lines of `text[start:end]` that are not blank, in order, with offsets in `text`."""
    found: list[Line] = []
    offset, gap = start, True
    for raw in text[start:end].split("\n"):
        words = raw.strip()
        if words:
            left = offset + len(raw) - len(raw.lstrip())
            found.append(Line(left, left + len(words), words, gap))
        gap = not words
        offset += len(raw) + 1
    return found
