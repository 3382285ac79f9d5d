"""Passages of different letters that say the same in the same words are shown once. Pure.

Successive notes repeat each other's paragraphs; shown one by one, they crowd out what else was found. Texts are nearly
the same when their resemblance (Broder, "On the Resemblance and Containment of Documents", 1997), the Jaccard
coefficient of their sets of three words in a row, is high. That alone does not do: one other number or name among fifty
words says something else. So the words that carry content, the numbers and the negations must be the same too, and no
text hides an answer that another has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from index.dutch.words import content_words, stem, words
from index.records import Hit, Passage, Twin

_SHINGLE = 3  # words
_ALIKE = 0.8
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
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared)


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
