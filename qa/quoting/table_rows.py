"""Rows of tables, as readers write them: a line each, with ` | ` between the cells. Pure.

What the rows of one table say is much alike, and near to any question about the table; which of them is asked for,
their first cells tell.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.dutch.number_words import number_words
from index.dutch.words import content_words
from index.letters.labels import label_of
from index.records import Span
from qa.compare.word_forms import HEAD, match_word

_CELL = " | "
_BETWEEN = re.compile(
    r"\b(?P<low>\d{1,5})(?: jaar)?\s*(?P<to>-|–|t/m|tot en met|tot)\s*(?P<high>\d{1,5})\b", re.IGNORECASE
)
_FROM = re.compile(r"\b(?:vanaf|ouder dan|meer dan|boven(?: de)?) (?P<low>\d{1,5})\b", re.IGNORECASE)
_AND_MORE = re.compile(r"\b(?P<low>\d{1,5})(?: \w+)? (?:en|of) (?:ouder|meer|hoger)\b", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?P<to>t/m|tot en met|tot|jonger dan|minder dan|onder(?: de)?) (?P<high>\d{1,5})\b", re.IGNORECASE
)


@dataclass(frozen=True)
class TableRow:
    """The row at `span` of a text, in the table whose first row begins at `table`; `head` is what its first cell
    says.
    """

    span: Span
    table: int
    head: str


def row_at(text: str, place: int) -> TableRow | None:
    """Return the row that `place` lies in; None outside of tables, in a line of a letterhead, and in the row that names
    the columns.
    """
    start, end = _line_at(text, place)
    first, *others = text[start:end].strip().split(_CELL)
    if not others or label_of(first) or _names_columns(others, text[slice(*_line_at(text, end + 1))]):
        return None
    table = start
    while table > 0 and _CELL in text[slice(*(above := _line_at(text, table - 1)))]:
        table = above[0]
    return TableRow((start, end), table, first)


def _line_at(text: str, place: int) -> Span:
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end


def _names_columns(cells: Sequence[str], below: str) -> bool:
    """True where the row below says a cell before its own: `Bijdrage` above `75 euro` is `Bijdrage: 75 euro` there."""
    return any(value.startswith(f"{cell.strip()}: ") for cell in cells for value in below.split(_CELL))


def rows_asked_for(asked: Sequence[str], rows: Sequence[TableRow]) -> list[TableRow]:
    """Return the rows that may answer a question with the folded words `asked`: those of a table whose head no other
    row's head goes before.

    A head goes before another that lacks a word of the question which it has, and that the question says less of: asked
    after the bus, `Bus` goes before `Openbaar vervoer`, and where both are asked after, neither before the other. A
    number lies in what a head bounds: `negen` in `8 tot en met 12 jaar`.
    """
    read = [(row, *_heard(asked, row.head)) for row in rows]
    return [
        row
        for row, heard, share in read
        if not any(other.table == row.table and more - heard and said > share for other, more, said in read)
    ]


def _heard(asked: Sequence[str], head: str) -> tuple[frozenset[str], float]:
    """Return the words of a question that a head has, and the share of the head's words that the question has."""
    own, bounds = content_words(head), _bounds(head)
    if bounds:
        inside = frozenset(word for word in asked if (n := _number(word)) is not None and bounds[0] <= n <= bounds[1])
        if inside:
            return inside, 1.0
        own = [each for each in own if _number(each) is None]
    pairs = [(word, each) for word in asked for each in own if match_word(word, frozenset((each,))) >= HEAD]
    share = len({each for _, each in pairs}) / (len(own) + bool(bounds) or 1)
    return frozenset(word for word, _ in pairs), share


def _number(word: str) -> int | None:
    """Return the whole number that a folded word is, in digits or not; None where it is none."""
    digits = number_words().get(word, word)
    return int(digits) if digits.isdecimal() else None


def _bounds(head: str) -> tuple[float, float] | None:
    """Return the lowest and the highest whole number that a head bounds; None where it bounds none."""
    if found := _BETWEEN.search(head):
        return int(found["low"]), int(found["high"]) - (found["to"].lower() == "tot")
    if found := _FROM.search(head) or _AND_MORE.search(head):
        return int(found["low"]) + (not found[0].lower().startswith(("vanaf", found["low"]))), math.inf
    if found := _UNTIL.search(head):
        return -math.inf, int(found["high"]) - (found["to"].lower() not in ("t/m", "tot en met"))
    return None
