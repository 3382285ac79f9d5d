"""Copies of the catalog that index runs make, the last two, and how one is put back. They lack what people asked: that
can be forgotten, and nothing of it may stay behind.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from index.errors import StoreError
from index.store.faults import store_fault

BACKUPS = "backups"
"""The folder of the copies in the data folder."""

CATALOG = "catalog.sqlite"

_KEPT = 2
_ASIDE = f"{CATALOG}.damaged"


def back_up(data: Path, *, alone: bool = False) -> Path:
    """Copy the catalog in `data`, remove the copies before the last two, or with `alone` all others, and return the
    copy. Raises StoreError, also where the catalog is damaged: no copy of that takes the place of a whole one.
    """
    folder = data / BACKUPS
    with _faults(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        for left in folder.glob("*.part*"):  # by a run that was killed
            left.unlink()
        copy = folder / f"{datetime.now():catalog-%Y-%m-%d-%H%M%S}.sqlite"
        part = copy.with_suffix(".part")
        part.touch(mode=0o600)
    with (
        _faults(data / CATALOG),
        closing(sqlite3.connect(data / CATALOG)) as live,
        closing(sqlite3.connect(part)) as made,
    ):
        live.backup(made)
        if not _is_whole(made):
            raise sqlite3.DatabaseError("database disk image is malformed")
        made.execute("PRAGMA journal_mode=DELETE")
        if made.execute("SELECT 1 FROM sqlite_master WHERE name = 'exchanges'").fetchone():
            made.execute("PRAGMA foreign_keys=ON")  # what staff noted about them goes with them
            made.execute("DELETE FROM exchanges")
            made.commit()
            made.execute("VACUUM")  # nothing of it stays in the file
    with _faults(folder):
        part.replace(copy)
        for old in backups(data)[1 if alone else _KEPT :]:
            old.unlink()
    return copy


def backups(data: Path) -> list[Path]:
    """Return the copies of the catalog in `data`, the newest first; none where the folder may not be read."""
    with suppress(PermissionError):
        return sorted((data / BACKUPS).glob("catalog-*.sqlite"), reverse=True)
    return []


def put_back(data: Path) -> tuple[Path, Path | None]:
    """Put the newest whole copy in the place of the catalog, which nobody may be writing to. Return that copy, and
    where what stood there is now, None where nothing did. Raises StoreError.
    """
    copy = next(filter(_can_be_used, backups(data)), None)
    if copy is None:
        raise StoreError(
            f"In {(data / BACKUPS).absolute()} staat geen reservekopie van de catalogus.",
            help=f"{WITHOUT} Elke keer dat `briefwijzer index` iets verandert, maakt het een reservekopie.",
        )
    catalog, aside = data / CATALOG, data / _ASIDE
    with _faults(catalog):
        stood = catalog.exists()
        part = catalog.with_name(f"{CATALOG}.part")
        shutil.copyfile(copy, part)
        part.chmod(0o600)
        if stood:
            catalog.replace(aside)
        for journal in (f"{CATALOG}-wal", f"{CATALOG}-shm"):  # they belong to what stood there
            (data / journal).unlink(missing_ok=True)
        part.replace(catalog)
        with catalog.open("rb") as file:
            os.fsync(file.fileno())
    return copy, aside if stood else None


WITHOUT = (
    f"Hernoem {CATALOG} in de gegevensmap en draai `briefwijzer index MAP`: dat maakt de catalogus opnieuw uit de "
    "brieven. Bewaarde vragen en antwoorden zijn dan weg."
)
"""What to do with a damaged catalog of which there is no copy."""


def advice(data: Path) -> str:
    """Say what to do with the damaged catalog in `data`: which copy there is, and how it is put back."""
    copies = backups(data)
    if not copies:
        return f"Er is geen reservekopie. {WITHOUT}"
    made = datetime.fromtimestamp(copies[0].stat().st_mtime)
    return (
        f"Er is een reservekopie van {made:%d-%m-%Y %H:%M}: {copies[0]}. Zet die terug met `briefwijzer restore` en "
        "draai daarna `briefwijzer index`. Bewaarde vragen en antwoorden staan er niet in."
    )


def _can_be_used(copy: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return _is_whole(connection)
    except sqlite3.Error:
        return False


def _is_whole(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as fault:
        what = "De catalogus" if path.name == CATALOG else "De reservekopie van de catalogus"
        raise store_fault(fault, what=what, where=path, damaged=advice(path.parent)) from fault
