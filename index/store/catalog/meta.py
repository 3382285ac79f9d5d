"""What an index says of itself: what made it, and whether a run came to its end."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Engine, delete, insert, select

from index.store import tables
from index.store.catalog.connection import catalog_faults


def read_meta(engine: Engine) -> dict[str, str]:
    """Return what the index says made it: embedder, splitter, collection. Empty for a new catalog."""
    with catalog_faults(engine), engine.connect() as connection:
        return meta_rows(connection)


def write_meta(engine: Engine, meta: Mapping[str, str]) -> None:
    """Note `meta`, and keep what else is noted."""
    with catalog_faults(engine), engine.begin() as connection:
        put_meta(connection, meta)


def meta_rows(connection: Connection) -> dict[str, str]:
    """Return what is noted, as `connection` sees it."""
    return {row.key: row.value for row in connection.execute(select(tables.meta))}


def put_meta(connection: Connection, meta: Mapping[str, str]) -> None:
    """Note `meta` in the transaction of `connection`."""
    for key, value in meta.items():
        connection.execute(delete(tables.meta).where(tables.meta.c.key == key))
        connection.execute(insert(tables.meta).values(key=key, value=value))
