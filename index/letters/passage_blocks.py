"""The blocks of a letter: its head, headings, paragraphs and list items, without running headers. Pure.

Running headers that repeat the letter's own date or reference inside the text belong to no block, and neither does what
an office prints on all its letters about replies.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from index.dutch.dates import find_dates
from index.letters.labelled_values import LabelledValue, labelled_values
from index.letters.letterhead import head_lines
from index.letters.lines import TextLine, cells_of, lines_of
from index.records import Document, Letter

_LONGEST_TITLE = 200
_ASKS_REFERENCE = re.compile(
    r"(?:\w+ )?bij (?:uw )?(?:beantwoording|reactie|antwoord|correspondentie)\b.{0,80}\b(?:vermeld|noem|aanha)\w*\W*"
    r"(?:wilt u (?:slechts|maar) (?:é|e)(?:é|e)n zaak.{0,60})?",
    re.IGNORECASE | re.DOTALL,
)  # printed on all letters of an office, at the foot of a page or in its margin


@dataclass(frozen=True)
class LetterBlock:
    """Lines that belong together: a paragraph, one list item, a heading, or the head."""

    start: int
    end: int
    role: Literal["head", "heading", "item", "text"]


def blocks_of(document: Document, letter: Letter) -> list[LetterBlock]:
    """Return the blocks of `letter`, in order."""
    text = document.text
    lines = lines_of(text, start=letter.start, end=letter.end)
    head = _head_size(letter, lines, text)
    left_out = _running_lines(lines, head, letter, text)
    blocks = [LetterBlock(lines[0].start, lines[head - 1].end, "head")] if head else []
    i = head
    while i < len(lines):
        if i in left_out:
            i += 1
            continue
        j = i + 1
        while j < len(lines) and j not in left_out and not _parts(document, lines, i, j):
            j += 1
        start, end = lines[i].start, lines[j - 1].end
        if not _ASKS_REFERENCE.fullmatch(text, start, end):
            blocks.append(LetterBlock(start, end, _role(document, lines, i, j)))
        i = j
    return blocks


def _head_size(letter: Letter, lines: Sequence[TextLine], text: str) -> int:
    """Return how many lines the letterhead takes: to its last labelled value and the title; 0 without two labels."""
    top = head_lines(cells_of(lines))
    items = [item for item in labelled_values(top, text=text) if item.value]
    if len(items) < 2:
        return 0
    ends = max(*(top[item.last].end for item in items), letter.spans.get("title", (0, 0))[1])
    last = top[-1].end
    return sum(1 for line in lines if line.start < ends and line.start <= last)


def _running_lines(lines: Sequence[TextLine], head: int, letter: Letter, text: str) -> Collection[int]:
    """Return the lines below the head that only repeat the letter's date, reference or title, number the page, or ask
    for the reference in a reply.
    """
    found = {
        i
        for i, line in enumerate(lines)
        if i >= head and ("page_foot" in line.roles or _ASKS_REFERENCE.fullmatch(line.words))
    }
    for item in labelled_values(lines[head:], text=text):
        first = any(span[0] < item.span[1] and item.span[0] < span[1] for span in letter.spans.values())
        # where the letter says it for the first time nothing is repeated
        if item.value and not first and len(item.value) < _LONGEST_TITLE and _repeats(item, letter):
            found |= {head + item.index, head + item.last}
            found |= set(range(head + item.index, head + item.last)) if item.field == "title" else set()
    return found


def _repeats(item: LabelledValue, letter: Letter) -> bool:
    value = " ".join(item.value.split())
    if item.field == "date":
        dates = [date.iso for date in find_dates(value)]
        return letter.date is not None and dates == [letter.date] and len(value) < 40
    if item.field == "reference":
        return value == letter.reference
    return item.field == "title" and letter.title is not None and len(value) > 7 and value in letter.title


def _parts(document: Document, lines: Sequence[TextLine], i: int, j: int) -> bool:
    """True when line `j` opens a new block after the block that opened on line `i`."""
    return (
        lines[j].gap
        or "item" in lines[j].roles
        or document.is_heading(lines[j - 1].start)
        or document.is_heading(lines[j].start)
        or (j == i + 1 and _heads_paragraph(lines, i))
        or _heads_paragraph(lines, j)
    )


def _role(document: Document, lines: Sequence[TextLine], i: int, j: int) -> Literal["heading", "item", "text"]:
    """Return what the block of `lines[i:j]` is."""
    line = lines[i]
    if "item" in line.roles:
        return "item"
    if j > i + 1:
        return "text"
    if document.is_heading(line.start) or _heads_paragraph(lines, i) or _stands_above(document, lines, i):
        return "heading"
    return "text"


def _stands_above(document: Document, lines: Sequence[TextLine], i: int) -> bool:
    """True when line `i` stands by itself as a heading, with its text below a blank line."""
    line = lines[i]
    if i + 1 == len(lines) or not line.gap or not lines[i + 1].gap or "heading" not in line.roles:
        return False
    below = lines[i + 1]
    followed = len(below.words) > len(line.words) or "item" in below.roles
    same_page = document.page_of(line.start) == document.page_of(below.start)  # else it is the foot of its page
    return followed and same_page


def _heads_paragraph(lines: Sequence[TextLine], i: int) -> bool:
    """True when a short line stands as a heading right above its text, without a blank line, as in many PDFs.

    A line that the page's width has broken is about as long as the next; a heading is shorter and a sentence begins
    below it.
    """
    line = lines[i]
    if i + 1 >= len(lines) or lines[i + 1].gap or "heading" not in line.roles or "item" in line.roles:
        return False
    below = lines[i + 1].words
    starts = line.gap or i == 0 or lines[i - 1].words[-1] in ".!?"
    return (
        starts
        and below[0].isupper()
        and len(below) > 50
        and len(line.words) * 3 < len(below) * 2
        and line.label is None
    )
