"""A question, or each half of a double one, answered from the letters' own sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from weakref import WeakKeyDictionary

from index.dutch.words import fold
from index.records import Hit, Span
from index.search.library import Library
from index.settings import Settings
from qa.inquiry import HITS, Inquiry, SearchResult
from qa.notices import lacking, not_found, notice
from qa.question.halves import halves
from qa.question.periods import Period
from qa.question.question import Question, understand
from qa.quoting.absent import absent, names_only_absent
from qa.quoting.candidates import Candidate, candidates
from qa.quoting.confidence import Judgement, judge, presence_of
from qa.quoting.evidence import Matcher, QuestionTerm
from qa.quoting.nearest import MOST_NEAREST, nearest
from qa.quoting.select import denied, quote, ranked
from qa.records import Citation, Conclusion, Sentence

_LEANT_ON = 0.5  # what a follow-up leans on helps to choose, but is no evidence for the question itself


@dataclass(frozen=True)
class Selection:
    """`best_first` are the sentences that can answer, `sentences` those that are shown: none where
    the judgement withholds. `found` are all candidates, whether they can answer or not. With `denies`, the sentences
    deny what the question takes for so.
    """

    sentences: tuple[Sentence, ...]
    judgement: Judgement
    best_first: tuple[Candidate, ...] = ()
    found: tuple[Candidate, ...] = ()
    denies: bool = False


def answer_with_quotes(inquiry: Inquiry, found: SearchResult) -> Conclusion:
    """Answer with sentences of the hits that may answer; without one, tell which come nearest."""
    asks, language = inquiry.asks, inquiry.language
    told = _parts(inquiry, found)
    parts = [part for part in told if part.sentences]
    if not parts:
        return _not_found(inquiry, found, told)
    unanswered = next((half for half, part in zip(halves(asks.text), told, strict=True) if not part.sentences), None)
    missing = []
    if unanswered:
        half = unanswered.partition(" (over:")[0]
        readable = language == asks.language
        missing.append(notice("half", language, half=half) if readable else notice("partly", language))
    if absent_words := [word for word in _absent(inquiry, parts) if fold(word) not in asks.asked_by]:
        missing.append(lacking(absent_words, language))
    weakest_or_best = max if unanswered else min
    return Conclusion(
        tuple(together([part.sentences for part in parts])),
        notice("denied", language) if any(part.denies for part in parts) else "",
        " ".join(missing),
        mode="quotes",
        confidence=weakest_or_best(part.judgement.confidence for part in parts),
    )


def nearest_quotes(inquiry: Inquiry, found: SearchResult) -> tuple[Citation, ...]:
    """Return at most three quotes that come nearest to a question that nothing answers, nearest first."""
    return _nearest(inquiry, _parts(inquiry, found))


def _nearest(inquiry: Inquiry, told: Sequence[Selection]) -> tuple[Citation, ...]:
    """Return what is nearest to all parts of a question, each part in turn."""
    return nearest_in_turn([nearest(part.found, inquiry.library.documents) for part in told])


def nearest_in_turn(near: Sequence[Sequence[Citation]]) -> tuple[Citation, ...]:
    """Return at most three of the citations that are nearest to several questions, one of each question in turn."""
    in_turn = (each for equals in zip_longest(*near) for each in equals if each)
    return tuple(dict.fromkeys(in_turn))[:MOST_NEAREST]


def _not_found(inquiry: Inquiry, found: SearchResult, told: Sequence[Selection]) -> Conclusion:
    language, near = inquiry.language, _nearest(inquiry, told)
    said = not_found(found.hits, _absent(inquiry, told), near=bool(near), language=language)
    if near and inquiry.tells_apart and not any(each.letter.id in inquiry.in_period for each in near):
        said = f"{said} {notice('other_time', language)}"
    if language != "nl" and not near:
        said = notice("no_answer", language)
    return Conclusion(
        notice=said,
        mode="quotes",
        confidence=min(part.judgement.confidence for part in told),
        nearest=near,
    )


def _absent(inquiry: Inquiry, told: Sequence[Selection]) -> list[str]:
    """Return the words of a Dutch question that stand nowhere in the letters, as they are spelt in it."""
    words = [word for part in told for word in part.judgement.lacking] if inquiry.language == "nl" else []
    return absent(words, inquiry.library.stems, question=inquiry.searched_for)


def _parts(inquiry: Inquiry, found: SearchResult) -> list[Selection]:
    """Return what is selected for the question, or for each half of a double one.

    A half asks for its own kind of thing, and leans on what the question itself leans on.
    """
    asks, library, settings = inquiry.asks, inquiry.library, inquiry.settings
    parts = halves(asks.text)
    period = inquiry.period if inquiry.tells_apart else None
    if len(parts) == 1:
        return [
            select_sentences(
                asks,
                inquiry.sought,
                found.sources,
                library=library,
                settings=settings,
                period=period,
                named=bool(found.named),
            )
        ]
    named = {hit.letter.id for hit in found.sources} if found.named else None
    leant_on = inquiry.sought.removeprefix(asks.text)
    told = []
    for part in parts:
        half = replace(understand(part.partition(" (over:")[0]), language=asks.language)
        whole = part + leant_on
        hits = library.search(whole, HITS, among=named)
        told.append(select_sentences(half, whole, hits, library=library, settings=settings, period=period))
    return told


def together(parts: Sequence[Sequence[Sentence]]) -> list[Sentence]:
    """Return the sentences of all parts, each once, with the marks of every part that has it."""
    told: dict[tuple[tuple[str, int, int], ...], Sentence] = {}
    for sentence in (sentence for part in parts for sentence in part):
        places = tuple((each.letter.id, each.start, each.end) for each in sentence.citations)
        same = told.get(places, sentence)
        pairs = zip(same.citations, sentence.citations, strict=True)
        told[places] = replace(same, citations=tuple(replace(a, marks=_marks(a, b)) for a, b in pairs))
    return list(told.values())


def _marks(one: Citation, other: Citation) -> tuple[Span, ...]:
    """Return the marks of both, in order; of two that overlap the first."""
    marks = sorted({*one.marks, *other.marks})
    return tuple(mark for i, mark in enumerate(marks) if not any(mark[0] < end for _, end in marks[:i]))


def select_sentences(
    asked: Question,
    searched_for: str,
    hits: Sequence[Hit],
    *,
    library: Library,
    settings: Settings,
    period: Period | None = None,
    named: bool = False,
) -> Selection:
    """Return what the letters' own sentences say of `asked`, which was searched as `searched_for`; only what holds in
    `period`, or is told of it, can answer. `named` tells that `hits` are of the letter that the question names.
    """
    matcher = matcher_of(library)
    own, all_terms = _terms(asked, searched_for, matcher)
    nearness = library.nearness(searched_for, [hit.passage for hit in hits])
    found = candidates(asked, all_terms, hits, library.documents, matcher=matcher, nearness=nearness)
    presence = presence_of(asked, own, hits, matcher=matcher)
    best_first = ranked(asked, found, library.documents, period=period)
    contrary = denied(asked, found, best_first, library.documents)
    best_first = contrary or best_first
    judgement = judge(asked, presence, found, best_first, trust=library.trust, named=named)
    if asked.language == "nl" and names_only_absent(asked, judgement.lacking, library.stems):
        judgement = replace(judgement, confidence=0.0)
    sentences = quote(asked, best_first, library.documents, means=matcher.means) if judgement.answers else []
    return Selection(tuple(sentences), judgement, tuple(best_first), tuple(found), denies=bool(contrary))


def matcher_of(library: Library) -> Matcher:
    """Return how questions and texts are weighed over `library`, kept as long as it is, with what it has read."""
    if library not in _kept:
        _kept[library] = Matcher(library.rarity)
    return _kept[library]


_kept: WeakKeyDictionary[Library, Matcher] = WeakKeyDictionary()


def _terms(
    asked: Question, searched_for: str, matcher: Matcher
) -> tuple[tuple[QuestionTerm, ...], tuple[QuestionTerm, ...]]:
    """Return the question's own terms, and those with what it leans on."""
    everything = understand(searched_for).terms
    own = matcher.terms(asked.text, asked.terms or everything)
    known = {term.word for term in own}
    leant_on = matcher.terms(searched_for, [word for word in everything if word not in known])
    return own, (*own, *(term.lighter(_LEANT_ON) for term in leant_on))
