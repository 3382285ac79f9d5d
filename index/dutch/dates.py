"""Dates as Dutch letters print them, as ISO 8601."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass

from index.dutch.word_lists import kinds, rows

_CALENDAR = "grammar/calendar.tsv"
MONTHS = [word for word, kind, _ in rows(_CALENDAR) if kind == "month"]
WEEKDAYS = kinds(_CALENDAR, "weekday")
SEASONS: Mapping[str, str] = {word: number for word, kind, number in rows(_CALENDAR) if kind == "season"}
"""The names of the seasons; two with one number are one season."""

_NUMBER = {word: int(number) for word, kind, number in rows(_CALENDAR) if kind.startswith("month")}
_NAME = "|".join(sorted(_NUMBER, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:e|ste|de)?\s+)?(?P<m>{_NAME})\b\.?(?:\s+(?P<y>\d{{4}})\b)?"
    r"|\b(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})\b"
    r"|\b(?P<nd>\d{1,2})[-/.](?P<nm>\d{1,2})[-/.](?P<ny>\d{4})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DutchDate:
    """A date found at `[start, end)`; a part that is not printed is None."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None

    @property
    def iso(self) -> str | None:
        """ISO 8601, `2023-03-24` or `2020-01`; None without a year."""
        if self.year is None:
            return None
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")


def find_dates(text: str) -> list[DutchDate]:
    """Return the dates and months in `text`, in order. A month's name alone (`mei`) counts only with a day or a
    year.
    """
    found = []
    for match in _DATE.finditer(text):
        part = match.groupdict()
        if part["m"]:
            year, month, day = part["y"], _NUMBER[part["m"].lower()], part["d"]
            if not (year or day):
                continue
        else:
            year, month, day = (
                part["iy"] or part["ny"],
                int(part["im"] or part["nm"]),
                part["id"] or part["nd"],
            )
        date = DutchDate(*match.span(), int(year) if year else None, month, int(day) if day else None)
        if _exists(date):
            found.append(date)
    return found


def written_out(iso: str) -> str:
    """Return an ISO day, month or year in Dutch words: `24 maart 2023`, `januari 2020`, `2020`."""
    parts = [int(part) for part in iso.split("-")]
    words = [str(parts[0])]
    if len(parts) > 1:
        words.insert(0, MONTHS[parts[1] - 1])
    if len(parts) > 2:
        words.insert(0, str(parts[2]))
    return " ".join(words)


def _exists(date: DutchDate) -> bool:
    if not 1 <= date.month <= 12 or not (date.year is None or 1800 <= date.year <= 2200):
        return False
    return date.day is None or 1 <= date.day <= monthrange(date.year or 2024, date.month)[1]
