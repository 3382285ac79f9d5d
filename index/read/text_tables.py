"""Tables in plain text and Markdown: rows with `|` around a line of dashes, and tables in HTML, as programs write them
that turn documents into text. Pure functions, linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal

PartKind = Literal["text", "rows", "html"]

_DELIMITER = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*")
_BAR = re.compile(r"(?<!\\)\|")
_OPENS = re.compile(r"[ \t]{0,3}<table[\s>]", re.I)
_CLOSES = "</table>"


def parts_of(text: str, *, html: bool) -> Iterator[tuple[PartKind, str]]:
    """Yield the parts of a text in order: its tables, apart from what is no table. `html`: look for tables in HTML."""
    lines = text.split("\n")
    closed = [i for i, line in enumerate(lines) if html and _CLOSES in line.lower()]
    start = i = 0
    while i < len(lines):
        kind, end = _table_at(lines, i, closed)
        if kind:
            yield "text", "\n".join(lines[start:i])
            yield kind, "\n".join(lines[i:end])
            start = i = end
        else:
            i += 1
    yield "text", "\n".join(lines[start:])


def rows_of(part: str) -> list[list[str]]:
    """Return the cells of the rows of a table, that of the heads first."""
    rows = [line for line in part.split("\n") if not _DELIMITER.fullmatch(line)]
    return [[cell.strip() for cell in _BAR.split(row.strip().removeprefix("|").removesuffix("|"))] for row in rows]


def _table_at(lines: Sequence[str], i: int, closed: Sequence[int]) -> tuple[PartKind | None, int]:
    """Return which table begins on line `i`, None where none does, and the line behind it. `closed`: the lines on which
    tables in HTML end.
    """
    if "|" in lines[i] and i + 1 < len(lines) and _DELIMITER.fullmatch(lines[i + 1]):
        end = i + 2
        while end < len(lines) and "|" in lines[end]:
            end += 1
        return "rows", end
    at = bisect_left(closed, i)
    return ("html", closed[at] + 1) if at < len(closed) and _OPENS.match(lines[i]) else (None, i)
