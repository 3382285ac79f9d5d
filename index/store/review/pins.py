"""Pinned answers: what staff approved for a question, kept until they take it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from index.settings import Settings
from index.store.catalog.connection import has_catalog
from index.store.review.tables import pins
from index.store.staff.log import note
from index.store.transactions import in_utc, opened_catalog, reading, writing


@dataclass(frozen=True)
class Pin:
    """An answer for all who ask `question` in like words, which is what `key` is of. `sentences` have the keys of `ask
    --json`; `pinned_at` is in UTC.
    """

    key: str
    question: str
    language: str
    mode: str
    """Whose words they are: `quotes`, `model` or `staff`."""
    sentences: tuple[Mapping[str, Any], ...]
    pinned_by: str
    pinned_at: datetime


def put_pin(pin: Pin, settings: Settings) -> None:
    """Keep a pin in the place of another for the same question. Raises StoreError."""
    with opened_catalog(settings) as engine, writing(engine) as connection:
        keep_pin(connection, pin)


def keep_pin(connection: Connection, pin: Pin) -> None:
    """Keep the same in a transaction with what goes with it."""
    connection.execute(delete(pins).where(pins.c.key == pin.key))
    connection.execute(insert(pins).values(**asdict(pin)))


def read_pin(settings: Settings, key: str) -> Pin | None:
    """Return the pin with `key`, None where there is none. Raises StoreError."""
    if not has_catalog(settings):
        return None
    with reading(settings) as connection:
        row = connection.execute(select(pins).where(pins.c.key == key)).first()
    return _pin(row) if row else None


def read_pins(settings: Settings) -> list[Pin]:
    """Return all pins, newest first. Raises StoreError."""
    if not has_catalog(settings):
        return []
    with reading(settings) as connection:
        return [_pin(row) for row in connection.execute(select(pins).order_by(pins.c.pinned_at.desc(), pins.c.key))]


def remove_pin(settings: Settings, key: str, *, by: str) -> bool:
    """Take a pin back, which the log says that `by` did; return whether it was there. Raises StoreError."""
    if not has_catalog(settings):
        return False
    with opened_catalog(settings) as engine, writing(engine) as connection:
        was_there = connection.execute(delete(pins).where(pins.c.key == key)).rowcount == 1
        if was_there:
            note(connection, who=by, what="unpinned", subject=key[:12])
    return was_there


def _pin(row: Any) -> Pin:
    values = dict(row._mapping)
    return Pin(**{**values, "sentences": tuple(values["sentences"]), "pinned_at": in_utc(values["pinned_at"])})
