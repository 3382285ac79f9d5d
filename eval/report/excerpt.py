"""Words of a letter with the sentences around them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.dutch.sentences import sentences

AROUND = 2
"""Sentences shown on each side."""
REACH = 320
"""Characters shown on each side at most."""
_WINDOW = 1_500
"""Characters on each side in which sentences are looked for."""


@dataclass(frozen=True)
class Excerpt:
    """`words` as they stand in a text, with what stands `before` and `after`."""

    before: str
    words: str
    after: str


def excerpt(text: str, start: int, end: int) -> Excerpt:
    """Return `text[start:end]` with up to AROUND whole sentences on each side; where they are too
    long, an ellipsis says so.
    """
    low, high = max(0, start - _WINDOW), min(len(text), end + _WINDOW)
    spans = sentences(text, low, high)
    first = [left for left, right in spans if left < start and (left > low or low == 0)]
    last = [right for left, right in spans if right > end and (right < high or high == len(text))]
    left = first[-AROUND - (not _starts(spans, start)) :][0] if first else low
    right = last[: AROUND + (not _ends(spans, end))][-1] if last else high
    return Excerpt(_tail(text[left:start]), text[start:end], _head(text[end:right]))


def find_words(text: str, words: str) -> tuple[int, int] | None:
    """Return where `words` stand in `text`, whatever the white space between them, or None."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    match = re.search(pattern, text) if pattern else None
    return match.span() if match else None


def _starts(spans: list[tuple[int, int]], start: int) -> bool:
    return any(left == start for left, _ in spans)


def _ends(spans: list[tuple[int, int]], end: int) -> bool:
    return any(right == end for _, right in spans)


def _tail(text: str) -> str:
    if len(text) <= REACH:
        return _one_gap(text)
    return "… " + _one_gap(text[-REACH:].partition(" ")[2])


def _head(text: str) -> str:
    if len(text) <= REACH:
        return _one_gap(text)
    return _one_gap(text[:REACH].rpartition(" ")[0]) + " …"


def _one_gap(text: str) -> str:
    """Close the blank lines between paragraphs: a page shows few sentences, not a layout."""
    return re.sub(r"\s*\n\s*", "\n", text)
