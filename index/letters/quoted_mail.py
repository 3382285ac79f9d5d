"""The line above an earlier e-mail below a reply: `Op 1 februari 2020 om 09:00 schreef J. Jansen:`. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.dutch.dates import find_dates
from index.letters.lines import TextLine

_WROTE = re.compile(
    r"Op\s(?P<when>.{6,60}?)\sschreef\s(?P<who>.{2,90}?)\s?:|On\s(?P<on>.{6,60}),\s(?P<writer>[^,]{2,90})\swrote\s?:"
)
_ADDRESS = re.compile(r"<?[^<>\s]+@[^<>\s]+>?")
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
_MOST_LINES = 2  # mail programs break the line


@dataclass(frozen=True)
class QuotedMail:
    """Who wrote an earlier e-mail, its day as ISO 8601 or "", and how many lines say so."""

    sender: str
    date: str
    lines: int


def quoted_mail(lines: Sequence[TextLine], i: int) -> QuotedMail | None:
    """Return what line `i`, and the next, say of the e-mail below; None where they introduce none.

    A sentence with a day and "schreef" is none: a mail program adds the time, or the address. Where later lines have
    marks of quoting, writers take turns below it, and it is no message by itself.
    """
    for count in range(1, _MOST_LINES + 1):
        words = " ".join(line.words for line in lines[i : i + count])
        match = _WROTE.fullmatch(words)
        if match is None:
            continue
        when, who = match["when"] or match["on"], match["who"] or match["writer"]
        if not (_TIME.search(when) or _ADDRESS.search(words)):
            return None
        if any(line.words.startswith(">") for line in lines[i + count :]):
            return None
        days = find_dates(when)
        return QuotedMail(_ADDRESS.sub("", who).strip(" ,\"'<>()"), (days[0].iso or "") if days else "", count)
    return None
