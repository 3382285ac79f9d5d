"""Dates as Dutch letters print them, as ISO 8601."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass

from index.dutch.number_words import number_words
from index.dutch.word_lists import any_of, kinds, rows

_CALENDAR = "grammar/calendar.tsv"
MONTHS = [word for word, kind, _ in rows(_CALENDAR) if kind == "month"]
WEEKDAYS = kinds(_CALENDAR, "weekday")
SEASONS: Mapping[str, str] = {word: number for word, kind, number in rows(_CALENDAR) if kind == "season"}
"""The names of the seasons; two with one number are one season."""

_NUMBER = {word: int(number) for word, kind, number in rows(_CALENDAR) if kind.startswith("month")}
_ROMAN = {word: number for number, word in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)}
_DAY_WORDS = {word: int(day) for word, day in [*number_words().items(), ("één", "1")] if day in map(str, range(1, 32))}
_NAME = any_of(frozenset(_NUMBER))
_BETWEEN = r"(?:\s+|[-/.])"  # 3 feb 2020, 3-feb-2020; not `3. Februari 2020`, a list item
_DATE = re.compile(
    rf"\b(?:(?:(?P<d>\d{{1,2}})(?:e|ste|de|den)?|(?P<dw>{any_of(frozenset(_DAY_WORDS))})){_BETWEEN})?"
    rf"(?P<m>{_NAME})(?![^\W\d_])\.?(?:(?:{_BETWEEN}|(?=\d))(?P<y>\d{{4}})\b|\s*['’](?P<y2>\d{{2}})\b)?"
    r"|\b(?P<iy>\d{4})(?P<sep>[-/.])(?P<im>\d{2})(?P=sep)(?P<id>\d{2})\b"
    r"|\b(?P<nd>\d{1,2})[-/.](?P<nm>\d{1,2})[-/.](?:(?P<ny>\d{4})|['’](?P<ny2>\d{2}))\b"
    rf"|\b(?P<rd>\d{{1,2}})[-/. ](?P<rm>(?-i:{any_of(frozenset(_ROMAN))}))[-/. ](?P<ry>\d{{4}})\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?P<d>\d{1,2})\s?(?P<sep>[-/.])\s?(?P<m>\d{1,2})(?:\s?(?P=sep)\s?(?:(?P<y>\d{4})|(?P<y2>\d{2}))|\s(?P<ly>\d{4}))"
    r"|(?P<cy>(?:19|20)\d{2})(?P<cm>\d{2})(?P<cd>\d{2})"
)
_CENTURY = 70  # '69 is 2069, '70 is 1970


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
    year, a year of two digits only behind an apostrophe.
    """
    return [date for match in _DATE.finditer(text) if (date := _date(match.span(), match.groupdict()))]


def whole_date(text: str) -> DutchDate | None:
    """Return the date where `text` is nothing else, as in a letterhead; also one that could be something else in
    running text: `3-2-20`, `3/2 2020`, `20200203`.
    """
    words = text.strip(" .")
    match = _WHOLE.fullmatch(words)
    if match:
        year_first = match["y2"] and match["d"] > "12" >= match["y2"]  # 20-02-03 can be a day of 2020 as well
        return None if year_first else _date(match.span(), match.groupdict())
    dates = find_dates(words)
    return dates[0] if len(dates) == 1 and words == words[dates[0].start : dates[0].end].strip(" .") else None


def _date(span: tuple[int, int], part: dict[str, str | None]) -> DutchDate | None:
    """Return the date of which a pattern matched the parts; None where that is no day or month."""
    year = _year(part)
    day = next((int(part[name] or 0) for name in ("d", "id", "nd", "rd", "cd") if part.get(name)), None)
    if named := part.get("dw"):
        day = _DAY_WORDS[named.lower()]
    if roman := part.get("rm"):
        month = _ROMAN[roman]
    else:
        printed = next(part[name] or "" for name in ("m", "im", "nm", "cm") if part.get(name))
        month = int(printed) if printed.isdigit() else _NUMBER[printed.lower()]
    if year is None and day is None:
        return None
    date = DutchDate(*span, year, month, day)
    return date if _exists(date) else None


def _year(part: dict[str, str | None]) -> int | None:
    """Return the year; one of two digits lies in the hundred years around which letters are kept."""
    full = next((part[name] for name in ("y", "ly", "iy", "ny", "ry", "cy") if part.get(name)), None)
    short = next((part[name] for name in ("y2", "ny2") if part.get(name)), None)
    if full is None and short is not None:
        return int(short) + (2000 if int(short) < _CENTURY else 1900)
    return None if full is None else int(full)


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
