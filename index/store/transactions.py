"""The catalog for whoever waits for an answer: opened for a moment, and never waited for long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, make_url, select

from index.settings import Settings
from index.store.catalog.connection import catalog_faults, open_catalog
from index.store.tables import meta

WAIT_SECONDS = 5
"""How long to wait for a database that is busy or away: somebody may be waiting for an answer."""


Transaction = Connection
"""What is done through it is kept together, or none of it is. For rooms that know no SQLAlchemy."""


@contextmanager
def opened_catalog(settings: Settings) -> Iterator[Engine]:
    """Open the catalog and close it again. Raises StoreError; waits no longer than WAIT_SECONDS for a server."""
    with catalog_faults(settings.database_url or settings.data):
        settings = _impatient(settings)
    engine = open_catalog(settings)
    try:
        yield engine
    finally:
        engine.dispose()


def _impatient(settings: Settings) -> Settings:
    """Return `settings` with a limit to how long opening PostgreSQL takes, unless their address has its own."""
    url = make_url(settings.database_url) if settings.database_url else None
    if url is None or not url.drivername.startswith("postgres") or "connect_timeout" in url.query:
        return settings
    url = url.update_query_dict({"connect_timeout": str(WAIT_SECONDS)})
    return settings.model_copy(update={"database_url": url.render_as_string(hide_password=False)})


@contextmanager
def reading(settings: Settings) -> Iterator[Connection]:
    """Open the catalog and connect, to read in one transaction. Raises StoreError."""
    with opened_catalog(settings) as engine, catalog_faults(engine), engine.connect() as connection:
        yield connection


def check_catalog(settings: Settings) -> None:
    """Raise StoreError where the catalog cannot be read."""
    with reading(settings) as connection:
        connection.execute(select(meta.c.key).limit(1)).all()


@contextmanager
def writing(engine: Engine, *, wait: float = WAIT_SECONDS) -> Iterator[Connection]:
    """Connect for one transaction that waits for others, such as an index run, no longer than `wait` seconds; in SQLite
    nobody else writes from its begin on. What is deleted in SQLite is written over: it may be personal. Raises
    StoreError.
    """
    milliseconds = max(1, int(wait * 1000))  # 0 would be for ever in PostgreSQL
    with catalog_faults(engine), engine.execution_options(writes=True).connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.connection.execute(f"PRAGMA busy_timeout={milliseconds}")
            connection.connection.execute("PRAGMA secure_delete=ON")
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{milliseconds}ms'")
            yield connection


def in_utc(at: datetime) -> datetime:
    """Return a time of the catalog in UTC: SQLite keeps no zone, PostgreSQL gives that of the connection."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
