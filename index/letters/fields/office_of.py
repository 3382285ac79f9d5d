"""Of which municipality, province or water board an office is that signs without saying so. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.letters.lines import TextLine

_OFFICES = {
    "gemeente": re.compile(
        r"\b(?:burgemeester en wethouders|b(?: en |&)w|gemeenteraad|gemeentebestuur)$", re.IGNORECASE
    ),
    "provincie": re.compile(r"\b(?:gedeputeerde|provinciale) staten$", re.IGNORECASE),
    "waterschap": re.compile(r"\bdijkgraaf en (?:hoog)?heemraden$", re.IGNORECASE),
}
_ARTICLES = {"gemeente": "de", "provincie": "de", "waterschap": "het"}
_NAME = r"(?:['’][ts]-?)?[A-Z][\w'’-]+(?: (?:(?:aan|de|den|der|en|het|in|op|van) ){0,3}[A-Z][\w'’-]+)*"
_PARTS = re.compile(r"[,;|]\s*|\s{3,}")


def office_with_name(sender: str, *, head: Sequence[TextLine], below: Sequence[TextLine]) -> str:
    """Return a sender that is an office which every municipality, province or water board has with the name of the one
    whose it is, where the lines of the letterhead and those from the signature on name one and no other; else as it is.
    """
    kind = next((kind for kind, office in _OFFICES.items() if office.search(sender)), None)
    if kind is None:
        return sender
    whole = re.compile(rf"(?i:(?:van |namens )?(?:de |het )?{kind}) (?P<name>{_NAME})")
    behind = re.compile(rf"van (?P<name>{_NAME})")  # on the line below `College van burgemeester en wethouders`
    patterns = [*((whole, line) for line in head), *((each, line) for line in below for each in (whole, behind))]
    parts = ((pattern, part.strip()) for pattern, line in patterns for part in _PARTS.split(line.words.rstrip(",.")))
    names = {match["name"] for pattern, part in parts if (match := pattern.fullmatch(part))}
    return f"{sender} van {_ARTICLES[kind]} {kind} {names.pop()}" if len(names) == 1 else sender
