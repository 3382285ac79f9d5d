"""Answers that staff approved: pinned to their question, and given to whoever asks it in like words."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from index.dutch.dates import written_out
from index.errors import StoreError
from index.search.library import Library
from index.settings import Settings
from index.store.exchanges import Exchange
from index.store.review.pins import Pin, put_pin, read_pin
from index.store.review.reviews import Review
from qa.inquiry import Inquiry
from qa.notices import notice
from qa.records import Citation, Conclusion, Sentence, cite
from qa.review.faults import NotReviewableError
from qa.review.reviewing import kept_exchange, review_by

logger = logging.getLogger(__name__)

_TOKEN = re.compile(r"[^\W_]+(?:[.,'’/-][^\W_]+)*|[%€$£+<>=]")
_ARTICLES = frozenset(("de", "het"))  # not `een`, from which accents may have gone: `één ouder`


def pin_key(question: str) -> str:
    """Return what a question is known by: its words in order, whatever their capitals, punctuation, `de` and `het`, and
    the spaces inside compounds. Another word, number, form or order makes another question.
    """
    said = (word for word in _TOKEN.findall(question.lower()) if word not in _ARTICLES)
    joined = "".join(f" {word} " if any(map(str.isdigit, word)) else word for word in said)
    return hashlib.sha256(joined.encode()).hexdigest()


def pin_answer(exchange_id: str, reviewer: str, settings: Settings, library: Library) -> Pin:
    """Pin the answer that `reviewer` approved: the corrected one, else the one that was given and found good.

    Raises NotReviewableError where there is none, a quote of it was not found right, or its letters have changed;
    StoreError.
    """
    pin = pin_of(kept_exchange(exchange_id, settings), review_by(exchange_id, reviewer, settings), library)
    put_pin(pin, settings)
    return pin


def pin_of(exchange: Exchange, found: Review, library: Library) -> Pin:
    """Return the pin of what a reviewer found of an exchange, not kept yet. Raises NotReviewableError as `pin_answer`
    does.
    """
    if found.correction:
        sentences: tuple[Mapping[str, Any], ...] = (
            {"text": found.correction.text, "citations": list(found.correction.citations)},
        )
    elif found.answer == "good" and all(each.verdict == "right" for each in found.quotes):
        sentences = tuple({"text": each["text"], "citations": each["citations"]} for each in exchange.line["sentences"])
    else:
        sentences = ()
    if not sentences:
        raise NotReviewableError(
            "Alleen een antwoord dat goed is, kan worden vastgezet.",
            help="Vind het goed met al zijn citaten, of geef een verbeterd antwoord met citaten uit de brieven.",
        )
    question = exchange.searched_for
    pin = Pin(pin_key(question), question, exchange.language or "nl", sentences, found.reviewer, datetime.now(UTC))
    if pinned_sentences(pin, library) is None:
        raise NotReviewableError(
            "De brieven onder dit antwoord zijn veranderd sinds het werd gegeven.", help="Stel de vraag opnieuw."
        )
    return pin


def pinned_answer(inquiry: Inquiry) -> Conclusion | None:
    """Return what staff approved for this question; None where that is nothing, its letters have changed, or the
    catalog cannot be read, which is logged.
    """
    try:
        pin = read_pin(inquiry.settings, pin_key(inquiry.searched_for))
    except StoreError as fault:
        logger.info("pinned answers were not looked at: %s", fault)
        return None
    sentences = pinned_sentences(pin, inquiry.library) if pin else None
    if pin is None or sentences is None:
        return None
    day = pin.pinned_at.astimezone().date()
    date = written_out(day.isoformat()) if inquiry.language == "nl" else day.isoformat()
    said = notice("checked", inquiry.language, date=date)
    return Conclusion(sentences, said, mode="quotes", checked_on=day)


def pinned_sentences(pin: Pin, library: Library) -> tuple[Sentence, ...] | None:
    """Return the sentences of a pin; None where one of its letters is no longer there as it was, or has been replaced
    by another.
    """
    made = []
    for sentence in pin.sentences:
        citations = [standing(each, library) for each in sentence["citations"]]
        if not citations or None in citations:
            return None
        made.append(Sentence(sentence["text"], tuple(filter(None, citations))))
    return tuple(made) or None


def standing(citation: Mapping[str, Any], library: Library) -> Citation | None:
    """Return what is cited where it still stands: None where its letter is no longer there as it was, or has been
    replaced by another.
    """
    letter = library.letters.get(citation["letter_id"])
    start, end = citation["start"], citation["end"]
    if letter is None or letter.replaced_by or library.document_of(letter).text[start:end] != citation["quote"]:
        return None
    return cite(library.document_of(letter), letter, start, end)
