"""Whether words have the kind of thing that a question asks for: a number, a date, an amount, a name, a reason. Pure."""

from __future__ import annotations

import re

from index.dutch.dates import find_dates
from index.dutch.words import fold
from qa.question import Expected

MUST_HAVE: tuple[Expected, ...] = ("number", "amount", "date", "moment", "contact")
"""What an answer must have to be one: *hoeveel* is not answered without a number."""

_COUNTED = (r"(?:\d|\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w*tien|\w*tig|\w*honderd|\w*duizend|helft|kwart|"
            r"derde|dubbel\w*|miljoen|miljard|procent)\b)")  # fmt: skip
_NUMBER = re.compile(_COUNTED)
_AMOUNT = re.compile(rf"(?:€|\beuro\b).{{0,20}}{_COUNTED}|{_COUNTED}.{{0,20}}(?:€|\beuro\b|\bmiljoen\b|\bmiljard\b)|\bgratis\b|"
                     r"\bgeen (?:\w+ ){0,3}(?:geld|budget|middelen|kosten)\b")  # fmt: skip
_CONTACT = re.compile(r"\S@\S|(?:\+\d{2}|\b0)[\s()-]*(?:\d[\s()-]*){8,}")
_NAME = re.compile(r"(?<=[a-z,;:] )(?:dr\. |mr\. |prof\. )?[A-ZÀ-Þ][\w'’-]+|\b[A-Z]{2,}\b")
_CONDITION = re.compile(
    r"\b(?:als|indien|zodra|voordat|nadat|totdat|tijdens|elke?|ieder jaar|jaarlijks|wanneer|komende?|volgende?)\b"
)
_ENUMERATES = re.compile(r"[,:;][^,:;]{2,80}(?:[,;]|\ben\b|\bof\b)[^,:;]{2,}")
_REASON = re.compile(r"\b(?:omdat|want|doordat|daarom|vanwege|wegens|zodat|reden|immers|namelijk|dankzij|gevolg)\b")
_DEFINES = re.compile(
    r"\b(?:verstaan|verstaat|betekent|houdt in|bedoel\w*|definitie|dat wil zeggen|noemen|oftewel|ofwel)\b"
)


def has_kind(expected: Expected, words: str) -> float:
    """Return 1 when `words` have the kind of thing that is asked for, 0 when not, 0.5 when nothing special is."""
    folded = fold(words)
    present = {
        "number": lambda: bool(_NUMBER.search(folded)),
        "amount": lambda: bool(_AMOUNT.search(folded)),
        "contact": lambda: bool(_CONTACT.search(words)),
        "date": lambda: _dated(words),
        "moment": lambda: _dated(words) or bool(_CONDITION.search(folded)),
        "person": lambda: bool(_NAME.search(words)),
        "place": lambda: bool(_NAME.search(words)),
        "list": lambda: bool(_ENUMERATES.search(folded)),
        "reason": lambda: bool(_REASON.search(folded)),
        "definition": lambda: bool(_DEFINES.search(folded)),
    }
    return float(present[expected]()) if expected in present else 0.5


def _dated(words: str) -> bool:
    return bool(find_dates(words) or re.search(r"\b(?:19|20)\d{2}\b", words))
