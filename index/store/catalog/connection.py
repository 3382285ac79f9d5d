"""The catalog, opened, and what its database or disk may raise in words of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from index.addresses import masked
from index.errors import StoreError
from index.settings import Settings
from index.store.backups import CATALOG, advice
from index.store.catalog.schema import migrate
from index.store.data_folder import make_private
from index.store.faults import store_fault

Catalog = Engine
"""The catalog, open."""


def open_catalog(settings: Settings, *, wait: int = 30) -> Catalog:
    """Return the catalog, its tables made or brought up to date. In SQLite what is done with it waits up to `wait`
    seconds for another program that writes. Raises StoreError when that fails.
    """
    with catalog_faults(settings.database_url or settings.data / CATALOG):
        if not settings.database_url:
            make_private(settings.data)
        # what is asked and written may be personal, and a fault that is logged would name it
        engine = create_engine(_url(settings), hide_parameters=True)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", partial(_durable, wait=wait))
            event.listen(engine, "begin", _begin)
        migrate(engine)
    return engine


def has_catalog(settings: Settings) -> bool:
    """Return whether there is a catalog: who only looks makes none. Also true for a data folder that is none, of which
    opening it says so. Raises StoreError where nobody may look.
    """
    data = settings.data
    with catalog_faults(settings.database_url or data / CATALOG):
        return bool(settings.database_url) or (data / CATALOG).is_file() or (data.exists() and not data.is_dir())


@contextmanager
def catalog_faults(catalog: Engine | Path | str) -> Iterator[None]:
    """Turn what the database or the disk raises into a StoreError that says what to do. `catalog` is the open one, or
    its file, or its address.
    """
    if isinstance(catalog, Engine):
        url = catalog.url
        of_file = url.drivername.startswith("sqlite") and url.database is not None
        catalog = Path(str(url.database)) if of_file else url.render_as_string(hide_password=True)
    file = catalog if isinstance(catalog, Path) else None
    where = file or masked(str(catalog))
    try:
        yield
    except (SQLAlchemyError, OSError) as fault:
        raise store_fault(
            fault,
            what="De catalogus",
            where=where,
            damaged=advice(file.parent) if file else "Laat de beheerder van de database die herstellen.",
            setting="BRIEFWIJZER_DATABASE_URL",
        ) from fault
    except ImportError as fault:
        raise StoreError(
            f"Voor de catalogus ({where}) ontbreekt het stuurprogramma {fault.name}.",
            help="Voor PostgreSQL: pip install 'briefwijzer[postgres]'.",
        ) from fault


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Connect so that every query sees the same moment, also while an index run commits."""
    # in SQLite a transaction is a snapshot by itself
    level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect() as connection:
        yield connection.execution_options(**level)


def _url(settings: Settings) -> URL:
    if not settings.database_url:
        return URL.create("sqlite", database=str(settings.data / CATALOG))
    url = make_url(settings.database_url)
    # psycopg 3 is the driver that comes with briefwijzer[postgres]; SQLAlchemy would look for its forerunner
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def _durable(connection: Any, _: object, *, wait: int) -> None:
    connection.isolation_level = None  # by itself the driver begins a transaction only at the first change: see _begin
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")  # readers go on while an index run writes
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={wait * 1000}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
