"""What the disk, the catalog's database or Chroma says is wrong, as a fault in Dutch with a next step a cause."""

from __future__ import annotations

import errno
import getpass
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from index.errors import StoreError

Cause = Literal["full", "rights", "locked", "damaged", "version", "away", "other"]

_BY_ERRNO: dict[int | None, Cause] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EACCES: "rights",
    errno.EPERM: "rights",
    errno.EROFS: "rights",
    errno.EBUSY: "locked",
    errno.EAGAIN: "locked",
    errno.ECONNREFUSED: "away",
    errno.EHOSTUNREACH: "away",
    errno.ETIMEDOUT: "away",
}
_BY_CODE: dict[int, Cause] = {  # primary result codes of SQLite
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_PERM: "rights",
    sqlite3.SQLITE_READONLY: "rights",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
}
_BY_WORDS: tuple[tuple[str, Cause], ...] = (  # Chroma and the drivers of databases hand on words alone
    (r"disk is full|no space left|quota exceeded", "full"),
    (r"readonly|read-only|permission denied", "rights"),
    (r"database is locked|table is locked|lock timeout|could not obtain lock", "locked"),
    (r"no such (?:table|column)|migration|inconsistent(?:hash|version)", "version"),
    (r"malformed|not a database|hnsw segment|corrupt", "damaged"),
    (r"could not connect|connection (?:refused|failed|timed out)|connect(?:ion)? ?error|name or service", "away"),
)
_DUTCH: dict[int | None, str] = {
    errno.ENOTDIR: "een deel van die naam is een bestand en geen map",
    errno.EEXIST: "er staat al iets anders met die naam",
    errno.EISDIR: "dat is een map",
    errno.ENOENT: "dat bestaat niet",
    errno.ENAMETOOLONG: "die naam is te lang",
    errno.EIO: "de schijf gaf een fout",
}
_LITTLE = 1_000_000  # bytes; with less room than this a write fails
_CODE = re.compile(r"\(code: (\d+)\)")


def store_fault(fault: BaseException, *, what: str, where: str | Path, damaged: str, setting: str = "") -> StoreError:
    """Return the fault of `what` (as a sentence begins with it) in `where`, a file, a folder or an address without its
    secrets.

    `damaged` says what to do where it is damaged, `setting` names the setting that `where` comes from.
    """
    path = where if isinstance(where, Path) else None
    folder = _folder(path) if path else Path()
    named = f"{what} ({where})"
    match cause_of(fault, path):
        case "full":
            free = f"{shutil.disk_usage(folder).free / 1e6:.1f}".replace(".", ",") if path else "0"
            return StoreError(
                f"De schijf is vol: {_lower(named)} kon niet worden geschreven. Er is nog {free} MB vrij.",
                help=f"Maak ruimte op de schijf van {folder.absolute()} en doe het daarna opnieuw. Wat er al stond, "
                "is bewaard.",
            )
        case "rights" if path and _readable(path, folder):
            return StoreError(
                f"Briefwijzer mag niet schrijven: {named}.",
                help=f"Geef {_user()} schrijfrechten op de gegevensmap {folder.absolute()}, of kies een andere map met "
                "--data of BRIEFWIJZER_DATA.",
            )
        case "rights":
            return StoreError(
                f"Briefwijzer mag niet lezen: {named}.",
                help=f"Geef {_user()} leesrechten op {where} en op de mappen daarboven.",
            )
        case "locked":
            return StoreError(
                f"{named} is bezet: een ander programma schrijft erin.",
                help="Wacht tot dat klaar is en doe het opnieuw. Blijft het bezet? Sluit dan andere vensters met "
                "Briefwijzer en programma's die dit bestand openhouden, zoals een back-up of een synchronisatie.",
            )
        case "damaged":
            return StoreError(f"{named} is beschadigd.", help=damaged)
        case "version":
            return StoreError(
                f"{named} is gemaakt door een andere versie van Briefwijzer of van een van zijn onderdelen.",
                help=f"Werk Briefwijzer bij. {damaged}",
            )
        case "away":
            return StoreError(
                f"{named} antwoordt niet.",
                help=f"Controleer of die server draait en of {setting or 'de instelling'} het goede adres noemt.",
            )
    if path:
        reason = _DUTCH.get(getattr(fault, "errno", None)) or type(fault).__name__
        return StoreError(
            f"{named} kon niet worden gebruikt ({reason}).",
            help="Controleer of dit de goede gegevensmap is (--data of BRIEFWIJZER_DATA) en of de schijf in orde is.",
        )
    return StoreError(
        f"{named} kon niet worden gebruikt ({type(fault).__name__}).",
        help=f"Controleer de instelling{f' {setting}' if setting else ''}: het adres, de naam en het wachtwoord.",
    )


def cause_of(fault: BaseException, path: Path | None) -> Cause:
    """Return why something could not be read from or written to `path`; None for a server.

    SQLite and Chroma call much a disk fault, or a file that cannot be opened: then the disk is asked.
    """
    for each in _chain(fault):
        if cause := _cause(each):
            return cause
    if path is None:
        return "other"
    folder = _folder(path)
    if shutil.disk_usage(folder).free < _LITTLE:
        return "full"
    if not _may(folder, os.W_OK | os.X_OK) or (_is_there(path) and not _may(path, os.R_OK | os.W_OK)):
        return "rights"
    return "other"


def _cause(fault: BaseException) -> Cause | None:
    if isinstance(fault, OSError) and fault.errno in _BY_ERRNO:
        return _BY_ERRNO[fault.errno]
    code = getattr(fault, "sqlite_errorcode", None)
    if code is None and (told := _CODE.search(str(fault))):
        code = int(told[1])
    if code is not None and code & 0xFF in _BY_CODE:
        return _BY_CODE[code & 0xFF]
    words = str(fault).lower()
    return next((cause for pattern, cause in _BY_WORDS if re.search(pattern, words)), None)


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    """Yield a fault and those that led to it, the first one first: it knows best."""
    if fault is not None:
        yield from _chain(getattr(fault, "orig", None) or fault.__cause__)
        yield fault


def _folder(path: Path) -> Path:
    """Return the lowest folder of `path` that is there."""
    return next(each for each in (path, *path.absolute().parents) if os.path.isdir(each))  # noqa: PTH112  never raises


def _readable(path: Path, folder: Path) -> bool:
    return _may(folder, os.R_OK | os.X_OK) and (path == folder or not _is_there(path) or _may(path, os.R_OK))


def _is_there(path: Path) -> bool:
    return _may(path, os.F_OK)  # unlike Path.exists it raises nothing where the folder may not be entered


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _user() -> str:
    try:
        return f"gebruiker {getpass.getuser()}"
    except (OSError, KeyError):  # a user without a name, as in a container
        return "uzelf"


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]
