"""Exchanges: questions with their answers, kept for staff in the catalog. Of who asked nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Engine,
    String,
    Table,
    Text,
    cast,
    delete,
    insert,
    select,
    update,
)

from index.settings import Settings
from index.store.catalog.connection import catalog_faults, has_catalog
from index.store.review.entries import ALL, ExchangeFilter, conditions, put_entry
from index.store.review.tables import review_queue
from index.store.staff.log import note
from index.store.tables import metadata
from index.store.transactions import in_utc, opened_catalog, writing

REASONS = ("wrong", "source", "incomplete", "hard", "other")
"""Why an answer did not help: it is not right, its source is, it is not all, it is too hard to read, something else."""

_AT_A_TIME = 200  # rows of one query: an exchange is some 10 kB, and a database limits the values of a query
_LONGEST_DAYS = 36_500  # a date further back may be before the calendar

exchanges = Table(
    "exchanges",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("asked_at", DateTime(timezone=True), nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("searched_for", Text, nullable=False),
    Column("language", String(16), nullable=True),
    Column("status", String(16), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("model", Text, nullable=True),
    Column("prompt", String(64), nullable=True, index=True),
    Column("line", JSON, nullable=False),
    Column("helpful", Boolean, nullable=True),
    Column("reason", String(16), nullable=True),
    Column("remark", Text, nullable=True),
    Column("conversation", String(64), nullable=True, index=True),
)


@dataclass(frozen=True)
class Exchange:
    """A question and its answer. `asked_at` is in UTC, `line` the answer as `ask --json` prints it.

    `model` (several with a comma between them) and `prompt` (a hash) are what wrote the answer; None where no language
    model did. `line["written"]` has the hashes of all prompts that led to it.
    """

    id: str
    asked_at: datetime
    question: str
    searched_for: str
    language: str | None
    status: str
    mode: str
    model: str | None
    prompt: str | None
    line: Mapping[str, Any]
    helpful: bool | None = None
    """What whoever asked found of the answer; None where nothing was said."""
    reason: str | None = None
    """Why it did not help, one of REASONS."""
    remark: str | None = None
    """What whoever asked wrote about it."""
    conversation: str | None = None
    """The hash of the code that whoever asked has for all exchanges of one conversation."""


def keep_exchange(exchange: Exchange, *, settings: Settings) -> None:
    """Keep `exchange`, and delete those that are `settings.exchanges_days` older. Raises StoreError."""
    with opened_catalog(settings) as engine, writing(engine) as connection:
        connection.execute(insert(exchanges).values(**vars(exchange)))
        put_entry(connection, exchange.id, exchange.asked_at, exchange.line)
        connection.execute(delete(exchanges).where(exchanges.c.asked_at < _oldest(exchange.asked_at, settings)))


def judge_exchange(id: str, *, helpful: bool, reason: str | None, remark: str | None, settings: Settings) -> bool:
    """Keep with an exchange what whoever asked found of it, in the place of what was kept of that before.

    Returns False where the exchange is not there, or not any more. Raises StoreError.
    """
    if not has_catalog(settings):
        return False
    said = {"helpful": helpful, "reason": reason, "remark": remark}
    with opened_catalog(settings) as engine, writing(engine) as connection:
        connection.execute(update(review_queue).where(review_queue.c.exchange_id == id).values(helpful=helpful))
        return connection.execute(update(exchanges).where(exchanges.c.id == id).values(**said)).rowcount == 1


def forget_older(settings: Settings) -> None:
    """Delete what is older than `settings.exchanges_days`; writes nothing where nothing is. Raises StoreError."""
    old = exchanges.c.asked_at < _oldest(datetime.now(UTC), settings)
    if not has_catalog(settings):
        return
    with opened_catalog(settings) as engine:
        with catalog_faults(engine), engine.connect() as connection:
            any_old = connection.execute(select(exchanges.c.id).where(old).limit(1)).first()
        if any_old:
            with writing(engine) as connection:
                connection.execute(delete(exchanges).where(old))
            _leave_journal(engine)


def goes_at(asked_at: datetime, settings: Settings) -> datetime:
    """Return the moment from which an exchange that was asked then is kept too long."""
    return asked_at + _kept_for(settings)


def find_exchanges(settings: Settings, wanted: ExchangeFilter = ALL) -> list[str]:
    """Return the ids of the exchanges that are wanted, newest first. Raises StoreError."""
    entry = review_queue.c
    query = select(entry.exchange_id.label("id")).where(*conditions(wanted))
    query = query.order_by(entry.asked_at.desc(), entry.exchange_id)
    if wanted.prompt or wanted.conversation:
        query = query.join(exchanges, exchanges.c.id == entry.exchange_id)
    if wanted.conversation:
        query = query.where(exchanges.c.conversation == wanted.conversation)
    if wanted.prompt:  # something else in the line may begin so too: `_has_prompt` tells
        begins_so = cast(exchanges.c.line, Text).contains(f'"{wanted.prompt}', autoescape=True)
        query = query.add_columns(exchanges.c.line)
        query = query.where(begins_so).execution_options(yield_per=_AT_A_TIME)
    if not has_catalog(settings):
        return []
    with opened_catalog(settings) as engine, catalog_faults(engine), engine.connect() as connection:
        rows = connection.execute(query)
        found = [row.id for row in rows if not wanted.prompt or _has_prompt(row.line, wanted.prompt)]
    return [id for id in found if id in set(wanted.ids)] if wanted.ids else found


def read_exchanges(settings: Settings, ids: Sequence[str] | None = None) -> Iterator[Exchange]:
    """Yield the exchanges with `ids` in that order, without them all, newest first. Raises StoreError.

    Some are read at a time; one that is deleted meanwhile is left out.
    """
    ids = find_exchanges(settings) if ids is None else ids
    if not ids:
        return
    with opened_catalog(settings) as engine:
        for some in _parts(ids):
            with catalog_faults(engine), engine.connect() as connection:
                rows = {row.id: row for row in connection.execute(select(exchanges).where(exchanges.c.id.in_(some)))}
            yield from (_exchange(rows[id]) for id in some if id in rows)


def forget_exchanges(settings: Settings, ids: Sequence[str], *, by: str = "", chosen_by: str = "") -> int:
    """Delete the exchanges with `ids` in one transaction; return how many there were. Where somebody of the staff does
    so, who is `by`, the log says it in the same transaction, with what the exchanges were `chosen_by`. Raises
    StoreError.
    """
    if not ids:
        return 0
    with opened_catalog(settings) as engine:
        with writing(engine) as connection:
            gone = sum(
                connection.execute(delete(exchanges).where(exchanges.c.id.in_(some))).rowcount for some in _parts(ids)
            )
            if by and gone:
                note(connection, who=by, what="exchanges_erased", subject=chosen_by, detail=str(gone))
        _leave_journal(engine)
    return gone


def _leave_journal(engine: Engine) -> None:
    """Take what was deleted out of the journal of SQLite too, where nobody is reading."""
    if engine.dialect.name == "sqlite":
        with catalog_faults(engine), engine.connect() as connection:
            connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _exchange(row: Any) -> Exchange:
    values = dict(row._mapping)
    values["asked_at"] = in_utc(values["asked_at"])
    return Exchange(**values)


def _has_prompt(line: Mapping[str, Any], begin: str) -> bool:
    """Return whether one of the prompts that led to an answer has a hash that begins so."""
    written = line.get("written") or {}
    hashes = (written.get("prompt") or "", *(written.get("prompts") or {}).values())
    return any(hash.startswith(begin) for hash in hashes)


def _oldest(now: datetime, settings: Settings) -> datetime:
    return now - _kept_for(settings)


def _kept_for(settings: Settings) -> timedelta:
    return timedelta(days=min(settings.exchanges_days, _LONGEST_DAYS))


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _AT_A_TIME] for start in range(0, len(ids), _AT_A_TIME))
