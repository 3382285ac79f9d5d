"""How far a text speaks of what a question asks: its words, also in other forms, inside compounds, and by their meaning. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.dutch.gloss import Glosser
from index.dutch.language import Language
from index.dutch.synonyms import found_terms
from index.dutch.words import fold, ngrams, stem, words
from index.search.tokens import english_stems

_PERSONAL = re.compile(r"\b(?:mijn|m'n|onze|ons|my|our)\s+(?:\w+e\s+)?(kind|kinderen|zoon|zoontje|dochter|dochtertje|man|vrouw|vader|moeder|"
                       r"ouders|gezin|broer|zus|kleinkind|son|daughter|child|children)\b")  # fmt: skip
_ASKED_FOR = 0.3
_SAYS_LITTLE = 0.4  # a word whose English carries no content: `krijgen` is to get
_LONGER = 0.85  # `wachtlijst` is asked, the letter says `wachtlijstbeheer`
_HEAD = 0.8  # `sportclub` is asked, the letter says `club`: the head of a compound says what it is
_MODIFIER = 0.6  # `sportclub` is asked, the letter says `sport`
_SIMILAR = 0.7  # `olopende` for `oplopende`
_MEANS = 0.8  # `proef` is asked, the letter says `pilot`: the same in English
_SYNONYM = 0.7  # `thuiszitten` is asked, the letter says `geen passend onderwijs`
_SHORTEST_PART = 5
_PREFIXES = frozenset(
    "aan af achter be bij binnen door her in mee mis na om onder ont op over samen tegen toe uit ver voor weg".split()
)
_ALIKE = 0.62  # Dice coefficient of character 3-grams from which two words count as spellings of one


@dataclass(frozen=True)
class Term:
    """A folded word of a question: how much it tells, in [0, 1], and what else says it."""

    word: str
    weight: float
    meaning: frozenset[str] = frozenset()
    """English stems of its gloss; of an English question its own."""
    others: tuple[str, ...] = ()
    """Words and terms of letters for the same thing."""

    def lighter(self, share: float) -> Term:
        """Return the term with `share` of its weight."""
        return replace(self, weight=self.weight * share)


@dataclass(frozen=True)
class Present:
    """What a text has: its folded words, with the parts of those written with a hyphen, and the English stems of its gloss."""

    words: frozenset[str]
    meaning: frozenset[str] = frozenset()
    text: str = ""
    """The folded words in their order, with a space on both sides of each."""


class Evidence:
    """Weighs questions and reads texts, with the glosses and the letters' own rarity of words."""

    def __init__(self, glosser: Glosser, rarity: Callable[[str, Language], float]) -> None:
        self._glosser = glosser
        self._rarity = rarity
        self.read = lru_cache(maxsize=4_000)(self._read)
        self.means = lru_cache(maxsize=20_000)(self._means)

    def terms(self, question: str, asked: Iterable[str], language: Language) -> tuple[Term, ...]:
        """Return the terms `asked`, folded words of `question`, with what each tells.

        Whom someone asks for (`mijn dochter`) tells less than what is asked: a letter speaks of pupils in general.
        """
        personal = set(_PERSONAL.findall(fold(question)))
        synonyms = found_terms(question or " ".join(asked)) if language == "nl" else []
        found = []
        for word in asked:
            english = word if language == "en" else " ".join(self._glosser.word(word))
            meaning = frozenset(english_stems(english))
            known = bool(english) and language == "nl"
            weight = self._rarity(word, language)
            weight *= (_ASKED_FOR if word in personal else 1) * (_SAYS_LITTLE if known and not meaning else 1)
            others = tuple(each for places, said in synonyms if word in places for each in said)
            found.append(Term(word, weight, meaning, others))
        return tuple(found)

    def _means(self, asked: str, word: str) -> bool:
        """Return whether a folded `word` says what a folded word of a question says, in form or in meaning, Dutch or English."""
        present = Present(vocabulary(word), frozenset(english_stems(" ".join(self._glosser.word(word)))))
        terms = (*self.terms("", (asked,), "nl"), *self.terms("", (asked,), "en"))
        return any(match(term, present) >= _MODIFIER for term in terms)

    def _read(self, text: str) -> Present:
        meaning = frozenset(english_stems(self._glosser.gloss(text)))
        return Present(vocabulary(text), meaning, f" {' '.join(words(text))} ")


def coverage(terms: Sequence[Term], here: Present, *, around: Present | None = None, worth: float = 0.6) -> float:
    """Return the share of the terms' weight that a text has, in [0, 1]; a term only `around` it counts for `worth`."""
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    return (
        sum(term.weight * max(match(term, here), worth * match(term, around) if around else 0.0) for term in terms)
        / total
    )


def match(term: Term, present: Present) -> float:
    """Return how well a term is present, in [0, 1]: in its own form, in meaning, or in other words."""
    best = match_word(term.word, present.words)
    if best < _MEANS and term.meaning:
        best = max(best, _MEANS * len(term.meaning & present.meaning) / len(term.meaning))
    if best < _SYNONYM and any(_says(other, present) for other in term.others):
        return _SYNONYM
    return best


def _says(other: str, present: Present) -> bool:
    """True when a word is there in some form, a term of several words as it stands."""
    return f" {other} " in present.text if " " in other else match_word(other, present.words) >= _HEAD


def vocabulary(text: str) -> frozenset[str]:
    """Return the folded words of `text`, and the parts of those written with a hyphen or slash."""
    found = words(text)
    return frozenset([*found, *(part for word in found for part in re.split(r"[-/]", word) if len(part) > 1)])


def match_word(word: str, present: frozenset[str]) -> float:
    """Return how well one folded word is among the folded words `present`, by form alone, in [0, 1]."""
    if word in present:
        return 1.0
    if any(c.isdigit() for c in word):
        return 0.0
    parts = [part for part in re.split(r"[-/]", word) if len(part) > 1]
    whole = max((_alike(word, other) for other in present), default=0.0)
    if len(parts) > 1 and whole < 1:
        return max(whole, sum(match_word(part, present) for part in parts) / len(parts))
    return whole


@lru_cache(maxsize=200_000)
def _alike(term: str, word: str) -> float:
    a, b = stem(term), stem(word)
    if a == b:
        return 1.0
    if (a.endswith(b) and a[: -len(b)] in _PREFIXES) or (b.endswith(a) and b[: -len(a)] in _PREFIXES):
        return 0.0  # `aansluiten` is not a kind of `sluiten`
    if len(a) >= _SHORTEST_PART and (b.startswith(a) or b.endswith(a)):
        return _LONGER
    if len(b) >= _SHORTEST_PART and (a.startswith(b) or a.endswith(b)):
        return _HEAD if a.endswith(b) else _MODIFIER
    if min(len(term), len(word)) >= _SHORTEST_PART and abs(len(term) - len(word)) <= 3:
        first, second = set(ngrams(term, 3)), set(ngrams(word, 3))
        if 2 * len(first & second) / (len(first) + len(second)) >= _ALIKE:
            return _SIMILAR
    return 0.0
