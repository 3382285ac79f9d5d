"""A reviewer's whole decision on an exchange: the verdict, and what is made of it. All of it is kept, or nothing."""

from __future__ import annotations

from collections.abc import Mapping

from index.search.library import Library
from index.settings import Settings
from index.store.exchanges import Exchange
from index.store.review.cases import put_case
from index.store.review.reviews import Correction, Review, write_review
from index.store.staff.log import note as log
from index.store.transactions import Transaction
from qa.review.case import borne_out, staff_case
from qa.review.faults import NotReviewableError
from qa.review.proof import as_it_was, corrected_sentences
from qa.review.reviewing import found_by, gone, kept_exchange


def decide(
    exchange_id: str,
    *,
    reviewer: str,
    answer: str,
    quotes: Mapping[tuple[int, int], str],
    note: str,
    correction: Correction | None,
    case: bool = False,
    settings: Settings,
    library: Library | None,
) -> Review:
    """Keep what `reviewer` finds of an exchange, with its entries in the log; make a test question of it where that is
    asked. Raises NotReviewableError, NoCaseError or StoreError, and then nothing is kept.
    """
    exchange = kept_exchange(exchange_id, settings)
    made = found_by(exchange, reviewer=reviewer, answer=answer, quotes=quotes, note=note, correction=correction)
    asked = _case(exchange, made, library) if case else None

    def with_it(connection: Transaction) -> None:
        log(connection, who=reviewer, what="reviewed", subject=exchange.id, detail=made.answer)
        if asked:
            log(connection, who=reviewer, what="made_case", subject=exchange.id)
            put_case(asked, settings)  # last: a file is no part of the transaction

    if not write_review(made, settings=settings, then=with_it):
        raise gone(exchange_id)
    return made


def _case(exchange: Exchange, review: Review, library: Library | None) -> Mapping[str, object]:
    """Return the test question. Raises NotReviewableError where what it rests on no longer stands in the letters, or
    does not bear out a corrected sentence.
    """
    made = staff_case(exchange, review)
    needed = borne_out(exchange, review)[1] if "evidence" in made else []
    if not all(library and as_it_was(each, library) for group in needed for each in group):
        raise NotReviewableError(
            "De brieven onder dit antwoord zijn veranderd sinds het werd gegeven: een toetsvraag zou naar woorden "
            "wijzen die er niet meer staan.",
            help="Stel de vraag opnieuw, of geef een verbeterd antwoord met citaten uit de brieven van nu.",
        )
    if review.correction and library:
        corrected_sentences(review.correction, library, exchange.language or "nl")
    return made
