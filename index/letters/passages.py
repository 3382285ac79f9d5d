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
from index.dutch.words import initials
from index.letters.fields import head_of
from index.letters.letterhead import Labelled, label_on, labelled
from index.letters.lines import TextLine, cells_of, lines_of
from index.letters.printed_questions import with_questions
from index.records import Document, Letter, Passage, Span

SPLITTER = "2"
"""Version of the rules below; a change makes every document's passages and vectors again."""

MOST = 700
"""Characters of a passage at most, unless one sentence is longer. About what a model of 256 word pieces reads."""

LONGEST_SENTENCE = 1400
"""A sentence of more characters is cut up: a table or a list that reads as one sentence."""

_WINDOW = 60
_FEW = 250  # a passage shorter than this takes the next paragraph along
_LONGEST_HEADING = 90
_LONGEST_TITLE = 200
_FOOT = re.compile(  # numbers the page, or says who printed it
    r"(?:pagina|blad|page)\s*\d+(?:\s*(?:van|of|/)\s*\d+)?|ISSN [\d -]+X?|ah-tk-[\d-]+|.{0,40}vergaderjaar \d{4}–\d{4}, Aanhangsel ?\d*",
    re.IGNORECASE,
)
_HEADING_ENDS = re.compile(r"[^.;,:!]\Z")


@dataclass(frozen=True)
class _LetterBlock:
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
    return with_questions(passages)


def context_line(letter: Letter, passage: Passage) -> str:
    """Return what stands in front of a passage when it is searched, and never in what is quoted."""
    short = " ".join(sorted(initials(letter.sender or ""))).upper()
    parts = (
        letter.kind,
        letter.title,
        letter.sender,
        short,
        letter.recipient,
        letter.date and written_out(letter.date),
        letter.reference,
        passage.heading,
    )
    return " · ".join(part for part in parts if part)


def sentence_windows(text: str) -> list[str]:
    """Return the words of `window_spans`."""
    return [text[left:right] for left, right in window_spans(text)]


def window_spans(text: str) -> list[Span]:
    """Return the spans of `text` in whole sentences of at least 60 characters together: what a question asks is said in one or two.

    Measured: the best of such windows finds a passage better than the vector of the whole, and windows of 60 better than of
    120 or 220 on three of four sets.
    """
    windows: list[Span] = []
    start: int | None = None
    for left, right in sentences(text):
        start = left if start is None else start
        if right - start >= _WINDOW:
            windows.append((start, right))
            start = None
    if start is not None:  # what is left at the end goes with the window before
        first = windows.pop()[0] if windows else start
        windows.append((first, len(text.rstrip())))
    return windows


def _blocks(document: Document, letter: Letter) -> list[_LetterBlock]:
    text = document.text
    lines = lines_of(text, start=letter.start, end=letter.end)
    head = _head_lines(letter, lines, text)
    left_out = _running_lines(lines, head, letter, text)
    blocks = [_LetterBlock(lines[0].start, lines[head - 1].end, "head")] if head else []
    i = head
    while i < len(lines):
        if i in left_out:
            i += 1
            continue
        j = i + 1
        while j < len(lines) and j not in left_out and not _parts(document, lines, i, j):
            j += 1
        blocks.append(_LetterBlock(lines[i].start, lines[j - 1].end, _role(document, lines, i, j)))
        i = j
    return blocks


def _head_lines(letter: Letter, lines: Sequence[TextLine], text: str) -> int:
    """Return how many lines the letterhead takes: to its last labelled value and the title; 0 without two labels."""
    top = head_of(cells_of(lines))
    items = [item for item in labelled(top, text=text) if item.value]
    if len(items) < 2:
        return 0
    ends = max(*(top[item.last].end for item in items), letter.spans.get("title", (0, 0))[1])
    last = top[-1].end
    return sum(1 for line in lines if line.start < ends and line.start <= last)


def _running_lines(lines: Sequence[TextLine], head: int, letter: Letter, text: str) -> set[int]:
    """Return the lines below the head that only repeat the letter's date, reference or title, or number the page."""
    found = {i for i, line in enumerate(lines) if i >= head and _FOOT.fullmatch(line.words)}
    for item in labelled(lines[head:], text=text):
        first = any(span[0] < item.span[1] and item.span[0] < span[1] for span in letter.spans.values())
        # where the letter says it for the first time nothing is repeated
        if item.value and not first and len(item.value) < _LONGEST_TITLE and _repeats(item, letter):
            found |= {head + item.index, head + item.last}
            found |= set(range(head + item.index, head + item.last)) if item.field == "title" else set()
    return found


def _repeats(item: Labelled, letter: Letter) -> bool:
    value = " ".join(item.value.split())
    if item.field == "date":
        dates = [date.iso for date in find_dates(value)]
        return letter.date is not None and dates == [letter.date] and len(value) < 40
    if item.field == "reference":
        return value == letter.reference
    return item.field == "title" and letter.title is not None and len(value) > 7 and value in letter.title


def _parts(document: Document, lines: Sequence[TextLine], i: int, j: int) -> bool:
    """True when line `j` opens a new block after the block that opened on line `i`."""
    return (
        lines[j].gap
        or _starts_item(document.text, lines[j])
        or document.is_heading(lines[j - 1].start)
        or document.is_heading(lines[j].start)
        or (j == i + 1 and _heads_paragraph(document, lines, i))
        or _heads_paragraph(document, lines, j)
    )


def _role(document: Document, lines: Sequence[TextLine], i: int, j: int) -> str:
    line = lines[i]
    if _starts_item(document.text, line):
        return "item"
    if j == i + 1 and (document.is_heading(line.start) or _heads_paragraph(document, lines, i)):
        return "heading"
    if j == len(lines) or j > i + 1 or not line.gap or not lines[j].gap or not _reads_as_heading(line):
        return "text"
    followed = len(lines[j].words) > len(line.words) or _starts_item(document.text, lines[j])
    same_page = document.page_of(line.start) == document.page_of(lines[j].start)  # else it is the foot of its page
    return "heading" if followed and same_page else "text"


def _reads_as_heading(line: TextLine) -> bool:
    ends = _HEADING_ENDS.search(line.words)
    return (
        bool(ends)
        and 2 < len(line.words) <= _LONGEST_HEADING
        and line.words[0].isupper()
        and not find_dates(line.words)
    )


def _heads_paragraph(document: Document, lines: Sequence[TextLine], i: int) -> bool:
    """True when a short line stands as a heading right above its text, without a blank line, as in many PDFs.

    A line that the page's width has broken is about as long as the next; a heading is shorter and a sentence begins below it.
    """
    line = lines[i]
    if i + 1 >= len(lines) or lines[i + 1].gap or not _reads_as_heading(line) or _starts_item(document.text, line):
        return False
    below = lines[i + 1].words
    starts = line.gap or i == 0 or lines[i - 1].words[-1] in ".!?"
    return (
        starts
        and below[0].isupper()
        and len(below) > 50
        and len(line.words) * 3 < len(below) * 2
        and label_on(line) is None
    )


def _starts_item(text: str, line: TextLine) -> bool:
    return LIST_MARK.match(text, line.start, line.end) is not None


def _groups(document: Document, blocks: Sequence[_LetterBlock]) -> list[tuple[list[_LetterBlock], str]]:
    """Group blocks into passages-to-be, each with the lead-in sentence of the list that it goes on with."""
    groups: list[tuple[list[_LetterBlock], str]] = []
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


def _adjacent(text: str, before: _LetterBlock, after: _LetterBlock) -> bool:
    """True when nothing stands between two blocks: no running header that was left out."""
    return not text[before.end : after.start].strip()


def _lead(text: str, block: _LetterBlock) -> str:
    spans = sentences(text, block.start, block.end)
    lead = _line(text[slice(*spans[-1])]) if spans else ""
    return lead if lead.endswith(":") else ""


def _pieces(text: str, group: Sequence[_LetterBlock]) -> list[Span]:
    """Return the group as spans of at most `MOST` characters, cut between sentences; a lone heading goes with its text."""
    start, end = group[0].start, group[-1].end
    if end - start <= MOST:
        return [(start, end)]
    pieces: list[Span] = []
    for left, right in (part for span in sentences(text, start, end) for part in _parts_of_sentence(text, span)):
        if pieces and right - pieces[-1][0] <= MOST:
            pieces[-1] = (pieces[-1][0], right)
        else:
            pieces.append((left, right))
    return pieces


def _parts_of_sentence(text: str, span: Span) -> list[Span]:
    """Return a sentence whole, or, when it is very long, in parts that end at a semicolon, else a comma, else a space."""
    start, end = span
    parts: list[Span] = []
    while end - start > (MOST if parts else LONGEST_SENTENCE):
        window = text[start : start + MOST]
        cut = next((window.rfind(mark) + 1 for mark in (";", ",", "\n", " ") if window.rfind(mark) >= MOST // 2), MOST)
        parts.append((start, start + len(window[:cut].rstrip())))
        start += cut
        start += len(text[start:end]) - len(text[start:end].lstrip())
    return [*parts, (start, end)]


def _line(words: str) -> str:
    return " ".join(words.split())
