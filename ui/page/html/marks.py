"""The very thing that was asked for, shown strong inside the words that are quoted. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from index.records import Span
from qa.records import Citation


def with_asked(
    citation: Citation, render: Callable[[str], str], *, within: Span | None = None, without: Sequence[Span] = ()
) -> str:
    """Return a citation's quote as HTML, its marks in `<strong>`; `render` escapes a piece of it.

    Of the quote only what lies `within` a span is shown, and `without` the spans that are named, in order; spans count
    characters of the quote.
    """
    start, end = within or (0, len(citation.quote))
    return "".join(_pieces(citation, start, end, render, without))


def _pieces(
    citation: Citation, at: int, end: int, render: Callable[[str], str], without: Sequence[Span]
) -> Iterator[str]:
    quote = citation.quote
    for mark in citation.marks:
        first, last = max(at, mark[0]), min(end, mark[1])
        if first >= last:
            continue
        yield _spaced(_left(quote, at, first, without), render)
        yield f"<strong>{render(_left(quote, first, last, without))}</strong>"
        at = last
    yield _spaced(_left(quote, at, end, without), render)


def _left(quote: str, start: int, end: int, without: Sequence[Span]) -> str:
    """Return `quote[start:end]` without what lies in `without`."""
    kept, at = [], start
    for first, last in without:
        kept.append(quote[at : max(at, min(first, end))])
        at = max(at, min(last, end))
    return "".join([*kept, quote[at:end]])


def _spaced(words: str, render: Callable[[str], str]) -> str:
    """Return `words` rendered, with the white space at its ends: rendering takes that off, and the next piece needs
    it.
    """
    if not words.strip():
        return " " if words else ""
    return f"{' ' if words[0].isspace() else ''}{render(words)}{' ' if words[-1].isspace() else ''}"
