"""The queue: exchanges as staff pick from them, newest first, some at a time, and who is to look at which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, and_, func, or_, select, update

from index.settings import Settings
from index.store.catalog.connection import has_catalog
from index.store.exchanges import exchanges
from index.store.review.entries import ExchangeFilter, conditions
from index.store.review.tables import review_queue, reviews
from index.store.staff.log import note
from index.store.transactions import in_utc, opened_catalog, reading, writing


@dataclass(frozen=True)
class QueueEntry:
    """An exchange in the queue. `verdicts` are those of the answer by who reviewed it, in the
    order of their names."""

    id: str
    asked_at: datetime
    question: str
    searched_for: str
    language: str | None
    status: str
    mode: str
    confidence: float | None
    card: str | None
    dropped: int
    helpful: bool | None
    assigned_to: str | None
    letter_wanted_by: str | None
    """Who found that a letter is lacking."""
    verdicts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class QueuePage:
    """Some entries of the queue, and of how many that are wanted."""

    entries: tuple[QueueEntry, ...]
    total: int


def read_queue(settings: Settings, wanted: ExchangeFilter, *, skip: int = 0, limit: int = 20) -> QueuePage:
    """Return the exchanges that are wanted, newest first, without the first `skip`, at most `limit`. `wanted.ids` and
    `wanted.prompt` are not looked at. Raises StoreError.
    """
    if not has_catalog(settings):
        return QueuePage((), 0)
    wheres = conditions(wanted)
    ids = select(review_queue.c.exchange_id).where(*wheres).order_by(*_NEWEST).offset(skip).limit(limit)
    with reading(settings) as connection:
        total = connection.execute(select(func.count()).select_from(review_queue).where(*wheres)).scalar_one()
        found = [row.exchange_id for row in connection.execute(ids)]
        entries = _entries(connection, found)
    return QueuePage(entries, total)


def read_entry(settings: Settings, id: str) -> QueueEntry | None:
    """Return the entry of an exchange, None where it is not there. Raises StoreError."""
    if not has_catalog(settings):
        return None
    with reading(settings) as connection:
        return next(iter(_entries(connection, [id])), None)


def next_in_queue(settings: Settings, wanted: ExchangeFilter, *, after: str) -> str | None:
    """Return the id of the newest exchange that is wanted and older than the one with id `after`; None where there is
    none. Raises StoreError.
    """
    if not has_catalog(settings):
        return None
    entry = review_queue.c
    with reading(settings) as connection:
        from_here = connection.execute(select(entry.asked_at).where(entry.exchange_id == after)).scalar()
        query = select(entry.exchange_id).where(*conditions(wanted)).order_by(*_NEWEST).limit(1)
        if from_here is not None:
            same = and_(entry.asked_at == from_here, entry.exchange_id > after)
            query = query.where(or_(entry.asked_at < from_here, same))
        found = connection.execute(query).first()
    return found.exchange_id if found else None


def assign(settings: Settings, ids: Sequence[str], reviewer: str | None, *, by: str) -> int:
    """Have `reviewer` look at the exchanges with `ids`; None takes them from everybody. The log says that `by` did so.
    Return how many there were. Raises StoreError.
    """
    return _change(settings, ids, by=by, what="assigned", detail=reviewer or "", assigned_to=reviewer)


def want_letter(settings: Settings, ids: Sequence[str], *, wanted: bool, by: str) -> int:
    """Note that `by` finds a letter lacking for the exchanges with `ids`, or not any more, in the log too. Return how
    many there were. Raises StoreError.
    """
    what = "letter_wanted" if wanted else "letter_not_wanted"
    return _change(settings, ids, by=by, what=what, letter_wanted_by=by if wanted else None)


def _change(
    settings: Settings, ids: Sequence[str], *, by: str, what: str, detail: str | None = None, **values: str | None
) -> int:
    """Change the entries with `ids`, and log the first of those there are, with `detail`, or how many they are."""
    if not ids or not has_catalog(settings):
        return 0
    change = update(review_queue).values(**values)
    with opened_catalog(settings) as engine, writing(engine) as connection:
        known = [id for id in ids if connection.execute(change.where(review_queue.c.exchange_id == id)).rowcount]
        if known:  # and nothing else: what a form sends may be any text
            note(connection, who=by, what=what, subject=known[0], detail=str(len(known)) if detail is None else detail)
    return len(known)


def _entries(connection: Connection, ids: Sequence[str]) -> tuple[QueueEntry, ...]:
    """Return the entries with `ids`, newest first."""
    of_exchange = (exchanges.c.question, exchanges.c.searched_for, exchanges.c.language)
    query = select(review_queue, *of_exchange).join(exchanges, exchanges.c.id == review_queue.c.exchange_id)
    rows = connection.execute(query.where(review_queue.c.exchange_id.in_(ids)).order_by(*_NEWEST)).all()
    by = select(reviews.c.exchange_id, reviews.c.reviewer, reviews.c.answer).where(reviews.c.exchange_id.in_(ids))
    verdicts: dict[str, dict[str, str]] = {}
    for row in connection.execute(by.order_by(reviews.c.reviewer)):
        verdicts.setdefault(row.exchange_id, {})[row.reviewer] = row.answer
    return tuple(
        QueueEntry(
            id=row.exchange_id,
            asked_at=in_utc(row.asked_at),
            question=row.question,
            searched_for=row.searched_for,
            language=row.language,
            status=row.status,
            mode=row.mode,
            confidence=row.confidence,
            card=row.card,
            dropped=row.dropped,
            helpful=row.helpful,
            assigned_to=row.assigned_to,
            letter_wanted_by=row.letter_wanted_by,
            verdicts=verdicts.get(row.exchange_id, {}),
        )
        for row in rows
    )


_NEWEST = (review_queue.c.asked_at.desc(), review_queue.c.exchange_id)
