"""The data of one letter: kind, title, sender, recipient, date and reference, each with the place that says so. Pure.

What a letter does not say stays None: a date or a sender that is not sure is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.dutch.dates import find_dates
from index.dutch.letter_words import BANNERS, KINDS, SENT_LABELS, WEAK_KINDS
from index.letters.addressee import addressee
from index.letters.kamervragen import kamervragen
from index.letters.letterhead import (
    REDACTED,
    Labelled,
    is_banner,
    is_closing,
    is_kind,
    is_office,
    is_salutation,
    label_on,
    labelled,
)
from index.letters.lines import TextLine
from index.letters.signature import is_organisation, signature
from index.records import Document, Field, Span

_DAY = r"(?P<date>\d{1,2}\s+[a-z]+\.?\s+\d{4}|[a-z]+\s+\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2})"
_DATELINE = re.compile(
    rf"(?:(?P<place>[A-ZÀ-Ý'’][\w'’.-]*(?: [\w'’.-]+){{0,4}}),\s*)?(?:d\.?d\.?\s*|\w+dag,?\s+)?{_DAY}\.?", re.IGNORECASE
)
_DONE = re.compile(
    rf"(?:aldus\b.{{0,80}}?|(?:getekend|ondertekend|opgemaakt|gedaan|vastgesteld)\s(?:te|in|op)\b.{{0,50}}?)\b{_DAY}\W*",
    re.I,
)
_OWN = frozenset(
    ("datum", "kenmerk", "ons kenmerk", "onze referentie", "our reference")
)  # labels that only a sender uses
_LAST_LINES = 6
_HEAD_LINES = 40
_RUNNING = 200


@dataclass
class Head:
    """The fields found so far; `spans` says where."""

    kind: str = "notitie"
    title: str | None = None
    sender: str | None = None
    recipient: str | None = None
    date: str | None = None
    reference: str | None = None
    spans: dict[Field, Span] = field(default_factory=dict)


def fields(document: Document, lines: Sequence[TextLine], *, attachment: str | None = None) -> Head:
    """Return what the letter made up of `lines` says of itself. `attachment`: its title, when it was found as one."""
    found = kamervragen(document.text, lines)
    if found is not None:
        return Head(**found)
    head = Head()
    if attachment:
        head.kind, head.title = "bijlage", attachment
        place = document.text.find(attachment, lines[0].start)
        head.spans["title"] = (place, place + len(attachment))
    top = head_of(lines)
    items = labelled(top, text=document.text)
    for item in sorted(items, key=lambda item: item.label in SENT_LABELS):
        _take(head, item)
    if not attachment:
        _beside(head, document, lines[len(top) :])
    _signed(head, document, lines)
    if head.recipient is None and not attachment:
        _addressed(head, lines, top, items)
    _dated(head, lines, top, items)
    _entitled(head, document, lines, top, items)
    if not attachment:
        _kinds(head, document, lines, top, items)
    return head


def head_of(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """Return the lines of the letterhead: up to the salutation, or the first running text."""
    for i, line in enumerate(lines[:_HEAD_LINES]):
        if is_salutation(line) or len(line.words) > _RUNNING or _opens_prose(lines, i):
            return lines[:i]
    return lines[:_HEAD_LINES]


def _opens_prose(lines: Sequence[TextLine], i: int) -> bool:
    """True when a paragraph of several long lines begins here, as in a PDF or a text with a fixed width."""
    last = i
    while last + 1 < len(lines) and not lines[last + 1].gap:
        last += 1
    group = lines[i : last + 1]
    long = all(len(line.words) > 60 for line in group[:2])
    return len(group) > 1 and long and lines[last].end - lines[i].start > _RUNNING and label_on(lines[i]) is None


def is_dateline(line: TextLine) -> bool:
    """True for a line that is a date, with or without a place in front of it: `Utrecht, 25 juni 2021`."""
    match = _DATELINE.fullmatch(line.words)
    return match is not None and bool(find_dates(match["date"]))


def _take(head: Head, item: Labelled) -> None:
    several = item.field != "recipient"
    value = " ".join(item.value.split()).strip(" .,") if several else item.value.split("\n")[0].strip(" ,")
    if not value or REDACTED.fullmatch(value):
        return
    if item.field == "date":
        dates = [date for date in find_dates(value) if date.iso]
        if dates and head.date is None:
            head.date, head.spans["date"] = dates[0].iso, item.span
    elif item.field == "reference":
        if head.reference is None and re.search(r"\d", value) and len(value) <= 60:
            head.reference, head.spans["reference"] = value, item.span
    elif item.field == "title":
        if head.title is None and "title" not in head.spans:
            head.title, head.spans["title"] = value, item.span
    elif item.field == "sender":
        if head.sender is None and len(value) < 120:
            head.sender, head.spans["sender"] = value, item.span
    elif item.field == "signature":
        head.spans.setdefault("signature", item.span)
    elif item.field == "recipient" and head.recipient is None and len(value) < 160:
        head.recipient, head.spans["recipient"] = value, item.span


def _beside(head: Head, document: Document, lines: Sequence[TextLine]) -> None:
    """Take a missing reference or date from labels below the letterhead: a column beside the text that came after it.

    Only where at least two labels stand together on the letter's first page, and no sentence with a colon announces them.
    """
    first_page = [line for line in lines if document.page_of(line.start) == document.page_of(lines[0].start)]
    items = labelled(first_page, text=document.text)
    for item in items:
        near = [other for other in items if other.label != item.label and abs(other.index - item.index) <= 4]
        first = min([item, *near], key=lambda other: other.index).index
        announced = first > 0 and first_page[first - 1].words.endswith(":")
        if item.label in _OWN and near and not announced:
            _take(head, item)


def _signed(head: Head, document: Document, lines: Sequence[TextLine]) -> None:
    """Take who signs: a labelled line in the head or at the end, else the block below the closing."""
    labels = labelled(lines[-_LAST_LINES:], text=document.text)
    for item in labels:
        if item.field == "signature" and item.value:
            head.spans.setdefault("signature", item.span)
    signed = signature(lines)
    if signed is None:
        return
    head.spans.setdefault("signature", signed.span)
    names = signed.organisations or signed.people
    if head.sender is None and names:
        head.sender, head.spans["sender"] = ", ".join(names), signed.span


def _addressed(head: Head, lines: Sequence[TextLine], top: Sequence[TextLine], items: Sequence[Labelled]) -> None:
    salutation = lines[len(top)].words if len(top) < len(lines) and is_salutation(lines[len(top)]) else ""
    found = addressee(top, items, salutation=salutation, senders=[head.sender] if head.sender else [])
    if found:
        head.recipient, head.spans["recipient"] = found


def _dated(head: Head, lines: Sequence[TextLine], top: Sequence[TextLine], items: Sequence[Labelled]) -> None:
    """Take a dateline (Utrecht, 25 juni 2021) above the text, else below it, where no label gives the date.

    Of several dates on lines of their own, none is taken unless one alone has a place in front of it.
    """
    if head.date is not None:
        return
    taken = {line.start for i, line in enumerate(top) if _labels(items, i)}
    closing = next((line.start for line in reversed(lines) if is_closing(line)), 0)
    for part, below in ((top, False), (lines[-_LAST_LINES:], True)):
        found: dict[tuple[bool, str], Span] = {}
        for line in part:
            match = _DATELINE.fullmatch(line.words) or _DONE.fullmatch(line.words)
            dates = find_dates(match["date"]) if match and line.start not in taken else []
            if match and dates and dates[0].iso:
                placed = match.groupdict().get("place") is not None or match.re is _DONE
                if placed or not below or line.start > closing:
                    found.setdefault((placed, dates[0].iso), (line.start, line.end))
        sure = {iso: span for (placed, iso), span in found.items() if placed} or {
            iso: span for (_, iso), span in found.items()
        }
        if len(sure) == 1:
            [(head.date, head.spans["date"])] = sure.items()
            return
        if sure:
            return


def _entitled(
    head: Head, document: Document, lines: Sequence[TextLine], top: Sequence[TextLine], items: Sequence[Labelled]
) -> None:
    """Take the lines below the word `nota`, else the first heading of a note, as the title, where no label gives it."""
    if head.title is not None:
        return
    named = next((i for i, line in enumerate(top) if is_kind(line) and not _labels(items, i)), None)
    if named is not None and named + 1 < len(top) and not _labels(items, named + 1):
        _title_at(head, document, top, named + 1)
        return
    if any(is_salutation(line) for line in lines[:_HEAD_LINES]):
        return  # a letter's first heading is a section of it
    marked = next((line for line in top if document.is_heading(line.start) and not is_kind(line)), None)
    capitals = next((line for i, line in enumerate(top) if not _labels(items, i) and _in_capitals(line)), None)
    first = marked or _first_alone(lines, top, items) or capitals
    if first is not None and not is_banner(first):
        _title_at(head, document, top, list(top).index(first))


def _first_alone(lines: Sequence[TextLine], top: Sequence[TextLine], items: Sequence[Labelled]) -> TextLine | None:
    """Return the first line when it stands by itself above the text or the labels; a sender's name is no title."""
    if not top or _labels(items, 0) or is_kind(top[0]) or not (len(lines) == 1 or lines[1].gap):
        return None
    words = top[0].words.split()
    return top[0] if not items or (len(words) > 2 and not is_organisation(words[0])) else None


def _in_capitals(line: TextLine) -> bool:
    return (
        line.gap and line.words.isupper() and len(line.words.split()) > 1 and not is_banner(line) and not is_kind(line)
    )


def _title_at(head: Head, document: Document, top: Sequence[TextLine], i: int) -> None:
    last = i
    while last + 1 < len(top) and not top[last + 1].gap and last - i < 3 and label_on(top[last + 1]) is None:
        last += 1
    words = " ".join(line.words for line in top[i : last + 1])
    if len(words) < 200 and words[-1] not in ".!;":  # a sentence is what a letter says, not what it is called
        head.title, head.spans["title"] = words, (top[i].start, top[last].end)


def _labels(items: Sequence[Labelled], i: int) -> bool:
    return any(item.index <= i <= item.last for item in items)


def _kinds(
    head: Head, document: Document, lines: Sequence[TextLine], top: Sequence[TextLine], items: Sequence[Labelled]
) -> None:
    """Decide the kind: the word that names it, a banner of a memo, or the signs of a letter."""
    free = [line for i, line in enumerate(top) if not _labels(items, i)]
    for i, line in enumerate(free):
        words = re.findall(r"[^\W\d_]+", line.words.lower())
        kinds = sorted((word for word in words[:5] if word in KINDS), key=lambda word: word in WEAK_KINDS)
        named = is_kind(line) or (0 < len(words) <= 14 and (i == 0 or document.is_heading(line.start)))
        if named and kinds:
            head.kind, head.spans["kind"] = KINDS[kinds[0]], (line.start, line.end)
            return
    labels = {item.label for item in items if item.value}
    closed = any(is_closing(line) for line in lines) or any(is_office(lines, i) for i in range(len(lines)))
    if labels & SENT_LABELS and {item.field for item in items} >= {"sender", "recipient"}:
        head.kind = "e-mail"
    elif any(line.words.lower().rstrip(": .") in BANNERS for line in top):
        head.kind = "nota"
    elif (any(is_salutation(line) for line in lines[:_HEAD_LINES]) and (head.recipient or closed)) or (
        head.recipient and (head.reference or closed)
    ):
        head.kind = "brief"
