"""How many sources a language model can take. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.dutch.sentences import sentences
from index.records import Hit
from qa.llm.sources import source_elements


def fitting(hits: Sequence[Hit], *, budget: int, count: Callable[[str], int]) -> list[Hit]:
    """Return the first of `hits` whose source elements have at most `budget` tokens together, as `count` counts them.

    The last hits go first. When the first one alone is too long, its passage ends earlier, after a whole sentence: its
    text remains that of the document from its start to its end. When not even its first sentence fits, there is nothing.
    """

    def fits(some: Sequence[Hit]) -> bool:
        return count(source_elements(some)) <= budget

    for most in range(len(hits), 0, -1):
        if fits(hits[:most]):
            return list(hits[:most])
    for hit in hits[:1]:
        for _, end in reversed(sentences(hit.passage.text)):
            shorter = _ended(hit, end)
            if fits([shorter]):
                return [shorter]
    return []


def _ended(hit: Hit, length: int) -> Hit:
    """Return `hit` with the first `length` characters of its passage."""
    passage = hit.passage
    return replace(hit, passage=replace(passage, end=passage.start + length, text=passage.text[:length]))
