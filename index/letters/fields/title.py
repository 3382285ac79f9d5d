"""What a letter or note is called where no label says so: below the word `nota`, or in a note's first heading. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from index.letters.fields.field_value import FieldValue
from index.letters.fields.name_kinds import is_organisation
from index.letters.letterhead import MOST_LINES
from index.letters.lines import TextLine
from index.records import Document

_LONGEST = 200


def title(
    document: Document, lines: Sequence[TextLine], top: Sequence[TextLine], free: Sequence[bool]
) -> FieldValue | None:
    """Return the title of the letter of `lines`, of which `top` are its head; `free[i]`: no label takes `top[i]`."""
    named = _below_kind(top, free)
    if named is not None:
        return _title_at(top, named)
    salutation = next((line for line in lines[:MOST_LINES] if "salutation" in line.roles), None)
    if salutation is not None:  # a letter's first heading is a section of it, unless it stands above the letter
        above = _heading_above(document, top, free, end=salutation.start)
        return None if above is None else _title_at(top, above)
    candidates = (_first_heading(document, top), _first_alone(lines, top, free), _first_in_capitals(top, free))
    first = next((i for i in candidates if i is not None), None)
    return None if first is None or "banner" in top[first].roles else _title_at(top, first)


def _below_kind(top: Sequence[TextLine], free: Sequence[bool]) -> int | None:
    """Return the line below the name of a kind."""
    named = next((i for i, line in enumerate(top) if "kind" in line.roles and free[i]), None)
    return named + 1 if named is not None and named + 1 < len(top) and free[named + 1] else None


def _first_heading(document: Document, top: Sequence[TextLine]) -> int | None:
    headings = (i for i, line in enumerate(top) if document.is_heading(line.start) and "kind" not in line.roles)
    return next(headings, None)


def _heading_above(document: Document, top: Sequence[TextLine], free: Sequence[bool], *, end: int) -> int | None:
    """Return the first line if the file marks it as a heading and it is no name: a web page with a letter has that."""
    if not top or not free[0] or top[0].start >= end or not document.is_heading(top[0].start):
        return None
    words = top[0].words
    return (
        0 if len(words.split()) > 2 and not top[0].roles & {"banner", "kind"} and not is_organisation(words) else None
    )


def _first_alone(lines: Sequence[TextLine], top: Sequence[TextLine], free: Sequence[bool]) -> int | None:
    """Return the first line when it stands by itself above the text or the labels; a sender's name is no title."""
    if not top or not free[0] or "kind" in top[0].roles or not (len(lines) == 1 or lines[1].gap):
        return None
    words = top[0].words.split()
    return 0 if all(free) or (len(words) > 2 and not is_organisation(words[0])) else None


def _first_in_capitals(top: Sequence[TextLine], free: Sequence[bool]) -> int | None:
    return next((i for i, line in enumerate(top) if free[i] and _in_capitals(line)), None)


def _in_capitals(line: TextLine) -> bool:
    several = len(line.words.split()) > 1
    return line.gap and line.words.isupper() and several and not line.roles & {"banner", "kind"}


def _title_at(top: Sequence[TextLine], first: int) -> FieldValue | None:
    last = first
    while last + 1 < len(top) and not top[last + 1].gap and last - first < 3 and top[last + 1].label is None:
        last += 1
    words = " ".join(line.words for line in top[first : last + 1])
    if len(words) >= _LONGEST or words[-1] in ".!;":
        return None  # a sentence is what a letter says, not what it is called
    return FieldValue(words, (top[first].start, top[last].end))
