"""Cut a document into its letters and notes. Pure: general signs only, nothing that knows a single file.

A letter begins at the start of the document, at a letterhead that is neither a repeat of the current one nor quoted in its
text, at a dateline or address above a salutation once the letter before it has been closed, and at an attachment's title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.dutch.letter_words import KINDS
from index.letters.addressee import begins_address
from index.letters.attachments import attachment_title, listed_attachments
from index.letters.fields import fields, is_dateline
from index.letters.letterhead import (
    Labelled,
    is_banner,
    is_closing,
    is_kind,
    is_office,
    is_salutation,
    label_on,
    letterheads,
)
from index.letters.lines import TextLine, cells_of, lines_of
from index.records import Document, Letter, Span

_FRONT = 400  # characters that may stand above a letterhead and still belong to it: an address, a banner
_BACK = 25  # lines above a salutation in which its letter begins


@dataclass(frozen=True)
class _Start:
    line: int
    attachment: str | None = None


def find_letters(document: Document) -> list[Letter]:
    """Return the letters of `document` in order. Only blank lines lie between them; a document without text has none."""
    text = document.text
    lines = cells_of(lines_of(text))
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


def _letter(document: Document, lines: Sequence[TextLine], span: Span, number: int, attachment: str | None) -> Letter:
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


def _starts(document: Document, lines: Sequence[TextLine]) -> list[_Start]:
    heads = {_head_begins(document, lines, head[0].index): head for head in letterheads(lines, text=document.text)}
    listed: set[str] = set()
    starts = [_Start(0)]
    current: list[Labelled] = []
    salutation = closed = False
    body = 0
    first_head = min(heads, default=len(lines))
    for i, line in enumerate(lines):
        if (
            i in heads
            and not _repeats(heads[i], current)
            and not (current and _is_quoted(lines, heads, i, salutation and not closed))
        ):
            if i > 0 and (current or salutation or not _only_front_matter(lines, first_head, i)):
                starts.append(_Start(i))
            current, salutation, closed = heads[i], False, False
            body = current[-1].last + 1
            listed |= listed_attachments(current)
        elif is_salutation(line) and i >= body:
            if salutation and closed:
                starts.append(_Start(_letter_begins(document, lines, i, starts[-1].line)))
                current, closed = [], False
            salutation = True
        elif is_closing(line) or is_office(lines, i):
            closed = salutation or bool(current)
        elif i >= max(body + 2, 1) and (title := attachment_title(document, lines, i, listed=listed, closed=closed)):
            starts.append(_Start(i, title))
            current, salutation, closed = [], False, False
    return sorted({start.line: start for start in starts}.values(), key=lambda start: start.line)


def _only_front_matter(lines: Sequence[TextLine], first_head: int, i: int) -> bool:
    """True when what stands before the first letterhead is short enough to belong to it: an address, a banner."""
    return i == first_head and sum(len(line.words) for line in lines[:i]) < _FRONT


def _head_begins(document: Document, lines: Sequence[TextLine], index: int) -> int:
    """Return the first line of the letterhead whose first label is on `index`: banner, kind, heading, address come along."""
    page = document.page_of(lines[index].start)
    first = index
    for i in range(index - 1, max(index - 5, -1), -1):
        line = lines[i]
        if document.page_of(line.start) != page:
            break
        if is_banner(line) or is_kind(line) or document.is_heading(line.start) or _names_a_kind(line):
            first = i
        elif i + 1 < index and len(line.words) > 100:
            break
    above = first
    while above > 0 and document.page_of(lines[above - 1].start) == page and not _ends_letter(lines, above - 1):
        above -= 1
    opens_page = above == 0 or document.page_of(lines[above - 1].start) != page
    front = lines[above:first]
    if (
        opens_page
        and sum(len(line.words) for line in front) < _FRONT
        and not any(is_salutation(line) for line in front)
    ):
        return above
    if not opens_page and index - above <= _BACK and above < first:
        return min(first, _letter_begins(document, lines, first, above - 1))
    return first


def _ends_letter(lines: Sequence[TextLine], i: int) -> bool:
    return is_closing(lines[i]) or is_office(lines, i)


def _names_a_kind(line: TextLine) -> bool:
    words = re.findall(r"[^\W\d_]+", line.words.lower())
    return 0 < len(words) <= 12 and words[0] in KINDS and line.words[-1] not in ".;,:" and line.words[:1].isupper()


def _repeats(head: Sequence[Labelled], current: Sequence[Labelled]) -> bool:
    """True when a letterhead on a later page repeats what the current letter's head already said, perhaps shortened."""
    known = {item.field: item.value for item in current if item.value}
    said = [item for item in head if item.value and item.field in known and item.field not in ("", "attachments")]
    same = [item.value in known[item.field] or known[item.field] in item.value for item in said]
    return all(same) and any(item.field in ("date", "reference") for item in said)


def _is_quoted(lines: Sequence[TextLine], heads: Mapping[int, object], i: int, is_open: bool) -> bool:
    """True when a letterhead stands inside a letter's text: a colon announces it, or the open letter is closed after it."""
    before = lines[i - 1]
    if before.words.endswith(":") and label_on(before) is None:
        return True
    if not is_open:
        return False
    for j in range(i + 1, len(lines)):
        if is_salutation(lines[j]) or j in heads:
            return False
        if _ends_letter(lines, j):
            return True
    return False


def _letter_begins(document: Document, lines: Sequence[TextLine], below: int, floor: int) -> int:
    """Return the line on which the letter begins whose salutation or first label is on `below`.

    It begins with a page, an address or a dateline under the signature of the letter before, which ends after `floor`.
    """
    closing = next(
        (i for i in range(below - 1, max(below - _BACK, floor), -1) if _ends_letter(lines, i)),
        max(floor, below - _BACK),
    )
    for i in range(closing + 1, below):
        line = lines[i]
        opens_page = document.page_of(line.start) != document.page_of(lines[i - 1].start)
        if opens_page or (
            i > closing + 1 and line.gap and (begins_address(lines, i) or is_dateline(line) or label_on(line))
        ):
            return i
    return next((i for i in range(below, closing, -1) if lines[i].gap), below)
