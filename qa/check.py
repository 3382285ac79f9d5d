"""What of a draft may be shown: quotes must stand in their sources, and numbers in those quotes. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from index.dutch.dates import written_out
from index.dutch.words import content_words, words
from index.records import Document, Hit, Letter, Span
from qa.draft import Draft, DraftCitation, DraftSentence
from qa.find_quote import find_quote
from qa.numbers import numbers_stand_in
from qa.records import Citation, Dropped, Sentence
from qa.sources import as_in_letter, by_key

Rule = Literal[
    "empty_sentence",
    "no_citation",
    "unknown_source",
    "quote_not_found",
    "quote_too_short",
    "number_not_in_quote",
]

_SOURCE_MARK = re.compile(r"\s*[\[(]B\d{1,2}(?:(?:\s*[,;]\s*|\s+en\s+)B\d{1,2})*[\])]")


@dataclass(frozen=True)
class Checked:
    """The sentences that may be shown and those that may not, each in the draft's order."""

    sentences: tuple[Sentence, ...]
    dropped: tuple[Dropped, ...]


def check(draft: Draft, *, hits: Sequence[Hit], documents: Mapping[str, Document]) -> Checked:
    """Check every sentence of `draft` against the hits that its model saw.

    `documents` holds the document of each hit by id.
    """
    outcomes = [check_sentence(sentence, hits=hits, documents=documents) for sentence in draft.sentences]
    return Checked(
        sentences=tuple(outcome for outcome in outcomes if isinstance(outcome, Sentence)),
        dropped=tuple(outcome for outcome in outcomes if isinstance(outcome, Dropped)),
    )


def check_sentence(
    drafted: DraftSentence, *, hits: Sequence[Hit], documents: Mapping[str, Document]
) -> Sentence | Dropped:
    """Return the sentence with the citations that hold, or as dropped with the first `Rule` that it broke.

    Marks such as `(B1)` are taken out of the text: they are keys between us and the model.
    """
    text = " ".join(_SOURCE_MARK.sub("", drafted.text).split())
    if not text:
        return Dropped(drafted.text, "empty_sentence")
    sources = by_key(hits)
    citations: list[Citation] = []
    broken: list[Rule] = []
    for citation in drafted.citations:
        found = _resolve(citation, sources=sources, documents=documents)
        if isinstance(found, str):
            broken.append(found)
        else:
            citations.extend(found)
    if not citations:
        return Dropped(text, broken[0] if broken else "no_citation")
    if not numbers_stand_in(text, _evidence(citations)):
        return Dropped(text, "number_not_in_quote")
    return Sentence(text, tuple(dict.fromkeys(citations)))


def _resolve(
    citation: DraftCitation, *, sources: Mapping[str, Hit], documents: Mapping[str, Document]
) -> list[Citation] | Rule:
    hit = sources.get(citation.source.strip())
    if hit is None:
        return "unknown_source"
    document = documents[hit.letter.document_id]
    spans = _find(citation.quote, document, hit)
    if not spans:
        return "quote_not_found"
    if any(_too_short(document.text[start:end]) for start, end in spans):
        return "quote_too_short"
    return [Citation(hit.letter, document.page_of(start), start, end, document.text[start:end]) for start, end in spans]


def _find(quote: str, document: Document, hit: Hit) -> list[Span]:
    """Return where `quote` stands in the hit's passage, as spans of the document; else its unescaped form."""
    offset = hit.passage.start
    own_text = document.text[offset : hit.passage.end]
    spans = find_quote(quote, own_text) or find_quote(as_in_letter(quote), own_text)
    return [(offset + start, offset + end) for start, end in spans]


def _too_short(quote: str) -> bool:
    """Two words, one with content, support something; so does one number or reference of four characters."""
    found = words(quote)
    if len(found) == 1:
        return len(found[0]) < 4 or not any(character.isdigit() for character in found[0])
    return not content_words(quote)


def _evidence(citations: Sequence[Citation]) -> list[str]:
    letters = dict.fromkeys(citation.letter for citation in citations)
    return [citation.quote for citation in citations] + [text for letter in letters for text in _printed(letter)]


def _printed(letter: Letter) -> list[str]:
    date = written_out(letter.date) if letter.date else None
    return [text for text in (date, letter.reference, letter.title) if text]
