"""The very thing that was asked for, shown strong inside the words that are quoted. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qa.records import Citation


def with_asked(citation: Citation, render: Callable[[str], str]) -> str:
    """Return a citation's quote as HTML, its marks in `<strong>`; `render` escapes a piece of it."""
    return "".join(_pieces(citation, render))


def _pieces(citation: Citation, render: Callable[[str], str]) -> Iterator[str]:
    quote, at = citation.quote, 0
    for start, end in citation.marks:
        yield _spaced(quote[at:start], render)
        yield f"<strong>{render(quote[start:end])}</strong>"
        at = end
    yield _spaced(quote[at:], render)


def _spaced(words: str, render: Callable[[str], str]) -> str:
    """Return `words` rendered, with the white space at its ends: rendering takes that off, and the next piece needs
    it.
    """
    if not words.strip():
        return " " if words else ""
    return f"{' ' if words[0].isspace() else ''}{render(words)}{' ' if words[-1].isspace() else ''}"
