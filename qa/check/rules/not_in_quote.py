"""What a sentence says that its quotes do not: words without a like among theirs. Pure.

A paraphrase puts other words in the place of the letter's; an addition puts words where the letter has none. So for
each run of words without a like it counts whether the letter, between the same neighbours, has words that the sentence
does not have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from index.dutch.dates import MONTHS
from index.dutch.lemmas import surest
from index.dutch.sentences import sentences
from index.dutch.word_lists import kinds, listed, rows
from index.dutch.words import fold
from index.models.embed import Vectors
from qa.check.claim import Claim
from qa.check.rules.wrong_speaker import names_in, speakers
from qa.compare.antonyms import opposite
from qa.compare.clauses import clauses, content, like, tokens
from qa.compare.english import entry
from qa.compare.number_values import is_number_word
from qa.compare.vectors import encoder_here, sentence_vector, unit, word_vector

ALIKE = 0.6
_NEAR = 3  # words beside a neighbour in which the letter may have other words for the same
_LEVELS = frozenset(("possible", "considered", "proposed", "recommended", "intended", "future", "hedge"))

FEATURES = ("added things", "added actions", "other things", "other actions", "share", "exact")
"""What the bound is learned on, in the order of `features`."""
ENCODED = ("gain of words", "gain of the sentence")
"""What comes after them where the encoder is at hand; without it there is a bound without them."""


@dataclass(frozen=True)
class NoveltyBound:
    """How new a sentence may be: the most that `weights` over its features and `bias` may sum to."""

    weights: tuple[float, ...]
    bias: float
    most: float


def not_in_quote(claim: Claim) -> str:
    """Return the words by which the sentence says more than its quotes, by the learned bound, or ""."""
    new, encoded = novelty(claim), encoder_here()
    words = (*new.added, *new.replaced)
    bound = learned(encoded=encoded)
    return ", ".join(words) if words and score(features(claim, new, encoded=encoded), bound) > bound.most else ""


def score(values: Sequence[float], bound: NoveltyBound) -> float:
    """Return how new a sentence with these features is, higher is newer."""
    return bound.bias + sum(weight * value for weight, value in zip(bound.weights, values, strict=True))


def features(claim: Claim, new: Novelty, *, encoded: bool) -> tuple[float, ...]:
    """Return what `FEATURES` names of a sentence, and where it is `encoded` what `ENCODED` names."""
    added = [is_action(word) for word in new.added]
    other = [is_action(word) for word in new.replaced]
    by_words = (
        added.count(False), added.count(True), other.count(False), other.count(True), new.share, new.exact
    )  # fmt: skip
    if not encoded:
        return by_words
    words = (*new.added, *new.replaced)
    return (*by_words, _gain(claim, words, _sum_of_words), _gain(claim, words, _as_a_whole))


def _gain(claim: Claim, new: Sequence[str], vector: Callable[[Sequence[str]], Vectors]) -> float:
    """Return by how much the sentence comes nearer to its quotes, in cosine similarity, when the new word that fits
    them least is left out. Leaving out a paraphrase takes meaning away; leaving out an addition does not.
    """
    said = _said(claim.text)
    quoted = unit(np.sum([vector(_said(quote)) for quote in claim.quotes], axis=0))
    now = float(vector(said) @ quoted)
    without = ([word for word in said if word != left_out] for left_out in new)
    return max((float(vector(words) @ quoted) - now for words in without if words), default=0.0)


def _said(text: str) -> list[str]:
    return [word for word in tokens(text) if word[0].isalnum()]


def _sum_of_words(words: Sequence[str]) -> Vectors:
    return unit(np.sum([word_vector(word) for word in words], axis=0))


def _as_a_whole(words: Sequence[str]) -> Vectors:
    return sentence_vector(" ".join(words))


@cache
def learned(*, encoded: bool) -> NoveltyBound:
    """Return the bound that `python -m eval.learn.novelty` learned, with the encoder's features or without."""
    read = json.loads(Path(__file__).with_name("novelty.json").read_text(encoding="utf-8"))
    bound = read["encoded" if encoded else "by words"]
    return NoveltyBound(tuple(bound["weights"]), bound["bias"], bound["most"])


@dataclass(frozen=True)
class Novelty:
    """How much of a sentence is new.

    `added` are telling words where the letter has none, `replaced` those where it has others; `share` is the share of
    its telling words that is new, `exact` the share of its words that the letter has literally.
    """

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    share: float
    exact: float


def novelty(claim: Claim) -> Novelty:
    """Return what is new in the sentence of a claim."""
    said = _own_words(claim.text)
    quoted = [word for quote in claim.quotes for word in _words(quote)]
    places = [_place(word, quoted) for word in said]
    added: list[str] = []
    replaced: list[str] = []
    unsaid = _unsaid(said, quoted, places)
    for start, end in _runs(_known(claim, said, quoted, places)):
        telling = [word for word in said[start:end] if not light(word)]
        room = len(unsaid & set(_beside(places, start, end, len(quoted))))
        replaced += telling[:room]
        added += telling[room:]
    counted = sum(not light(word) for word in said)
    exact = sum(place is not None and word == quoted[place] for word, place in zip(said, places, strict=True))
    return Novelty(
        tuple(added), tuple(replaced), (len(added) + len(replaced)) / max(1, counted), exact / max(1, len(said))
    )


def _own_words(text: str) -> list[str]:
    """Return the words of a sentence by which it says something: not its frame, and not who says it."""
    named = names_in((text,))
    speaking = frozenset(word for clause in clauses(text) for one in speakers(clause, named) for word in one)
    return [word for word in _words(text) if word not in frame_words() and word not in speaking]


def _known(claim: Claim, said: Sequence[str], quoted: Sequence[str], places: Sequence[int | None]) -> list[bool]:
    """Return for each word of the sentence whether the letter has one like it, or its opposite, which
    another rule weighs.
    """
    own = [word for text in (*claim.printed, *_pointed_at(claim)) for word in _words(text)]
    return [
        place is not None or any(like(word, each) >= ALIKE or opposite(word, each) for each in (*own, *quoted))
        for word, place in zip(said, places, strict=True)
    ]


def _unsaid(said: Sequence[str], quoted: Sequence[str], places: Sequence[int | None]) -> set[int]:
    """Return the places in the quotes of telling words that the sentence does not have."""
    return {
        i
        for i, word in enumerate(quoted)
        if i not in places and not light(word) and not any(like(word, each) >= ALIKE for each in said)
    }


def _pointed_at(claim: Claim) -> Iterator[str]:
    """Yield the sentences before quotes that point back at them with `deze`, `dit`, `zij`."""
    for quote in claim.quotes:
        if not _POINTS.match(fold(quote)):
            continue
        for passage in claim.passages:
            at = passage.find(quote)
            before = sentences(passage, 0, at) if at > 0 else []
            yield from (passage[start:end] for start, end in before[-1:])


_POINTS = re.compile(r"(?:\w+\s+){0,2}(?:deze|dit|dat|die|zij|ze|hij|hun|daar\w*|hier\w*|dergelijke)\b")


def light(word: str) -> bool:
    """True for a word that says little, or whose meaning another rule weighs: numbers, modality, quantity, who says
    it.
    """
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
    """True for a form of a known verb."""
    return any(form.endswith("en") and entry(form) == form for form in surest(word))


@cache
def frame_words() -> frozenset[str]:
    """Return the folded words that a sentence may have without saying more: `brief`, `staat`, `ook`."""
    return listed("claims/frame_words.txt")


@cache
def _light() -> frozenset[str]:
    found = {fold(term) for term, level, *_ in rows("claims/modality.tsv") if level in _LEVELS}
    found |= {
        fold(term)
        for name in ("claims/quantity.tsv", "claims/bounds.tsv", "claims/speech.tsv")
        for term, *_ in rows(name)
    }
    found |= {fold(term) for term, _, kind, *_ in rows("claims/negative_words.tsv") if kind in ("negator", "exception")}
    return frozenset(term for term in found if " " not in term) | kinds("grammar/light_words.tsv", "addition")
