"""Short forms that letters spell out: `Vereniging van Nederlandse Gemeenten (VNG)`. Pure.

The pattern of Schwartz & Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text" (PSB
2003), made strict for Dutch names: the short form is made of the first letters of the words with a capital, *en* may
count (`JenV`), and small letters inside it (`NZa`) are free.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.dutch.words import fold, words

_SHORT = re.compile(r"\(\s*(?:hierna:?\s*)?[‘'\"“]?([A-Z][A-Za-z&]{1,9})[’'\"”]?\s*\)")
_BEFORE = 160  # characters in which the long form stands
_WORDS = 8


def short_forms(texts: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the folded long forms of each folded short form that `texts` spell out."""
    found: dict[str, set[str]] = {}
    for text in texts:
        for match in _SHORT.finditer(text):
            before = re.split(r"[()]", text[max(0, match.start() - _BEFORE) : match.start()])[-1]
            if long := _long_form(before.split()[-_WORDS:], match[1]):
                found.setdefault(fold(match[1]), set()).add(long)
    return {short: frozenset(longs) for short, longs in found.items()}


def initials_of(name: Iterable[str]) -> set[str]:
    """Return the folded initials of the words with a capital, also with *en* between them: `jv` and `jenv`."""
    plain = with_en = ""
    for word in name:
        capital = next((c for c in word if c.isalpha()), "")
        if capital.isupper():
            plain, with_en = plain + capital, with_en + capital
        elif word == "en":
            with_en += "en"
    return {fold(plain), fold(with_en)}


def _long_form(before: list[str], short: str) -> str:
    """Return the folded last words of `before` that `short` abbreviates, or ""."""
    capitals = "".join(c for c in short if c.isupper())
    for start in range(len(before) - 1, -1, -1):
        made = initials_of(before[start:])
        if before[start][0].isupper() and len(made & {fold(short), fold(capitals)}) and len(capitals) > 1:
            return " ".join(words(" ".join(before[start:])))
    return ""
