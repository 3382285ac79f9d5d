"""Sentences of Dutch running text, with their places. Pure."""

from __future__ import annotations

import re
from functools import cache

from index.dutch.word_lists import rows
from index.records import Span

LIST_MARK = re.compile(r"[ \t]*(?>(?:[-–—•*✓▪◦·‣○●]|o|§|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+)+")
"""What opens a list item at the start of a line: `- `, `✓ `, `2. `, `- a) `."""

_STOP = re.compile(
    r"(?:[.!?…]+[\"'’”»)\]]*[¹²³⁴⁵⁶⁷⁸⁹⁰]*|(?<=[^\W\d_]{2})[.!?]\d{1,2})(?=\s)"
)  # the digits: a footnote's number
_BREAK = re.compile(
    r"\n[ \t]*\n|\n(?=[ \t]*(?:[-–—•*✓▪◦·‣○●]|o|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t])"
    r"|\n(?=[^\n|]+ \| )"  # a row of a table
)
_NEAR = 200  # characters around a full stop that decide whether it ends a sentence
_LAST_WORD = re.compile(r"[\w.&'’-]+\Z")
_OPENS = re.compile(r"[\"'‘“«(\[]*[A-ZÀ-ÞĲ0-9]|[\"‘“«]|['’]s\b|['’]t\b")


@cache
def abbreviations() -> frozenset[str]:
    """Return the abbreviations after which a full stop ends no sentence, lower case, without their last stop."""
    return frozenset(line for (line,) in rows("abbreviations.txt"))


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the spans of the sentences in `text[start:end]`, in order, without the white space around them.

    A blank line and the start of a list item or of a table's row end a sentence as well as a full stop does; a list
    mark is part of its item.
    """
    end = len(text) if end is None else end
    cuts = sorted({*_breaks(text, start, end), *_stops(text, start, end), end})
    spans = []
    left = start
    for cut in cuts:
        inner = text[left:cut]
        first = left + len(inner) - len(inner.lstrip())
        last = first + len(inner.strip())
        if last > first:
            spans.append((first, last))
        left = cut
    return spans


def _breaks(text: str, start: int, end: int) -> list[int]:
    return [match.start() for match in _BREAK.finditer(text, start, end)]


def _stops(text: str, start: int, end: int) -> list[int]:
    return [match.end() for match in _STOP.finditer(text, start, end) if _ends_sentence(text, start, end, match)]


def _ends_sentence(text: str, start: int, end: int, stop: re.Match[str]) -> bool:
    following = text[stop.end() : min(end, stop.end() + _NEAR)].lstrip()[:4]
    if following and not _OPENS.match(following):
        return False
    if text[stop.start()] != "." or stop.group()[1:2] == ".":
        return True
    before = _LAST_WORD.search(text[max(start, stop.start() - 30) : stop.start()])
    word = before.group().lower() if before else ""
    line_start = text.rfind("\n", max(start, stop.start() - _NEAR), stop.start()) + 1
    if (line_start or stop.start() - start < _NEAR) and LIST_MARK.fullmatch(
        text[max(line_start, start) : stop.end()] + " "
    ):
        return False  # the number of a list item
    if re.fullmatch(r"\d{1,2}", word) and _counts_on(text[max(start, stop.start() - 1000) : stop.start()], int(word)):
        return False
    if word in abbreviations():
        # `enz.` and `jl.` do end a sentence when a capital follows and they commonly stand last
        return word in {"enz", "etc", "e.d", "e.a", "jl", "c.s", "a.s"} and following[:1].isupper()
    return not (len(word) == 1 and word.isalpha()) and not re.fullmatch(r"(?:[a-z]\.)+[a-z]", word)


def _counts_on(before: str, number: int) -> bool:
    """True when `before` ends with a number in an enumeration that runs on: "zes doelen: 1. …, 2. … en 3. …"."""
    if number == 1:
        return re.search(r":\s*1\Z", before) is not None
    return (
        re.search(rf"(?:[:;,]|\ben)\s*{number}\Z", before) is not None
        and re.search(rf"\s{number - 1}\.\s", before) is not None
    )
