"""A question answered from the letters' own sentences: found, weighed, and chosen or withheld."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from index.dutch.lexicon import open_glosser
from index.records import Hit
from index.search.library import Library
from index.settings import Settings
from qa.question.question import Question, understand
from qa.quoting.candidates import Candidate, candidates
from qa.quoting.confidence import Judgement, judge, listen
from qa.quoting.evidence import Evidence, Term
from qa.quoting.select import quote, ranked
from qa.records import Sentence

_HITS = 8  # hits whose sentences are considered
_LEANT_ON = 0.5  # what a follow-up leans on helps to choose, but is no evidence for the question itself


@dataclass(frozen=True)
class FromLetters:
    """`best_first` are the sentences that can answer, `sentences` those that are shown: none where the judgement withholds."""

    sentences: tuple[Sentence, ...]
    judgement: Judgement
    best_first: tuple[Candidate, ...] = ()


def answer_from_letters(
    asked: Question, searched_for: str, hits: Sequence[Hit], *, library: Library, settings: Settings
) -> FromLetters:
    """Return what the letters' own sentences say of `asked`, which was searched as `searched_for`."""
    evidence = evidence_of(library, settings)
    own, all_terms = _terms(asked, searched_for, evidence)
    first = hits[:_HITS]
    nearness = library.nearness(searched_for, [hit.passage for hit in first])
    found = candidates(asked, all_terms, first, library.documents, evidence=evidence, nearness=nearness)
    heard = listen(asked, own, hits, evidence=evidence)
    best_first = ranked(asked, [each for each in found if each.letter.id in heard.letters], library.documents)
    judgement = judge(asked, heard, hits, best_first, trust=library.trust)
    sentences = quote(asked, best_first, library.documents, means=evidence.means) if judgement.answers else []
    return FromLetters(tuple(sentences), judgement, tuple(best_first))


def evidence_of(library: Library, settings: Settings) -> Evidence:
    """Return how questions and texts are weighed over `library`, kept as long as it is, with what it has read."""
    if library not in _kept:
        _kept[library] = Evidence(open_glosser(settings.lexicon)[0], library.rarity)
    return _kept[library]


_kept: WeakKeyDictionary[Library, Evidence] = WeakKeyDictionary()


def _terms(asked: Question, searched_for: str, evidence: Evidence) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Return the question's own terms, and those with what it leans on."""
    everything = understand(searched_for).terms
    own = evidence.terms(asked.text, asked.terms or everything, asked.language)
    known = {term.word for term in own}
    leant_on = evidence.terms(searched_for, [word for word in everything if word not in known], asked.language)
    return own, (*own, *(term.lighter(_LEANT_ON) for term in leant_on))
