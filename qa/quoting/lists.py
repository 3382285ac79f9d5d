"""Lists in a letter: the lead-in and all items, also where they run over several passages. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.dutch.sentences import LIST_MARK, sentences
from index.letters.lines import TextLine, lines_of
from index.records import Document, Letter, Span


@dataclass(frozen=True)
class LetterList:
    """A list: its lead-in sentence or heading, and its items without their marks."""

    lead: Span
    items: tuple[Span, ...]


def lists_of(document: Document, letter: Letter) -> list[LetterList]:
    """Return the lists of `letter` that have a lead-in and at least two items, nested ones as lists of their own."""
    text = document.text
    lines = lines_of(text, start=letter.start, end=letter.end)
    found = []
    for i, line in enumerate(lines[:-1]):
        if is_item(text, lines[i + 1]) and (not is_item(text, line) or _deeper(text, lines[i + 1], line)):
            items = _items(text, lines, i + 1)
            lead = _lead(text, lines, i)
            if len(items) > 1 and lead:
                found.append(LetterList(lead, tuple(items)))
    return found


def is_item(text: str, line: TextLine) -> bool:
    """True when the line opens a list item."""
    return LIST_MARK.match(text, _line_start(text, line), line.end) is not None


def without_mark(text: str, span: Span) -> Span:
    """Return `span` without the list mark at its start."""
    mark = LIST_MARK.match(text, *span)
    return (mark.end(), span[1]) if mark and mark.end() < span[1] else span


def _items(text: str, lines: Sequence[TextLine], first: int) -> list[Span]:
    items: list[Span] = []
    depth = _indent(text, lines[first])
    i = first
    while i < len(lines):
        line = lines[i]
        if is_item(text, line):
            if _indent(text, line) < depth:
                break
            if _indent(text, line) == depth:
                items.append(without_mark(text, (line.start, line.end)))
            else:
                items[-1] = (items[-1][0], line.end)
        elif line.gap or not items:
            break
        else:
            items[-1] = (items[-1][0], line.end)
        i += 1
    return items


def _lead(text: str, lines: Sequence[TextLine], i: int) -> Span | None:
    """Return the last sentence of the paragraph that ends on line `i`, where it announces a list; or the heading
    there.
    """
    first = i
    while first > 0 and not lines[first].gap and not is_item(text, lines[first]):
        first -= 1
    spans = sentences(text, lines[first].start, lines[i].end)
    if not spans:
        return None
    lead = without_mark(text, spans[-1])
    announces = text[lead[0] : lead[1]].rstrip().endswith(":") or lines[i].gap
    return lead if announces else None


def _deeper(text: str, line: TextLine, than: TextLine) -> bool:
    return _indent(text, line) > _indent(text, than)


def _indent(text: str, line: TextLine) -> int:
    return line.start - _line_start(text, line)


def _line_start(text: str, line: TextLine) -> int:
    return text.rfind("\n", 0, line.start) + 1
