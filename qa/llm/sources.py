"""Hits and questions as a language model sees them: fenced, escaped, under opaque keys, as many as it can take.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import unescape
from xml.sax.saxutils import escape

from index.dutch.sentences import sentences
from index.records import Hit

MAX_SOURCES = 10


def by_key(hits: Sequence[Hit]) -> dict[str, Hit]:
    """Return the hits that a model gets to see by the keys under which it cites them: `B1`, `B2`, … in order."""
    return {f"B{number}": hit for number, hit in enumerate(hits[:MAX_SOURCES], 1)}


def keys_in(said: str) -> list[str]:
    """Return the keys that a model names in `said`, in order: `[b01]`, `bron B1` and `B1, B2` are
    plain enough; B0 stays B0.
    """
    named = _NAMED.fullmatch(said.strip())
    return [f"B{int(number)}" for number in re.findall(r"\d+", said)] if named else []


_ONE = r"(?:bron\s*)?(?:id\s*=\s*)?[\"'\[(]*B?\d{1,4}[\"'\])]*"
_NAMED = re.compile(rf"{_ONE}(?:\s*(?:[,;&]|en|and)\s*{_ONE})*", re.IGNORECASE)


def source_elements(hits: Sequence[Hit]) -> str:
    """Return a `<bron>` element for each source, with nothing between its tags but the passage's own text."""
    return "\n".join(_element(key, hit) for key, hit in by_key(hits).items())


def fitting(hits: Sequence[Hit], *, budget: int, count: Callable[[str], int]) -> list[Hit]:
    """Return the first of `hits` whose source elements have at most `budget` tokens together, as `count` counts them.

    The last hits go first. When the first one alone is too long, its passage ends earlier, after a whole sentence: its
    text remains that of the document from its start to its end. When not even its first sentence fits, there is
    nothing.
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


def question_element(question: str) -> str:
    """Return the question between `<vraag>` and `</vraag>`."""
    return f"<vraag>{escape(question)}</vraag>"


def as_in_letter(quote: str) -> str:
    """Undo the escaping of `source_elements` in a quote that a model copied as it saw it."""
    return unescape(quote)  # also what models escape by themselves


def _element(key: str, hit: Hit) -> str:
    printed = {
        "id": key,
        "titel": hit.letter.title,
        "datum": hit.letter.date,
        "kenmerk": hit.letter.reference,
        "afzender": hit.letter.sender,
    }
    attributes = "".join(f' {name}="{_attribute(value)}"' for name, value in printed.items() if value)
    return f"<bron{attributes}>{escape(hit.passage.text)}</bron>"


def _attribute(value: str) -> str:
    return escape(" ".join(value.split()), {'"': "&quot;"})


def _ended(hit: Hit, length: int) -> Hit:
    """Return `hit` with the first `length` characters of its passage."""
    passage = hit.passage
    return replace(hit, passage=replace(passage, end=passage.start + length, text=passage.text[:length]))
