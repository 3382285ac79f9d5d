"""How much is kept of what was asked, and how much of that staff looked at. No question is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, exists, func, select

from index.settings import Settings
from index.store.catalog.connection import has_catalog
from index.store.exchanges import exchanges
from index.store.review.entries import ALL, ExchangeFilter, conditions
from index.store.review.tables import pins, review_queue, reviews
from index.store.transactions import in_utc, reading


@dataclass(frozen=True)
class Kept:
    """How many exchanges are kept, and of which days. `first` and `last` are when the oldest and the newest were asked,
    in UTC; None where there are none.
    """

    count: int = 0
    conversations: int = 0
    """Those with a code; an exchange on the command line has none."""
    first: datetime | None = None
    last: datetime | None = None
    reviewed: int = 0
    """Exchanges that staff reviewed."""
    pinned: int = 0
    """Exchanges with a question for which staff pinned an answer."""


def count_kept(settings: Settings, wanted: ExchangeFilter = ALL) -> Kept:
    """Return how much of what is wanted is kept; `wanted.ids` and `wanted.prompt` are not looked at. Raises
    StoreError.
    """
    if not has_catalog(settings):
        return Kept()
    exchange = exchanges.c
    is_reviewed = exists().where(reviews.c.exchange_id == exchange.id)
    is_pinned = exists().where(pins.c.question == exchange.searched_for)
    query = (
        select(
            func.count().label("number"),
            func.count(exchange.conversation.distinct()).label("conversations"),
            func.min(exchange.asked_at).label("first"),
            func.max(exchange.asked_at).label("last"),
            func.count(case((is_reviewed, 1))).label("reviewed"),
            func.count(case((is_pinned, 1))).label("pinned"),
        )
        .select_from(exchanges.join(review_queue, review_queue.c.exchange_id == exchange.id))
        .where(*conditions(wanted))
    )
    if wanted.conversation:
        query = query.where(exchange.conversation == wanted.conversation)
    with reading(settings) as connection:
        row = connection.execute(query).one()
    first, last = (at and in_utc(at) for at in (row.first, row.last))
    return Kept(row.number, row.conversations, first, last, row.reviewed, row.pinned)
