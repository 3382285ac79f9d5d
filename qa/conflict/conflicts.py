"""Sentences of one answer in which letters say different things of the same: found, and put next to each other.
Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.dutch.sentences import sentences as sentence_spans
from qa.conflict.changed import Said, relation
from qa.conflict.statement import read_statement
from qa.records import Sentence


def in_conflict(one: Sentence, other: Sentence) -> bool:
    """True when letters that the two rest on say different things of the same: another number or date, or the contrary.

    Sentences that rest on the same letter are no conflict: their writer had both in mind.
    """
    if {cited.letter.id for cited in one.citations} & {cited.letter.id for cited in other.citations}:
        return False
    return any(_differ(a, b) for a in _said(one) for b in _said(other))


def newest_first(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return `sentences` with those that conflict next to each other, in the place of the first of
    them, newest letter first.

    Undated letters come last; all other sentences keep their order.
    """
    ordered: list[Sentence] = []
    for group in _groups(sentences):
        ordered += sorted(group, key=_newest, reverse=True)  # stable also in reverse
    return tuple(ordered)


def latest(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return `sentences` without those that are older: another one conflicts with it and is of a newer letter, or such
    a letter is known; all of them where none would be left.
    """
    left = tuple(
        each
        for each in sentences
        if not each.older
        and not any(_newest(other) > _newest(each) and in_conflict(each, other) for other in sentences)
    )
    return left or tuple(sentences)


def conflicting(sentences: Sequence[Sentence]) -> bool:
    """True when at least two of the sentences conflict."""
    return any(in_conflict(a, b) for i, a in enumerate(sentences) for b in sentences[i + 1 :])


def _groups(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Yield the sentences in their order, each with those after it that conflict with it or with one of its group."""
    left = list(sentences)
    while left:
        group = [left.pop(0)]
        for each in group:  # grows while it is walked
            found = [other for other in left if in_conflict(each, other)]
            group += found
            left = [other for other in left if other not in found]
        yield group


def _newest(sentence: Sentence) -> str:
    return max(cited.letter.date or "" for cited in sentence.citations)


def _differ(one: Said, other: Said) -> bool:
    older, newer = sorted((one, other), key=lambda said: said.date or "")
    return relation(older, newer) == "change"


def _said(sentence: Sentence) -> list[Said]:
    """Return what the letters say, sentence by sentence; where a quote is no sentence, what the answer makes of it."""
    found = []
    for cited in sentence.citations:
        texts = [cited.quote[start:end] for start, end in sentence_spans(cited.quote)]
        letter = cited.letter
        found += [
            Said(text if read_statement(text).states else sentence.text, letter.title, letter.date) for text in texts
        ]
    return found
