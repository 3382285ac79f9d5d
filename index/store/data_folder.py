"""Which files in a data folder are Briefwijzer's own, and that only its user may read them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from index.living_folder import seen_below

LOCK = "index.lock"
"""Held by the run that writes in a data folder; every run leaves it there."""

UPLOADS = "uploads"
"""The folder of the files that staff uploaded."""

WAITING = "waiting"
"""The folder of the files that staff uploaded and have not decided on yet."""

RUN_LOG = "index-run.json"
"""How far the last run beside a server is."""

_OWN = (
    "backups",
    "before-restore",
    "catalog.sqlite",
    "chroma",
    "embedder.json",
    "lexical",
    LOCK,
    "originals",
    "page-pictures",
    "questions",
    "restoring",
    "runs",
    RUN_LOG,
    "states",
    UPLOADS,
    WAITING,
)

_FOLDER, _FILE = 0o700, 0o600
_OTHERS = 0o077  # rights of the group and of all


def own_files(folder: Path, *, data: Path | None = None) -> frozenset[Path]:
    """Return what in `folder` Briefwijzer wrote itself: nothing but in `data` and other folders that a run wrote in."""
    if folder != data and not ((folder / LOCK).is_file() and (folder / "originals").is_dir()):
        return frozenset()
    return frozenset(path for path in folder.iterdir() if _is_own(path.name))


def _is_own(name: str) -> bool:
    """`catalog.sqlite-wal` and `embedder.json.1234` belong to the files of which they have the name."""
    return any(name == own or name.startswith((f"{own}-", f"{own}.")) for own in _OWN)


def make_private(data: Path) -> None:
    """Make the data folder where it is not there, for its user alone. Raises OSError."""
    if not data.is_dir():
        data.mkdir(parents=True, exist_ok=True)
        data.chmod(_FOLDER)


def loose(data: Path) -> list[Path]:
    """Return what in a data folder other users of the machine may read or write: the folder itself, unless it holds
    files of others too, and all of ours in it.
    """
    own = own_files(data, data=data) if data.is_dir() else frozenset()
    alone = [data] if own and own == frozenset(data.iterdir()) else []
    everything = [*((path, path.stat()) for path in alone), *_with_all_below(own)]
    return [path for path, seen in everything if seen.st_mode & _OTHERS]


def tighten(data: Path) -> None:
    """Take the rights to a data folder from all but its user; what belongs to another user stays as it is."""
    _close(loose(data))


def close_to_others(*made: Path) -> None:
    """Take the rights to files and folders that were just made, with all below them, from all but their user."""
    _close(path for path, _ in _with_all_below(made))


def _close(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):  # another user's, or gone meanwhile
            path.chmod(_FOLDER if path.is_dir() else _FILE)


def _with_all_below(paths: Iterable[Path]) -> Iterator[tuple[Path, os.stat_result]]:
    for path in paths:
        with suppress(FileNotFoundError):
            if not path.is_symlink():
                yield path, path.lstat()
                yield from seen_below(path)
