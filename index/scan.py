"""Which files a run looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import SettingsError


@dataclass(frozen=True)
class Found:
    """A file to read: its absolute `path`, and its `name` relative to the folder that was asked for."""

    path: Path
    name: str


def scan(paths: Sequence[Path]) -> list[Found]:
    """Return the files at and below `paths`, sorted by name, without hidden ones. Raises SettingsError for a path that is not there."""
    found: dict[Path, Found] = {}
    for path in paths:
        root = path.expanduser().resolve()
        if root.is_dir():
            below = (
                file for file in root.rglob("*") if file.is_file() and not _hidden(file.relative_to(root))
            )
            for file in below:
                found.setdefault(file, Found(file, file.relative_to(root).as_posix()))
        elif root.exists():
            found.setdefault(root, Found(root, root.name))
        else:
            raise SettingsError(
                f"{path} bestaat niet.",
                help="Controleer de naam. Is het bestand weg en moet het ook uit de index? Gebruik dan `briefwijzer forget`.",
            )
    return sorted(found.values(), key=lambda file: (file.name, str(file.path)))


def under(path: str, roots: Sequence[Path]) -> bool:
    """True when the absolute `path` is one of `roots` or lies below one."""
    return any(
        Path(path) == root or root in Path(path).parents
        for root in (root.expanduser().resolve() for root in roots)
    )


def _hidden(relative: Path) -> bool:
    # ~$brief.docx and .~lock.brief.odt# are what office programs leave beside an open file
    return any(part.startswith((".", "~$")) for part in relative.parts)
