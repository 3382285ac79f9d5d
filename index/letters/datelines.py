"""The date on a line of its own: `Utrecht, 25 juni 2021`, `Aldus vastgesteld op 3 mei 2024`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.dutch.dates import WEEKDAYS, find_dates, whole_date
from index.dutch.word_lists import any_of, kinds

_PLACED = re.compile(r"(?P<place>['’]?[^\W\d_][\w'’.-]*(?: [\w'’.-]+){0,4}),\s*(?P<rest>.*)")
_SURE_PLACE = re.compile(r"(?P<place>(?:Den|'s-?|’s-?) ?[A-Z]\w+)\s+(?P<rest>\S.*)")
_BEFORE_DAY = re.compile(rf"(?:{any_of(WEEKDAYS)},?\s+)?(?:d\.?\s?d\.?\s*|de[nr]?\s+)?", re.IGNORECASE)
_LONGEST = 80
_DECIDED = any_of(kinds("letters/line_words.tsv", "decided"))
_DONE = re.compile(rf"(?:aldus\b.{{0,80}}?|{_DECIDED}\s(?:te|in|op)\b.{{0,50}})", re.IGNORECASE)


@dataclass(frozen=True)
class Dateline:
    """A date as ISO 8601. `placed`: a place stands before it. `done`: it says when something was signed or decided."""

    iso: str
    placed: bool
    done: bool


def dateline_of(words: str) -> Dateline | None:
    """Return the date of a line that reads `words` and is nothing but a date, else None."""
    if len(words) > _LONGEST or not any(c.isdigit() for c in words):
        return None
    placed = _PLACED.fullmatch(words) or _SURE_PLACE.fullmatch(words)
    for rest, is_placed in ((words, False), *([(placed["rest"], True)] if placed else [])):
        plain = rest[len(_matched(_BEFORE_DAY, rest)) :]
        if (date := whole_date(plain)) and date.iso:
            return Dateline(date.iso, placed=is_placed, done=False)
    dates = find_dates(words)
    last = dates[-1] if dates else None
    if last and last.iso and _DONE.fullmatch(words[: last.start]) and not re.search(r"\w", words[last.end :]):
        return Dateline(last.iso, placed=False, done=True)
    return None


def announced_date(words: str) -> str | None:
    """Return the date, as ISO 8601, that a label announces with `words`, the first of several, or None."""
    line = dateline_of(words)
    return line.iso if line else next((date.iso for date in find_dates(words) if date.iso), None)


def _matched(pattern: re.Pattern[str], words: str) -> str:
    match = pattern.match(words)
    return match[0] if match else ""
