"""Hits and questions as a language model sees them: fenced, escaped, under opaque keys. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from xml.sax.saxutils import escape

from index.records import Hit

MAX_SOURCES = 10


def by_key(hits: Sequence[Hit]) -> dict[str, Hit]:
    """Return the hits that a model gets to see by the keys under which it cites them: `B1`, `B2`, … in order."""
    return {f"B{number}": hit for number, hit in enumerate(hits[:MAX_SOURCES], 1)}


def keys_in(said: str) -> list[str]:
    """Return the keys that a model names in `said`, in order: `[b01]`, `bron B1` and `B1, B2` are plain enough; B0 stays B0."""
    named = _NAMED.fullmatch(said.strip())
    return [f"B{int(number)}" for number in re.findall(r"\d+", said)] if named else []


_ONE = r"(?:bron\s*)?(?:id\s*=\s*)?[\"'\[(]*B?\d{1,4}[\"'\])]*"
_NAMED = re.compile(rf"{_ONE}(?:\s*(?:[,;&]|en|and)\s*{_ONE})*", re.IGNORECASE)


def source_elements(hits: Sequence[Hit]) -> str:
    """Return a `<bron>` element for each source, with nothing between its tags but the passage's own text."""
    return "\n".join(_element(key, hit) for key, hit in by_key(hits).items())


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
