"""Where a quote stands in a text: the same letters and digits, in the same order, or nowhere. Pure.

Both sides are folded to what printing does not change: white space is one blank, every dash is `-`, every
quotation mark is `'`, invisible characters vanish, accents stand apart (Unicode NFD). A hyphen between two
letters vanishes together with the white space behind it: a word broken over a line is the same as the whole word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from index.records import Span

_QUOTATION_MARKS = "'\"`´‘’‚‛“”„‟′″‹›«»"
_DASHES = "-‐‑‒–—―−"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SAME = str.maketrans(
    {**dict.fromkeys(_QUOTATION_MARKS, "'"), **dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_INVISIBLE, None)}
)
_ELLIPSIS = re.compile(r"[\[(]?(?:…|\.{3,})[\])]?")
_INSIDE_NUMBER = ".,:/-"


@dataclass(frozen=True)
class _Folded:
    """`text[i]` stands for the characters `[starts[i], ends[i])` of what was folded."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def find_quote(quote: str, text: str) -> tuple[Span, ...]:
    """Return the spans of `text` in which `quote` stands, in order; empty when it does not.

    A quote that leaves words out (`…`, `...`, `[…]`) gives one span for each piece; all pieces must stand in
    `text`, in that order. No span starts or ends inside a word or number: `2 weken` is not in `12 weken`.
    """
    folded = _fold(text)
    whole = _find(quote, folded, 0)
    if whole is not None:
        return (_span(folded, whole),)
    pieces = [piece for piece in _ELLIPSIS.split(quote) if piece.strip()]
    if len(pieces) < 2 and not _ELLIPSIS.search(quote):
        return ()
    found: list[Span] = []
    position = 0
    for piece in pieces:
        match = _find(piece, folded, position)
        if match is None:
            return ()
        found.append(_span(folded, match))
        position = match[1]
    return tuple(found)


def _find(quote: str, folded: _Folded, position: int) -> Span | None:
    wanted = _fold(quote).text.strip()
    for form in dict.fromkeys((wanted, wanted.strip("' "))):  # models put quotation marks around a quote
        start = folded.text.find(form, position) if form else -1
        while start >= 0:
            end = start + len(form)
            if not _cuts(folded.text, start) and not _cuts(folded.text, end):
                return start, end
            start = folded.text.find(form, start + 1)
    return None


def _span(folded: _Folded, match: Span) -> Span:
    return folded.starts[match[0]], folded.ends[match[1] - 1]


def _fold(text: str) -> _Folded:
    kept: list[tuple[str, int, int]] = []
    for character, start, end in _characters(text):
        if kept and character == " " and kept[-1][0] == " ":
            kept[-1] = (" ", kept[-1][1], end)
        else:
            kept.append((character, start, end))
    joined = _join_words(kept)
    return _Folded(
        text="".join(character for character, _, _ in joined),
        starts=tuple(start for _, start, _ in joined),
        ends=tuple(end for _, _, end in joined),
    )


def _characters(text: str) -> Iterator[tuple[str, int, int]]:
    for i, character in enumerate(text):
        for part in unicodedata.normalize("NFD", character).translate(_SAME):
            yield (" " if part.isspace() else part), i, i + 1


def _join_words(characters: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Drop the blank behind a hyphen inside a word or number, and the hyphen itself between two letters."""
    joined: list[tuple[str, int, int]] = []
    i = 0
    while i < len(characters):
        after = i + 2 if characters[i + 1 : i + 2] and characters[i + 1][0] == " " else i + 1
        inside = characters[i][0] == "-" and joined and _wordish(joined[-1][0]) and after < len(characters)
        if inside and _wordish(characters[after][0]):
            if joined[-1][0].isdigit() or characters[after][0].isdigit():
                joined.append(characters[i])
            i = after
        else:
            joined.append(characters[i])
            i += 1
    return joined


def _cuts(text: str, at: int) -> bool:
    """Return whether the place before `text[at]` lies inside a word or a number."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if unicodedata.combining(right) or (_wordish(left) and _wordish(right)):
        return True
    if right in _INSIDE_NUMBER:
        return left.isdigit() and text[at + 1 : at + 2].isdigit()
    return left in _INSIDE_NUMBER and right.isdigit() and text[max(0, at - 2) : at - 1].isdigit()


def _wordish(character: str) -> bool:
    """A letter, a mark on one, or a digit; a raised footnote number is none of these."""
    return unicodedata.category(character)[0] in "LM" or unicodedata.category(character) == "Nd"
