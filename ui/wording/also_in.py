"""In which other letters the same words stand, in Dutch. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.dutch.dates import written_out
from index.records import Hit, Letter
from qa.records import Citation


def also_in(letters: Iterable[Letter]) -> str:
    """Return `Staat ook in: nota van 18 januari 2023 (kenmerk 35510596)`, or "" without letters."""
    named = "; ".join(_in_words(letter) for letter in letters)
    return f"Staat ook in: {named}" if named else ""


def letters_with(citation: Citation, hits: Sequence[Hit]) -> list[Letter]:
    """Return the other letters in which the whole quote stands, of those that `hits` name beside the
    letter that is cited.
    """
    quote = _plain(citation.quote)
    return [
        twin.letter
        for hit in hits
        if hit.letter.id == citation.letter.id
        and hit.passage.start <= citation.start
        and citation.end <= hit.passage.end
        for twin in hit.also
        if quote in _plain(twin.passage.text)
    ]


def _in_words(letter: Letter) -> str:
    if letter.date:
        by = f"van {written_out(letter.date)}"
    else:
        by = f"“{letter.title}”" if letter.title else f"van {letter.sender}" if letter.sender else ""
    reference = f"(kenmerk {letter.reference})" if letter.reference else ""
    return " ".join(part for part in (letter.kind, by, reference) if part)


def _plain(text: str) -> str:
    return " ".join(text.split())
