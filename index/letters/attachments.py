"""Where an attachment begins: `Bijlage 1: …` after the letter, or a title that the letterhead lists. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.letters.labelled_values import LabelledValue
from index.letters.line_roles import attachment_of
from index.letters.lines import TextLine
from index.records import Document

_SEPARATOR = re.compile(r"\(?\bbijlage\s+\d+\)?|^\s*(?:\d{1,2}|[A-Z])[.)]\s|\n\s*\n", re.MULTILINE)
_LONGEST = 120
_LEAST = 80  # characters below a title: with fewer it is a line of a list of attachments


def listed_attachments(head: Sequence[LabelledValue]) -> set[str]:
    """Return the titles that a letterhead lists behind Bijlagen, folded for `attachment_title`."""
    listed = (item.value for item in head if item.field == "attachments")
    names = (_folded(part) for value in listed for part in _SEPARATOR.split(value))
    return {name for name in names if len(name) >= 12 and " " in name}


def attachment_title(
    document: Document, lines: Sequence[TextLine], i: int, *, listed: set[str], closed: bool
) -> str | None:
    """Return the title when line `i` opens an attachment: one of `listed`, or `Bijlage …` where a
    letter can have ended.

    `closed`: the letter before it has been signed.
    """
    line = lines[i]
    opens_page = document.page_of(line.start) != document.page_of(lines[i - 1].start)
    if not (line.gap or opens_page) or not _can_head(lines, i):
        return None
    alone = lines[i + 1].gap
    if alone and _folded(line.words) in listed:
        return line.words
    number, title = attachment_of(line.words) or ("", "")
    ended = closed or opens_page or document.is_heading(line.start) or (alone and number)
    if "attachment" not in line.roles or not ended:
        return None
    return title or _title_below(lines, i)


def _title_below(lines: Sequence[TextLine], i: int) -> str:
    """Return the line below `Bijlage 1` where it stands by itself and is no sentence, else that line."""
    below = lines[i + 1].words
    by_itself = i + 2 < len(lines) and lines[i + 2].gap
    return below if by_itself and len(below) < 100 and below[-1] not in ".:;," else lines[i].words


def _can_head(lines: Sequence[TextLine], i: int) -> bool:
    """True for a line of a title's length with a text below it."""
    size = 0
    for line in lines[i + 1 : i + 12]:
        if "attachment" in line.roles:
            break
        size += len(line.words)
    return size >= _LEAST and len(lines[i].words) < _LONGEST


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))
