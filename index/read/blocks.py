"""From the blocks that a reader found to one canonical text with page starts and headings. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.dutch.word_lists import listed
from index.read.canonical import broken_word, canonical, hyphenated
from index.records import Span

_OPEN_WORDS = listed("reading/open_words.txt")
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*\s?\d{0,2}$")  # a footnote number may follow the full stop

_LINE_END = re.compile(r" *\n *")


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph or a list item as a reader found it. `tight`: no blank line before it."""

    text: str
    heading: bool = False
    tight: bool = False


def join_blocks(pages: Sequence[Sequence[Block]]) -> tuple[str, tuple[int, ...], tuple[Span, ...]]:
    """Return the canonical text of `pages`, where each page starts, and the spans of the headings.

    Within a page blocks stand apart by a blank line, or by a line end where `tight`. A sentence or word
    that goes on over the page end stays whole: one line end, and a broken word belongs to the page where
    it starts. A page without text starts where the next one does. A heading stands on one line.
    """
    compounds = hyphenated(canonical("\n\n".join(block.text for page in pages for block in page)))
    parts: list[str] = []
    length = 0
    starts: list[int] = []
    headings: list[Span] = []
    after_heading = False
    for page in pages:
        start = -1
        for block in page:
            text = canonical(block.text, compounds=compounds)
            if not text:
                continue
            if block.heading:
                text = _LINE_END.sub(" ", text)
            if parts:
                before, gap = parts[-1], "\n" if block.tight else "\n\n"
                if start < 0 and not block.heading and not after_heading:
                    before, gap, text = _over_page_end(before, text, compounds)
                length += len(before) - len(parts[-1]) + len(gap)
                parts[-1:] = [before, gap]
            start = length if start < 0 else start
            after_heading = block.heading
            if block.heading:
                headings.append((length + len(text) - len(text.lstrip()), length + len(text)))
            parts.append(text)
            length += len(text)
        starts.append(start)
    return "".join(parts), _ascending(starts, length), tuple(headings)


def _over_page_end(before: str, after: str, compounds: frozenset[str]) -> tuple[str, str, str]:
    """Return the end of one page, what stands between, and the start of the next page."""
    hyphen = broken_word(before, after, compounds=compounds) if before.endswith("-") else None
    if hyphen is None:
        return before, "\n" if runs_on(before, after) else "\n\n", after
    word, space, rest = after.partition(" ")
    return before[:-1] + hyphen, word + space, rest


def runs_on(before: str, after: str) -> bool:
    """Say whether a text that ends with `before` and goes on with `after` is in the middle of a sentence."""
    line = before[-1000:].rstrip().rsplit("\n", 1)[-1]
    start = after.lstrip()[:1]
    if not line or not start or _ENDED.search(line):
        return False
    open_end = line.endswith((",", "-")) or line.split()[-1].lower() in _OPEN_WORDS
    return start.islower() or (open_end and start.isalnum())


def _ascending(starts: list[int], end: int) -> tuple[int, ...]:
    """Give pages without text (-1) the start of the next page that has some; the first page starts at 0."""
    filled: list[int] = []
    for start in reversed(starts):
        end = start if start >= 0 else end
        filled.append(end)
    return (0, *filled[-2::-1])


def list_item(text: str, *, mark: str, level: int, after_item: bool) -> Block:
    """Return a list item on a line of its own, indented by its level; `after_item`: the block before is one too."""
    return Block(f"{'  ' * level}{mark} {' '.join(text.split())}", tight=after_item)


def table_row(cells: Sequence[str], *, after_row: bool) -> Block:
    """Return a table row on one line; `after_row`: the block before is one too. Empty without any text."""
    texts = [" ".join(cell.split()) for cell in cells]
    return Block(" | ".join(texts) if any(texts) else "", tight=after_row)
