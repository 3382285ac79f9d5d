"""Passages of different letters that say the same in the same words are shown once. Pure.

Successive notes repeat each other's paragraphs; shown one by one, they crowd out what else was found. Texts are nearly
the same when their resemblance (Broder, "On the Resemblance and Containment of Documents", 1997), the Jaccard
coefficient of their sets of three words in a row, is high. That alone does not do: one other number or name among fifty
words says something else. So the words that carry content, the numbers and the negations must be the same too, and no
text hides an answer that another has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from index.dutch.words import content_words, stem, words
from index.records import Hit, Passage, Twin

T = TypeVar("T")

_SHINGLE = 3  # words
_ALIKE = 0.8
_COPY = 0.75  # of the stems in either of two passages of one letter, numbers apart
_NEGATIONS = frozenset("niet geen noch nooit nergens niemand niets zonder not no never".split())
_FOOTNOTE = re.compile("[⁰¹²³⁴-⁹]+")


def fold_twins(hits: Sequence[Hit], *, first: Callable[[Hit], tuple[float, ...]]) -> list[Hit]:
    """Return `hits`, best first, with those that say the same folded into the place and score of the best of them.

    Of each group the hit that is highest by `first` is shown, then the newest; the others are its `also`, newest first.
    """
    groups: list[list[Hit]] = []
    alike: dict[frozenset[str], list[list[Hit]]] = {}
    for hit in hits:
        told = _told(hit.passage.text)
        near = alike.setdefault(told, [])
        group = next((each for each in near if _joins(hit, each)), None) if told else None
        if group is None:
            groups.append([hit])
            near.append(groups[-1])
        else:
            group.append(hit)
    return [_one(group, first) for group in groups]


def copies_behind(
    order: Iterable[int], passage: Callable[[int], Passage], *, k: int, stays: Callable[[int], bool]
) -> list[int]:
    """Return up to `k` of `order`, numbers of passages, best first: those that nearly repeat a better one of their own
    letter stand behind all others, so that no letter crowds out the others by saying one thing many times. Those that
    `stays` says stay where they are.
    """
    told: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    others: list[int] = []
    copies: list[int] = []
    for i in order:
        if len(others) == k:
            break
        each = passage(i)
        stems = frozenset(word for word in _told(each.text) if not word.isdigit())
        if not stays(i) and any(_share(stems, other) >= _COPY for other in told[each.letter_id]):
            copies.append(i)
        else:
            told[each.letter_id].append(stems)
            others.append(i)
    return [*others, *copies][:k]


def each_once(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield every hit the first time that its passage comes by."""
    seen = set()
    for hit in hits:
        if hit.passage.id not in seen:
            seen.add(hit.passage.id)
            yield hit


def resemblance(one: Passage, other: Passage) -> float:
    """Return how much two passages, each with its heading, resemble each other, in [0, 1]."""
    a, b = _shingles(f"{one.heading}\n{one.text}"), _shingles(f"{other.heading}\n{other.text}")
    return _share(a, b)


def _share(a: frozenset[T], b: frozenset[T]) -> float:
    """Return the Jaccard coefficient of two sets, 0 for two that are empty."""
    shared = len(a & b)
    return shared / ((len(a) + len(b) - shared) or 1)


def _joins(hit: Hit, group: Sequence[Hit]) -> bool:
    elsewhere = all(hit.letter.id != other.letter.id for other in group)
    return elsewhere and resemblance(hit.passage, group[0].passage) >= _ALIKE


def _one(group: list[Hit], first: Callable[[Hit], tuple[float, ...]]) -> Hit:
    newest = sorted(group, key=lambda hit: hit.letter.date or "", reverse=True)  # stable: then the better one
    shown = max(newest, key=first)
    also = tuple(Twin(hit.passage, hit.letter) for hit in newest if hit is not shown)
    return replace(shown, score=group[0].score, also=also)


@lru_cache(maxsize=10_000)
def _told(text: str) -> frozenset[str]:
    """Return the stems of the words that carry content, and the numbers and negations."""
    plain = _FOOTNOTE.sub("", text)
    return frozenset([*map(stem, content_words(plain)), *_NEGATIONS.intersection(words(plain))])


@lru_cache(maxsize=10_000)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    said = words(_FOOTNOTE.sub("", text))
    return frozenset(tuple(said[i : i + _SHINGLE]) for i in range(max(1, len(said) - _SHINGLE + 1)))
