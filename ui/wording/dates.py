"""Dates in words, in the languages of the pages. Pure."""

from __future__ import annotations

from datetime import date

from index.dutch.dates import written_out


def date_in_words(iso: str, language: str) -> str:
    """Return an ISO day, month or year in words of a language of `interface.LANGUAGES`: `24 maart 2023`."""
    if language == "nl" or "-" not in iso:
        return written_out(iso)
    year, month, *day = (int(part) for part in iso.split("-"))
    month_and_year = f"{date(year, month, 1):%B} {year}"  # English: the locale is never set
    return f"{day[0]} {month_and_year}" if day else month_and_year
