"""Published states of the index. A run works in the stores of the data folder itself; when these are whole it copies
them into a folder that is never changed again. Readers open the newest, so that no run can disturb them: Chroma's
embedded client must not read what another process writes.

A state holds the catalog without what people asked, and the vectors. It stays for two minutes after a newer one came,
for whoever is still reading it.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, NullPool, create_engine

from index.living_folder import seen_below
from index.settings import Settings
from index.store import tables
from index.store.backups import CATALOG
from index.store.catalog.connection import Catalog, catalog_faults
from index.store.catalog.schema import HEAD

CHROMA = "chroma"

_FOLDER = "states"
_MAKING = "making-"
_SUMS = "sha256.json"
_CHEAP = 64_000_000  # bytes that are read through in well under a second
_GRACE = 120  # seconds
_COPIED = (
    tables.meta,
    tables.documents,
    tables.files,
    tables.letters,
    tables.passages,
    tables.corrections,
    tables.deletions,
)


def has_states(settings: Settings) -> bool:
    """Return whether states are published: not where a server keeps the catalog or the vectors, since those let several
    processes read and write.
    """
    return not (settings.chroma_url or settings.database_url)


def newest_state(settings: Settings) -> Path | None:
    """Return the folder of the newest state, None where there is none of today's form."""
    return _newest(settings.data) if has_states(settings) else None


def publish(data: Path, *, check: Callable[[Path], None]) -> Path:
    """Copy the stores in `data`, which nobody may be writing to, into a new state, and return its folder.

    `check` gets the folder before readers can see it, and raises where the copy is not whole. Raises StoreError.
    """
    folder = data / _FOLDER
    with catalog_faults(folder):
        folder.mkdir(exist_ok=True)
        for left in folder.glob(f"{_MAKING}*"):  # by a run that was killed
            shutil.rmtree(left, ignore_errors=True)
        making = folder / f"{_MAKING}{secrets.token_hex(4)}"
        making.mkdir()
        _copy_catalog(data / CATALOG, making / CATALOG)
        if (data / CHROMA).exists():  # not where nothing was ever embedded
            shutil.copytree(data / CHROMA, making / CHROMA)
        (making / _SUMS).write_text(json.dumps(_sums(making)), encoding="utf-8")
        check(making)
        last = _newest(data)
        moment = max(time.time_ns(), _moment(last) + 1 if last else 0)  # clocks may be set back
        state = making.rename(folder / f"{moment:020d}-{HEAD}")
    remove_superseded_states(data)
    return state


def damage(state: Path, *, only_if_cheap: bool = False) -> str:
    """Return which file of a state is not as it was published, "" where all are. With `only_if_cheap` a large state is
    not looked at.
    """
    with catalog_faults(state):
        if only_if_cheap and sum(seen.st_size for _, seen in seen_below(state)) > _CHEAP:
            return ""
        return _differing(state, state)


def vectors_are_as_in(state: Path, folder: Path) -> bool:
    """Return whether the vectors in `folder` are those of a state, byte for byte."""
    with catalog_faults(folder):
        return not _differing(state, folder, below=f"{CHROMA}/")


def restore_vectors(state: Path, folder: Path) -> None:
    """Put the vectors of a state back into `folder` in place of what is there."""
    with catalog_faults(folder):
        shutil.rmtree(folder / CHROMA, ignore_errors=True)
        shutil.copytree(state / CHROMA, folder / CHROMA)


def remove_superseded_states(data: Path) -> None:
    """Remove the states that have been superseded for two minutes; a data folder that cannot be written keeps them."""
    states = sorted((data / _FOLDER).glob("[0-9]*"))
    for older, newer in pairwise(states):
        if time.time_ns() - _moment(newer) > _GRACE * 1_000_000_000:
            shutil.rmtree(older, ignore_errors=True)


def open_state_catalog(state: Path) -> Catalog:
    """Return the catalog of a state, for reading only."""
    address = f"file:{quote(str(state / CATALOG))}?mode=ro&immutable=1"
    url = URL.create("sqlite", database=str(state / CATALOG))  # for what is said of it
    return create_engine(url, creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool)


def _newest(data: Path) -> Path | None:
    return max((data / _FOLDER).glob(f"[0-9]*-{HEAD}"), default=None)


def _moment(state: Path) -> int:
    return int(state.name.partition("-")[0])


def _differing(state: Path, folder: Path, *, below: str = "") -> str:
    """Return the first file under `folder` that is not as the state was published."""
    try:
        published = json.loads((state / _SUMS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return _SUMS
    return next(
        (
            name
            for name, digest in published.items()
            if name.startswith(below) and (not (folder / name).is_file() or _sum(folder / name) != digest)
        ),
        "",
    )


def _sums(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _sum(path) for path in files}


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_catalog(source: Path, to: Path) -> None:
    """Copy the tables of the index as they are at one moment; what people asked stays where it can be forgotten."""
    engine = create_engine(URL.create("sqlite", database=str(to)))
    tables.metadata.create_all(engine, tables=_COPIED)
    engine.dispose()
    connection = sqlite3.connect(to)
    try:
        connection.execute("ATTACH ? AS source", (str(source),))
        with connection:
            for table in _COPIED:
                names = ", ".join(f'"{column.name}"' for column in table.columns)
                connection.execute(
                    f'INSERT INTO main."{table.name}" ({names}) SELECT {names} FROM source."{table.name}"'
                )
    finally:
        connection.close()
    with to.open("rb") as file:
        os.fsync(file.fileno())
