"""Letters in which something stands: for questions that ask which letters mention it, are about it, or how many do."""

from __future__ import annotations

from collections.abc import Iterator

from index.dutch.sentences import sentences
from index.dutch.words import stem, words
from index.records import Letter, Span
from index.search.library import Library
from qa.question.about_letters import AboutLetters
from qa.quoting.asked_letters import has_words, letters_named

_SEARCHED = 200  # passages


def letters_that_mention(about: AboutLetters, library: Library) -> tuple[list[tuple[Letter, Span]], bool]:
    """Return the letters in whose text or data all words of a question stand, each with the sentence that has most of
    them; and whether that may not be all of them, since the search finds no more.
    """
    among = letters_named(about, list(library.letters.values()), frozenset())
    ids = {each.id for each in among}
    hits = library.search(" ".join(about.words), _SEARCHED, among=ids)
    found: dict[str, Letter] = {}
    for hit in hits:
        for letter in (hit.letter, *(twin.letter for twin in hit.also)):
            found.setdefault(letter.id, letter)
    with_words = [
        each for each in found.values() if each.id in ids and has_words(about.words, each, _stems(library, each))
    ]
    return [(each, _best(about, library, each)) for each in with_words], len(hits) == _SEARCHED


def _stems(library: Library, letter: Letter) -> frozenset[str]:
    text = library.document_of(letter).text[letter.start : letter.end]
    return frozenset(map(stem, words(text)))


def _best(about: AboutLetters, library: Library, letter: Letter) -> Span:
    """Return the first of the sentences that have the most words of the question."""
    text = library.document_of(letter).text
    spans = sentences(text, letter.start, letter.end)
    return max(spans, key=lambda span: (sum(_stand_in(about, text[slice(*span)])), -span[0]))


def _stand_in(about: AboutLetters, sentence: str) -> Iterator[bool]:
    stems = {stem(word) for word in words(sentence)}
    return (stem(word) in stems for word in about.words)
