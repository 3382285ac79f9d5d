"""Cut a document into its letters and notes. Pure: general signs only, nothing that knows a single file.

A letter begins at the start of the document, at a letterhead that is neither a repeat of the current one nor quoted in
its text, at a dateline or address above a salutation once the letter before it has been closed, and at an attachment's
title.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from index.dutch.letter_words import OWN_LABELS
from index.letters.attachments import attachment_title, listed_attachments
from index.letters.fields.letter_fields import letter_fields
from index.letters.fields.name_kinds import is_person
from index.letters.fields.printed_head import printed_head
from index.letters.labelled_values import LabelledValue
from index.letters.letter_start import FRONT, head_start, letter_start, opens_page
from index.letters.letterhead import MOST_LINES, head_lines, letterheads
from index.letters.lines import TextLine, cells_of, closes_letter, lines_of
from index.letters.quoted_mail import quoted_mail
from index.records import Document, Field, Letter, Span

_NOTE_MARK = re.compile(r"(?<!\bm)(?<!\b[kcdm]m)[¹²³⁴⁵⁶⁷⁸⁹⁰]+\Z")  # not that of m² and km²


@dataclass(frozen=True)
class _Start:
    """Where a letter begins. `attachment`: its title, where it is one. `inside`: the letter before it, which speaks to
    somebody, was not closed and its page goes on, so it may be quoted there.
    """

    line: int
    attachment: str | None = None
    inside: bool = False


@dataclass(frozen=True)
class _OpenLetter:
    """The letter in which a line stands, as far as it has been read. `body` is the first line below its head."""

    head: Sequence[LabelledValue] = ()
    body: int = 0
    salutes: bool = False
    closed: bool = False

    @property
    def ended(self) -> bool:
        """True when a second salutation is that of another letter."""
        return self.salutes and self.closed


_Heads = Mapping[int, Sequence[LabelledValue]]
"""The letterheads of a document, by the line on which each begins."""


def find_letters(document: Document, *, begins: Collection[int] = (), joined: Collection[int] = ()) -> list[Letter]:
    """Return the letters of `document` in order. Only blank lines lie between them; a document without text has
    none.

    Somebody may know better where they begin: also at the lines or cells that start at the offsets `begins`, and not at
    those `joined`.
    """
    text = document.text
    lines = cells_of(lines_of(text))
    if not lines:
        return []
    starts = _better_known(_starts(document, lines), lines, begins, joined)
    letters = []
    for number, start in enumerate(starts):
        following = starts[number + 1].line if number + 1 < len(starts) else len(lines)
        begin = lines[start.line].start
        end = lines[following].start if following < len(lines) else len(text)
        span = (begin, begin + len(text[begin:end].rstrip()))
        letters.append(_letter(document, lines[start.line : following], span, number, start.attachment))
    return _with_sure_senders(letters, starts, lines)


def _better_known(
    starts: Sequence[_Start], lines: Sequence[TextLine], begins: Collection[int], joined: Collection[int]
) -> list[_Start]:
    """Return `starts` with those at the offsets `begins` and without those at `joined`."""
    kept = [start for start in starts if start.line == 0 or lines[start.line].start not in joined]
    known = {start.line for start in kept}
    added = [_Start(i) for i, line in enumerate(lines) if line.start in begins and i not in known]
    return sorted([*kept, *added], key=lambda start: start.line)


def _with_sure_senders(letters: Sequence[Letter], starts: Sequence[_Start], lines: Sequence[TextLine]) -> list[Letter]:
    """Return the letters without the senders that are not sure: an organisation's name over a letter inside another
    one, or in the file of somebody who writes for himself, can be quoted or made up.
    """
    private = letters[0].kind != "e-mail" and _is_private(letters[0], lines)
    return [
        replace(letter, sender=None, spans={name: span for name, span in letter.spans.items() if name != "sender"})
        if letter.sender and not is_person(letter.sender) and number and (start.inside or private)
        else letter
        for number, (letter, start) in enumerate(zip(letters, starts, strict=True))
    ]


def _is_private(letter: Letter, lines: Sequence[TextLine]) -> bool:
    """True for a letter that a person signs and over which no organisation stands."""
    if letter.sender is None or not is_person(letter.sender):
        return False
    own = [line for line in lines if line.start < letter.end]
    top = head_lines(own)
    return printed_head(top, [line.label is None for line in top]) is None


def _letter(document: Document, lines: Sequence[TextLine], span: Span, number: int, attachment: str | None) -> Letter:
    fields = letter_fields(document, lines, attachment=attachment)

    def value(name: Field) -> str | None:
        return fields[name].value if name in fields else None

    return Letter(
        id=f"{document.id[:16]}-{number + 1}",
        document_id=document.id,
        kind=fields["kind"].value,
        title=_NOTE_MARK.sub("", value("title") or "") or None,
        sender=value("sender"),
        recipient=value("recipient"),
        date=value("date"),
        reference=value("reference"),
        start=span[0],
        end=span[1],
        spans={name: found.span for name, found in fields.items() if found.span},
    )


def _starts(document: Document, lines: Sequence[TextLine]) -> list[_Start]:
    """Return where the letters begin, in order."""
    heads = {head_start(document, lines, head[0].index): head for head in letterheads(lines, text=document.text)}
    listed: set[str] = set()
    starts = [_Start(0)]
    letter = _OpenLetter()
    for i, line in enumerate(lines):
        if _is_next_head(lines, heads, i, letter):
            if not _is_front_matter(lines, heads, i, letter):
                is_open = letter.salutes and not letter.closed
                starts.append(_Start(i, inside=is_open and not opens_page(document, lines, i)))
            letter = _OpenLetter(heads[i], heads[i][-1].last + 1)
            listed |= listed_attachments(heads[i])
        elif i and (mail := quoted_mail(lines, i)):
            starts.append(_Start(i))
            letter = _OpenLetter(body=i + mail.lines)
        elif "salutation" in line.roles and i >= letter.body:
            if letter.ended or (letter.salutes and _is_dated_page(document, lines, i)):
                starts.append(_Start(letter_start(document, lines, i, starts[-1].line)))
                letter = _OpenLetter(body=letter.body)
            letter = replace(letter, salutes=True)
        elif closes_letter(lines, i):
            letter = replace(letter, closed=letter.salutes or bool(letter.head))
        elif title := _attachment(document, lines, i, letter, listed):
            starts.append(_Start(i, title))
            letter = _OpenLetter(body=letter.body)
    return sorted({start.line: start for start in starts}.values(), key=lambda start: start.line)


def _is_next_head(lines: Sequence[TextLine], heads: _Heads, i: int, letter: _OpenLetter) -> bool:
    """True when a letterhead begins on line `i` that is of another letter than `letter`."""
    if i not in heads or _repeats(heads[i], letter.head):
        return False
    return not letter.head or not _is_quoted(lines, heads, i, letter.salutes and not letter.closed)


def _repeats(head: Sequence[LabelledValue], current: Sequence[LabelledValue]) -> bool:
    """True when a letterhead on a later page repeats what the current letter's head already said, perhaps shortened."""
    known = {item.field: item.value for item in current if item.value}
    again = [item for item in head if item.value and item.field in known and item.field not in ("", "attachments")]
    same = [item.value in known[item.field] or known[item.field] in item.value for item in again]
    return all(same) and any(item.field in ("date", "reference") for item in again)


def _is_quoted(lines: Sequence[TextLine], heads: _Heads, i: int, is_open: bool) -> bool:
    """True when a letterhead stands inside a letter's text: a colon announces it, or the open letter
    is closed after it.
    """
    before = lines[i - 1]
    if before.words.endswith(":") and before.label is None:
        return True
    if not is_open:
        return False
    for j in range(i + 1, len(lines)):
        if "salutation" in lines[j].roles or j in heads:
            return False
        if closes_letter(lines, j):
            return True
    return False


def _is_dated_page(document: Document, lines: Sequence[TextLine], i: int) -> bool:
    """True when the salutation on line `i` stands below a date at the top of its page: the letter before it was not
    closed.
    """
    for above in reversed(lines[max(i - MOST_LINES, 0) : i]):
        if document.page_of(above.start) != document.page_of(lines[i].start):
            return False
        if above.dateline or (above.label and above.label.name in OWN_LABELS and above.label.field == "date"):
            return document.page_of(lines[0].start) != document.page_of(above.start)
    return False


def _is_front_matter(lines: Sequence[TextLine], heads: _Heads, i: int, letter: _OpenLetter) -> bool:
    """True when what stands before the first letterhead is short enough to belong to it: an address, a banner."""
    if letter.head or letter.salutes:
        return False
    return i == min(heads) and sum(len(line.words) for line in lines[:i]) < FRONT


def _attachment(
    document: Document, lines: Sequence[TextLine], i: int, letter: _OpenLetter, listed: set[str]
) -> str | None:
    """Return the title of the attachment that begins on line `i`, below the head of `letter`; None where none does."""
    if i < max(letter.body + 2, 1):
        return None
    return attachment_title(document, lines, i, listed=listed, closed=letter.closed)
