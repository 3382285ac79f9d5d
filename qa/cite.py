"""Citations: the one place where a span becomes a quote."""

from __future__ import annotations

from index.records import Document, Letter
from qa.records import Citation


def cite(document: Document, letter: Letter, start: int, end: int) -> Citation:
    """Return the citation of `document.text[start:end]` without the white space around it.

    Raises ValueError for a span that is empty or leaves its letter: such a citation must never come to be.
    """
    words = document.text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if not (letter.document_id == document.id and letter.start <= start < end <= letter.end):
        raise ValueError(f"[{start}, {end}) is no span inside letter {letter.id}")
    return Citation(letter, document.page_of(start), start, end, document.text[start:end])
