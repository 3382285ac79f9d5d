"""Counters of numbered lists, and how a number is written. Pure functions."""

from __future__ import annotations

import re
from collections import defaultdict

_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"}
_ROMAN |= {10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}


def whole(digits: str | None, *, default: int, base: int = 10) -> int:
    """Return the number that a file writes, `default` where it writes none that is one; below 2**31, as in XML."""
    try:
        return min(int(digits or "", base), 2**31 - 1)
    except ValueError:
        return default


def written(number: int, style: str) -> str:
    """Return `number` from 1 in a style of OOXML 17.18.59 (ST_NumberFormat), HTML or ODF; digits if unknown."""
    if not 0 < number < 4000:
        return str(number)
    if style in ("lowerLetter", "a"):
        return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    if style in ("upperLetter", "A"):
        return written(number, "a").upper()
    if style in ("lowerRoman", "i"):
        roman = ""
        for value, letters in _ROMAN.items():
            count, number = divmod(number, value)
            roman += letters * count
        return roman
    if style in ("upperRoman", "I"):
        return written(number, "i").upper()
    return str(number)


class Counters:
    """Count the items of lists; a deeper level starts again after each item above it."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def advance(self, key: str, level: int, start: int = 1) -> list[int | None]:
        """Count an item of list `key` at `level` from 0; return the numbers of the levels down to it."""
        counts = self._counts[key]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return [counts.get(i) for i in range(level + 1)]


def label(pattern: str, numbers: list[int | None], styles: list[str]) -> str:
    """Fill the pattern of OOXML 17.9.11 ("%1.%2)"), with one style a level."""

    def number(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        if level >= len(numbers):
            return ""
        return written(numbers[level] or 1, styles[level] if level < len(styles) else "decimal")

    return re.sub(r"%([1-9])", number, pattern)
