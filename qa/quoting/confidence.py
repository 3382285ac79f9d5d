"""How sure is it that the letters answer a question? Weighed from several signs, not from one score. Pure."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from index.dutch.words import fold
from index.letters.passages import context_line
from index.records import Hit
from qa.question.question import Question
from qa.quoting.candidates import Candidate
from qa.quoting.evidence import Matcher, QuestionTerm, coverage, match

CALIBRATION = Path(__file__).with_name("calibration.json")
"""What was learned from development questions, with its provenance; `python -m eval.learn.calibrate` makes it anew."""

_HITS = 5
_PRESENT = 0.6
_TELLING = 0.5  # of the weight, from which a word is missed: not whom someone asks for, as `mijn dochter`
_LACKING = 0.3  # of the confidence is left where a name or the kind of thing that is asked for is lacking
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_NAME = re.compile(r"(?<!^)(?<![.?!:] )\b[A-Z][\w'’-]+|\b\w*[A-Z]\w*[A-Z][\w-]*")
_LONG_NAME = re.compile(r"(?<!^)\b[A-Z][\w'’-]+ (?:van|voor|der|de|den|van de|van der|voor de) [A-Z][\w'’-]+")


@dataclass(frozen=True)
class Judgement:
    """`confidence` in [0, 1] that the letters answer; `lacking` are the question's words that no passage near the top
    has; `held_back` where no sentence can answer, since a name or the kind of thing that is asked for is lacking;
    `signs` are what the confidence was weighed from.
    """

    confidence: float
    lacking: tuple[str, ...] = ()
    held_back: bool = True
    signs: Mapping[str, float] = field(default_factory=dict)

    @property
    def answers(self) -> bool:
        """True when it is sure enough to answer."""
        return self.confidence >= threshold()


@dataclass(frozen=True)
class Presence:
    """What the passages near the top have of a question: `covered`, the share of it in each; `letters`, the ids of
    those that speak of it, with every name and year in it; `lacking`, its words that none of the passages has,
    weightiest first.
    """

    covered: tuple[float, ...] = ()
    letters: frozenset[str] = frozenset()
    lacking: tuple[str, ...] = ()


def presence_of(
    question: Question, terms: Sequence[QuestionTerm], hits: Sequence[Hit], *, matcher: Matcher
) -> Presence:
    """Return what the first of `hits` have of the question."""
    first = hits[:_HITS]
    if not first or not terms:
        return Presence()
    texts = [f"{context_line(hit.letter, hit.passage)} {hit.passage.text}" for hit in first]
    around = [matcher.read(text) for text in texts]
    covered = tuple(coverage(terms, present) for present in around)
    named = _names(question, terms)
    letters = frozenset(
        hit.letter.id
        for hit, text, present, share in zip(first, texts, around, covered, strict=True)
        if share >= max(covered) / 2
        and all(match(name, present) >= _PRESENT for name in named)
        and _has_long_names(question, text)
    )
    weightiest = sorted(terms, key=lambda term: -term.weight)
    telling = (term for term in weightiest if term.weight >= _TELLING)
    lacking = (term.word for term in telling if max(match(term, present) for present in around) < _PRESENT)
    return Presence(covered, letters, tuple(lacking))


def judge(
    question: Question, presence: Presence, hits: Sequence[Hit], found: Sequence[Candidate], *, trust: float = 1.0
) -> Judgement:
    """Weigh whether `found`, the sentences that can answer of the letters with the question's
    `presence`, do answer the question.

    `trust`, in [0, 1], is how far the vectors' nearness can be trusted; as far as not, the words stand in for it.
    """
    signs = _signs(question, hits[:_HITS], presence.covered, trust)
    held_back = not found
    confidence = probability(signs) * (_LACKING if held_back else 1) if presence.covered else 0.0
    return Judgement(confidence, presence.lacking, held_back, signs)


def _signs(question: Question, hits: Sequence[Hit], covered: Sequence[float], trust: float) -> dict[str, float]:
    """Return the signs that are weighed: `covered`, the share of the question in its best passage; `near`, how far the
    nearest sentence stands out; `ahead`, how far the first hit is ahead of the fifth; `english`, whether it is asked in
    English.
    """
    return {
        "covered": max(covered, default=0.0),
        "near": max((hit.views.get("sentences", 0.0) for hit in hits), default=0.0)
        + (1 - trust) * max(covered, default=0.0),
        "ahead": hits[0].score - hits[-1].score if hits else 0.0,
        "english": float(question.language == "en"),
    }


def _names(question: Question, terms: Sequence[QuestionTerm]) -> list[QuestionTerm]:
    """Return the terms that are names or years: where one is lacking, the letter speaks of something else."""
    named = {fold(name) for name in [*_NAME.findall(question.text), *_YEAR.findall(question.text)]}
    return [term for term in terms if term.word in named]


def _has_long_names(question: Question, text: str) -> bool:
    """True when names of several words, as `Raad van State`, stand in `text` as such: the words apart are another's."""
    said = " ".join(fold(text).split())
    return all(" ".join(fold(name).split()) in said for name in _LONG_NAME.findall(question.text))


def sentence_score(features: Mapping[str, float]) -> float:
    """Return how well a sentence answers, in [0, 1], from the features of its `Candidate`: a weighted sum, rescaled."""
    weights = _learned()["sentence"]
    total = float(sum(weight * features[name] for name, weight in weights.items()))
    return max(0.0, total / float(sum(weight for weight in weights.values() if weight > 0)))


def probability(signs: Mapping[str, float]) -> float:
    """Return how sure it is that the letters answer, in [0, 1]: logistic regression on the signs of `Judgement`."""
    learned = _learned()["confidence"]
    total = float(learned["intercept"] + sum(weight * signs[name] for name, weight in learned["weights"].items()))
    return 1 / (1 + math.exp(-total))


def threshold() -> float:
    """Return the confidence from which an answer is given."""
    return float(_learned()["confidence"]["threshold"])


def near_floor() -> float:
    """Return the `sentence_score` below which a sentence is not near a question at all."""
    return float(_learned()["nearest"]["floor"])


@cache
def _learned() -> dict[str, Any]:
    return json.loads(CALIBRATION.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
