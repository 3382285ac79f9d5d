"""One run at a time in a data folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import BusyError
from index.settings import Settings
from index.store.catalog.connection import Catalog, open_catalog
from index.store.data_folder import LOCK, make_private, tighten


@contextmanager
def alone(settings: Settings, *, wait: int = 30) -> Iterator[Catalog]:
    """Open the catalog, as `open_catalog` does, and keep a second run out: two writers would repair each other's work
    away. What they leave only its user may read.
    """
    catalog = open_catalog(settings, wait=wait)
    try:
        with locked(settings):
            tighten(settings.data)
            yield catalog
            tighten(settings.data)
    finally:
        catalog.dispose()


@contextmanager
def locked(settings: Settings) -> Iterator[None]:
    """Keep a second run out of the data folder. Raises BusyError when one is at work."""
    from filelock import FileLock, Timeout

    make_private(settings.data)
    lock = FileLock(settings.data / LOCK)
    try:
        with lock.acquire(timeout=0):
            yield
    except Timeout as fault:
        raise BusyError(
            "Er wordt al geïndexeerd in deze gegevensmap.",
            help="Wacht tot dat klaar is en probeer het dan opnieuw.",
        ) from fault
