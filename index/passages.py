"""Cut a letter into passages that follow its structure: head, headings, paragraphs, lists with their lead-in. Pure.

Passages are spans of the canonical text. Running headers that repeat the letter's own date or reference inside the text
belong to no passage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.dutch.dates import find_dates, written_out
from index.dutch.sentences import LIST_MARK, sentences
from index.letter_fields import head_of
from index.letterhead import label_on, labelled
from index.lines import Line, lines_of
from index.records import Document, Letter, Passage, Span

SPLITTER = "1"
"""Version of the rules below; a change makes every document's passages and vectors again."""

MOST = 700
"""Characters of a passage at most, unless one sentence is longer. About what a model of 256 word pieces reads."""

_FEW = 250  # a passage shorter than this takes the next paragraph along
_LONGEST_HEADING = 90
_HEADING_ENDS = re.compile(r"[^.;,:!]\Z")


@dataclass(frozen=True)
class _Block:
    """Lines that belong together: a paragraph, one list item, a heading, or the head."""

    start: int
    end: int
    role: str  # head, heading, item, text


def find_passages(document: Document, letter: Letter) -> list[Passage]:
    """Return the passages of `letter`, in order. They do not overlap and lie inside the letter."""
    blocks = _blocks(document, letter)
    passages: list[Passage] = []
    heading = ""
    for group, lead in _groups(document, blocks):
        if group[0].role == "heading":
            heading = _line(document.text[group[0].start : group[0].end])
        context = " › ".join(part for part in (heading, lead) if part)
        for start, end in _pieces(document.text, group):
            number = len(passages) + 1
            passages.append(
                Passage(f"{letter.id}-{number:03}", letter.id, start, end, context, document.text[start:end])
            )
    return passages


def context_line(letter: Letter, passage: Passage) -> str:
    """Return what stands in front of a passage when it is searched, and never in what is quoted."""
    parts = (
        letter.kind,
        letter.title,
        letter.sender,
        letter.recipient,
        letter.date and written_out(letter.date),
        letter.reference,
        passage.heading,
    )
    return " · ".join(part for part in parts if part)


def _blocks(document: Document, letter: Letter) -> list[_Block]:
    text = document.text
    lines = lines_of(text, start=letter.start, end=letter.end)
    head = _head_lines(letter, lines, text)
    blocks = [_Block(lines[0].start, lines[head - 1].end, "head")] if head else []
    i = head
    while i < len(lines):
        repeated = _repeats_head(lines, i, letter)
        if repeated:
            i += repeated
            continue
        j = i + 1
        while (
            j < len(lines)
            and not lines[j].gap
            and not _starts_item(text, lines[j])
            and not _marked(document, lines[j - 1])
        ):
            j += 1
        blocks.append(_Block(lines[i].start, lines[j - 1].end, _role(document, lines, i, j)))
        i = j
    return blocks


def _head_lines(letter: Letter, lines: Sequence[Line], text: str) -> int:
    """Return how many lines the letterhead takes: to its last labelled value and the title; 0 without two labels."""
    top = head_of(lines)
    items = [item for item in labelled(top, text=text) if item.value]
    if len(items) < 2:
        return 0
    title_ends = letter.spans["title"][1] if "title" in letter.spans else 0
    entitled = sum(1 for line in top if line.end <= title_ends)
    return max(items[-1].last + 1, entitled)


def _repeats_head(lines: Sequence[Line], i: int, letter: Letter) -> int:
    """Return how many lines from `i` repeat the letter's date or reference as a running header, or 0."""
    here = label_on(lines[i])
    if here is None or here[0] not in (
        "datum",
        "referentie",
        "kenmerk",
        "ons kenmerk",
        "onze referentie",
        "plaats/datum",
    ):
        return 0
    value, taken = (here[1], 1) if here[1] else (lines[i + 1].words if i + 1 < len(lines) else "", 2)
    dates = [date.iso for date in find_dates(value)]
    return taken if value and (value == letter.reference or (letter.date in dates and len(value) < 40)) else 0


def _role(document: Document, lines: Sequence[Line], i: int, j: int) -> str:
    line = lines[i]
    if _starts_item(document.text, line):
        return "item"
    if _marked(document, line) and j == i + 1:
        return "heading"
    alone = j == i + 1 and line.gap and (j == len(lines) or lines[j].gap)
    short = (
        2 < len(line.words) <= _LONGEST_HEADING
        and _HEADING_ENDS.search(line.words)
        and line.words[:1].isupper()
    )
    followed = j < len(lines) and (
        len(lines[j].words) > len(line.words) or _starts_item(document.text, lines[j])
    )
    return "heading" if alone and short and followed and not find_dates(line.words) else "text"


def _marked(document: Document, line: Line) -> bool:
    return any(start <= line.start < end for start, end in document.headings)


def _starts_item(text: str, line: Line) -> bool:
    return LIST_MARK.match(text, line.start, line.end) is not None


def _groups(document: Document, blocks: Sequence[_Block]) -> list[tuple[list[_Block], str]]:
    """Group blocks into passages-to-be, each with the lead-in sentence of the list that it goes on with."""
    groups: list[tuple[list[_Block], str]] = []
    lead = ""
    for block in blocks:
        current = groups[-1][0] if groups else []
        size = block.end - current[0].start if current else 0
        follows_lead = block.role == "item" and current and current[-1].role != "item"
        if follows_lead and current[-1].role == "text":
            lead = _lead(document.text, current[-1])
        elif block.role != "item":
            lead = ""
        joins = bool(current) and (
            current[-1].role == "heading"
            or (block.role == "item" and size <= MOST)
            or (
                block.role == "text"
                and current[-1].role != "head"
                and current[-1].end - current[0].start < _FEW
                and size <= MOST
            )
        )
        if joins and block.role not in ("heading", "head") and _adjacent(document.text, current[-1], block):
            current.append(block)
        else:
            groups.append(([block], lead if block.role == "item" else ""))
    return groups


def _adjacent(text: str, before: _Block, after: _Block) -> bool:
    """True when nothing stands between two blocks: no running header that was left out."""
    return not text[before.end : after.start].strip()


def _lead(text: str, block: _Block) -> str:
    spans = sentences(text, block.start, block.end)
    lead = _line(text[slice(*spans[-1])]) if spans else ""
    return lead if lead.endswith(":") else ""


def _pieces(text: str, group: Sequence[_Block]) -> list[Span]:
    """Return the group as spans of at most `MOST` characters, cut between sentences; a lone heading goes with its text."""
    start, end = group[0].start, group[-1].end
    if end - start <= MOST or group[0].role == "head":
        return [(start, end)]
    pieces: list[Span] = []
    for left, right in sentences(text, start, end):
        if pieces and right - pieces[-1][0] <= MOST:
            pieces[-1] = (pieces[-1][0], right)
        else:
            pieces.append((left, right))
    return pieces


def _line(words: str) -> str:
    return " ".join(words.split())
