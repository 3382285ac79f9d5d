"""Terms of the letters: nouns, compounds and nouns with their adjectives that recur, the surest terms first.

The rank is the C-value of Frantzi, Ananiadou and Mima ("Automatic recognition of multi-word terms", International
Journal on Digital Libraries, 2000): how often a term stands where it is no part of a longer one, more for longer terms.
The parts of a compound count as words, since Dutch writes in one word what English writes in several. Nouns are told by
form alone, for want of a parser: what often stands behind an article with nothing of the phrase behind it. Pure.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from index.dutch.compounds import split_compound
from index.dutch.dates import MONTHS
from index.dutch.lemmas import lemmas, surest
from index.dutch.word_lists import kinds, listed
from index.dutch.words import fold, question_words, stem, stop_words
from qa.compare.clauses import infinitive, is_verb

_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'/][^\W\d_]+)*|\d[\d.,/-]*|[^\w\s]|\n\s*\n")
_WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")
_BEFORE_VERBS = frozenset(("dat", "die", "dit", "te", "om"))
_OPENERS = (listed("grammar/determiners.txt") | kinds("grammar/prepositions.tsv", "phrase")) - _BEFORE_VERBS
"""What a noun stands behind, with or without an adjective between."""

_NOUN = 0.15  # share of a word's places that are surely those of a noun, from which on it is one
_SURE = 0.4  # the same, for what may be a form of a verb as well
_DOUBT = 2  # places that are held against every word
_MODIFIER = 0.5  # the same, from which on a word is no adjective
_LONGEST = 3  # words of a term
_LONG = 12  # letters of a word that is a compound
_OFFICE = "letters/office_words.txt"
_ADJECTIVE = re.compile(r"(?:e|end|ief|aal|eel|isch|lijk|ig|iek|baar|zaam|loos)$")
_NO_HEAD = re.compile(r"(?:lijke?|ische?|baar|bare|zaam|zame|loos|loze|ende)$")  # an adjective, wherever it stands
_PARTICIPLE = re.compile(r"\w*ge\w{3,}(?:d|t|en)e?")
_SIMPLE = 0.2  # weight of a word without parts: it is seldom a subject

Key = tuple[str, ...]
"""The stems of a term's words."""


@dataclass(frozen=True)
class ThemeTerm:
    """A term: its stems, how the letters write it most, of how many parts it is (words, and parts of compounds), its
    C-value, and the numbers of the texts in which it stands.
    """

    key: Key
    name: str
    parts: int
    value: float
    texts: frozenset[int]


@dataclass(frozen=True)
class _WordRun:
    """Content words between marks and function words, folded; `opened` is true behind an article or a preposition."""

    words: tuple[str, ...]
    forms: tuple[str, ...]
    opened: bool


def find_terms(texts: Sequence[str], *, least: int) -> list[ThemeTerm]:
    """Return the terms that stand in at least `least` of the texts, best first."""
    runs = [list(_runs(text)) for text in texts]
    nouns = _Nouns(run for some in runs for run in some)
    vocabulary = frozenset(word for some in runs for run in some for word in run.words)
    places: dict[Key, set[int]] = defaultdict(set)
    forms: dict[Key, Counter[str]] = defaultdict(Counter)
    counts: Counter[Key] = Counter()
    nested: dict[Key, Counter[Key]] = defaultdict(Counter)
    for i, some in enumerate(runs):
        for run in some:
            for key, start, end, longer in _candidates(run, nouns):
                counts[key] += 1
                places[key].add(i)
                forms[key][" ".join(run.forms[start:end])] += 1
                for each in longer:
                    nested[key][each] += 1
    found = []
    for key, seen in places.items():
        if len(seen) < least:
            continue
        inside = [count for longer, count in nested[key].items() if len(places[longer]) >= least]
        free = counts[key] - (sum(inside) / len(inside) if inside else 0)
        name = max(forms[key].items(), key=lambda each: (each[1], -len(each[0]), each[0]))[0]
        parts = _parts(fold(name), vocabulary)
        found.append(ThemeTerm(key, name, parts, (math.log2(parts) or _SIMPLE) * free, frozenset(seen)))
    return sorted(found, key=lambda term: (-term.value, term.name))


@cache
def office_words() -> frozenset[str]:
    """Return the folded words that letters about any subject use."""
    return listed(_OFFICE) | kinds("letters/functions.tsv", "whole", "part") | frozenset(MONTHS)


@lru_cache(maxsize=50_000)
def _root(word: str) -> str:
    """Return the stem of what a folded word is a form of: `kinderen` and `kind` are one."""
    return stem(min(surest(word) - {word}, key=lambda form: (len(form), form), default=word))


@lru_cache(maxsize=50_000)
def _may_be_verb(word: str) -> bool:
    took_part = _PARTICIPLE.fullmatch(word) and any(map(infinitive, lemmas(word)))
    return is_verb(word) or infinitive(word) or bool(took_part)


@lru_cache(maxsize=50_000)
def _of_offices(word: str) -> bool:
    return not office_words().isdisjoint(surest(word))


class _Nouns:
    """Which words are nouns, by where they stand in all runs."""

    def __init__(self, runs: Iterable[_WordRun]) -> None:
        self._all: Counter[str] = Counter()
        self._surely: Counter[str] = Counter()
        for run in runs:
            self._all.update(map(_root, run.words))
            alone = len(run.words) == 1 or (len(run.words) == 2 and _ADJECTIVE.search(run.words[0]))
            if run.opened and alone:
                self._surely[_root(run.words[-1])] += 1

    def share(self, word: str) -> float:
        key = _root(word)
        return self._surely[key] / (self._all[key] + _DOUBT)

    def noun(self, word: str) -> bool:
        return not _NO_HEAD.search(word) and self.share(word) >= (_SURE if _may_be_verb(word) else _NOUN)

    def modifier(self, word: str) -> bool:
        return self.share(word) < _MODIFIER and not _may_be_verb(word) and not _of_offices(word)


def _candidates(run: _WordRun, nouns: _Nouns) -> Iterable[tuple[Key, int, int, list[Key]]]:
    """Yield the terms in a run with their places in it and the longer terms around them."""
    spans = []
    for end in range(1, len(run.words) + 1):
        if not nouns.noun(run.words[end - 1]):
            continue
        for start in range(end - 1, max(-1, end - 1 - _LONGEST), -1):
            if start < end - 1 and not nouns.modifier(run.words[start]):
                break
            if start < end - 1 or not _of_offices(run.words[start]):
                spans.append((start, end))
    for start, end in spans:
        longer = [_key(run, a, b) for a, b in spans if a <= start and end <= b and (a, b) != (start, end)]
        yield _key(run, start, end), start, end, longer


def _key(run: _WordRun, start: int, end: int) -> Key:
    return tuple(map(_root, run.words[start:end]))


_folded = lru_cache(maxsize=100_000)(fold)


def _runs(text: str) -> Iterable[_WordRun]:
    words: list[str] = []
    forms: list[str] = []
    opened, before = False, ""
    for token in _TOKEN.findall(text):
        folded = _folded(token)
        if _WORD.fullmatch(folded) and folded not in stop_words() and folded not in question_words():
            if not words:
                opened = before in _OPENERS
            words.append(folded)
            forms.append(token)
        else:
            if words:
                yield _WordRun(tuple(words), tuple(forms), opened)
                words, forms = [], []
            before = folded
    if words:
        yield _WordRun(tuple(words), tuple(forms), opened)


def _parts(name: str, vocabulary: Collection[str]) -> int:
    """Return of how many words a term is, those in compounds as well; a long word is a compound, even where its parts
    stand nowhere else.
    """
    return sum(
        len(split_compound(word, lambda part: part if part in vocabulary else None, whole=False))
        or 1 + (len(word) >= _LONG)
        for word in re.split(r"[ -]", name)
    )
