"""The words of a sentence as the rules compare them: in clauses, separable verbs made whole, by dictionary form.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from index.dutch.lemmas import surest
from index.dutch.separable import join_separated
from index.dutch.synonyms import found_terms
from index.dutch.word_lists import kinds, rows
from index.dutch.words import fold, question_words, stem, stop_words
from qa.compare.english import entry, meaning
from qa.compare.word_forms import match_word

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)+%?|[^\W_]+(?:[.'’/&-][^\W_]+)*%?|[.!?;:,()–—]")
_MARKS = frozenset(".!?;:,()–—")
_ENDS = frozenset(".!?;")  # what stands behind these belongs to no clause before them
_OPENS = kinds("grammar/conjunctions.tsv", "opens")
_MEANS = 0.8
_SYNONYM = 0.7


@dataclass(frozen=True)
class Clause:
    """A clause's folded words in order; `opener` is the conjunction that opens it, or ""."""

    words: tuple[str, ...]
    opener: str = ""

    @property
    def text(self) -> str:
        """The words with a space on both sides of each, to look for terms in."""
        return f" {' '.join(self.words)} "


def split_words(folded: str) -> list[str]:
    """Return the words of a folded text, without its marks."""
    return [token for token in _TOKEN.findall(folded) if token not in _MARKS]


@lru_cache(maxsize=2_000)
def tokens(text: str) -> tuple[str, ...]:
    """Return the folded words and marks of `text`, each separated verb in one piece in the place of its verb."""
    found = _TOKEN.findall(fold(text))
    return tuple(join_separated(found, lambda word: entry(word) == word))


@lru_cache(maxsize=2_000)
def clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of `text`; a piece without a verb belongs to the clause before it."""
    finite = frozenset(tokens(text)) - frozenset(_TOKEN.findall(fold(text)))  # separated verbs, whole again

    def has_verb(words: list[str]) -> bool:
        return any(word in finite or is_verb(word) for word in words)

    pieces: list[tuple[str, list[str]]] = [("", [])]
    ended = {0}
    found = tokens(text)
    for i, token in enumerate(found):
        if token in _MARKS:
            pieces.append(("", []))
            if token in _ENDS:
                ended.add(len(pieces) - 1)
        elif token in _OPENS or (token == "en" and has_verb(pieces[-1][1]) and not _one_predicate(found, i)):
            pieces.append((token, [token]))
        else:
            pieces[-1][1].append(token)
    joined: list[tuple[str, list[str]]] = []
    new = False
    for i, (opener, words) in enumerate(pieces):
        new = new or i in ended
        if not words:
            continue
        if joined and not new and (not has_verb(words) or not has_verb(joined[-1][1])):
            joined[-1][1].extend(words)
        else:
            joined.append((opener, words))
        new = False
    return tuple(Clause(tuple(words), opener) for opener, words in joined)


def _one_predicate(found: Sequence[str], at: int) -> bool:
    """True for `is en blijft`: two verbs of one clause."""
    return at > 0 and is_verb(found[at - 1]) and any(is_verb(word) for word in found[at + 1 : at + 2])


def content(words: tuple[str, ...]) -> list[str]:
    """Return the words that carry content of their own."""
    return [word for word in words if word not in stop_words() and word not in question_words() and word not in _MARKS]


@lru_cache(maxsize=20_000)
def like(word: str, other: str) -> float:
    """Return how well the folded `other` says what `word` says, in [0, 1]: by form, by its English, or as a known
    synonym.
    """
    if word == other or surest(word) & surest(other) or stem(word) == stem(other):
        return 1.0
    best = match_word(word, frozenset((other,)))
    if best < _MEANS and (meant := meaning(word)):
        best = max(best, _MEANS * len(meant & meaning(other)) / len(meant))
    if best < _SYNONYM and (surest(other) & synonyms(word) or surest(word) & synonyms(other)):
        best = _SYNONYM
    if best < _SYNONYM and any(surest(word) & group and surest(other) & group for group in _one_way().values()):
        best = _SYNONYM
    return best


@cache
def _one_way() -> Mapping[str, frozenset[str]]:
    """Words that say alike which way something goes: more, less, for, against."""
    found: dict[str, set[str]] = {}
    for word, way in rows("claims/directions.tsv"):
        found.setdefault(way, set()).add(fold(word))
    return {way: frozenset(group) for way, group in found.items()}


@lru_cache(maxsize=20_000)
def synonyms(word: str) -> frozenset[str]:
    """Return the single words that may stand for a word: parents' and letters', plain and formal."""
    known = {each for _, others in found_terms(word) for each in others if " " not in each}
    return frozenset(known.union(*(_plain_words().get(form, frozenset()) for form in surest(word))))


@cache
def _plain_words() -> Mapping[str, frozenset[str]]:
    """Formal words with the plain ones that say the same, in both directions."""
    found: dict[str, set[str]] = {}
    for formal, plain, *_ in rows("claims/plain_words.tsv"):
        for each in plain.split("; "):
            found.setdefault(fold(formal), set()).add(fold(each))
            found.setdefault(fold(each), set()).add(fold(formal))
    return {word: frozenset(others) for word, others in found.items()}


@lru_cache(maxsize=20_000)
def is_verb(word: str) -> bool:
    """True for what is a finite verb by its form: an auxiliary, or an inflected form of a known infinitive."""
    if word in _AUXILIARIES:
        return True
    if word in stop_words() or any(c.isdigit() for c in word):
        return False
    return any(form != word and _INFINITIVE.fullmatch(form) and entry(form) == form for form in surest(word))


def infinitive(word: str) -> bool:
    """True for what may be the infinitive of a known verb."""
    return _INFINITIVE.fullmatch(word) is not None and entry(word) == word


_INFINITIVE = re.compile(r"\w*[^aeiou]en|gaan|staan|slaan|doen|zien")
_AUXILIARIES = kinds("grammar/verbs.tsv", "clause")
