"""Sheets that tell in other words what a letter says, and say so themselves. Pure."""

from __future__ import annotations

import re

from index.dutch.words import fold
from index.records import Document, Letter
from qa.conflict.older import same_sender

_RETOLD = re.compile(
    r"(?:Dit|Deze|Hieronder|Hierna|Onderstaande|Wat volgt)\b[^.!?]{0,60}?"
    r"\b(?:samenvatting|samengevat|weergave|weergegeven|naverteld|herschreven|hertaling|hertaald|bewerking|vertelt)\b"
    r"[^.!?]{0,60}?\b(?:eigen|andere|eenvoudige|gewone|begrijpelijke|makkelijke) (?:woorden|taal)\b"
)
_HEAD = 4_000  # characters of a letter in which it says so
_NAMED = 250  # characters behind that, in which it names its letter
_SHORTEST_NAME = 6


def says_retold(words: str) -> bool:
    """True for a sentence that says of the text in which it stands that it tells something in other words: `Dit is een
    samenvatting in eigen woorden van …`. It speaks of the sheet, not of what the letter says.
    """
    return _RETOLD.match(" ".join(words.split())) is not None


def is_retold(document: Document, letter: Letter) -> bool:
    """True where a letter says in its head that it is such a sheet: its sentences are not those of who wrote first."""
    return bool(_said(document, letter))


def retells(document: Document, sheet: Letter, letter: Letter) -> bool:
    """True where `sheet`, which stands in `document`, is such a sheet of `letter`: it has its date and its sender, or
    names it by reference or title where it says what it is.
    """
    said = fold(_said(document, sheet))
    names = (fold(name) for name in (letter.reference, letter.title) if name and len(name) >= _SHORTEST_NAME)
    same = sheet.date is not None and sheet.date == letter.date and same_sender(sheet.sender, letter.sender)
    return bool(said) and (same or any(name in said for name in names))


def _said(document: Document, letter: Letter) -> str:
    """Return on one line what a sheet says of itself, and what follows; "" where a letter is none."""
    head = " ".join(document.text[letter.start : min(letter.end, letter.start + _HEAD)].split())
    found = _RETOLD.search(head)
    return head[found.start() : found.end() + _NAMED] if found else ""
