"""Everything that a data folder keeps in one file, and back: what was asked and who is staff too.

The file is a ZIP with `about.json`: its form, when it was made, the version of the catalog, the settings that are no
secrets, and the SHA-256 of every other file in it.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from index.errors import SettingsError, StoreError
from index.settings import Settings
from index.store.backups import CATALOG
from index.store.catalog.schema import HEAD
from index.store.data_folder import UPLOADS, WAITING, close_to_others, make_private
from index.store.faults import store_fault
from index.store.states import CHROMA

_KEPT = (CATALOG, CHROMA, "embedder.json", "originals", "questions", UPLOADS, WAITING)
_ABOUT, _FORM = "about.json", 1
_BLOCK = 1 << 20
SECRET = frozenset({"model_api_key", "model_api_base", "database_url", "chroma_url", "oidc_secret"})
"""Settings that are a password, or an address that may have one in it."""


@dataclass(frozen=True)
class Archive:
    """What is in such a file."""

    file: Path
    made_at: datetime
    settings: Mapping[str, Any]
    files: int
    size: int
    """Of the file, in bytes."""


def write_archive(file: Path, settings: Settings) -> Archive:
    """Write all that `settings.data` keeps to `file`; no run may be at work in it, a server may.

    Raises SettingsError where the stores are on a server or `file` is there already, StoreError where it cannot be
    read or written.
    """
    _on_this_machine(settings)
    if file.exists():
        raise SettingsError(f"{file} bestaat al.", help="Kies een andere naam: een reservekopie overschrijft niets.")
    part = file.with_name(f"{file.name}.{secrets.token_hex(4)}.part")
    with _faults(file):
        try:
            descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "wb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                sums = {name: _add(archive, path, name) for name, path in _files(settings.data)}
                sums[CATALOG] = _add_catalog(archive, settings.data / CATALOG, beside=part)
                about = {
                    "form": _FORM,
                    "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
                    "catalog": HEAD,
                    "settings": settings.model_dump(mode="json", exclude=set(SECRET)),
                    "sha256": sums,
                }
                archive.writestr(_ABOUT, json.dumps(about, ensure_ascii=False, indent=1))
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
    return read_archive(file)


def read_archive(file: Path) -> Archive:
    """Return what is in `file`. Raises StoreError where it is no archive, or of a newer version."""
    with _faults(file), _opened(file) as archive:
        about = _about(archive, file)
        made_at = datetime.fromisoformat(about["made_at"])
        return Archive(file, made_at, about["settings"], len(about["sha256"]), file.stat().st_size)


def unpack_archive(file: Path, settings: Settings) -> Path | None:
    """Put what `file` has in the place of what `settings.data` keeps; no run may be at work in it, a server may.

    Every file is unpacked and compared with its sum before anything is moved. Returns the folder that has what stood
    there, None where nothing did. Raises SettingsError where the stores are on a server, StoreError where `file` is no
    archive, of a newer version or damaged; then all is as it was.
    """
    _on_this_machine(settings)
    data = settings.data
    make_private(data)
    new = data / f"restoring-{secrets.token_hex(4)}"
    with _faults(file):
        try:
            with _opened(file) as archive:
                for name, digest in _about(archive, file)["sha256"].items():
                    _take_out(archive, name, digest, new, file=file)
            close_to_others(new)
            return _put_in_place(new, data)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def _on_this_machine(settings: Settings) -> None:
    if settings.chroma_url or settings.database_url:
        raise SettingsError(
            "De catalogus of de vectoren staan op een server; daarvan maakt Briefwijzer geen reservekopie.",
            help="Gebruik pg_dump voor PostgreSQL en bewaar de map van de Chroma-server, zie docs/running.md.",
        )


def _files(data: Path) -> Iterator[tuple[str, Path]]:
    for name in _KEPT:
        top = data / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and not path.is_symlink() and path.name != CATALOG:
                yield path.relative_to(data).as_posix(), path


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> str:
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as out:
        return _copied(source, out)


def _copied(source: IO[bytes], out: IO[bytes]) -> str:
    """Copy a file, and return the SHA-256 of what was in it."""
    digest = hashlib.sha256()
    while block := source.read(_BLOCK):
        digest.update(block)
        out.write(block)
    return digest.hexdigest()


def _add_catalog(archive: zipfile.ZipFile, catalog: Path, *, beside: Path) -> str:
    """Add the catalog as it is at one moment, whoever writes to it meanwhile."""
    if not catalog.exists():
        raise StoreError("In deze gegevensmap staat nog niets.", help="Voeg brieven toe met `briefwijzer index MAP`.")
    copy = beside.with_suffix(".sqlite")
    try:
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(catalog)) as live, closing(sqlite3.connect(copy)) as made:
            live.backup(made)
            made.execute("PRAGMA journal_mode=DELETE")
        return _add(archive, copy, CATALOG)
    finally:
        copy.unlink(missing_ok=True)


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as fault:
        raise _no_archive(file) from fault


def _about(archive: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    try:
        about = json.loads(archive.read(_ABOUT))
        newer = about["form"] > _FORM or about["catalog"] > HEAD
        names = about["sha256"]
        fits = set(archive.namelist()) == {_ABOUT, *names} and CATALOG in names and all(map(_is_ours, names))
    except (KeyError, TypeError, ValueError) as fault:
        raise _no_archive(file) from fault
    if newer:
        raise StoreError(
            f"{file} is gemaakt door een nieuwere versie van Briefwijzer.", help="Installeer eerst die versie."
        )
    if not fits:
        raise _no_archive(file)
    return dict(about)


def _is_ours(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        name != ""
        and path.parts[0] in _KEPT
        and ".." not in path.parts
        and "\\" not in name
        and path.as_posix() == name
    )


def _no_archive(file: Path) -> StoreError:
    return StoreError(
        f"{file} is geen reservekopie van Briefwijzer, of ze is beschadigd.",
        help="Kies een bestand dat `briefwijzer backup` heeft gemaakt. Er is niets veranderd.",
    )


def _take_out(archive: zipfile.ZipFile, name: str, digest: str, to: Path, *, file: Path) -> None:
    path = to / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as source, path.open("wb") as out:
        found = _copied(source, out)
        out.flush()
        os.fsync(out.fileno())
    if found != digest:
        raise _no_archive(file)


def _put_in_place(new: Path, data: Path) -> Path | None:
    aside = data / f"before-restore-{datetime.now():%Y-%m-%d-%H%M%S}-{secrets.token_hex(2)}"
    stood = [data / name for name in (*_KEPT, f"{CATALOG}-wal", f"{CATALOG}-shm") if (data / name).exists()]
    if stood:
        aside.mkdir(mode=0o700)
    try:
        for path in stood:
            path.rename(aside / path.name)
        for path in new.iterdir():
            path.rename(data / path.name)
    except OSError:
        for path in stood:  # as it was
            if (aside / path.name).exists():
                if (data / path.name).is_dir():
                    shutil.rmtree(data / path.name)
                (aside / path.name).replace(data / path.name)
        with suppress(OSError):
            aside.rmdir()
        raise
    return aside if stood else None


@contextmanager
def _faults(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise store_fault(fault, what=f"De reservekopie {file}", where=file.parent, damaged="") from fault
    except sqlite3.Error as fault:
        raise StoreError(
            f"De catalogus kan niet worden gelezen: {fault}.", help="Kijk met `briefwijzer doctor` wat er is."
        ) from fault
