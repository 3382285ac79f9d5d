"""The labelled values among the lines of a letter: Aan, Datum, Kenmerk, Onderwerp … with what they say and where. Pure.

A value stands behind its label, below it, or, where several labels stand in a row, in the row of values below them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.letters.datelines import announced_date
from index.letters.labels import LineLabel, is_reference
from index.letters.lines import TextLine
from index.records import Span

LONGEST = 160
"""Characters of a line of a letterhead at most; a longer line is running text."""

_PARAGRAPH = 220  # lines of more characters together are running text, also where each line is short
_LONGEST_IN_ROW = 80
_FULL = 50  # characters; a title's line with more is full and goes on in the next
_MOST_LINES = {"attachments": 26, "date": 2, "reference": 2}  # of label and value
_OTHERWISE = 7


@dataclass(frozen=True)
class LabelledValue:
    """`lines[index]` holds the label; `span` runs from the label to the end of the value, which is on `lines[last]`."""

    label: str
    field: str
    index: int
    last: int
    span: Span
    value: str


def labelled_values(lines: Sequence[TextLine], *, text: str) -> list[LabelledValue]:
    """Return the labelled values among `lines`, in order; `lines` stand in `text`."""
    labels = _labels(lines)
    rows = _rows(lines, labels)
    found = []
    for i, label in enumerate(labels):
        if label is None:
            continue
        if i in rows:
            first = last = rows[i]
            value = lines[last].words
        else:
            first = i
            last, value = _value(lines, labels, i, text=text)
        span = (lines[first].start, lines[last].end)
        found.append(
            LabelledValue(label.name, label.field, i, last, span, value if re.search(r"[^\W_]", value) else "")
        )
    return found


def _labels(lines: Sequence[TextLine]) -> list[LineLabel | None]:
    """Return the label on each line, without those that are words of a sentence."""
    labels = [line.label for line in lines]
    for i, label in enumerate(labels):
        bare = label is not None and label.field == "title" and label.value and ":" not in lines[i].words
        if bare and _is_prose(lines, labels, i):
            labels[i] = None
    return labels


def _is_prose(lines: Sequence[TextLine], labels: Sequence[LineLabel | None], i: int) -> bool:
    """True when a line that opens with the word Betreft or Onderwerp is the start of a sentence, or the middle of
    one.
    """
    if not (lines[i].gap or i == 0 or labels[i - 1] is not None):
        return True
    last = i
    while last + 1 < len(lines) and not lines[last + 1].gap and labels[last + 1] is None:
        last += 1
    return lines[last].words.endswith(".") or lines[last].end - lines[i].start > _PARAGRAPH


def _rows(lines: Sequence[TextLine], labels: Sequence[LineLabel | None]) -> dict[int, int]:
    """Return which line holds the value of each label that stands in a row of labels, where the values follow in a
    row.
    """
    pairs: dict[int, int] = {}
    i = 0
    while i < len(lines):
        row: list[LineLabel] = []
        while i + len(row) < len(labels) and (label := labels[i + len(row)]) is not None and not label.value:
            row.append(label)
        below = i + len(row)
        if len(row) > 1 and _are_values(lines, labels, below, row):
            pairs |= {i + n: below + n for n in range(len(row))}
        i = max(below, i + 1)
    return pairs


def _are_values(
    lines: Sequence[TextLine], labels: Sequence[LineLabel | None], below: int, row: Sequence[LineLabel]
) -> bool:
    """True when the lines from `below` on can be what the labels of `row` announce, a date or a reference among
    them.
    """
    values = lines[below : below + len(row)]
    if len(values) < len(row) or any(labels[below : below + len(row)]):
        return False
    if any("salutation" in line.roles or len(line.words) > _LONGEST_IN_ROW for line in values):
        return False
    typed = [pair for pair in zip(row, values, strict=True) if pair[0].field in ("date", "reference")]
    return bool(typed) and all(_fits(label, line.words) for label, line in typed)


def _fits(label: LineLabel, words: str) -> bool:
    if label.field == "date":
        return announced_date(words) is not None
    return is_reference(words)


def _value(lines: Sequence[TextLine], labels: Sequence[LineLabel | None], i: int, *, text: str) -> tuple[int, str]:
    """Return the last line of the value that belongs to the label on line `i`, and the value."""
    label = labels[i]
    assert label is not None
    if not label.value:
        last = _value_ends(lines, labels, i, label.field)
        return last, text[lines[i + 1].start : lines[last].end].strip() if last > i else ""
    if label.field == "title":
        last = _title_ends(lines, labels, i)
        return last, text[lines[i].start + label.value_at : lines[last].end].strip()
    return i, label.value


def _value_ends(lines: Sequence[TextLine], labels: Sequence[LineLabel | None], i: int, field: str) -> int:
    """Return the last line of a value that stands below its label; `i` where there is none."""
    many = field == "attachments"
    end = min(i + _MOST_LINES.get(field, _OTHERWISE), len(lines))
    for j in range(i + 1, end):
        line, first = lines[j], j == i + 1
        if labels[j] or not _goes_on(line) or (line.gap and not first and not many):
            return j - 1
        if "kind" in line.roles and (line.gap or not first):
            return j - 1
    return min(i + 1, end - 1) if many else end - 1  # a list of attachments that does not end is none


def _goes_on(line: TextLine) -> bool:
    return "salutation" not in line.roles and len(line.words) <= LONGEST


def _title_ends(lines: Sequence[TextLine], labels: Sequence[LineLabel | None], i: int) -> int:
    """Return the last line of a title that begins behind its label: it goes on where a line is full or breaks off."""
    last = i
    while last < i + 2 and last + 1 < len(lines) and labels[last + 1] is None:
        following = lines[last + 1]
        if following.gap or len(following.words) >= LONGEST or following.roles & {"salutation", "kind"}:
            break
        if len(lines[last].words) <= _FULL and not following.words[0].islower():
            break
        last += 1
    return last
