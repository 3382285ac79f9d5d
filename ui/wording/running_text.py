"""A sentence of a letter as people read it: without the marks of footnotes and lists. For display only. Pure."""

from __future__ import annotations

import re
from itertools import pairwise

from index.dutch.sentences import LIST_MARK, abbreviations
from index.records import Span

_RAISED = re.compile(r"(?<!\bm)(?<!\b[kcdm]m)[¹²³⁴⁵⁶⁷⁸⁹⁰]+")  # not those of m² and km²
# a number that stands against a word or the comma behind it: `de motie Joseph-Agema,7 blijft`
_AGAINST_WORD = re.compile(r"(?P<word>[^\W\d_]*[a-zà-ÿ]{3})(?P<stop>[.,;:)”’\"]*)\d{1,2}(?=[\s.,;:)”’\"]|\Z)")
_NUMBERED = re.compile(r"(?:artikel|bijlage|covid|deel|fase|groep|klas|leerjaar|route|scenario|versie|vraag)\Z", re.I)
_ITEM = re.compile(rf"\n(?={LIST_MARK.pattern})")


def footnote_marks(text: str) -> tuple[Span, ...]:
    """Return the spans of the numbers in `text` that only lead to a footnote, in order."""
    raised = [match.span() for match in _RAISED.finditer(text)]
    against = [
        (match.end("stop"), match.end())
        for match in _AGAINST_WORD.finditer(text)
        if not _NUMBERED.search(match["word"]) and not (match["stop"] == "." and _abbreviates(match["word"]))
    ]
    return tuple(sorted({*raised, *against}))


def items(text: str) -> tuple[Span, ...]:
    """Return the spans of a list's lead-in and items without their marks; of a text without a list, the one of all.

    A text that opens with a mark is an item by itself.
    """
    cuts = [0, *(match.end() for match in _ITEM.finditer(text)), len(text)]
    spans = []
    for start, end in pairwise(cuts):
        mark = LIST_MARK.match(text, start, end)
        first = mark.end() if mark else start
        words = text[first:end]
        if words.strip():
            first += len(words) - len(words.lstrip())
            spans.append((first, first + len(words.strip())))
    return tuple(spans)


def without_marks(text: str) -> str:
    """Return `text` on one line, without marks of footnotes and without the list mark before it."""
    whole = items(text)
    start = whole[0][0] if whole else 0
    pieces, at = [], start
    for left, right in footnote_marks(text):
        pieces.append(text[at:left])
        at = max(at, right)
    return " ".join("".join([*pieces, text[at:]]).split())


def _abbreviates(word: str) -> bool:
    return word.lower() in abbreviations()
