"""Words and phrases of a list found in a clause, in any form, the longest first. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.dutch.lemmas import infinitives, surest
from index.dutch.word_lists import listed, rows
from index.dutch.words import fold

_GAP = 7  # words that `...` in a phrase stands for, at most
# forms that look like those of another word: `slechts` is not `slecht`, `ouder` not `oud`
_ITSELF = listed("grammar/look_alikes.txt")


_AS_LISTED = frozenset(
    ("claims/quantity.tsv", "claims/bounds.tsv")
)  # these list their inflected forms: `passen` is not `pas`


@dataclass(frozen=True)
class Term:
    """A term of a list found at `[start, end)` of the words, with its level."""

    text: str
    level: str
    start: int
    end: int


@lru_cache(maxsize=10_000)
def find_terms(name: str, words: tuple[str, ...]) -> tuple[Term, ...]:
    """Return the terms of the list `name` in `words`, in order; a word belongs to one term."""
    taken: set[int] = set()
    found: list[Term] = []
    for forms in (
        (_itself,) if name in _AS_LISTED else (_itself, _forms)
    ):  # the very word goes before what it may be a form of: `enkele` is not `enkel`
        present = {form for word in words for form in forms(word)}
        for parts, level in _terms(name):
            if not all(part in present or part == "..." for part in parts):
                continue
            for start in range(len(words)):
                end = _end(parts, words, start, forms)
                if end and not taken & set(range(start, end)):
                    taken |= set(range(start, end))
                    found.append(Term(" ".join(words[start:end]), level, start, end))
    return tuple(sorted(found, key=lambda term: term.start))


def levels(name: str, words: tuple[str, ...]) -> frozenset[str]:
    """Return the levels of the terms of the list `name` in `words`."""
    return frozenset(term.level for term in find_terms(name, words))


def _end(parts: Sequence[str], words: Sequence[str], start: int, forms: Callable[[str], frozenset[str]]) -> int:
    """Return where the term that starts at `start` ends, 0 when it does not stand there."""
    at = start
    for i, part in enumerate(parts):
        if part == "...":
            following = parts[i + 1]
            at = next(
                (
                    j
                    for j in range(at, min(at + _GAP, len(words) - 1) + 1)
                    if j < len(words) and following in forms(words[j])
                ),
                -1,
            )
            if at < 0:
                return 0
            continue
        if at >= len(words) or part not in forms(words[at]):
            return 0
        at += 1
    return at


def _itself(word: str) -> frozenset[str]:
    return frozenset((word,))


@lru_cache(maxsize=20_000)
def _forms(word: str) -> frozenset[str]:
    if word in _ITSELF:
        return frozenset((word,))
    return surest(word) | frozenset(infinitives(word))  # `streef` too is a form of `streven`


@lru_cache(maxsize=20)
def _terms(name: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    found: Mapping[tuple[str, ...], str] = {tuple(fold(term).split()): level for term, level, *_ in rows(name)}
    return tuple(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))
