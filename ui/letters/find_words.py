"""Where the words that a reader looks for stand in a letter, whatever their capitals, accents and line ends. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from index.records import Span

LONGEST = 100
"""Characters of what is looked for; more are not read."""


def find_words(text: str, words: str, *, start: int, end: int) -> list[Span]:
    """Return where `words` stand in `text[start:end]`, in order, without overlap; none for words without a letter."""
    wanted = _folded(words[:LONGEST]).split()
    if not wanted:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, wanted)))
    return [(start + found.start(), start + found.end()) for found in pattern.finditer(_folded(text[start:end]))]


def _folded(text: str) -> str:
    """Return `text` in lower case without accents, `m²` as m2, character by character: offsets stay what they were."""
    return "".join(map(_fold, text))


@cache
def _fold(character: str) -> str:
    parts = [part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part)]
    base = "".join(parts).lower()
    return base if len(base) == 1 and base.isalnum() else character
