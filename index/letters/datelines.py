"""The date on a line of its own: `Utrecht, 25 juni 2021`, `Aldus vastgesteld op 3 mei 2024`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.dutch.dates import find_dates
from index.dutch.word_lists import any_of, kinds

_DAY = r"(?P<date>\d{1,2}\s+[a-z]+\.?\s+\d{4}|[a-z]+\s+\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2})"
_DATELINE = re.compile(
    rf"(?:(?P<place>[A-ZÀ-Ý'’][\w'’.-]*(?: [\w'’.-]+){{0,4}}),\s*)?(?:d\.?d\.?\s*|\w+dag,?\s+)?{_DAY}\.?", re.IGNORECASE
)
_DECIDED = any_of(kinds("letters/line_words.tsv", "decided"))
_DONE = re.compile(rf"(?:aldus\b.{{0,80}}?|{_DECIDED}\s(?:te|in|op)\b.{{0,50}}?)\b{_DAY}\W*", re.IGNORECASE)


@dataclass(frozen=True)
class Dateline:
    """A date as ISO 8601. `placed`: a place stands before it. `done`: it says when something was signed or decided."""

    iso: str
    placed: bool
    done: bool


def dateline_of(words: str) -> Dateline | None:
    """Return the date of a line that reads `words` and is nothing but a date, else None."""
    plain = _DATELINE.fullmatch(words)
    match = plain or _DONE.fullmatch(words)
    iso = next((date.iso for date in find_dates(match["date"])), None) if match else None
    if iso is None:
        return None
    return Dateline(iso, placed=plain is not None and plain["place"] is not None, done=plain is None)
