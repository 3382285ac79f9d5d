"""The sentences of letters, as themes read them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.dutch.sentences import LIST_MARK
from index.dutch.sentences import sentences as sentence_spans
from index.dutch.words import content_words, stem
from index.records import Document, Letter
from qa.conflict.statement import is_whole
from qa.records import Citation, cite

_SHORTEST, _LONGEST = 35, 450  # characters of a sentence that can be read by itself


@dataclass(frozen=True)
class LetterSentence:
    """A sentence at `[start, end)` of the document of its letter. `whole` is false for headings, questions and such."""

    letter: Letter
    start: int
    end: int
    text: str
    whole: bool


def read_sentences(letters: Sequence[Letter], documents: Mapping[str, Document]) -> list[LetterSentence]:
    """Return the sentences of the letters, in their order, without list marks before them."""
    return [each for letter in letters for each in _of_letter(letter, documents[letter.document_id])]


def quote(sentence: LetterSentence, documents: Mapping[str, Document]) -> Citation:
    """Return the citation of a sentence."""
    return cite(documents[sentence.letter.document_id], sentence.letter, sentence.start, sentence.end)


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words that carry content, without numbers."""
    return frozenset(stem(word) for word in content_words(text) if not any(c.isdigit() for c in word))


def _of_letter(letter: Letter, document: Document) -> Iterator[LetterSentence]:
    for first, end in sentence_spans(document.text, letter.start, letter.end):
        mark = LIST_MARK.match(document.text, first, end)
        start = mark.end() if mark else first
        text = document.text[start:end]
        whole = (
            _SHORTEST <= len(text) <= _LONGEST
            and text[:1].isupper()
            and is_whole(text)
            and "\n\n" not in text
            and not document.is_heading(start)
            and not any(start < right and left < end for left, right in letter.spans.values())
        )
        if text.strip():
            yield LetterSentence(letter, start, end, text, whole)
