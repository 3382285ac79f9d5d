"""What a sentence says that its quotes do not: words without a like among theirs. Pure.

A paraphrase puts other words in the place of the letter's; an addition puts words where the letter has none. So for each run of
words without a like it counts whether the letter, between the same neighbours, has words that the sentence does not have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.dutch.dates import MONTHS
from index.dutch.lemmas import surest
from index.dutch.words import fold
from qa.rules.antonyms import opposite
from qa.rules.claim import Claim
from qa.rules.data import rows
from qa.rules.numbers import is_number_word
from qa.rules.speaker import speaker
from qa.rules.words import clauses, content, glosser, like, tokens

ALIKE = 0.6
_NEAR = 3  # words beside a neighbour in which the letter may have other words for the same
_LEVELS = frozenset(("possible", "considered", "proposed", "recommended", "intended", "future", "hedge"))


@dataclass(frozen=True)
class Novelty:
    """How much of a sentence is new.

    `added` are telling words where the letter has none, `replaced` those where it has others; `share` is the share of its words that is new, `exact` the share that the letter has literally, `unused` the telling
    words of the quotes that the sentence does not have.
    """

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    share: float
    exact: float
    unused: int


def novelty(claim: Claim) -> Novelty:
    """Return what is new in the sentence of a claim."""
    speakers = frozenset(word for clause in clauses(claim.text) for word in speaker(clause))
    said = [word for word in _words(claim.text) if word not in _frame() and word not in speakers]
    quoted = [word for quote in claim.quotes for word in _words(quote)]
    own = [word for text in claim.printed for word in _words(text)]
    places = [_place(word, quoted) for word in said]
    known = [
        place is not None or any(like(word, each) >= ALIKE or opposite(word, each) for each in (*own, *quoted))
        for word, place in zip(said, places, strict=True)
    ]
    used = {place for place in places if place is not None}
    used |= {i for i, word in enumerate(quoted) if any(like(word, each) >= ALIKE for each in said)}
    added: list[str] = []
    replaced: list[str] = []
    for start, end in _runs(known):
        telling = [word for word in said[start:end] if not light(word)]
        beside = _beside(places, start, end, len(quoted))
        others = [i for i in beside if i not in used and not light(quoted[i])]
        room = len(others)
        replaced += telling[:room]
        added += telling[room:]
    new = len(added) + len(replaced)
    exact = sum(place is not None and word == quoted[place] for word, place in zip(said, places, strict=True))
    return Novelty(
        tuple(added),
        tuple(replaced),
        new / max(1, len(said)),
        exact / max(1, len(said)),
        sum(i not in used and not light(word) for i, word in enumerate(quoted)),
    )


def light(word: str) -> bool:
    """True for a word that says little, or whose meaning another rule weighs: numbers, modality, quantity, who says it."""
    return bool(surest(word) & _light()) or is_number_word(word) or any(c.isdigit() for c in word) or word in MONTHS


def _words(text: str) -> list[str]:
    """Return the content words of `text`, and the parts of those with a hyphen."""
    found = content(tokens(text))
    return [
        part for word in found for part in dict.fromkeys((word, *(each for each in word.split("-") if len(each) > 2)))
    ]


def _place(word: str, quoted: Sequence[str]) -> int | None:
    """Return where the likest word stands among the quoted ones, None when none is like it."""
    best = max(((like(word, other), -i) for i, other in enumerate(quoted)), default=(0.0, 0))
    return -best[1] if best[0] >= ALIKE else None


def _runs(known: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for i, each in enumerate([*known, True]):
        if not each and start is None:
            start = i
        elif each and start is not None:
            yield start, i
            start = None


def _beside(places: Sequence[int | None], start: int, end: int, length: int) -> range:
    """Return the places in the quotes that lie between the neighbours of a run, or near the only one."""
    left = next((places[i] for i in range(start - 1, -1, -1) if places[i] is not None), None)
    right = next((places[i] for i in range(end, len(places)) if places[i] is not None), None)
    if left is None and right is None:
        return range(length)
    if left is None or right is None:
        at = left if left is not None else right
        assert at is not None
        return range(max(0, at - _NEAR), min(length, at + _NEAR + 1))
    low, high = sorted((left, right))
    return range(max(0, low - 1), min(length, high + 2))


def is_action(word: str) -> bool:
    """True for a form of a verb that the lexicon has."""
    return any(form.endswith("en") and glosser().entry(form) == form for form in surest(word))


@cache
def _frame() -> frozenset[str]:
    lines = Path(__file__).with_name("frame_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _light() -> frozenset[str]:
    found = {fold(term) for term, level, *_ in rows("modality.tsv") if level in _LEVELS}
    found |= {fold(term) for name in ("quantity.tsv", "bounds.tsv", "speech.tsv") for term, *_ in rows(name)}
    found |= {fold(term) for term, _, kind, *_ in rows("negative_words.tsv") if kind in ("negator", "exception")}
    return frozenset(term for term in found if " " not in term) | _SAYS_LITTLE


# verbs, nouns and adverbs that stand in for nearly any other
_SAYS_LITTLE = frozenset(
    "vallen horen behoren gelden staan komen gaan blijven vinden doen maken nemen geven zitten liggen bestaan krijgen hebben zijn "
    "worden hoeven laten brengen houden leiden zetten stellen betekenen zorgen helpen lukken beginnen mens keer plaats manier tijd "
    "deel geval zaak punt ding stap goed nieuw ander eigen bepaald zelf samen eerst weer graag gewoon juist echt wel nu dan al mee weg terug ertoe om heen toe "
    "manifest petitie pleidooi pamflet enquete peiling nodig betalen vragen lopen draaien gebruiken meedoen zien".split()
)
