"""Sheets that tell in other words what a letter says, and say so themselves. Pure."""

from __future__ import annotations

import re

from index.records import Document, Letter

_RETOLD = re.compile(
    r"(?:Dit|Deze|Hieronder|Hierna|Onderstaande|Wat volgt)\b[^.!?]{0,60}?"
    r"\b(?:samenvatting|samengevat|weergave|weergegeven|naverteld|herschreven|hertaling|hertaald|bewerking|vertelt)\b"
    r"[^.!?]{0,60}?\b(?:eigen|andere|eenvoudige|gewone|begrijpelijke|makkelijke) (?:woorden|taal)\b"
)
_HEAD = 4_000  # characters of a letter in which it says so


def says_retold(words: str) -> bool:
    """True for a sentence that says of the text in which it stands that it tells something in other words: `Dit is een
    samenvatting in eigen woorden van …`. It speaks of the sheet, not of what the letter says.
    """
    return _RETOLD.match(" ".join(words.split())) is not None


def is_retold(document: Document, letter: Letter) -> bool:
    """True where a letter says in its head that it is such a sheet: its sentences are not those of who wrote first."""
    head = " ".join(document.text[letter.start : min(letter.end, letter.start + _HEAD)].split())
    return _RETOLD.search(head) is not None
