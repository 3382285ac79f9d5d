"""Keep what a reviewer finds of an exchange, without personal data, and what may be made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.search.library import Library
from index.settings import Settings
from index.store.exchanges import Exchange, read_exchanges
from index.store.review.cases import put_case
from index.store.review.reviews import (
    ANSWER_VERDICTS,
    QUOTE_VERDICTS,
    Correction,
    QuoteVerdict,
    Review,
    read_all_reviews,
    read_reviews,
    write_review,
)
from qa.as_json import citation_line
from qa.question.personal.data import masked
from qa.records import cite
from qa.review.case import staff_case
from qa.review.faults import NotReviewableError
from qa.review.proof import changed_letters, corrected_sentences

_AT_A_TIME = 200

LONGEST_NOTE = 2_000
"""Characters of a note, and of a corrected answer."""


def review(
    exchange_id: str,
    *,
    reviewer: str,
    answer: str,
    quotes: Mapping[tuple[int, int], str] | None = None,
    note: str = "",
    correction: Correction | None = None,
    settings: Settings,
) -> Review:
    """Keep what `reviewer` finds now of an exchange, and return it as it is kept. Raises as `found_by` does."""
    made = found_by(
        kept_exchange(exchange_id, settings),
        reviewer=reviewer,
        answer=answer,
        quotes=quotes,
        note=note,
        correction=correction,
    )
    if not write_review(made, settings=settings):
        raise gone(exchange_id)
    return made


def found_by(
    exchange: Exchange,
    *,
    reviewer: str,
    answer: str,
    quotes: Mapping[tuple[int, int], str] | None = None,
    note: str = "",
    correction: Correction | None = None,
) -> Review:
    """Return what `reviewer` finds now of an exchange, as it may be kept: without personal data.

    `quotes` are verdicts by sentence and citation, both counted from 1; sentence 0 has what came nearest. Raises
    NotReviewableError where a verdict is not one of those there are or is about no quote that was shown, or a
    correction lacks its text or its citations.
    """
    line = exchange.line
    shown = [line.get("nearest") or (), *(each["citations"] for each in line.get("sentences") or ())]
    judged = tuple(QuoteVerdict(*place, verdict) for place, verdict in sorted((quotes or {}).items()))
    if answer not in ANSWER_VERDICTS:
        raise NotReviewableError(
            f"Het oordeel {answer or '(leeg)'} bestaat niet.", help=f"Kies uit {', '.join(ANSWER_VERDICTS)}."
        )
    for each in judged:
        if each.verdict not in QUOTE_VERDICTS:
            raise NotReviewableError(
                f"Het oordeel {each.verdict} over een citaat bestaat niet.",
                help=f"Kies uit {', '.join(QUOTE_VERDICTS)}.",
            )
        if not (0 <= each.sentence < len(shown) and 0 < each.citation <= len(shown[each.sentence])):
            raise NotReviewableError(
                f"Het antwoord heeft geen citaat {each.sentence}.{each.citation}.",
                help="Noem zin en citaat, geteld vanaf 1, zoals 1.2 voor het tweede citaat bij de eerste zin.",
            )
    if correction and not (correction.text.strip() and correction.citations):
        raise NotReviewableError(
            "Een verbeterd antwoord heeft een tekst en minstens één citaat uit de brieven.",
            help="Vul allebei in, of laat het verbeterde antwoord weg.",
        )
    return Review(
        exchange_id=exchange.id,
        reviewer=reviewer,
        reviewed_at=datetime.now(UTC),
        answer=answer,
        quotes=judged,
        note=_clean(note),
        correction=correction and replace(correction, text=_clean(correction.text)),
    )


def picked(letter_id: str, start: int, end: int, *, library: Library) -> dict[str, Any]:
    """Return the citation of what stands in a letter at [start, end) of its document, with the keys of `ask --json`.

    Raises NotReviewableError where there is no such letter, or the span is not one inside it.
    """
    letter = library.letters.get(letter_id)
    try:
        if letter is None:
            raise ValueError(letter_id)
        return citation_line(cite(library.document_of(letter), letter, start, end), library=library)
    except ValueError as fault:
        raise NotReviewableError(
            "Dit citaat staat niet in de brieven die er nu zijn.", help="Zoek het opnieuw op in de brief."
        ) from fault


def make_case(exchange_id: str, reviewer: str, settings: Settings, library: Library | None) -> Path:
    """Put the exchange, with what `reviewer` found of it as the truth, among the test questions of staff; return their
    file. Raises NotReviewableError where there is no such review or the letters do not bear out its corrected answer,
    NoCaseError, StoreError.
    """
    exchange, found = kept_exchange(exchange_id, settings), review_by(exchange_id, reviewer, settings)
    if found.correction:
        if library is None:
            raise changed_letters()
        corrected_sentences(found.correction, library, exchange.language or "nl")
    return put_case(staff_case(exchange, found), settings)


def review_by(exchange_id: str, reviewer: str, settings: Settings) -> Review:
    """Return what `reviewer` found of an exchange. Raises NotReviewableError where that is nothing, StoreError."""
    for each in read_reviews(settings, exchange_id):
        if each.reviewer == reviewer:
            return each
    raise NotReviewableError(
        f"{reviewer} heeft {exchange_id} nog niet beoordeeld.", help="Beoordeel het antwoord eerst."
    )


def kept_exchange(id: str, settings: Settings) -> Exchange:
    """Return an exchange. Raises NotReviewableError where it is not there, StoreError."""
    for each in read_exchanges(settings, [id]):
        return each
    raise gone(id)


def with_reviews(settings: Settings, ids: Sequence[str]) -> Iterator[tuple[Exchange, tuple[Review, ...]]]:
    """Yield the exchanges with `ids` in that order, some read at a time, each with its reviews. Raises StoreError."""
    for start in range(0, len(ids), _AT_A_TIME):
        some = ids[start : start + _AT_A_TIME]
        reviews = read_all_reviews(settings, some)
        for each in read_exchanges(settings, some):
            yield each, reviews.get(each.id, ())


def gone(id: str) -> NotReviewableError:
    """Return that an exchange is not there, or not any more."""
    return NotReviewableError(
        f"De vraag {id} is niet bewaard, of niet meer.", help="Kijk met `briefwijzer exchanges` wat er is."
    )


def _clean(text: str) -> str:
    plain = text.encode(errors="replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
    return masked(plain).strip()[:LONGEST_NOTE]
