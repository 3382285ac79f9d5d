"""Where a letterhead stands: its labels together, and all that is above the text of a letter. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.letters.datelines import announced_date
from index.letters.labelled_values import LONGEST, LabelledValue, labelled_values
from index.letters.lines import TextLine

MOST_LINES = 40
"""Lines that a letterhead takes at most."""

_REACH = 9  # lines between two labels of one letterhead at most
_BETWEEN = 320  # characters between them at most
_RUNNING = 200  # characters; a line or a paragraph of more is running text
_FULL_LINE = 60


def head_lines(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """Return the lines of the letterhead of a letter of `lines`: up to the salutation, or the first running text."""
    for i, line in enumerate(lines[:MOST_LINES]):
        if "salutation" in line.roles or len(line.words) > _RUNNING or _opens_prose(lines, i):
            return lines[:i]
    return lines[:MOST_LINES]


def _opens_prose(lines: Sequence[TextLine], i: int) -> bool:
    """True when a paragraph of several long lines begins here, as in a PDF or a text with a fixed width."""
    last = i
    while last + 1 < len(lines) and not lines[last + 1].gap:
        last += 1
        if lines[last].end - lines[i].start > _RUNNING:
            break  # long enough, however much follows
    group = lines[i : last + 1]
    long = all(len(line.words) > _FULL_LINE for line in group[:2])
    return len(group) > 1 and long and lines[last].end - lines[i].start > _RUNNING and lines[i].label is None


def letterheads(lines: Sequence[TextLine], *, text: str) -> list[list[LabelledValue]]:
    """Return the groups of labelled lines that form a letterhead: at least three labels, a date or
    reference among them.
    """
    groups: list[list[LabelledValue]] = []
    for item in labelled_values(lines, text=text):
        if not groups or not _near(lines, groups[-1][-1], item):
            groups.append([item])
            continue
        same = (i for i, other in enumerate(groups[-1]) if other.label == item.label)
        twin = next(same, None) if item.field else None
        groups[-1].append(item)
        if twin is not None:
            # a second Datum or Kenmerk belongs to the next head; the two heads part where most stands between labels
            group = groups.pop()
            cut = max(range(twin + 1, len(group)), key=lambda i: (_between(lines, group[i - 1], group[i]), i))
            groups += [group[:cut], group[cut:]]
    return [group for group in groups if _is_head(group)]


def _near(lines: Sequence[TextLine], previous: LabelledValue, item: LabelledValue) -> bool:
    between = lines[previous.last + 1 : item.index]
    running_text = any(len(line.words) > LONGEST or "salutation" in line.roles for line in between)
    return item.index - previous.last <= _REACH and not running_text and _between(lines, previous, item) <= _BETWEEN


def _between(lines: Sequence[TextLine], previous: LabelledValue, item: LabelledValue) -> int:
    return sum(len(line.words) for line in lines[previous.last + 1 : item.index])


def _is_head(group: list[LabelledValue]) -> bool:
    fields = {item.field for item in group if item.value and _is_filled_in(item)}
    return (
        len({item.label for item in group}) >= 3
        and bool(fields & {"date", "reference"})
        and len(fields - {"", "attachments", "signature"}) >= 2
    )


def _is_filled_in(item: LabelledValue) -> bool:
    """True unless a Datum has no date or a Kenmerk no number, as in a form that is still to be filled in."""
    if item.field == "date":
        return announced_date(item.value) is not None
    return item.field != "reference" or re.search(r"\d", item.value) is not None
