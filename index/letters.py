"""Cut a document into its letters and notes. Pure: general signs only, nothing that knows a single file.

A letter begins at the start of the document, at a letterhead that is not a repeat of the current one, at a dateline or
address block above a salutation once the letter before it has been closed, and at the title of an attachment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.dutch.letter_words import KINDS
from index.letter_fields import fields
from index.letterhead import Labelled, is_banner, is_closing, is_kind, is_salutation, letterheads
from index.lines import Line, lines_of
from index.records import Document, Letter, Span

_ATTACHMENT = re.compile(
    r"(?:bijlage|appendix|annex)(?:\s+(?:\d{1,2}|[A-Z]|[IVX]+))?(?:\s*[:.–-]\s*(?P<title>\S.*))?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\(?\bbijlage\s+\d+\)?|^\s*(?:\d{1,2}|[A-Z])[.)]\s|\n\s*\n", re.MULTILINE)


@dataclass(frozen=True)
class _Start:
    line: int
    attachment: str | None = None


def find_letters(document: Document) -> list[Letter]:
    """Return the letters of `document` in order. Only blank lines lie between them; a document without text has none."""
    text = document.text
    lines = lines_of(text)
    if not lines:
        return []
    starts = _starts(document, lines)
    letters = []
    for number, start in enumerate(starts):
        following = starts[number + 1].line if number + 1 < len(starts) else len(lines)
        begin = lines[start.line].start
        end = lines[following].start if following < len(lines) else len(text)
        span = (begin, begin + len(text[begin:end].rstrip()))
        letters.append(_letter(document, lines[start.line : following], span, number, start.attachment))
    return letters


def _letter(
    document: Document, lines: Sequence[Line], span: Span, number: int, attachment: str | None
) -> Letter:
    head = fields(document, lines, attachment=attachment)
    return Letter(
        id=f"{document.id[:16]}-{number + 1}",
        document_id=document.id,
        kind=head.kind,
        title=head.title,
        sender=head.sender,
        recipient=head.recipient,
        date=head.date,
        reference=head.reference,
        start=span[0],
        end=span[1],
        spans=head.spans,
    )


def _starts(document: Document, lines: Sequence[Line]) -> list[_Start]:
    text = document.text
    heads = {_head_begins(document, lines, head[0].index): head for head in letterheads(lines, text=text)}
    listed: set[str] = set()
    starts = [_Start(0)]
    current: list[Labelled] = []
    salutation = closed = False
    body = 0
    first_head = min(heads, default=len(lines))
    for i, line in enumerate(lines):
        if i in heads and not _repeats(heads[i], current):
            if i > 0 and (current or salutation or not _only_front_matter(lines, first_head, i)):
                starts.append(_Start(i))
            current, salutation, closed = heads[i], False, False
            body = current[-1].last + 1
            listed |= _attachments(current)
        elif is_salutation(line) and i >= body:
            if salutation and closed:
                starts.append(_Start(_address_begins(lines, i, starts[-1].line)))
                current, closed = [], False
            salutation = True
        elif is_closing(line):
            closed = salutation
        elif i > 0 and i >= body + 2 and (title := _attachment_title(document, lines, i, listed, closed)):
            starts.append(_Start(i, title))
            current, salutation, closed = [], False, False
    return sorted({start.line: start for start in starts}.values(), key=lambda start: start.line)


def _only_front_matter(lines: Sequence[Line], first_head: int, i: int) -> bool:
    """True when what stands before the first letterhead is short enough to belong to it: an address, a banner."""
    return i == first_head and sum(len(line.words) for line in lines[:i]) < 400


def _head_begins(document: Document, lines: Sequence[Line], index: int) -> int:
    """Return the first line of the letterhead whose first label is on `index`: its banner, kind or heading comes along."""
    first = index
    for i in range(index - 1, max(index - 5, -1), -1):
        line = lines[i]
        if is_banner(line) or is_kind(line) or _is_marked_heading(document, line) or _names_a_kind(line):
            first = i
        elif i + 1 < index and len(line.words) > 100:
            break
        if document.page_of(line.start) != document.page_of(lines[index].start):
            break
    return first


def _is_marked_heading(document: Document, line: Line) -> bool:
    return any(start <= line.start < end for start, end in document.headings)


def _names_a_kind(line: Line) -> bool:
    words = re.findall(r"[^\W\d_]+", line.words.lower())
    return (
        0 < len(words) <= 12
        and words[0] in KINDS
        and line.words[-1] not in ".;,:"
        and line.words[:1].isupper()
    )


def _repeats(head: Sequence[Labelled], current: Sequence[Labelled]) -> bool:
    """True when a letterhead on a later page repeats what the current letter's head already said."""
    if not current:
        return False
    known = {item.field: item.value for item in current if item.value}
    same = [
        item.value == known.get(item.field) for item in head if item.field in ("date", "reference", "title")
    ]
    return bool(same) and all(same)


def _address_begins(lines: Sequence[Line], salutation: int, floor: int) -> int:
    """Return the line on which the letter of a salutation begins: below the closing and signature of the one before."""
    first = salutation
    for i in range(salutation - 1, max(salutation - 25, floor), -1):
        if is_closing(lines[i]) or len(lines[i].words) > 100:
            break
        if lines[i + 1].gap:
            first = i + 1
    return first


def _attachments(head: Sequence[Labelled]) -> set[str]:
    listed = (item.value for item in head if item.field == "attachments")
    return {
        name
        for value in listed
        for part in _SEPARATOR.split(value)
        if len(name := _folded(part)) >= 12 and " " in name
    }


def _attachment_title(
    document: Document, lines: Sequence[Line], i: int, listed: set[str], closed: bool
) -> str | None:
    """Return the title when line `i` opens an attachment: one that the letterhead lists, or `Bijlage …` after the end."""
    line = lines[i]
    alone = line.gap and (i + 1 == len(lines) or lines[i + 1].gap)
    if not (line.gap and len(line.words) < 120):
        return None
    if alone and _folded(line.words) in listed:
        return line.words
    match = _ATTACHMENT.fullmatch(line.words)
    opens_page = document.page_of(line.start) != document.page_of(lines[i - 1].start)
    if match and (closed or opens_page or _is_marked_heading(document, line)):
        following = lines[i + 1] if i + 1 < len(lines) else None
        own = match["title"]
        return own or (following.words if following and len(following.words) < 100 else line.words)
    return None


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))
