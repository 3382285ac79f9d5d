"""What readers are told, in the language of their question. The texts are in notices.tsv."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from index.dutch.dates import written_out
from index.dutch.word_lists import read_rows
from index.records import Hit, Letter

_NEAREST = 3


def notice(name: str, language: str, **gaps: str) -> str:
    """Return the notice `name` in `language` (ISO 639-1), with `gaps` filled. Raises KeyError for an unknown one."""
    text = _notices()[name, language]
    return text.format(**gaps) if gaps else text


def not_found(hits: Sequence[Hit], lacking: Sequence[str] = (), *, language: str = "nl") -> str:
    """Return that the letters do not answer, with the words that none of them has and the nearest letters."""
    nearest = list({hit.letter.id: hit.letter for hit in hits}.values())[:_NEAREST]
    if not nearest:
        return notice("nothing", language)
    words = ", ".join(f"“{word}”" for word in list(dict.fromkeys(lacking))[:_NEAREST])
    lacks = [notice("lacking", language, words=words)] if words else []
    names = "; ".join(_described(letter, language=language) for letter in nearest)
    return " ".join([notice("not_found", language), *lacks, notice("nearest", language, letters=names)])


def names() -> frozenset[str]:
    """Return the names of all notices."""
    return frozenset(name for name, _ in _notices())


def _described(letter: Letter, *, language: str = "nl") -> str:
    """Return a letter in a few words: kind, title, sender and date, as far as they are known; without Dutch for
    others.
    """
    title = f"“{letter.title}”" if letter.title else ""
    if language != "nl":
        return " · ".join(filter(None, [title, letter.sender, letter.date])) or letter.kind
    parts = [letter.kind, title, f"van {letter.sender}" if letter.sender else ""]
    parts.append(f"({written_out(letter.date)})" if letter.date else "")
    return " ".join(part for part in parts if part)


@cache
def _notices() -> Mapping[tuple[str, str], str]:
    return {(name, language): text for name, language, text in read_rows(Path(__file__).with_name("notices.tsv"))}
