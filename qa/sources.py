"""Hits and questions as a language model sees them: fenced, escaped, under opaque keys. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, unescape

from index.records import Hit

MAX_SOURCES = 10


def by_key(hits: Sequence[Hit]) -> dict[str, Hit]:
    """Return the hits that a model gets to see by the keys under which it cites them: `B1`, `B2`, … in order."""
    return {f"B{number}": hit for number, hit in enumerate(hits[:MAX_SOURCES], 1)}


def source_elements(hits: Sequence[Hit]) -> str:
    """Return a `<bron>` element for each source, with nothing between its tags but the passage's own text."""
    return "\n".join(_element(key, hit) for key, hit in by_key(hits).items())


def question_element(question: str) -> str:
    """Return the question between `<vraag>` and `</vraag>`."""
    return f"<vraag>{escape(question)}</vraag>"


def as_in_letter(quote: str) -> str:
    """Undo the escaping of `source_elements` in a quote that a model copied as it saw it."""
    return unescape(quote)


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
