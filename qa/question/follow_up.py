"""Follow-up questions: what is searched when a question leans on the ones before it. Pure.

Where grammar leaves no doubt, `En de PO-Raad?` becomes the whole question that it stands for (`qa.question.ellipsis`, `qa.question.pronouns`).
Elsewhere the question keeps its words, with the question that it leans on behind it: `(over: …)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.dutch.words import fold
from index.search.named import dates_in
from qa.question.ellipsis import filled_in, without_dates
from qa.question.leaning import leans
from qa.question.pronouns import resolved

REMEMBERED = 5
"""Earlier questions that count: a conversation wanders."""
LONGEST = 300
"""Characters of an earlier question that count."""


@dataclass(frozen=True)
class Standalone:
    """What to search for. `sure` where it is the question itself, or what it can only mean."""

    text: str
    sure: bool


def standalone(question: str, history: Sequence[str]) -> str:
    """Return what to search for: the question itself, or made whole with the earlier questions that it leans on."""
    return made_whole(question, history).text


def made_whole(question: str, history: Sequence[str]) -> Standalone:
    """Return `question` as it can be understood without `history`, the earlier questions, oldest first."""
    before = ""  # the latest that can be understood by itself, or the latest
    complete = False
    for earlier in recent(history):
        whole = _whole(earlier, before)
        if whole.sure and (whole.text != earlier or not leans(earlier)):
            before, complete = whole.text, True
        elif not complete:
            before = earlier
    return _whole(question, before)


def recent(history: Sequence[str]) -> list[str]:
    """Return the earlier questions that count, oldest first."""
    return [" ".join(each.split())[:LONGEST] for each in history if each.strip()][-REMEMBERED:]


def _whole(question: str, before: str) -> Standalone:
    if not before or not leans(question):
        return Standalone(question, sure=True)
    if whole := filled_in(question, before) or resolved(question, before):
        return Standalone(whole, sure=True)
    subject = without_dates(before) if dates_in(fold(question)) else before
    return Standalone(f"{question} (over: {subject.strip().rstrip('?')})", sure=False)
