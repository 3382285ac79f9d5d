"""Answers that staff approved: pinned to their question, and given to whoever asks it in like words."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from index.dutch.dates import written_out
from index.errors import StoreError
from index.search.library import Library
from index.settings import Settings
from index.store.exchanges import Exchange
from index.store.review.pins import Pin, put_pin, read_pin
from index.store.review.reviews import Review
from qa.as_json import sentence_line
from qa.inquiry import Inquiry
from qa.notices import notice
from qa.records import Conclusion, Mode, Sentence
from qa.review.faults import NotReviewableError
from qa.review.proof import as_it_was, changed_letters, corrected_sentences
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


def proposed_pin(exchange_id: str, reviewer: str, settings: Settings, library: Library, *, by: str = "") -> Pin:
    """Return the answer that `reviewer` approved as it would be pinned by `by`, who is the reviewer where it is "": the
    corrected one, else the one that was given and found good. Nothing is kept.

    Raises NotReviewableError where there is none, a quote of it was not found right, a corrected sentence is not borne
    out by the quotes that were chosen, or its letters have changed; StoreError.
    """
    return pin_of(kept_exchange(exchange_id, settings), review_by(exchange_id, reviewer, settings), library, by=by)


def pin_of(exchange: Exchange, found: Review, library: Library, *, by: str = "") -> Pin:
    """Return the pin of what a reviewer found of an exchange, not kept yet. Raises NotReviewableError as `proposed_pin`
    does.
    """
    language, mode = exchange.language or "nl", exchange.mode
    if found.correction:
        proof = corrected_sentences(found.correction, library, language)
        sentences = tuple(sentence_line(each, library=library) for each in proof)
        mode = "quotes" if all(map(_literal, sentences)) else "staff"
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
    pin = Pin(pin_key(question), question, language, mode, sentences, by or found.reviewer, datetime.now(UTC))
    if pinned_sentences(pin, library) is None:
        raise changed_letters()
    return pin


def pin_answer(exchange_id: str, reviewer: str, settings: Settings, library: Library, *, by: str = "") -> Pin:
    """Pin what `proposed_pin` returns, for all who ask that question from now on; return it. Raises as that does."""
    pin = proposed_pin(exchange_id, reviewer, settings, library, by=by)
    put_pin(pin, settings)
    return pin


def disputing(pin: Pin, exchange: Exchange, reviews: Sequence[Review]) -> list[Review]:
    """Return the reviews of an exchange that, after an answer to its question was pinned, hold something else for
    right. Pure.
    """
    pinned = _joined(pin.sentences)
    given = _joined(exchange.line.get("sentences") or ())
    later = [each for each in reviews if each.reviewed_at > pin.pinned_at]
    return [each for each in later if _disputes(each, pinned=pinned, given=given)]


def _disputes(review: Review, *, pinned: str, given: str) -> bool:
    if review.correction:
        return " ".join(review.correction.text.split()) != pinned
    if review.answer == "good":
        return given != pinned
    return review.answer == "should_refuse" or given == pinned


def _joined(sentences: Sequence[Mapping[str, Any]]) -> str:
    return " ".join(" ".join(each["text"].split()) for each in sentences)


def _literal(sentence: Mapping[str, Any]) -> bool:
    """Return whether a sentence has the letter's own words."""
    said = " ".join(sentence["text"].split())
    return any(said in " ".join(each["quote"].split()) for each in sentence["citations"])


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
    said = notice("checked_own" if pin.mode == "staff" else "checked", inquiry.language, date=date)
    return Conclusion(sentences, said, mode=cast(Mode, pin.mode), checked_on=day)


def pinned_sentences(pin: Pin, library: Library) -> tuple[Sentence, ...] | None:
    """Return the sentences of a pin; None where one of its letters is no longer there as it was, or has been replaced
    by another.
    """
    made = []
    for sentence in pin.sentences:
        citations = [as_it_was(each, library) for each in sentence["citations"]]
        if not citations or None in citations:
            return None
        made.append(Sentence(sentence["text"], tuple(filter(None, citations))))
    return tuple(made) or None
