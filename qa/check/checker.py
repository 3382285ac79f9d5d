"""What of a draft may be shown: a sentence whose quotes stand in their sources and bear out all that it says.

Every sentence goes through the same rules in the same order; the first one that it breaks is why it is dropped. One
that is literally a whole sentence of the letter says what the letter says: only whether it says anything is looked at.
Pure: the same sentence, quotes and letters give the same outcome.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from index.dutch.sentences import sentences
from index.dutch.words import content_words, words
from index.records import Document, Hit, Span
from qa.check.claim import FAR, Claim
from qa.check.find_quote import find_quote
from qa.check.rules.table import RULES
from qa.llm.draft import DraftCitation, DraftSentence
from qa.llm.sources import as_in_letter, by_key, keys_in
from qa.records import Citation, Dropped, Sentence

_SOURCE_MARK = re.compile(r"\s*[\[(](?:bron\s+)?B\d{1,2}(?:(?:\s*[,;]\s*|\s+en\s+)B\d{1,2})*[\])]", re.IGNORECASE)
_MARKUP = re.compile(r"^\s*[-*•]\s+|\*\*|</?(?:b|i|em|strong)>")


class Checker:
    """Checks sentences by every rule of the table, but for those named in `without`, to measure what each is worth.

    It depends on no setting: what holds in one installation holds in another.
    """

    def __init__(self, *, without: Collection[str] = ()) -> None:
        self._rules = tuple(rule for rule in RULES if rule.name not in without)

    def sentence(
        self, drafted: DraftSentence, *, hits: Sequence[Hit], documents: Mapping[str, Document], language: str = "nl"
    ) -> Sentence | Dropped:
        """Return the sentence with the citations that hold, or as dropped with the first rule that it broke.

        `hits` are the sources that the model saw, `documents` holds the document of each by id. Marks such as `(B1)`
        are taken out of the text, since they are keys between us and the model, and so are bullets and bold.
        """
        text = " ".join(_MARKUP.sub("", _SOURCE_MARK.sub("", drafted.text)).split())
        if not text:
            return Dropped(drafted.text, "empty_sentence")
        sources = by_key(hits)
        citations: list[Citation] = []
        broken: list[tuple[str, str]] = []
        passages: dict[str, str] = {}
        for citation in drafted.citations:
            found = _resolve(citation, sources=sources, documents=documents)
            if isinstance(found, str):
                broken.append((found, citation.source if found == "unknown_source" else citation.quote))
            else:
                citations.extend(found)
                passages |= {key: sources[key].passage.text for key in keys_in(citation.source) if key in sources}
        if not citations:
            return Dropped(text, *(broken[0] if broken else ("no_citation", "")))
        return self.cited(text, citations, documents=documents, passages=tuple(passages.values()), language=language)

    def cited(
        self,
        text: str,
        citations: Sequence[Citation],
        *,
        documents: Mapping[str, Document],
        passages: tuple[str, ...] = (),
        language: str = "nl",
    ) -> Sentence | Dropped:
        """Return `text` as a sentence that `citations` bear out together, or as dropped with the first rule that it
        broke. `passages` are the texts in which they stand.
        """
        claim = claim_of(text, citations, documents, passages=passages, language=language)
        for rule in self._rules:
            if (rule.of_verbatim or not claim.is_verbatim) and (words_of_it := rule.broken(claim)):
                return Dropped(text, rule.name, words_of_it)
        return Sentence(text, tuple(dict.fromkeys(citations)))


@cache
def warm_checker() -> None:
    """Load what every rule reads, by checking a sentence."""
    quote = ("De school geeft dit niet door.",)
    claim = Claim("De school meldt dit binnen 3 weken in Amersfoort.", quote, quote, ())
    for rule in RULES:
        rule.broken(claim)


def claim_of(
    text: str,
    citations: Sequence[Citation],
    documents: Mapping[str, Document],
    *,
    passages: tuple[str, ...] = (),
    language: str = "nl",
) -> Claim:
    """Return `text` with what it rests on, as the rules look at it."""
    return Claim(
        text=text,
        quotes=tuple(citation.quote for citation in citations),
        around=tuple(_around(citation, documents[citation.letter.document_id]) for citation in citations),
        letters=tuple(dict.fromkeys(citation.letter for citation in citations)),
        passages=passages,
        language=language,
    )


def _around(citation: Citation, document: Document) -> str:
    """Return the whole sentences of the letter in which the citation stands."""
    spans = [
        (start, end)
        for start, end in sentences(document.text, max(citation.letter.start, citation.start - FAR),
                                    min(citation.letter.end, citation.end + FAR))
        if start < citation.end and end > citation.start
    ]  # fmt: skip
    return (
        document.text[min(citation.start, spans[0][0]) : max(citation.end, spans[-1][1])] if spans else citation.quote
    )


_ADDED = ".,;: "  # what models put behind a quote that ends inside a sentence


def _resolve(
    citation: DraftCitation, *, sources: Mapping[str, Hit], documents: Mapping[str, Document]
) -> list[Citation] | str:
    named = [sources[key] for key in keys_in(citation.source) if key in sources]
    if not named:
        return "unknown_source"
    found = ((hit, _find(citation.quote, documents[hit.letter.document_id], hit)) for hit in named)
    hit, spans = next(((hit, spans) for hit, spans in found if spans), (named[0], []))
    if not spans:
        return "quote_not_found"
    document = documents[hit.letter.document_id]
    if _too_short([document.text[start:end] for start, end in spans]):
        return "quote_too_short"
    return [Citation(hit.letter, document.page_of(start), start, end, document.text[start:end]) for start, end in spans]


def _find(quote: str, document: Document, hit: Hit) -> list[Span]:
    """Return where `quote` stands in the hit's passage, as spans of the document; else its unescaped form."""
    offset = hit.passage.start
    own_text = document.text[offset : hit.passage.end]
    forms = (quote, as_in_letter(quote), as_in_letter(quote).rstrip(_ADDED), as_in_letter(quote).strip("*_ "))
    spans = next(filter(None, (find_quote(form, own_text) for form in forms)), ())
    return [(offset + start, offset + end) for start, end in spans]


def _too_short(pieces: Sequence[str]) -> bool:
    """Two words, one with content, support something; so does one number or reference of four characters.

    Of a quote that leaves words out no piece may be a single word: those stand anywhere.
    """
    found = [words(piece) for piece in pieces]
    if len(found) == 1 and len(found[0]) == 1:
        return len(found[0][0]) < 4 or not any(character.isdigit() for character in found[0][0])
    return any(len(piece) < 2 for piece in found) or not content_words(" ".join(pieces))
