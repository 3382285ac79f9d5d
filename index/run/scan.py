"""Which files a run looks at."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import SettingsError


@dataclass(frozen=True)
class FoundFile:
    """A file to read: its absolute `path`, and its `name` relative to the folder that was asked for."""

    path: Path
    name: str

    @property
    def key(self) -> str:
        """The absolute path as the catalog knows it."""
        return written(self.path)


def scan(paths: Sequence[Path]) -> list[FoundFile]:
    """Return the files at and below `paths`, sorted by name, without hidden ones. Raises
    SettingsError for a path that is not there.
    """
    roots = {path.expanduser().resolve(): path for path in paths}
    found: dict[Path, FoundFile] = {}
    # the highest folder first: a name does not depend on the order in which folders are given
    for root in sorted(roots, key=lambda root: (len(root.parts), root)):
        if root.is_dir():
            below = (file for file in root.rglob("*") if _is_file(file) and not _hidden(file.relative_to(root)))
            for file in below:
                found.setdefault(file, FoundFile(file, written(file.relative_to(root))))
        elif root.is_file():
            found.setdefault(root, FoundFile(root, written(Path(root.name))))
        elif root.exists():
            raise SettingsError(
                f"{roots[root]} is geen bestand en geen map.", help="Geef de naam van een bestand of een map."
            )
        else:
            raise SettingsError(
                f"{roots[root]} bestaat niet.",
                help="Controleer de naam. Is het bestand weg en moet het ook uit de index? "
                "Gebruik dan `briefwijzer forget`.",
            )
    return sorted(found.values(), key=lambda file: (file.name, file.key))


def under(keys: Iterable[str], roots: Sequence[Path]) -> set[str]:
    """Return those of the absolute paths `keys` that are one of `roots` or lie below one."""
    known = {written(root.expanduser().resolve()) for root in roots}
    return {key for key in keys if any(each.as_posix() in known for each in (Path(key), *Path(key).parents))}


def written(path: Path) -> str:
    """Return `path` as text that every store and screen takes: bytes that are no UTF-8 as `\\xff`, slashes as `/`."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="backslashreplace")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # in a folder that may be listed but not entered: reading it will say so
        return True


def _hidden(relative: Path) -> bool:
    # ~$brief.docx and .~lock.brief.odt# are what office programs leave beside an open file
    return any(part.startswith((".", "~$")) for part in relative.parts)
