"""Cut a letter into passages that follow its structure: head, headings, paragraphs, lists with their lead-in. Pure.

Passages are spans of the canonical text. Running headers that repeat the letter's own date or reference inside the text
belong to no passage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.dutch.dates import written_out
from index.dutch.sentences import sentences
from index.dutch.words import initials
from index.letters.lines import lines_of
from index.letters.passage_blocks import LetterBlock, blocks_of
from index.letters.printed_questions import with_questions
from index.records import Document, Letter, Passage, Span

SPLITTER = "4"
"""Version of the rules below; a change makes every document's passages and vectors again."""

MOST = 700
"""Characters of a passage at most, unless one sentence is longer. About what a model of 256 word pieces reads."""

LONGEST_SENTENCE = 1400
"""A sentence of more characters is cut up: a table or a list that reads as one sentence."""

_WINDOW = 60
_SIGNATURE = 60  # characters; a longer line is no name or function
_TO_FILL_IN = re.compile(r"(?:[.…_] ?){5}")
_FEW = 250  # a passage shorter than this takes the next paragraph along


def find_passages(document: Document, letter: Letter) -> list[Passage]:
    """Return the passages of `letter`, in order. They do not overlap and lie inside the letter."""
    blocks = blocks_of(document, letter)
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
    """Return the spans of `text` in whole sentences of at least 60 characters together: what a
    question asks is said in one or two.

    Measured: the best of such windows finds a passage better than the vector of the whole, and windows of 60 better
    than of 120 or 220 on three of four sets.
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


def _groups(document: Document, blocks: Sequence[LetterBlock]) -> list[tuple[list[LetterBlock], str]]:
    """Group blocks into passages-to-be, each with the lead-in sentence of the list that it goes on with."""
    groups: list[tuple[list[LetterBlock], str]] = []
    lead = ""
    for i, block in enumerate(blocks):
        if block.role != "item":
            lead = ""
        elif i > 0 and blocks[i - 1].role == "text":
            lead = _lead(document.text, blocks[i - 1])
        if groups and _joins(document.text, groups[-1][0], block):
            groups[-1][0].append(block)
        else:
            groups.append(([block], lead))
    return groups


def _joins(text: str, group: Sequence[LetterBlock], block: LetterBlock) -> bool:
    """True when `block` goes on with the passage-to-be of `group`."""
    last = group[-1]
    if block.role in ("heading", "head") or not _adjacent(text, last, block):
        return False
    if _is_address(text, block) != _is_address(text, last) or _is_below_letter(text, group, block):
        return False
    if last.role == "heading":
        return True
    if block.end - group[0].start > MOST:
        return False
    return block.role == "item" or (last.role != "head" and last.end - group[0].start < _FEW)


def _is_address(text: str, block: LetterBlock) -> bool:
    """True for a strip with how to reach somebody: several ways in one block, and no sentence among them."""
    lines = lines_of(text, start=block.start, end=block.end)
    ways = [line.roles & {"contact", "postcode", "senders_own", "street"} for line in lines]
    return all(ways) and len(frozenset().union(*ways)) > 1 and not text[: block.end].endswith((".", "!", "?"))


def _is_below_letter(text: str, group: Sequence[LetterBlock], block: LetterBlock) -> bool:
    """True for what stands below the signature and is none: a strip to send back, a notice."""
    lines = lines_of(text, start=block.start, end=block.end)
    if all(len(line.words) <= _SIGNATURE and not _TO_FILL_IN.search(line.words) for line in lines):
        return False
    above = lines_of(text, start=group[0].start, end=group[-1].end)
    return any("closing" in line.roles for line in above)


def _adjacent(text: str, before: LetterBlock, after: LetterBlock) -> bool:
    """True when nothing stands between two blocks: no running header that was left out."""
    return not text[before.end : after.start].strip()


def _lead(text: str, block: LetterBlock) -> str:
    spans = sentences(text, block.start, block.end)
    lead = _line(text[slice(*spans[-1])]) if spans else ""
    return lead if lead.endswith(":") else ""


def _pieces(text: str, group: Sequence[LetterBlock]) -> list[Span]:
    """Return the group as spans of at most `MOST` characters, cut between sentences; a lone heading goes with its
    text.
    """
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
    """Return a sentence whole, or, when it is very long, in parts that end at a semicolon, else a comma, else a
    space.
    """
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
