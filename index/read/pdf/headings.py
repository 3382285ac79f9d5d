"""Headings of a PDF, which marks none: lines in larger letters than the body, or in bold where the body is not.

A heading is short, ends as no sentence does and starts none that goes on in the next line. The labels of a
letterhead, addresses, rows of a table and more than three lines in one style are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.dutch.dates import find_dates
from index.read.blocks import runs_on
from index.read.pdf.line import NOTE, PdfLine, Typography, is_item, is_label, width

_CLEARLY = 1.2  # times the body's letter size: so large that even a full line is a heading
_FILLS = 0.75  # of a full line: barely larger letters that fill as much are a text
_MOST_LINES = 3
_LONGEST = 150  # characters
_MOST_IN_A_ROW = 4  # title, subtitle, chapter, section
_CLOSE = 1.9  # times the letter size: lines of one heading are not further apart
_ENDS_NOT = (",", ";", ".")
_OPENS = re.compile(r"[\W_]*+[^\W_a-zà-ÿ].*?[^\W\d_]{2}")
_POSTCODE = re.compile(r"\b\d{4}\s?[A-Z]{2}\b")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’»)]*$")
_NUMBERED = re.compile(
    r"(?:vra(?:ag|gen)|antwoord(?:en)?)(?: op vra(?:ag|gen))?(?: \d{1,3}(?:,| en| t/m|, en)?)+(?<=\d):?", re.I
)


LineRange = tuple[int, int]
"""`(first, last + 1)` among the lines of a page."""


def mostly_bold(lines: Sequence[PdfLine]) -> bool:
    """Say whether bold is how these lines are set, so that it marks nothing."""
    bold = sum(len(line.text) for line in lines if line.bold)
    return 2 * bold >= sum(len(line.text) for line in lines)


def headings(lines: Sequence[PdfLine], setting: Typography, *, bold_marks: bool) -> list[LineRange]:
    """Return where the headings stand among the `lines` of a page's body, in order.

    `bold_marks`: bold is not how the page is set.
    """
    found: list[LineRange] = []
    i = 0
    while i < len(lines):
        if _is_numbered(lines, i):
            found.append((i, i + 1))
            i += 1
            continue
        end = i
        while end < len(lines) and (end == i or _goes_on(lines[end - 1], lines[end])) and not _is_numbered(lines, end):
            end += 1
        if _is_heading(lines, i, end, setting, bold_marks=bold_marks):
            found.append((i, end))
        i = end
    return _without_lists(found)


def _without_lists(found: Sequence[LineRange]) -> list[LineRange]:
    """Leave out what stands in a long row without any text between: the words of a chart, a table or a poster."""
    rows: list[list[LineRange]] = []
    for place in found:
        if not rows or rows[-1][-1][1] < place[0]:
            rows.append([])
        rows[-1].append(place)
    return [place for row in rows if len(row) <= _MOST_IN_A_ROW for place in row]


def _is_numbered(lines: Sequence[PdfLine], i: int) -> bool:
    """Say whether line `i` is the number of a question to a minister, or of its answer: set as the text below it."""
    text = lines[i].text
    starts = i == 0 or lines[i - 1].y - lines[i].y > lines[i].size * 1.6 or lines[i - 1].y < lines[i].y
    return starts and _NUMBERED.fullmatch(text) is not None


def _goes_on(above: PdfLine, line: PdfLine) -> bool:
    """Say whether two lines are set alike and follow each other."""
    return (
        above.bold == line.bold
        and above.turn == line.turn
        and abs(above.size - line.size) < 0.3
        and 0 < above.y - line.y < line.size * _CLOSE
        and not is_item(line)
    )


def _is_heading(lines: Sequence[PdfLine], start: int, end: int, setting: Typography, *, bold_marks: bool) -> bool:
    group, first = lines[start:end], lines[start]
    larger = first.size >= setting.larger
    if not larger and not (first.bold and bold_marks and first.size >= setting.body * NOTE):
        return False
    if not _reads_as_heading(group) or not _starts(lines, start):
        return False
    if not larger:
        return _heads(lines, end, full=setting.full)
    fills = width(group[-1].text, first.size) > setting.full * _FILLS
    return first.bold or first.size >= setting.body * _CLEARLY or not fills


def _reads_as_heading(group: Sequence[PdfLine]) -> bool:
    """Say whether the words can be a heading: few, no sentence, no label, address, table or date."""
    text = " ".join(line.text for line in group)
    if len(group) > _MOST_LINES or len(text) > _LONGEST or text.endswith(_ENDS_NOT) or not _OPENS.match(text):
        return False
    if any(line.cells or is_label(line.text) or _POSTCODE.search(line.text) for line in group):
        return False
    return sum(date.end - date.start for date in find_dates(text)) <= len(text) / 2


def _starts(lines: Sequence[PdfLine], i: int) -> bool:
    """Say whether the words at line `i` start something, and are not the middle of a sentence or a row."""
    if i == 0:
        return True
    above, line = lines[i - 1], lines[i]
    beside = abs(above.y - line.y) < line.size * 0.3
    return not beside and (above.y - line.y > line.size * _CLOSE or not runs_on(above.text, line.text))


def _heads(lines: Sequence[PdfLine], i: int, *, full: float) -> bool:
    """Say whether line `i` and what follows can stand under a bold line: a text or list, not an address or a table."""
    if i == len(lines):
        return False
    above, line = lines[i - 1], lines[i]
    down = above.y - line.y
    if down < 0 or is_item(line):
        return True
    if down < line.size * _CLOSE and runs_on(above.text, line.text):
        return False
    return line.bold or width(line.text, line.size) > full * 0.6 or _SENTENCE_END.search(line.text) is not None


def bold_marks(pages: Sequence[Sequence[PdfLine]]) -> list[bool]:
    """Return for each page whether bold sets lines apart there."""
    if mostly_bold([line for page in pages for line in page]):
        return [False] * len(pages)
    return [not mostly_bold(page) for page in pages]
