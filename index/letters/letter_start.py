"""On which line a letter begins whose letterhead or salutation stands further down. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from index.letters.fields.addressee import begins_address
from index.letters.fields.name_kinds import names_organisation
from index.letters.lines import TextLine, closes_letter
from index.records import Document

FRONT = 400
"""Fewer characters may stand above a letterhead and still belong to it: an address, a banner."""

_BACK = 25  # lines above a salutation in which its letter begins
_ABOVE_LABELS = 4  # lines above the first label in which banner, kind and heading stand


def head_start(document: Document, lines: Sequence[TextLine], index: int) -> int:
    """Return the first line of the letterhead whose first label is on `index`: banner, kind, heading,
    address come along.
    """
    page = document.page_of(lines[index].start)
    first = _title_above(document, lines, index)
    above, size = first, 0
    while above > 0 and document.page_of(lines[above - 1].start) == page and not closes_letter(lines, above - 1):
        above -= 1
        size += len(lines[above].words)
        if size >= FRONT and index - above > _BACK:
            return first  # too much stands above, whatever is above that
    if above == 0 or document.page_of(lines[above - 1].start) != page:
        return above if _is_front(lines[above:first]) else first
    if index - above <= _BACK and above < first:
        return min(first, letter_start(document, lines, first, above - 1))
    return first


def letter_start(document: Document, lines: Sequence[TextLine], below: int, floor: int) -> int:
    """Return the line on which the letter begins whose salutation or first label is on `below`.

    It begins with a page, or with an address, a dateline or the name of an organisation under the signature of the
    letter before, which ends after `floor`.
    """
    top = max(below - _BACK, floor)
    closing = next((i for i in range(below - 1, top, -1) if closes_letter(lines, i)), top)
    pages = [i for i in range(closing + 1, below + 1) if opens_page(document, lines, i)]
    if pages and pages[0] < below:
        return pages[0]
    for i in range(closing + 2, below):
        if _opens(lines, i) or (not pages and lines[i].gap and names_organisation(lines[i].words)):
            return i
    return next((i for i in range(below, closing, -1) if lines[i].gap), below)


def opens_page(document: Document, lines: Sequence[TextLine], i: int) -> bool:
    """True when line `i` is the first of a page after the first."""
    return i > 0 and document.page_of(lines[i].start) != document.page_of(lines[i - 1].start)


def _title_above(document: Document, lines: Sequence[TextLine], index: int) -> int:
    """Return the highest line right above the labels that is a banner, a heading or names a kind; else `index`."""
    page = document.page_of(lines[index].start)
    first = index
    for i in range(index - 1, max(index - 1 - _ABOVE_LABELS, -1), -1):
        line = lines[i]
        if document.page_of(line.start) != page:
            break
        if line.roles & {"banner", "kind", "kind_title"} or document.is_heading(line.start):
            first = i
        elif i + 1 < index and len(line.words) > 100:
            break
    return first


def _is_front(lines: Sequence[TextLine]) -> bool:
    short = sum(len(line.words) for line in lines) < FRONT
    return short and not any("salutation" in line.roles for line in lines)


def _opens(lines: Sequence[TextLine], i: int) -> bool:
    """True when line `i` can be the first of a letter."""
    line = lines[i]
    dateline = line.dateline is not None and not line.dateline.done
    return line.gap and (begins_address(lines, i) or dateline or line.label is not None)
