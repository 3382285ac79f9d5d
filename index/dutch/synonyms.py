"""Policy words for parents' words: what else a question may be asking with the words it uses. Pure,
but for reading the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from index.dutch.lemmas import surest
from index.dutch.word_lists import rows
from index.dutch.words import words

_FURTHEST = 6  # words over which a term of several words may be spread: `zit al weken thuis`


def other_words(text: str) -> list[str]:
    """Return the words and terms of policy letters for the words of `text`, in its order, none twice;
    longest terms first.

    What is found is not looked up again: a synonym of a synonym is seldom one.
    """
    present = words(text)
    found = dict.fromkeys(each for _, others in found_terms(text) for each in others)
    return [each for each in found if each not in present]


def found_terms(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return for each word and term of the list that `text` has, longest first, its folded words
    there and what letters say for it.
    """
    present = words(text)
    tokens = [surest(word) for word in present]
    forms = frozenset().union(*tokens)
    near = (term for term in _terms() if term[0] in forms)
    found: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    taken: set[int] = set()
    # an entry for the very word goes before one for what it may be a form of: `gelden` is no `geld`
    for term in sorted(near, key=lambda term: (-len(term), not set(term) <= set(present))):
        places = _places(term, tokens)
        inside = len(places) == 1 and taken & set(places)  # a word in a longer term says that term's thing
        if places and not inside:
            taken.update(places)
            found.append((tuple(present[place] for place in places), _synonyms()[term]))
    return found


def _places(term: Sequence[str], tokens: Sequence[frozenset[str]]) -> list[int]:
    """Return where the words of `term` stand, near each other and in any order; empty when one of them lacks."""
    for first, forms in enumerate(tokens):
        if term[0] not in forms:
            continue
        reach = max(_FURTHEST, len(term) - 1)
        near = range(max(0, first - reach), min(len(tokens), first + reach + 1))
        places = [next((i for i in near if part in tokens[i]), None) for part in term]
        if None not in places:
            return [place for place in places if place is not None]
    return []


@cache
def _terms() -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(_synonyms(), key=lambda term: (-len(term), term)))


@cache
def _synonyms() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    found: defaultdict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for everyday, policy, relation, _ in rows("synonyms.tsv"):
        for each in policy.split("; "):
            found[tuple(words(everyday))][" ".join(words(each))] = None
            if relation == "=":
                found[tuple(words(each))][" ".join(words(everyday))] = None
    return {term: tuple(others) for term, others in found.items() if term}
