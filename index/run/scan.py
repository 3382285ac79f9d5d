"""Which files a run looks at, and which it passes over.

Links are followed where they stay within what was asked for: a link that leads out of it would let whoever may write
in the letters' folder have any file on the machine read. Each file is looked at once, under its own name if it has one.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import NotIndexedError, SettingsError
from index.file_names import printable
from index.read.inside import BETWEEN
from index.store.data_folder import own_files

_LEFT_BY_PROGRAMS = ("~", ".tmp", ".lock")  # a copy, a file being written, a lock
_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "$recycle.bin"})
_NAME_IT = "Moet het toch mee? Noem dan het bestand of de map zelf: briefwijzer index"


@dataclass(frozen=True)
class FoundFile:
    """A file to read: its absolute `path`, and its `name` relative to the folder that was asked for.

    One inside another has its path as if that were a folder; its bytes are then at `unpacked`.
    """

    path: Path
    name: str
    unpacked: Path | None = None

    def inside(self, unpacked: Path, name: str) -> FoundFile:
        """Return the file `name` inside this one."""
        return FoundFile(self.path / name, f"{self.name}{BETWEEN}{name}", unpacked)

    @property
    def bytes_at(self) -> Path:
        """Where its bytes are."""
        return self.unpacked or self.path

    @property
    def key(self) -> str:
        """The absolute path as the catalog knows it."""
        return written(self.path)


@dataclass(frozen=True)
class PassedOver:
    """A file, folder or link at `path` that is not looked at: why, and what to do, in Dutch. `closed`: a folder that
    could not be listed, so that nobody knows what is in it.
    """

    path: Path
    name: str
    message: str
    help: str
    closed: bool = False


@dataclass(frozen=True)
class Scan:
    """What is at and below some paths, each sorted by name."""

    files: tuple[FoundFile, ...]
    passed_over: tuple[PassedOver, ...] = ()


def scan(paths: Sequence[Path], *, data: Path | None = None) -> Scan:
    """Return the files at and below `paths`, without hidden ones, what systems and programs leave, and what Briefwijzer
    wrote itself in `data` or another data folder. Raises SettingsError for a path that is not there.
    """
    roots = {on_disk(path).resolve(): path for path in paths}
    walk = _Walk(roots, data.resolve() if data else None)
    # the highest folder first: a name does not depend on the order in which folders are given
    for root in sorted(roots, key=lambda root: (len(root.parts), root)):
        name = written(Path(roots[root]))
        if root.is_dir():
            walk.folder(root, Path())
        elif root.is_file():
            walk.file(root, root, Path(root.name))
        elif root.exists():
            raise SettingsError(f"{name} is geen bestand en geen map.", help="Geef de naam van een bestand of een map.")
        else:
            raise SettingsError(
                f"{name} bestaat niet.",
                help="Controleer de naam. Is het bestand weg en moet het ook uit de index? "
                "Gebruik dan `briefwijzer forget`.",
            )
    walk.links()
    passed_over = sorted(walk.passed_over, key=lambda each: (each.name, str(each.path)))
    return Scan(tuple(sorted(walk.found.values(), key=lambda file: (file.name, file.key))), tuple(passed_over))


class _Walk:
    """A walk below `roots`; links come last, so that a file is found under its own name."""

    def __init__(self, roots: Iterable[Path], data: Path | None) -> None:
        self.found: dict[str, FoundFile] = {}
        self.passed_over: list[PassedOver] = []
        self._roots = list(roots)
        self._data = data
        self._seen: set[Path] = set()
        self._links: deque[tuple[Path, Path]] = deque()

    def folder(self, folder: Path, name: Path) -> None:
        """Find what is below `folder`, which is called `name`."""
        waiting = [(folder, name)]
        while waiting:
            folder, name = waiting.pop()
            real = folder.resolve()
            if real in self._seen:
                continue
            self._seen.add(real)
            try:
                own = own_files(real, data=self._data)
                with os.scandir(folder) as entries:
                    listed = sorted(entries, key=lambda entry: entry.name)
            except OSError as error:
                message = f"De map kan niet worden geopend ({error.strerror})."
                self._pass_over(folder, name, message, "Geef uzelf leesrechten op de map.", closed=True)
                continue
            for entry in listed:
                path, below = folder / entry.name, name / entry.name
                if real / entry.name in own or _passed_by(entry.name):
                    continue
                if entry.is_symlink():
                    self._links.append((path, below))
                elif entry.is_dir():
                    waiting.append((path, below))
                elif entry.is_file():
                    self.file(path, real / entry.name, below)

    def file(self, path: Path, real: Path, name: Path) -> None:
        """Find the file at `path`, which is `real` behind all links."""
        if real in self._seen:
            return
        self._seen.add(real)
        file = FoundFile(path, written(name))
        if self.found.setdefault(file.key, file) != file:
            self._pass_over(
                path,
                name,
                "In deze map staat nog een bestand waarvan de naam er precies zo uitziet.",
                "Geef een van beide een andere naam.",
            )

    def links(self) -> None:
        """Follow the links that were met, each to what was not met already."""
        while self._links:
            path, name = self._links.popleft()
            try:
                real = path.resolve(strict=True)
            except (OSError, RuntimeError):  # RuntimeError: it leads to itself
                self._pass_over(
                    path,
                    name,
                    f"De snelkoppeling leidt nergens heen: {_target(path)}.",
                    "Verwijder haar, of maak haar opnieuw.",
                )
                continue
            if not any(real.is_relative_to(root) for root in self._roots):
                self._pass_over(
                    path,
                    name,
                    f"De snelkoppeling leidt buiten de map die gelezen wordt: {_target(path)}.",
                    f"{_NAME_IT} {written(real)}",
                )
            elif real.is_dir():
                self.folder(path, name)
            elif real.is_file():
                self.file(path, real, name)

    def _pass_over(self, path: Path, name: Path, message: str, help: str, *, closed: bool = False) -> None:
        self.passed_over.append(PassedOver(path, written(name), message, help, closed))


def under(keys: Iterable[str], roots: Iterable[Path]) -> set[str]:
    """Return those of the absolute paths `keys` that are one of `roots` or lie below one."""
    return _below(keys, [root.expanduser().resolve() for root in roots])


def meant(names: Mapping[str, str], path: Path) -> set[str]:
    """Return the absolute paths that someone means who types `path`; `names` has the name of each in the index.

    Those at and below the path, which may itself be a link; where the disk has no such path, those that have it as
    name in the index. Raises NotIndexedError where several files have that name.
    """
    there = Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - resolve() would follow a link
    found = _below(names, [there, there.resolve()])
    if found or on_disk(path).exists():
        return found
    found = {
        key
        for key, name in names.items()
        if Path(printable(name).replace(BETWEEN, "/")).is_relative_to(written(path).replace(BETWEEN, "/"))
    }
    if len(found) > len({names[key] for key in found}):
        raise NotIndexedError(
            f"Er zijn meer bestanden in de index die {written(path)} heten.",
            help=f"Noem het hele pad: {', '.join(sorted(found))}.",
        )
    return found


def _below(keys: Iterable[str], roots: Iterable[Path]) -> set[str]:
    known = {written(root) for root in roots}
    return {key for key in keys if not known.isdisjoint(_with_parents(printable(key)))}


def _with_parents(key: str) -> set[str]:
    return {key, *(parent.as_posix() for parent in Path(key).parents)}


def on_disk(path: Path) -> Path:
    """Return `path` as the disk has it: a name may be typed composed and kept decomposed, or the other way round."""
    path = path.expanduser()
    if path.exists() or path == path.parent:
        return path
    parent = on_disk(path.parent)
    alike = (each for each in parent.iterdir() if written(Path(each.name)) == written(Path(path.name)))
    return next(alike, parent / path.name) if parent.is_dir() else path


def written(path: Path) -> str:
    """Return `path` as text that every store and screen takes: composed, bytes that are no UTF-8 as `\\xff`, what
    cannot be printed likewise, slashes as `/`.
    """
    return printable(os.fsencode(path.as_posix()).decode("utf-8", errors="backslashreplace"))


def _target(link: Path) -> str:
    return written(link.readlink())


def _passed_by(name: str) -> bool:
    # ~$brief.docx and .~lock.brief.odt# are what office programs leave beside an open file
    folded = name.lower()
    return folded.startswith((".", "~")) or folded.endswith(_LEFT_BY_PROGRAMS) or folded in _LEFT_BY_SYSTEMS
