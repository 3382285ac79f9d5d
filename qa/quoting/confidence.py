"""How sure is it that the letters answer a question? Weighed from several signs, not from one score. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index.dutch.words import fold
from index.letters.passages import context_line
from index.records import Hit
from qa.question.question import Question
from qa.quoting.answer_types import years_in
from qa.quoting.calibration import calibration
from qa.quoting.candidates import Candidate
from qa.quoting.evidence import Matcher, QuestionTerm, coverage, match

_HITS = 5
_PRESENT = 0.6
_TELLING = 0.5  # of the weight, from which a word is missed: not whom someone asks for, as `mijn dochter`
_SAYS_ALL = 0.9  # of the question's weight
_LACKING = 0.3  # of the confidence is left where a name or the kind of thing that is asked for is lacking
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
        return self.confidence >= calibration().threshold


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
    question: Question,
    presence: Presence,
    found: Sequence[Candidate],
    best_first: Sequence[Candidate],
    *,
    trust: float = 1.0,
    named: bool = False,
) -> Judgement:
    """Weigh whether `best_first`, those of the candidates `found` that can answer, do answer the question.

    With `named`, of which letter it is asked is sure: what says by itself all that the question names does answer.

    `trust`, in [0, 1], is how far the vectors' nearness can be trusted; as far as not, the words stand in for it.
    """
    signs = _signs(question, presence, found, best_first, trust)
    held_back = not best_first
    confidence = calibration().probability(signs) * (_LACKING if held_back else 1) if presence.covered else 0.0
    if named and best_first and best_first[0].features["says"] >= _SAYS_ALL:
        confidence = max(confidence, calibration().threshold)
    return Judgement(confidence, presence.lacking, held_back, signs)


def _signs(
    question: Question,
    presence: Presence,
    found: Sequence[Candidate],
    best_first: Sequence[Candidate],
    trust: float,
) -> dict[str, float]:
    """Return the signs that are weighed: `near`, the nearness of the sentence that is nearest in meaning, and `best`,
    that of the best one; `kind`, whether the best one has what is asked for, and `named`, whether its letter has the
    names and years of the question; `foreign`, whether it is asked in another language than Dutch, whose words the
    letters do not have.
    """
    words = (1 - trust) * max(presence.covered, default=0.0)
    best = best_first[0] if best_first else None
    return {
        "near": max((each.features["near"] for each in found), default=0.0) + words,
        "best": best.features["near"] + words if best else 0.0,
        "kind": best.features["kind"] if best else 0.0,
        "named": float(best is not None and best.letter.id in presence.letters),
        "foreign": float(question.language != "nl"),
    }


def _names(question: Question, terms: Sequence[QuestionTerm]) -> list[QuestionTerm]:
    """Return the terms that are names or years: where one is lacking, the letter speaks of something else."""
    named = {fold(name) for name in [*_NAME.findall(question.text), *years_in(question.text)]}
    return [term for term in terms if term.word in named]


def _has_long_names(question: Question, text: str) -> bool:
    """True when names of several words, as `Raad van State`, stand in `text` as such: the words apart are another's."""
    said = " ".join(fold(text).split())
    return all(" ".join(fold(name).split()) in said for name in _LONG_NAME.findall(question.text))
