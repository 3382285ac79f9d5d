"""In which other letters the same words stand. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.records import Hit, Letter
from qa.records import Citation
from ui.wording.dates import date_in_words
from ui.wording.interface import text, texts


def also_in(letters: Iterable[Letter], language: str = "nl") -> str:
    """Return `Staat ook in: nota van 18 januari 2023 (kenmerk 35510596)`, or "" without letters."""
    named = "; ".join(_in_words(letter, language) for letter in letters)
    return text("sources.also_in", language, letters=named) if named else ""


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


def _in_words(letter: Letter, language: str) -> str:
    kind = texts(language).get(f"kinds.{letter.kind}", letter.kind)
    title = f"{kind} “{letter.title}”" if letter.title else kind
    whose = date_in_words(letter.date, language) if letter.date else "" if letter.title else letter.sender
    named = text("whose.by", language, what=kind, who=whose) if whose else title
    return f"{named} ({text('facts.reference', language, reference=letter.reference)})" if letter.reference else named


def _plain(text: str) -> str:
    return " ".join(text.split())
