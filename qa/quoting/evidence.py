"""How far a text speaks of what a question asks: its words, also in other forms, inside compounds, and in other words
for the same thing. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.dutch.synonyms import found_terms
from index.dutch.words import fold, words
from qa.compare.word_forms import HEAD, MODIFIER, match_word, vocabulary

_PERSONAL = re.compile(r"\b(?:mijn|m'n|onze|ons|my|our)\s+(?:\w+e\s+)?(kind|kinderen|zoon|zoontje|dochter|dochtertje|"
                       r"man|vrouw|vader|moeder|ouders|gezin|broer|zus|kleinkind|son|daughter|child|"
                       r"children)\b")  # fmt: skip
_ASKED_FOR = 0.3
_SYNONYM = 0.7  # `thuiszitten` is asked, the letter says `geen passend onderwijs`


@dataclass(frozen=True)
class QuestionTerm:
    """A folded word of a question: how much it tells, in [0, 1], and what else says it."""

    word: str
    weight: float
    others: tuple[str, ...] = ()
    """Words and terms of letters for the same thing."""

    def lighter(self, share: float) -> QuestionTerm:
        """Return the term with `share` of its weight."""
        return replace(self, weight=self.weight * share)


@dataclass(frozen=True)
class TextWords:
    """What a text has: its folded words, with the parts of those written with a hyphen."""

    words: frozenset[str]
    text: str = ""
    """The folded words in their order, with a space on both sides of each."""


class Matcher:
    """Weighs questions and reads texts, with the letters' own rarity of words."""

    def __init__(self, rarity: Callable[[str], float]) -> None:
        self._rarity = rarity
        self.read = lru_cache(maxsize=4_000)(self._read)
        self.means = lru_cache(maxsize=20_000)(self._means)

    def terms(self, question: str, asked: Iterable[str]) -> tuple[QuestionTerm, ...]:
        """Return the terms `asked`, folded words of `question`, with what each tells.

        Whom someone asks for (`mijn dochter`) tells less than what is asked: a letter speaks of pupils in general.
        """
        personal = set(_PERSONAL.findall(fold(question)))
        synonyms = found_terms(question)
        found = []
        for word in asked:
            weight = self._rarity(word) * (_ASKED_FOR if word in personal else 1)
            others = tuple(each for places, said in synonyms if word in places for each in said)
            found.append(QuestionTerm(word, weight, others))
        return tuple(found)

    def _means(self, asked: str, word: str) -> bool:
        """Return whether a folded `word` says what a folded word of a question says, in some form or in other words."""
        (term,) = self.terms(asked, (asked,))
        return match(term, TextWords(vocabulary(word))) >= MODIFIER

    def _read(self, text: str) -> TextWords:
        return TextWords(vocabulary(text), f" {' '.join(words(text))} ")


def coverage(
    terms: Sequence[QuestionTerm], here: TextWords, *, around: TextWords | None = None, worth: float = 0.6
) -> float:
    """Return the share of the terms' weight that a text has, in [0, 1]; a term only `around` it counts for `worth`."""
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    return (
        sum(term.weight * max(match(term, here), worth * match(term, around) if around else 0.0) for term in terms)
        / total
    )


def match(term: QuestionTerm, present: TextWords) -> float:
    """Return how well a term is present, in [0, 1]: in its own form, or in other words."""
    best = match_word(term.word, present.words)
    if best < _SYNONYM and any(_says(other, present) for other in term.others):
        return _SYNONYM
    return best


def _says(other: str, present: TextWords) -> bool:
    """True when a word is there in some form, a term of several words as it stands."""
    return f" {other} " in present.text if " " in other else match_word(other, present.words) >= HEAD
