"""What a letterhead says: labelled lines (Aan, Datum, Kenmerk, Onderwerp …) with their values and places. Pure.

A value stands behind its label, below it, or, where several labels stand in a row, in the row of values below them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.dutch.dates import find_dates
from index.dutch.letter_words import ADDRESSED, BANNERS, BARE_LABELS, CLOSINGS, KINDS, LABELS, OFFICES, SALUTATIONS
from index.letters.lines import TextLine
from index.records import Span

REDACTED = re.compile(r"(?:5\.[12]\.\d{1,2}\.?[a-z]?|10\.2\.?[a-g]?|10\.2e)\b", re.IGNORECASE)
"""A mark that words were made unreadable under the Woo (5.1.2.e) or the older Wob (10.2.e)."""

_LABEL = re.compile(r"(?P<label>[^\W\d_][^\d:]{0,32}?)\s*(?::\s*(?P<value>.*))?", re.DOTALL)
_BARE = re.compile(
    rf"(?P<label>{'|'.join(map(re.escape, sorted(BARE_LABELS, key=len, reverse=True)))})\s+(?P<value>\S.*)", re.I
)
_AGREED = re.compile(r"(?:intern|extern|interdepartementaal|afgestemd)\b.*", re.IGNORECASE)
_REFERENCE = re.compile(r"(?=.*\d)[\w./()\-–: ]{3,60}")
_SALUTATION = re.compile(rf"(?:{'|'.join(map(re.escape, SALUTATIONS))})(?!\w)", re.IGNORECASE)
_CLOSING = re.compile(
    rf"(?P<closing>{'|'.join(map(re.escape, sorted(CLOSINGS, key=len, reverse=True)))})(?P<rest>.*)", re.I
)
_BEFORE_DATE = re.compile(r"(?:[A-Z][\w'’. -]*,\s*)?(?:\w+dag,?\s+)?(?:d\.?d\.?\s*)?(?:van\s+)?")
_LONG = 160  # a line of more characters is running text
_PARAGRAPH = 220  # lines of more characters together are running text, also where each line is short
_REACH = 9  # lines between two labels of one letterhead at most
_BETWEEN = 320  # characters between them at most


@dataclass(frozen=True)
class Labelled:
    """A labelled value. `lines[index]` holds the label; `span` runs from the label to the end of the value."""

    label: str
    field: str
    index: int
    span: Span
    value: str
    last: int
    """Index of the line on which the value ends."""


def label_on(line: TextLine) -> tuple[str, str, int] | None:
    """Return `(label, value on the same line, offset of that value)` when the line is a known label, else None."""
    match = _LABEL.fullmatch(line.words)
    label = " ".join(match["label"].lower().split()) if match else ""
    if match and label in LABELS:
        value = match["value"] or ""
        return label, value, line.start + (match.start("value") if value else len(line.words))
    if _AGREED.fullmatch(line.words) and len(line.words) < 40:
        return "intern afgestemd", "", line.end
    match = _BARE.fullmatch(line.words)
    if match and line.words[0].isupper() and _fits(match["label"].lower(), match["value"]):
        return match["label"].lower(), match["value"], line.start + match.start("value")
    return None


def _fits(label: str, value: str) -> bool:
    """True when `value` can be what `label` announces without a colon; prose that begins with the word does not."""
    field = LABELS[label]
    if field == "date" or label.startswith("uw brief"):
        dates = find_dates(value)
        return len(value) < 40 and bool(dates) and _BEFORE_DATE.fullmatch(value[: dates[0].start]) is not None
    if field == "reference":
        return len(value) < 40 and _REFERENCE.fullmatch(value) is not None
    if field == "attachments":
        return value.isdigit() or value.lower() in ("geen", "diverse")
    if field == "title":
        return 3 <= len(value) <= 140 and value[-1] not in ".,;:?!" and value[0].isalnum()
    return len(value) < 60 and value[-1] not in ".,;:?!" and not value[0].islower()


def labelled(lines: Sequence[TextLine], *, text: str) -> list[Labelled]:
    """Return the labelled values among `lines`, in order."""
    labels = [label_on(line) for line in lines]
    for i, here in enumerate(labels):
        if (
            here
            and here[1]
            and LABELS[here[0]] == "title"
            and ":" not in lines[i].words
            and _is_prose(lines, labels, i)
        ):
            labels[i] = None
    rows = _rows(lines, labels)
    found = []
    for i, here in enumerate(labels):
        if here is None:
            continue
        label, value, start = here
        field = LABELS[label]
        span, last = (lines[i].start, lines[i].end), i
        if i in rows:
            last = rows[i]
            value, span = lines[last].words, (lines[last].start, lines[last].end)
        elif not value:
            last = _value_ends(lines, labels, i, field)
            value = text[lines[i + 1].start : lines[last].end].strip() if last > i else ""
            span = (lines[i].start, lines[last].end)
        elif field == "title":
            last = _title_ends(lines, labels, i)
            value = text[start : lines[last].end].strip()
            span = (lines[i].start, lines[last].end)
        found.append(Labelled(label, field, i, span, value if re.search(r"[^\W_]", value) else "", last))
    return found


def _is_prose(lines: Sequence[TextLine], labels: Sequence[object], i: int) -> bool:
    """True when a line that opens with the word Betreft or Onderwerp is the start of a sentence, or the middle of one."""
    if not (lines[i].gap or i == 0 or labels[i - 1] is not None):
        return True
    last = i
    while last + 1 < len(lines) and not lines[last + 1].gap and labels[last + 1] is None:
        last += 1
    return lines[last].words.endswith(".") or lines[last].end - lines[i].start > _PARAGRAPH


def _rows(lines: Sequence[TextLine], labels: Sequence[tuple[str, str, int] | None]) -> dict[int, int]:
    """Return which line holds the value of each label that stands in a row of labels, where the values follow in a row."""
    pairs: dict[int, int] = {}
    i = 0
    while i < len(labels):
        n = i
        while n < len(labels) and (here := labels[n]) is not None and not here[1]:
            n += 1
        run, values = list(range(i, n)), list(range(n, min(2 * n - i, len(lines))))
        typed = [
            (run[j], values[j])
            for j in range(len(values))
            if LABELS[(labels[run[j]] or ("",))[0]] in ("date", "reference")
        ]
        free = all(labels[j] is None and not is_salutation(lines[j]) and len(lines[j].words) <= 80 for j in values)
        if (
            len(run) > 1
            and len(values) == len(run)
            and typed
            and free
            and all(_is_value(lines[b], labels[a]) for a, b in typed)
        ):
            pairs |= dict(zip(run, values, strict=True))
        i = max(n, i + 1)
    return pairs


def _is_value(line: TextLine, label: tuple[str, str, int] | None) -> bool:
    if label is not None and LABELS[label[0]] == "date":
        return any(date.iso for date in find_dates(line.words))
    return _REFERENCE.fullmatch(line.words) is not None


def _value_ends(lines: Sequence[TextLine], labels: Sequence[object], i: int, field: str) -> int:
    last = i
    many = field == "attachments"
    most = 26 if many else 2 if field in ("date", "reference") else 7
    for j in range(i + 1, min(i + most, len(lines))):
        line = lines[j]
        ends = labels[j] is not None or is_salutation(line) or len(line.words) > _LONG
        if ends or (is_kind(line) and (line.gap or j > i + 1)):
            return last
        if line.gap and j > i + 1 and not many:
            return last
        last = j
    return i + 1 if many and last > i else last


def _title_ends(lines: Sequence[TextLine], labels: Sequence[object], i: int) -> int:
    """Return the last line of a title that begins behind its label: it goes on where a line is full or breaks off."""
    last = i
    while last < i + 2 and last + 1 < len(lines) and labels[last + 1] is None:
        following = lines[last + 1]
        if following.gap or len(following.words) >= _LONG or is_salutation(following) or is_kind(following):
            break
        if len(lines[last].words) <= 50 and not following.words[0].islower():
            break
        last += 1
    return last


def is_kind(line: TextLine) -> bool:
    """True when the line is nothing but the name of a kind: `nota`, `Memo`."""
    return line.words.lower().rstrip(":. ") in KINDS


def is_banner(line: TextLine) -> bool:
    """True for a line such as TER BESLUITVORMING."""
    return line.words.lower().rstrip(":. ") in BANNERS


def is_salutation(line: TextLine) -> bool:
    """True for Geachte …, Beste …, L.S."""
    if len(line.words) >= 120 or not line.words[0].isupper() or not _SALUTATION.match(line.words):
        return False
    if line.words.lower().startswith("l.s"):
        return len(line.words) < 8
    addressed = {word.strip(",.:!") for word in re.split(r"[\s/]+", line.words.lower())} & ADDRESSED
    return line.words[-1] in ",:!" or (bool(addressed) and line.words[-1] != "." and len(line.words) < 60)


def is_closing(line: TextLine) -> bool:
    """True for Hoogachtend, Met vriendelijke groet …; what follows on the same line is a name, not a sentence."""
    match = _CLOSING.match(line.words)
    if not match or len(line.words) >= 60 or not line.words[0].isupper() or line.words.endswith("?"):
        return False
    if line.words.lower().startswith("namens"):
        return line.words.endswith(",") or line.gap
    # one word closes a letter only by itself: `Groet,` does, `Groet de juf van ons` does not
    return " " in match["closing"] or not re.match(r"\s*\w", match["rest"])


def is_office(lines: Sequence[TextLine], i: int) -> bool:
    """True when line `i` is the office that signs a letter without a closing: `De minister van Financiën,`."""
    line = lines[i]
    if not (line.gap and line.words.lower().startswith(OFFICES) and line.words.endswith(",") and len(line.words) < 120):
        return False
    following = lines[i + 1] if i + 1 < len(lines) else None
    return following is None or following.gap or len(following.words) < 60


def letterheads(lines: Sequence[TextLine], *, text: str) -> list[list[Labelled]]:
    """Return the groups of labelled lines that form a letterhead: at least three labels, a date or reference among them."""
    groups: list[list[Labelled]] = []
    for item in labelled(lines, text=text):
        if not groups or not _near(lines, groups[-1][-1], item):
            groups.append([item])
            continue
        twin = next((i for i, other in enumerate(groups[-1]) if item.field and other.label == item.label), None)
        groups[-1].append(item)
        if twin is not None:
            # a second Datum or Kenmerk belongs to the next head; the two heads part where most stands between labels
            group = groups.pop()
            cut = max(range(twin + 1, len(group)), key=lambda i: (_between(lines, group[i - 1], group[i]), i))
            groups += [group[:cut], group[cut:]]
    return [group for group in groups if _is_head(group)]


def _near(lines: Sequence[TextLine], previous: Labelled, item: Labelled) -> bool:
    between = lines[previous.last + 1 : item.index]
    running_text = any(len(line.words) > _LONG or is_salutation(line) for line in between)
    return item.index - previous.last <= _REACH and not running_text and _between(lines, previous, item) <= _BETWEEN


def _between(lines: Sequence[TextLine], previous: Labelled, item: Labelled) -> int:
    return sum(len(line.words) for line in lines[previous.last + 1 : item.index])


def _is_head(group: list[Labelled]) -> bool:
    fields = {item.field for item in group if item.value and _says(item)}
    return (
        len({item.label for item in group}) >= 3
        and bool(fields & {"date", "reference"})
        and len(fields - {"", "attachments", "signature"}) >= 2
    )


def _says(item: Labelled) -> bool:
    """True unless a Datum has no date or a Kenmerk no number, as in a form that is still to be filled in."""
    if item.field == "date":
        return any(date.iso for date in find_dates(item.value))
    return item.field != "reference" or re.search(r"\d", item.value) is not None
