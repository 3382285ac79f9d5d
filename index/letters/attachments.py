"""Where an attachment begins: `Bijlage 1: …` after the letter, or a title that the letterhead lists. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.letters.letterhead import Labelled
from index.letters.lines import TextLine
from index.records import Document

_ATTACHMENT = re.compile(
    r"(?:bijlage|appendix|annex)(?:\s+(?P<number>\d{1,2}|[A-Z]|[IVX]+))?(?:\s*[:.–-]\s*(?P<title>\S.*))?", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\(?\bbijlage\s+\d+\)?|^\s*(?:\d{1,2}|[A-Z])[.)]\s|\n\s*\n", re.MULTILINE)
_LONGEST = 120
_LEAST = 80  # characters below a title: with fewer it is a line of a list of attachments


def listed_attachments(head: Sequence[Labelled]) -> set[str]:
    """Return the titles that a letterhead lists behind Bijlagen, folded for `attachment_title`."""
    listed = (item.value for item in head if item.field == "attachments")
    names = (_folded(part) for value in listed for part in _SEPARATOR.split(value))
    return {name for name in names if len(name) >= 12 and " " in name}


def attachment_title(
    document: Document, lines: Sequence[TextLine], i: int, *, listed: set[str], closed: bool
) -> str | None:
    """Return the title when line `i` opens an attachment: one of `listed`, or `Bijlage …` where a letter can have ended.

    `closed`: the letter before it has been signed.
    """
    line = lines[i]
    alone = i + 1 < len(lines) and lines[i + 1].gap
    opens_page = document.page_of(line.start) != document.page_of(lines[i - 1].start)
    if not (line.gap or opens_page) or len(line.words) >= _LONGEST or not _has_body(lines, i):
        return None
    if alone and _folded(line.words) in listed:
        return line.words
    match = _ATTACHMENT.fullmatch(line.words)
    marked = document.is_heading(line.start)
    if not match or not (closed or opens_page or marked or (alone and match["number"])):
        return None
    following = lines[i + 1]
    by_itself = (
        len(following.words) < 100 and following.words[-1] not in ".:;," and (i + 2 < len(lines) and lines[i + 2].gap)
    )
    return match["title"] or (following.words if by_itself else line.words)


def _has_body(lines: Sequence[TextLine], i: int) -> bool:
    size = 0
    for line in lines[i + 1 : i + 12]:
        if _ATTACHMENT.fullmatch(line.words):
            break
        size += len(line.words)
    return size >= _LEAST


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))
