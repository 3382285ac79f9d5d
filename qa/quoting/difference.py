"""What letters differ in: what each of the letters that a question compares says of it, newest first."""

from __future__ import annotations

import re
from functools import cache

from index.dutch.word_lists import any_of, rows
from qa.inquiry import HITS, Inquiry
from qa.question.periods import asks_difference
from qa.question.question import understand
from qa.quoting.answer import matcher_of, select_sentences
from qa.quoting.select import quote
from qa.records import Conclusion, Sentence

_MOST = 10  # letters that are compared


def answer_difference(inquiry: Inquiry) -> Conclusion | None:
    """Answer what the letters that a question names differ in: with what each of them says of it. None for any other
    question, and where fewer than two of them speak of it.
    """
    language = inquiry.asks.language
    if not (2 <= len(inquiry.named) <= _MOST and asks_difference(inquiry.own, language)):
        return None
    topic = _topic(inquiry.sought, language)
    if not understand(topic).terms:
        return None
    letters = sorted(map(inquiry.library.letters.__getitem__, inquiry.named), key=lambda each: each.date or "")
    told = [sentence for each in reversed(letters) if (sentence := _said(inquiry, topic, each.id))]
    if len(told) < 2:
        return None
    if len(told) == len(letters):
        return Conclusion(tuple(told), inquiry.say("side_by_side"), mode="quotes")
    return Conclusion(tuple(told), missing=inquiry.say("side_by_side_some"), mode="quotes")


def _said(inquiry: Inquiry, topic: str, letter: str) -> Sentence | None:
    """Return what one letter says of the topic; None where it does not speak of it."""
    library = inquiry.library
    hits = library.search(topic, HITS, among={letter})
    asked = understand(topic)
    found = select_sentences(asked, topic, hits, library=library, settings=inquiry.settings, named=True)
    if not found.judgement.answers:
        return None
    return quote(asked, found.best_first[:1], library.documents, means=matcher_of(library).means)[0]


def _topic(question: str, language: str) -> str:
    """Return what letters are compared on: what stands behind a colon, else behind *over*; "" where neither is."""
    _, colon, behind = question.partition(":")
    if colon:
        return behind.strip()
    about = re.split(rf"(?<!\w){_about(language)}(?!\w)", question, maxsplit=1, flags=re.IGNORECASE)
    return about[1].strip() if len(about) > 1 else ""


@cache
def _about(language: str) -> str:
    return any_of(
        form.replace("_", " ")
        for of, role, forms in rows("letters/asked_about.tsv")
        if (of, role) == (language, "about")
        for form in forms.split()
    )
