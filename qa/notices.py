"""What readers are told, in the language of their question. The texts are in notices.tsv."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from index.dutch.word_lists import read_rows
from index.records import Hit

_LACKING = 3  # of the words that no letter has, as many are named


def notice(name: str, language: str, **gaps: str) -> str:
    """Return the notice `name` in `language` (ISO 639-1), with `gaps` filled. Raises KeyError for an unknown one."""
    text = _notices()[name, language]
    return text.format(**gaps) if gaps else text


def not_found(hits: Sequence[Hit], words: Sequence[str] = (), *, near: bool = False, language: str = "nl") -> str:
    """Return that the letters do not answer, with the `words` that none has; `near`: something comes near it."""
    if not hits:
        return notice("nothing", language)
    lacks = [lacking(words, language)] if words else []
    return " ".join([notice("not_literally" if near else "not_found", language), *lacks])


def lacking(words: Sequence[str], language: str) -> str:
    """Return that the letters do not have `words`, the first of them named."""
    named = ", ".join(f"“{word}”" for word in list(dict.fromkeys(words))[:_LACKING])
    return notice("lacking", language, words=named)


def names() -> frozenset[str]:
    """Return the names of all notices."""
    return frozenset(name for name, _ in _notices())


@cache
def _notices() -> Mapping[tuple[str, str], str]:
    return {(name, language): text for name, language, text in read_rows(Path(__file__).with_name("notices.tsv"))}
