"""The log of what staff did: who, when, what, on what. Passwords and questions never stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from index.settings import Settings
from index.store.catalog.connection import has_catalog
from index.store.staff.tables import staff_log
from index.store.transactions import in_utc, opened_catalog, reading, writing


@dataclass(frozen=True)
class LogEntry:
    """What somebody did. `at` is in UTC; `what` is a short word, such as `signed_in`; `subject` is on what it was done,
    "" where that is whoever did it.
    """

    at: datetime
    who: str
    what: str
    subject: str
    detail: str


@dataclass(frozen=True)
class LogFilter:
    """Which entries: all that have every one of what is given."""

    who: str = ""
    what: str = ""
    since: datetime | None = None
    until: datetime | None = None
    """The first moment that is too late."""


def audit(settings: Settings, *, who: str, what: str, subject: str = "", detail: str = "") -> None:
    """Note that `who` did `what` on `subject`. Never a password or a question. Raises StoreError."""
    with opened_catalog(settings) as engine, writing(engine) as connection:
        note(connection, who=who, what=what, subject=subject, detail=detail)


def note(connection: Connection, *, who: str, what: str, subject: str = "", detail: str = "") -> None:
    """Note the same in a transaction with what is done."""
    row = {"at": datetime.now(UTC), "who": who, "what": what, "subject": subject, "detail": detail}
    connection.execute(insert(staff_log).values(**row))


def log_names(settings: Settings) -> tuple[list[str], list[str]]:
    """Return who did something, and what was done, each once and in order. Raises StoreError."""
    if not has_catalog(settings):
        return [], []
    with reading(settings) as connection:
        columns = (staff_log.c.who, staff_log.c.what)
        who, what = (sorted(connection.execute(select(each).distinct()).scalars()) for each in columns)
    return who, what


def read_log(settings: Settings, wanted: LogFilter = LogFilter(), *, limit: int | None = None) -> Iterator[LogEntry]:
    """Yield the entries that are wanted, newest first, at most `limit`. Raises StoreError."""
    query = select(staff_log).order_by(staff_log.c.at.desc(), staff_log.c.id.desc()).limit(limit)
    if wanted.who:
        query = query.where(staff_log.c.who == wanted.who)
    if wanted.what:
        query = query.where(staff_log.c.what == wanted.what)
    if wanted.since:
        query = query.where(staff_log.c.at >= wanted.since)
    if wanted.until:
        query = query.where(staff_log.c.at < wanted.until)
    if not has_catalog(settings):
        return
    with reading(settings) as connection:
        for row in connection.execute(query):
            yield LogEntry(in_utc(row.at), row.who, row.what, row.subject, row.detail)
