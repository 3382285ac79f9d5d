"""Texts and questions as tokens, in each of the ways in which words are searched. Pure.

`grams`: character 4-grams, which forgive spelling and reach inside compounds. `parts`: stems of words and of the parts
of compounds. A question brings in its synonyms.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from index.dutch.compounds import split_compound
from index.dutch.synonyms import other_words
from index.dutch.words import content_words, ngrams, stem

Weighted = list[tuple[list[str], float]]
"""Tokens of a question with how much each counts."""

_SYNONYM = 0.4  # how much what the synonyms add counts, of what was asked; flat between 0.3 and 0.5 on all sets
_LONG_ENOUGH = 8  # letters from which a known word is split as well: `schoolgebouw` is found by `gebouw`


class Views:
    """How texts become tokens. `vocabulary` are the words of the letters themselves that may be parts of compounds: a
    dictionary in their place finds no more.
    """

    names = ("grams", "parts")

    def __init__(self, vocabulary: Collection[str] = ()) -> None:
        self._vocabulary = frozenset(vocabulary)
        self._parts = lru_cache(maxsize=200_000)(self._parts_of)

    def text(self, view: str, text: str) -> list[str]:
        """Return the tokens of a letter's text."""
        return ngrams(text) if view == "grams" else self._in_parts(text)

    def question(self, view: str, text: str) -> Weighted:
        """Return the tokens of a question, and of its parts with less weight those of its synonyms."""
        if view == "grams":
            return [(ngrams(" ".join(content_words(text))), 1.0)]
        return [(self._in_parts(text), 1.0), (self._in_parts(" ".join(other_words(text))), _SYNONYM)]

    def parts(self, word: str) -> tuple[str, ...]:
        """Return a folded word's own token and those of its parts."""
        return self._parts(word)

    def _in_parts(self, text: str) -> list[str]:
        return [part for word in content_words(text) for part in self._parts(word)]

    def _parts_of(self, word: str) -> tuple[str, ...]:
        whole = stem(word)
        if len(pieces := [piece for piece in re.split(r"[-/]", word) if len(piece) > 1]) > 1:
            return (whole, *(part for piece in pieces for part in self._parts(piece)))
        if len(word) < _LONG_ENOUGH or not word.isalpha():
            return (whole,)
        return (whole, *(stem(part) for part in split_compound(word, self._known, whole=False)))

    def _known(self, word: str) -> str | None:
        return word if word in self._vocabulary else None
