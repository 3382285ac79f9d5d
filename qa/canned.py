"""Notices that are put together from what was found. Pure; the texts are in notices.tsv."""

from __future__ import annotations

from collections.abc import Sequence

from index.dutch.dates import written_out
from index.records import Hit, Letter
from qa.notices import notice

_NEAREST = 3


def not_found(hits: Sequence[Hit], lacking: Sequence[str] = (), *, language: str = "nl") -> str:
    """Return that the letters do not answer, with the words that none of them has and the nearest letters."""
    nearest = list({hit.letter.id: hit.letter for hit in hits}.values())[:_NEAREST]
    if not nearest:
        return notice("nothing", language)
    words = ", ".join(f"“{word}”" for word in list(dict.fromkeys(lacking))[:_NEAREST])
    lacks = [notice("lacking", language, words=words)] if words else []
    names = "; ".join(describe(letter, language=language) for letter in nearest)
    return " ".join([notice("not_found", language), *lacks, notice("nearest", language, letters=names)])


def describe(letter: Letter, *, language: str = "nl") -> str:
    """Return a letter in a few words: kind, title, sender and date, as far as they are known; without Dutch for others."""
    title = f"“{letter.title}”" if letter.title else ""
    if language != "nl":
        return " · ".join(filter(None, [title, letter.sender, letter.date])) or letter.kind
    parts = [letter.kind, title, f"van {letter.sender}" if letter.sender else ""]
    parts.append(f"({written_out(letter.date)})" if letter.date else "")
    return " ".join(part for part in parts if part)
