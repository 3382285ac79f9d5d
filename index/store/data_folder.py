"""Which files in a data folder are Briefwijzer's own."""

from __future__ import annotations

from pathlib import Path

LOCK = "index.lock"
"""Held by the run that writes in a data folder; every run leaves it there."""

_OWN = ("catalog.sqlite", "chroma", "embedder.json", "lexical", LOCK, "originals", "page-pictures", "states")


def own_files(folder: Path, *, data: Path | None = None) -> frozenset[Path]:
    """Return what in `folder` Briefwijzer wrote itself: nothing but in `data` and other folders that a run wrote in."""
    if folder != data and not ((folder / LOCK).is_file() and (folder / "originals").is_dir()):
        return frozenset()
    return frozenset(path for path in folder.iterdir() if _is_own(path.name))


def _is_own(name: str) -> bool:
    """`catalog.sqlite-wal` and `embedder.json.1234` belong to the files of which they have the name."""
    return any(name == own or name.startswith((f"{own}-", f"{own}.")) for own in _OWN)
