"""From the lines of PDF pages to headings and paragraphs in reading order. Pure functions.

Lines keep the order in which the file draws them, but for what stands elsewhere on the page. What is added: which lines
make a paragraph, which lines are furniture, and that a sentence which goes on over a page end is not cut by the notes
and headers between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.read.blocks import Block, runs_on
from index.read.pdf.headings import bold_marks, headings
from index.read.pdf.line import NOTE, PdfLine, Typography, typography
from index.read.pdf.order import in_reading_order
from index.read.pdf.paragraphs import Paragraph, paragraphs
from index.read.pdf.running_lines import Role, furniture, without_page_number


def lay_out(pages: Sequence[Sequence[PdfLine]]) -> list[list[Block]]:
    """Return the headings and paragraphs of each page as blocks, without repeated furniture."""
    pages = [
        [replace(line, text=without_page_number(line.text, pages=len(pages))) if line.cells else line for line in page]
        for page in pages
    ]
    pages = [in_reading_order(page) for page in pages]
    roles = furniture([[line.text for line in page] for page in pages])
    setting = typography(pages)
    parted = [
        _part(page, role, setting, bold_marks=bold)
        for page, role, bold in zip(pages, roles, bold_marks(pages), strict=True)
    ]
    return [_page(parted, number) for number in range(len(pages))]


@dataclass(frozen=True)
class _Parts:
    """A page: what stands above the body (a running header, notes), the body's paragraphs, what is below."""

    head: list[Paragraph]
    body: list[Paragraph]
    tail: list[Paragraph]


def _part(page: Sequence[PdfLine], roles: Sequence[Role], setting: Typography, *, bold_marks: bool) -> _Parts:
    kept = [(line, role) for line, role in zip(page, roles, strict=True) if role != "repeat"]
    inner = [i for i, (line, role) in enumerate(kept) if role != "first" and line.size >= setting.body * NOTE]
    start, end = (inner[0], inner[-1] + 1) if inner else (0, 0)
    lines = [line for line, _ in kept]
    middle = lines[start:end]
    found = headings(middle, setting, bold_marks=bold_marks)
    return _Parts(
        paragraphs(lines[:start], headings=(), full=setting.full),
        paragraphs(middle, headings=found, full=setting.full),
        paragraphs(lines[end:], headings=(), full=setting.full),
    )


def _page(pages: Sequence[_Parts], number: int) -> list[Block]:
    """Order the parts of a page. Where its last sentence or heading goes on overleaf, notes and footer come before
    the paragraph it is in; where its first sentence began overleaf, the header comes after it.
    """
    page = pages[number]
    head, body, tail = page.head, page.body, page.tail
    if number and _goes_on(pages[number - 1], page):
        head, tail = [], head + tail
    if number + 1 < len(pages) and _goes_on(page, pages[number + 1]):
        body, tail = body[:-1] + tail, body[-1:]
    return [paragraph.block() for paragraph in [*head, *body, *tail]]


def _goes_on(page: _Parts, following: _Parts) -> bool:
    if not page.body or not following.body:
        return False
    last = page.body[-1].lines[-1]
    if page.body[-1].heading:
        below = page.tail[0].lines[0] if page.tail else last
        return below.text[0].isdigit() or not 0 < last.y - below.y < last.size * 3  # no small print of its own
    return runs_on(last.text, following.body[0].lines[0].text)
