"""What a letterhead says: labelled lines (Aan, Datum, Kenmerk, Onderwerp …) with their values and places. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.dutch.dates import find_dates
from index.dutch.letter_words import BANNERS, CLOSINGS, KINDS, LABELS, SALUTATIONS
from index.lines import Line
from index.records import Span

REDACTED = re.compile(r"(?:5\.[12]\.\d{1,2}\.?[a-z]?|10\.2\.?[a-g]?|10\.2e)\b", re.IGNORECASE)
"""A mark that words were made unreadable under the Woo (5.1.2.e) or the older Wob (10.2.e)."""

_LABEL = re.compile(r"(?P<label>[^\W\d_][^\d:]{0,32}?)\s*(?::\s*(?P<value>.*))?", re.DOTALL)
_UNMARKED = re.compile(
    r"(?P<label>datum|kenmerk|ons kenmerk|referentie|onze referentie)\s+(?P<value>\S.*)", re.IGNORECASE
)
_AGREED = re.compile(r"(?:intern|extern|interdepartementaal|afgestemd)\b.*", re.IGNORECASE)
_REFERENCE = re.compile(r"(?=.*\d)[\w./()\-–: ]{3,60}")
_LONG = 160  # a line of more characters is running text
_REACH = 9  # lines between two labels of one letterhead at most


@dataclass(frozen=True)
class Labelled:
    """A labelled value. `lines[0]` holds the label; `span` runs from the label to the end of the value."""

    label: str
    field: str
    index: int
    span: Span
    value: str
    last: int
    """Index of the line on which the value ends."""


def label_on(line: Line) -> tuple[str, str, int] | None:
    """Return `(label, value on the same line, offset of that value)` when the line is a known label, else None."""
    if _AGREED.fullmatch(line.words) and len(line.words) < 40:
        return "intern afgestemd", "", line.end
    match = _LABEL.fullmatch(line.words)
    label = " ".join(match["label"].lower().split()) if match else ""
    if match and label in LABELS:
        value = match["value"] or ""
        return label, value, line.start + (match.start("value") if value else len(line.words))
    match = _UNMARKED.fullmatch(line.words)
    if match:
        fits = (
            find_dates(match["value"])
            if match["label"].lower() == "datum"
            else _REFERENCE.fullmatch(match["value"])
        )
        if fits and len(match["value"]) < 40:
            return match["label"].lower(), match["value"], line.start + match.start("value")
    return None


def labelled(lines: Sequence[Line], *, text: str) -> list[Labelled]:
    """Return the labelled values among `lines`, in order. A value stands behind its label or on the lines below it."""
    labels = [label_on(line) for line in lines]
    found = []
    for i, here in enumerate(labels):
        if here is None:
            continue
        label, value, start = here
        field = LABELS[label]
        last = i
        if not value:
            last = _value_ends(lines, labels, i, field)
            start = lines[i + 1].start if last > i else start
        elif field in ("title", "recipient") and _goes_on(lines, labels, i, field):
            last = i + 1
        value = text[start : lines[last].end].strip() if last > i or value else ""
        found.append(Labelled(label, field, i, (lines[i].start, lines[last].end), value, last))
    return found


def _value_ends(lines: Sequence[Line], labels: Sequence[object], i: int, field: str) -> int:
    last = i
    many = field == "attachments"
    for j in range(i + 1, min(i + (26 if many else 7), len(lines))):
        line = lines[j]
        ends = labels[j] is not None or is_salutation(line) or len(line.words) > _LONG
        if ends or (is_kind(line) and (line.gap or j > i + 1)):
            return last
        if line.gap and j > i + 1 and not many:
            return last
        last = j
    return i + 1 if many and last > i else last


def _goes_on(lines: Sequence[Line], labels: Sequence[object], i: int, field: str) -> bool:
    if i + 1 >= len(lines) or labels[i + 1] is not None:
        return False
    following = lines[i + 1]
    return (
        not following.gap and len(following.words) < _LONG and field == "title" and len(lines[i].words) > 50
    )


def is_kind(line: Line) -> bool:
    """True when the line is nothing but the name of a kind: `nota`, `Memo`."""
    return line.words.lower().rstrip(":. ") in KINDS


def is_banner(line: Line) -> bool:
    """True for a line such as TER BESLUITVORMING."""
    return line.words.lower().rstrip(":. ") in BANNERS


def is_salutation(line: Line) -> bool:
    """True for Geachte …, Beste …, L.S."""
    words = line.words.lower()
    return len(words) < 120 and words.startswith(SALUTATIONS) and (words[-1] in ",.:!" or len(words) < 60)


def is_closing(line: Line) -> bool:
    """True for Hoogachtend, Met vriendelijke groet …"""
    return len(line.words) < 60 and line.words.lower().startswith(CLOSINGS)


def letterheads(lines: Sequence[Line], *, text: str) -> list[list[Labelled]]:
    """Return the groups of labelled lines that form a letterhead: at least three labels, a date or reference among them."""
    groups: list[list[Labelled]] = []
    for item in labelled(lines, text=text):
        if not groups or not _near(lines, groups[-1][-1], item):
            groups.append([item])
            continue
        # a second Datum or Kenmerk opens the next head; what came after the first one belongs to it too
        twin = next(
            (i for i, other in enumerate(groups[-1]) if item.field and other.label == item.label), None
        )
        if twin is None:
            groups[-1].append(item)
        else:
            groups[-1], carried = groups[-1][: twin + 1], groups[-1][twin + 1 :]
            groups.append([*carried, item])
    return [group for group in groups if _is_head(group)]


def _near(lines: Sequence[Line], previous: Labelled, item: Labelled) -> bool:
    between = lines[previous.last + 1 : item.index]
    running_text = any(len(line.words) > _LONG or is_salutation(line) for line in between)
    return item.index - previous.last <= _REACH and not running_text


def _is_head(group: list[Labelled]) -> bool:
    fields = {item.field for item in group if item.value}
    return (
        len({item.label for item in group}) >= 3
        and bool(fields & {"date", "reference"})
        and len(fields - {""}) >= 2
    )
