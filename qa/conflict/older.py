"""Mark what a letter says and a newer letter of the same sender says again with a change. Pure.

A newer letter counts only where its last word on the matter is another: one that says the same again bears the older
out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from index.dutch.sentences import sentences as sentence_spans
from index.dutch.word_lists import kinds
from index.dutch.words import content_words, stem, words
from index.letters.party_names import ARTICLES, ROLES, names_of
from index.records import Document, Hit, Letter, Span
from qa.conflict.changed import Said, relation
from qa.conflict.statement import is_whole
from qa.records import Citation, NewerCitation, Sentence, cite

_ANYWHERE = ROLES | ARTICLES | kinds("letters/before_names.tsv", "body") | {"en"}
_OPENS = frozenset(("de", "het"))
_SHARED = 0.5  # of the stems of the shorter sentence: below that the two need not be read closely


def with_newer(
    sentences: Sequence[Sentence], hits: Sequence[Hit], documents: Mapping[str, Document]
) -> tuple[Sentence, ...]:
    """Return `sentences`, each that is older with what a newer letter among those of `hits` says now.

    `documents` holds the document of each letter by id.
    """
    found = [letter for hit in hits for letter in (hit.letter, *(twin.letter for twin in hit.also))]
    letters = list({letter.id: letter for letter in found if letter.date and letter.sender}.values())
    return tuple(replace(each, older=_later(each, letters, documents)) for each in sentences)


def same_sender(one: str | None, other: str | None) -> bool:
    """True when two names of senders are of the same parties, each in full or in its short form; not for a bare
    office.
    """
    mine, theirs = _parties(one), _parties(other)
    return bool(mine and theirs) and all(
        any(_same_party(each, another) for another in there)
        for here, there in ((mine, theirs), (theirs, mine))
        for each in here
    )


def newer(one: str | None, other: str | None) -> bool:
    """True when the ISO date `one` is surely later than `other`: a month is not later than a day in it."""
    if not one or not other:
        return False
    length = min(len(one), len(other))
    return one[:length] > other[:length]


def _later(sentence: Sentence, letters: Sequence[Letter], documents: Mapping[str, Document]) -> NewerCitation | None:
    cited = {citation.letter.id for citation in sentence.citations}
    for citation in sentence.citations:
        own = citation.letter
        ahead = [each for each in letters if newer(each.date, own.date) and same_sender(own.sender, each.sender)]
        if any(each.id in cited for each in ahead):
            continue  # the sentence says itself what both say
        if found := _last_word(citation, ahead, documents):
            return NewerCitation(found)
    return None


def _last_word(citation: Citation, ahead: Sequence[Letter], documents: Mapping[str, Document]) -> Citation | None:
    """Return where the newest of the letters `ahead` that speaks of what is cited says it otherwise, if it does."""
    olds = [_said(text, citation.letter) for text in _sentences_around(citation, documents)]
    for letter in sorted(ahead, key=lambda each: each.date or "", reverse=True):
        document = documents[letter.document_id]
        changed: Span | None = None
        for span, stems in _statements(document, letter):
            text = document.text[slice(*span)]
            near = [old for old in olds if _share(_stems(old.text), stems) >= _SHARED]
            relations = [relation(old, _said(text, letter)) for old in near]
            if "same" in relations:
                return None
            if "change" in relations:
                changed = changed or span
        if changed:
            return cite(document, letter, *changed)
    return None


def _sentences_around(citation: Citation, documents: Mapping[str, Document]) -> Iterator[str]:
    """Yield the whole sentences of the letter that the citation touches."""
    letter = citation.letter
    document = documents[letter.document_id]
    for (start, end), _ in _statements(document, letter):
        if start < citation.end and citation.start < end:
            yield document.text[start:end]


def _said(text: str, letter: Letter) -> Said:
    return Said(text, letter.title, letter.date, frozenset(words(letter.sender or "")))


@lru_cache(maxsize=256)
def _statements(document: Document, letter: Letter) -> tuple[tuple[Span, frozenset[str]], ...]:
    """Return the spans of the whole sentences of a letter, no headings, with the stems of their content words."""
    spans = sentence_spans(document.text, letter.start, letter.end)
    texts = ((span, document.text[slice(*span)]) for span in spans)
    return tuple((span, _stems(text)) for span, text in texts if is_whole(text))


@lru_cache(maxsize=5_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(text) if not any(c.isdigit() for c in word))


def _share(one: Collection[str], other: Collection[str]) -> float:
    smaller = min(len(one), len(other))
    return len(frozenset(one) & frozenset(other)) / smaller if smaller else 0.0


@lru_cache(maxsize=1_000)
def _parties(sender: str | None) -> tuple[str, ...]:
    return tuple(part for each in (sender or "").split(",") if (part := " ".join(each.split())))


@lru_cache(maxsize=10_000)
def _same_party(one: str, other: str) -> bool:
    """True when one is called as the other is: `VNG` is among the names of `Vereniging van Nederlandse Gemeenten`."""
    whole, another = (" ".join(word for word in words(each) if word not in _OPENS) for each in (one, other))
    if set(whole.split()) <= _ANYWHERE or set(another.split()) <= _ANYWHERE:
        return False  # a bare office: which municipality's is not said
    return whole == another or whole in names_of(other, {}) or another in names_of(one, {})
