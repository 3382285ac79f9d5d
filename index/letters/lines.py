"""A text as its lines that are not blank: where each of them stands and what it is. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index.letters.datelines import Dateline, dateline_of
from index.letters.labels import LineLabel, label_of
from index.letters.line_roles import LineRole, roles_of

_CELLS = re.compile(r"[ \t]{3,}|\s+\|\s+")


@dataclass(frozen=True)
class TextLine:
    """One line without surrounding white space: `text[start:end] == words`. `gap`: a blank line stands before it.

    What it is by itself is found once, when it is first asked for, and kept. What it is among its neighbours is for
    those who look at them.
    """

    start: int
    end: int
    words: str
    gap: bool

    @cached_property
    def roles(self) -> frozenset[LineRole]:
        """What the line is; it can be several things."""
        return roles_of(self.words, gap=self.gap)

    @cached_property
    def label(self) -> LineLabel | None:
        """The label of a letterhead that it begins with."""
        return label_of(self.words)

    @cached_property
    def dateline(self) -> Dateline | None:
        """The date, where it is a dateline."""
        return dateline_of(self.words)


def lines_of(text: str, *, start: int = 0, end: int | None = None) -> list[TextLine]:
    """Return the lines of `text[start:end]` that are not blank, in order, with offsets in `text`."""
    found: list[TextLine] = []
    offset, gap = start, True
    for raw in text[start:end].split("\n"):
        words = raw.strip()
        if words:
            left = offset + len(raw) - len(raw.lstrip())
            found.append(TextLine(left, left + len(words), words, gap))
        gap = not words
        offset += len(raw) + 1
    return found


def cells_of(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return what stands side by side on a line, in columns or table cells, as lines below each other."""
    cells: list[TextLine] = []
    for line in lines:
        cuts = list(_CELLS.finditer(line.words))
        if not cuts:
            cells.append(line)
            continue
        left, gap = 0, line.gap
        for cut in [*cuts, None]:
            right = cut.start() if cut else len(line.words)
            if right > left:
                cells.append(TextLine(line.start + left, line.start + right, line.words[left:right], gap))
                gap = False
            left = cut.end() if cut else right
    return cells


def paragraphs_of(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Return the lines in groups without a blank line inside."""
    groups: list[list[TextLine]] = []
    for line in lines:
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def closes_letter(lines: Sequence[TextLine], i: int) -> bool:
    """True when line `i` closes a letter: a closing, or the office that signs without one."""
    return "closing" in lines[i].roles or signs_as_office(lines, i)


def signs_as_office(lines: Sequence[TextLine], i: int) -> bool:
    """True when line `i` is the office that signs a letter: its name alone, not the start of a sentence."""
    if "office" not in lines[i].roles:
        return False
    following = lines[i + 1] if i + 1 < len(lines) else None
    return following is None or following.gap or len(following.words) < 60
