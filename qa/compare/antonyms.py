"""Opposites, and words that deny. Pure, but for reading the lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from index.dutch.lemmas import surest
from index.dutch.word_lists import rows
from index.dutch.words import fold


@lru_cache(maxsize=20_000)
def opposite(word: str, other: str) -> bool:
    """True when two folded words, in any form, are opposites."""
    forms, others = surest(word), surest(other)
    if any(form in _pairs().get(each, ()) for each in forms for form in others):
        return True
    return any(_denies(form, each) or _denies(each, form) for form in forms for each in others)


def _denies(form: str, other: str) -> bool:
    """True for a word in on- and what it denies: `onwenselijk` and `wenselijk`, not `onderwijs`."""
    return form == f"on{other}" and len(other) > 3 and not form.startswith(_NO_DENIAL[0]) and form not in _NO_DENIAL[1]


@cache
def opposed() -> frozenset[str]:
    """Return the dictionary forms that have an opposite."""
    return frozenset(_pairs())


@cache
def denying() -> frozenset[str]:
    """Return the dictionary forms that deny by themselves, as `verbieden` does."""
    denied = [word for word, _, kind, *_ in rows("claims/negative_words.tsv") if kind != "negator" and " " not in word]
    return frozenset(
        fold(word) for word in (*denied, *(word for word, way in rows("claims/directions.tsv") if way == "con"))
    )


@cache
def _pairs() -> Mapping[str, frozenset[str]]:
    """Opposites in both directions: pairs, what a negative adjective denies, any word for more with any for less."""
    found: dict[str, set[str]] = {}
    side = {
        kind: [word for word, each in rows("claims/directions.tsv") if each == kind]
        for kind in ("up", "down", "pro", "con")
    }
    pairs = [
        (word, "; ".join(side[against])) for kind, against in (("up", "down"), ("pro", "con")) for word in side[kind]
    ]
    pairs += [(word, others) for word, others, part, *_ in rows("claims/antonyms.tsv") if part != "preposition"]
    pairs += [
        (word, others) for word, others, kind, *_ in rows("claims/negative_words.tsv") if kind == "negative_adjective"
    ]
    for word, others in pairs:
        for other in filter(None, others.split("; ")):
            found.setdefault(fold(word), set()).add(fold(other))
            found.setdefault(fold(other), set()).add(fold(word))
    return {word: frozenset(others) for word, others in found.items()}


def _on_words() -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the beginnings and the words in on- that deny nothing."""
    found = [word for row in rows("claims/on_words.txt") for word in row[0].split()]
    return tuple(word[:-1] for word in found if word.endswith("*")), frozenset(
        word for word in found if word[-1] != "*"
    )


_NO_DENIAL = _on_words()

NEGATORS = frozenset(
    fold(word) for word, _, kind, *_ in rows("claims/negative_words.tsv") if kind == "negator" and " " not in word
)
"""Words that turn what they stand with."""
