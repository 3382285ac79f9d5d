"""The data of one letter: kind, title, sender, recipient, date and reference, each with the place that says so. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.dutch.dates import DutchDate, find_dates
from index.dutch.letter_words import BANNERS, KINDS
from index.kamervragen import kamervragen
from index.letterhead import REDACTED, Labelled, is_banner, is_closing, is_kind, is_salutation, labelled
from index.lines import Line
from index.records import Document, Field, Span
from index.signature import signature

_DATELINE = re.compile(r"(?:[A-ZÀ-Ý'’][\w'’.-]*(?: [\w'’.-]+){0,4},\s*(?:d\.d\.\s*)?|datum:?\s*)?(?P<date>\d{1,2}\s+[a-z]+\.?\s+\d{4}|"
                       r"[a-z]+\s+\d{4}|\d{1,2}[-/]\d{1,2}[-/]\d{4}|\d{4}-\d{2}-\d{2})\.?", re.IGNORECASE)  # fmt: skip
_POSTCODE = re.compile(r"\b\d{4}\s?[A-Z]{2}\b")
_ADDRESS = re.compile(
    r"postbus\b|t\.?a\.?v\.?\b|\b\d{4}\s?[A-Z]{2}\b|.*\b(?:straat|laan|weg|plein)\s+\d+", re.IGNORECASE
)
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


def fields(document: Document, lines: Sequence[Line], *, attachment: str | None = None) -> Head:
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
    for item in items:
        _take(head, item)
    _addressed(head, top, items)
    _dated(head, lines, top)
    _entitled(head, document, lines, top, items)
    _signed(head, lines)
    if not attachment:
        _kinds(head, document, lines, [line for i, line in enumerate(top) if not _labels(items, i)])
    return head


def head_of(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of the letterhead: up to the salutation, or the first running text."""
    for i, line in enumerate(lines[:_HEAD_LINES]):
        if is_salutation(line) or len(line.words) > _RUNNING:
            return lines[:i]
    return lines[:_HEAD_LINES]


def _take(head: Head, item: Labelled) -> None:
    value = (
        " ".join(item.value.split()).strip(" .,")
        if item.field != "recipient"
        else item.value.split("\n")[0].strip(" ,")
    )
    if not value or value in "-–" or REDACTED.fullmatch(value):
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
    elif item.field == "recipient" and head.recipient is None and len(value) < 160:
        head.recipient, head.spans["recipient"] = value, item.span


def _addressed(head: Head, top: Sequence[Line], items: Sequence[Labelled]) -> None:
    """Take the first line of the address block as the recipient, where no label names one."""
    if head.recipient is not None:
        return
    postcode = next(
        (i for i, line in enumerate(top[:12]) if _POSTCODE.search(line.words) and not _labels(items, i)), None
    )
    if postcode is None:
        return
    first = postcode
    while first > 0 and not top[first].gap:
        first -= 1
    head.recipient = top[first].words.strip(" ,")
    head.spans["recipient"] = (top[first].start, top[postcode].end)


def _labels(items: Sequence[Labelled], i: int) -> bool:
    return any(item.index <= i <= item.last for item in items)


def _dated(head: Head, lines: Sequence[Line], top: Sequence[Line]) -> None:
    """Take a dateline (Utrecht, 25 juni 2021) above the text, else below it, where no label gives the date."""
    if head.date is not None:
        return
    for line in [*top, *reversed(lines[-6:])]:
        match = _DATELINE.fullmatch(line.words)
        dates: list[DutchDate] = find_dates(match["date"]) if match else []
        if dates and dates[0].iso:
            head.date, head.spans["date"] = dates[0].iso, (line.start, line.end)
            return


def _entitled(
    head: Head, document: Document, lines: Sequence[Line], top: Sequence[Line], items: Sequence[Labelled]
) -> None:
    """Take the lines below the word `nota`, else the first heading of a note, as the title, where no label gives it."""
    if head.title is not None:
        return
    named = next((i for i, line in enumerate(top) if is_kind(line) and not _labels(items, i)), None)
    if named is not None and named + 1 < len(top):
        _title_at(head, document, top, named + 1)
        return
    if any(is_salutation(line) for line in lines[:_HEAD_LINES]):
        return  # a letter's first heading is a section of it
    marked = next((line for line in top if _marked(document, line)), None)
    plain = top[0] if top and not items and (len(lines) == 1 or len(top) < 2 or top[1].gap) else None
    first = marked or plain
    if first is not None and not is_banner(first):
        _title_at(head, document, top, list(top).index(first))


def _title_at(head: Head, document: Document, top: Sequence[Line], i: int) -> None:
    last = i
    while last + 1 < len(top) and not top[last + 1].gap and last - i < 3:
        last += 1
    words = " ".join(line.words for line in top[i : last + 1])
    if len(words) < 200:
        head.title, head.spans["title"] = words, (top[i].start, top[last].end)


def _marked(document: Document, line: Line) -> bool:
    return any(start <= line.start < end for start, end in document.headings)


def _signed(head: Head, lines: Sequence[Line]) -> None:
    signed = signature(lines)
    if signed is None:
        return
    head.spans["signature"] = signed.span
    names = signed.organisations or signed.people
    if head.sender is None and names:
        head.sender, head.spans["sender"] = ", ".join(names), signed.span


def _kinds(head: Head, document: Document, lines: Sequence[Line], top: Sequence[Line]) -> None:
    """Decide the kind: the word that names it, a banner of a memo, or the signs of a letter."""
    for i, line in enumerate(top):
        words = re.findall(r"[^\W\d_]+", line.words.lower())
        named = is_kind(line) or (0 < len(words) <= 14 and (i == 0 or _marked(document, line)))
        kind = next((KINDS[word] for word in words if word in KINDS), None)
        if named and kind:
            head.kind, head.spans["kind"] = kind, (line.start, line.end)
            return
    if any(line.words.lower().rstrip(": .") in BANNERS for line in top):
        head.kind = "nota"
    elif any(is_salutation(line) for line in lines[:_HEAD_LINES]) and (
        head.recipient or any(is_closing(line) for line in lines)
    ):
        head.kind = "brief"
    elif head.recipient and head.reference:
        head.kind = "brief"
