"""From the lines of PDF pages to paragraphs in reading order. Pure functions.

Lines keep the order in which the file draws them. What is added: which lines make a paragraph, which lines are
furniture, and that a sentence which goes on over a page end is not cut by the notes and headers between.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.blocks import Block, runs_on
from index.furniture import Role, furniture

_NOTE = 0.92  # of the body's letter size: what is smaller is a note
_GAP = 1.3  # of the line distance: what is more parts paragraphs
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*\s?\d{0,2}$")
_BULLET = re.compile(r"(?:[-–—•▪●○o✓*]|\(?\w{1,3}[.)])\s")


@dataclass(frozen=True)
class Line:
    """A line of a page; see `index.read_pdf.read_lines`."""

    text: str
    x: float
    y: float
    size: float
    turn: int = 0


Paragraph = list[Line]


def lay_out(pages: Sequence[Sequence[Line]]) -> list[list[Block]]:
    """Return the paragraphs of each page as blocks, without repeated furniture."""
    roles = furniture([[line.text for line in page] for page in pages])
    body_size = _body_size(pages)
    parted = [_part(page, role, body_size) for page, role in zip(pages, roles, strict=True)]
    return [_page(parted, number) for number in range(len(pages))]


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


@dataclass(frozen=True)
class _Parts:
    """A page: what stands above the body (a running header, notes), the body's paragraphs, what is below."""

    head: list[Paragraph]
    body: list[Paragraph]
    tail: list[Paragraph]


def _part(page: Sequence[Line], roles: Sequence[Role], body_size: float) -> _Parts:
    lines = [(line, role) for line, role in zip(page, roles, strict=True) if role != "repeat"]
    aside = [role == "first" or line.size < body_size * _NOTE for line, role in lines]
    body = [i for i, is_aside in enumerate(aside) if not is_aside]
    start, end = (body[0], body[-1] + 1) if body else (0, 0)
    kept = [line for line, _ in lines]
    return _Parts(_paragraphs(kept[:start]), _paragraphs(kept[start:end]), _paragraphs(kept[end:]))


def _page(pages: Sequence[_Parts], number: int) -> list[Block]:
    """Order the parts of a page. Where its last sentence goes on overleaf, notes and footer come before the
    paragraph it is in; where its first sentence began overleaf, the header comes after it.
    """
    page = pages[number]
    head, body, tail = page.head, page.body, page.tail
    if number and _goes_on(pages[number - 1], page):
        head, tail = [], head + tail
    if number + 1 < len(pages) and _goes_on(page, pages[number + 1]):
        body, tail = body[:-1] + tail, body[-1:]
    return [Block("\n".join(line.text for line in paragraph)) for paragraph in [*head, *body, *tail]]


def _goes_on(page: _Parts, following: _Parts) -> bool:
    if not page.body or not following.body:
        return False
    return runs_on(page.body[-1][-1].text, following.body[0][0].text)


def _paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    leading = _leading(lines)
    paragraphs: list[Paragraph] = []
    for i, line in enumerate(lines):
        if i == 0 or _parts(lines, i, leading):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return paragraphs


def _leading(lines: Sequence[Line]) -> float:
    """Return the usual distance between lines, as a share of the letter size."""
    distances = [
        (above.y - line.y) / line.size
        for above, line in pairwise(lines)
        if line.size > 0 and 0.8 < (above.y - line.y) / line.size < 2.5 and abs(above.size - line.size) < 0.5
    ]
    return median(distances) if distances else 1.2


def _parts(lines: Sequence[Line], i: int, leading: float) -> bool:
    """Say whether a paragraph starts at line `i`."""
    above, line = lines[i - 1], lines[i]
    down = above.y - line.y
    size = max(above.size, line.size)
    if above.turn != line.turn:
        return True
    if down < -size:  # the next column
        return not runs_on(above.text, line.text)
    if above.size < line.size * 0.85 and above.text[0].isdigit() and down < size * 2:
        return False  # a note: its raised number gave the line its place
    return down > size * leading * _GAP or _is_indented(lines, i)


def _is_indented(lines: Sequence[Line], i: int) -> bool:
    """Say whether line `i` starts a paragraph by an indent: it stands to the right of the lines around it."""
    above, line = lines[i - 1], lines[i]
    below = lines[i + 1] if i + 1 < len(lines) else above
    indent = line.x - above.x
    return (
        line.size * 0.8 < indent < line.size * 4
        and abs(below.x - above.x) < line.size * 0.3
        and bool(_ENDED.search(above.text[-20:]))
        and not _BULLET.match(line.text)
    )
