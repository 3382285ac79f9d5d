"""Reviews: what a reviewer finds of an answer and of each of its quotes. Of a reviewer the latest counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from index.settings import Settings
from index.store.catalog.connection import has_catalog
from index.store.exchanges import exchanges
from index.store.review.tables import earlier_reviews, reviews
from index.store.transactions import in_utc, opened_catalog, reading, writing

ANSWER_VERDICTS = ("good", "partly", "wrong", "should_refuse", "should_answer")
"""Of an answer: good, partly good, wrong, it should have been refused, it was refused where the letters do answer."""

QUOTE_VERDICTS = ("right", "wrong", "wrong_source", "incomplete")
"""Of a quote under its sentence: it bears it out, it does not, it stands in the wrong letter, it lacks a part."""


@dataclass(frozen=True)
class QuoteVerdict:
    """What is found of a quote: `citation` of `sentence`, both counted from 1; sentence 0 has what came nearest to a
    question that was not answered.
    """

    sentence: int
    citation: int
    verdict: str


@dataclass(frozen=True)
class Correction:
    """The answer that should have been given: its text, and citations with the keys of `ask --json`."""

    text: str
    citations: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Review:
    """What `reviewer` finds of an exchange. `reviewed_at` is in UTC."""

    exchange_id: str
    reviewer: str
    reviewed_at: datetime
    answer: str
    """One of ANSWER_VERDICTS."""
    quotes: tuple[QuoteVerdict, ...] = ()
    """Of the quotes that were judged, each with one of QUOTE_VERDICTS."""
    note: str = ""
    correction: Correction | None = field(default=None, hash=False)


def write_review(
    review: Review, *, settings: Settings, then: Callable[[Connection], None] = lambda connection: None
) -> bool:
    """Keep `review` in the place of what the same reviewer found before, which stays as an earlier one; `then` does in
    the same transaction what goes with it, so all of it is kept or nothing.

    Returns False where the exchange is not there, or not any more. Raises StoreError.
    """
    if not has_catalog(settings):
        return False
    same = (reviews.c.exchange_id == review.exchange_id) & (reviews.c.reviewer == review.reviewer)
    with opened_catalog(settings) as engine, writing(engine) as connection:
        if connection.execute(select(exchanges.c.id).where(exchanges.c.id == review.exchange_id)).first() is None:
            return False
        columns = list(reviews.columns)
        earlier = select(*columns).where(same)
        connection.execute(insert(earlier_reviews).from_select([column.name for column in columns], earlier))
        connection.execute(delete(reviews).where(same))
        connection.execute(insert(reviews).values(**asdict(review)))
        then(connection)
    return True


def read_reviews(settings: Settings, id: str, *, earlier: bool = False) -> tuple[Review, ...]:
    """Return the reviews of an exchange, or those that gave way to a later one; oldest first. Raises StoreError."""
    return read_all_reviews(settings, [id], earlier=earlier).get(id, ())


def read_all_reviews(settings: Settings, ids: Sequence[str], *, earlier: bool = False) -> dict[str, tuple[Review, ...]]:
    """Return the reviews of exchanges by their ids, each as `read_reviews` does. Raises StoreError."""
    if not ids or not has_catalog(settings):
        return {}
    table = earlier_reviews if earlier else reviews
    query = select(*(table.c[column.name] for column in reviews.columns)).where(table.c.exchange_id.in_(ids))
    with reading(settings) as connection:
        found = [_review(row) for row in connection.execute(query.order_by(table.c.reviewed_at, table.c.reviewer))]
    return {id: tuple(each for each in found if each.exchange_id == id) for id in {each.exchange_id for each in found}}


def verdicts_of_two(settings: Settings) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return by two reviewers, in the order of their names, their verdicts of the answers that both reviewed. Raises
    StoreError.
    """
    if not has_catalog(settings):
        return {}
    one, other = reviews.alias(), reviews.alias()
    both = (one.c.exchange_id == other.c.exchange_id) & (one.c.reviewer < other.c.reviewer)
    query = select(
        one.c.reviewer, other.c.reviewer.label("other"), one.c.answer, other.c.answer.label("other_answer")
    ).join(other, both)
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    with reading(settings) as connection:
        for row in connection.execute(query.order_by(one.c.reviewer, other.c.reviewer, one.c.exchange_id)):
            found.setdefault((row.reviewer, row.other), []).append((row.answer, row.other_answer))
    return found


def _review(row: Any) -> Review:
    values = dict(row._mapping)
    correction = values["correction"]
    return Review(
        **{
            **values,
            "reviewed_at": in_utc(values["reviewed_at"]),
            "quotes": tuple(QuoteVerdict(**each) for each in values["quotes"]),
            "correction": correction and Correction(correction["text"], tuple(correction["citations"])),
        }
    )
