"""Years that a letter names by its own date: `vorig jaar` in a letter of 2023 is 2022. Pure."""

from __future__ import annotations

import re

_YEAR = re.compile(
    r"\b(?P<which>vorig|verleden|dit|volgend|komend)e? (?P<school>school)?jaar\b",
    re.IGNORECASE,
)
_OFFSETS = {"vorig": -1, "verleden": -1, "dit": 0, "volgend": 1, "komend": 1}
_SCHOOL_BEGINS = 8  # month


def relative_years(words: str, written: str | None) -> dict[str, str]:
    """Return by the words of a Dutch sentence that name a year by the date of its letter which one that is, in their
    order: `{"dit schooljaar": "2022-2023"}`; "" where `written`, the ISO date of the letter, does not tell.
    """
    return {match[0].lower(): _year(match, written or "") for match in _YEAR.finditer(" ".join(words.split()))}


def _year(match: re.Match[str], written: str) -> str:
    year, month = int(written[:4] or 0), int(written[5:7] or 0)
    offset = _OFFSETS[match["which"].lower()]
    if match["school"] is None:
        return str(year + offset) if year else ""
    if not month:
        return ""
    first = year + offset - (month < _SCHOOL_BEGINS)
    return f"{first}-{first + 1}"
