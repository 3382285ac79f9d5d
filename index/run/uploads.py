"""Files that staff send through a web page: kept in a folder of the data folder under a safe name, never over another
file, and indexed from there.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from index.dutch.dates import written_out
from index.file_names import printable
from index.read.file_types import MEDIA_TYPES, READABLE
from index.settings import Settings
from index.store.catalog.connection import has_catalog
from index.store.catalog.reading import read_media_types
from index.store.corrections import read_deletions, undo_deletion
from index.store.data_folder import UPLOADS, close_to_others, make_private
from index.store.faults import store_fault
from index.store.transactions import opened_catalog

MOST_FILES = 50
"""Files that are taken at once."""

_AT_ONCE = 4  # times the largest file, that all files of one sending may have together
_UNSAFE = re.compile(r"[^\w .,()&+-]")
_LONGEST = 100  # characters of a name, without its suffix
_PIECE = 1 << 20


@dataclass(frozen=True)
class Upload:
    """What became of one file that was sent under `name`: kept as `kept_as`, known already, or refused; with why, and
    what to do, in Dutch.
    """

    name: str
    status: Literal["kept", "known", "refused"]
    kept_as: str = ""
    message: str = ""
    help: str = ""


def most_bytes(settings: Settings) -> int:
    """Return how many bytes may be sent at once."""
    return int(_AT_ONCE * settings.max_file_mb * 1_000_000)


def uploads_folder(settings: Settings) -> Path:
    """Return the folder of the files that staff sent, which need not be there."""
    return settings.data / UPLOADS


def safe_name(name: str) -> str:
    """Return a name for a file that is no path, is not hidden, and can be printed: the last part of `name` with its
    letters, digits and a few signs.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem, dot, suffix = last.rpartition(".")
    if not dot:
        stem, suffix = last, ""
    stem = _UNSAFE.sub("_", stem).strip(" .~_")[:_LONGEST].rstrip(" .") or "bestand"
    suffix = re.sub(r"[^A-Za-z0-9]", "", suffix)[:10].lower()
    return f"{stem}.{suffix}" if suffix else stem


def keep_upload(name: str, file: BinaryIO, *, settings: Settings) -> Upload:
    """Keep what is read from `file`, which was sent under `name`. Raises StoreError when it cannot be written."""
    shown, safe = printable(name), safe_name(name)
    if Path(safe).suffix not in MEDIA_TYPES:
        return Upload(shown, "refused", message="Dit soort bestand wordt niet gelezen.", help=READABLE)
    folder = uploads_folder(settings)
    part = folder / f".{hashlib.sha256(os.urandom(16)).hexdigest()[:16]}.tmp"
    try:
        make_private(settings.data)
        folder.mkdir(exist_ok=True)
        digest, size = _written(file, part, most=int(settings.max_file_mb * 1_000_000))
        refused = _refused(shown, digest, size, settings)
        kept = None if refused else _moved(part, folder / safe)
        if kept:
            close_to_others(folder)
    except OSError as fault:
        raise store_fault(fault, what="De map met toegevoegde bestanden", where=folder, damaged="") from fault
    finally:
        part.unlink(missing_ok=True)
    return refused or Upload(shown, "kept", kept_as=kept.name if kept else "")


def _written(file: BinaryIO, part: Path, *, most: int) -> tuple[str, int]:
    """Write at most `most` bytes and one more of `file`; return the SHA-256 and how many there were."""
    digest, size = hashlib.sha256(), 0
    with part.open("xb") as out:
        while size <= most and (piece := file.read(min(_PIECE, most + 1 - size))):
            digest.update(piece)
            size += out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _refused(name: str, digest: str, size: int, settings: Settings) -> Upload | None:
    if size == 0:
        return Upload(name, "refused", message="Dit bestand is leeg.", help="Kijk of u het goede bestand koos.")
    if size > settings.max_file_mb * 1_000_000:
        return Upload(
            name,
            "refused",
            message=f"Dit bestand is groter dan {settings.max_file_mb:g} MB.",
            help="Splits het, of verhoog BRIEFWIJZER_MAX_FILE_MB.",
        )
    if not has_catalog(settings):
        return None
    with opened_catalog(settings) as catalog:
        deletion, indexed = read_deletions(catalog).get(digest), digest in read_media_types(catalog)
        if deletion and not indexed:
            undo_deletion(catalog, digest)  # all of it is gone, and who sends it again asks for it
    if deletion and indexed:
        day = written_out(deletion.deleted_at.astimezone().date().isoformat())
        return Upload(
            name,
            "known",
            message=f"Dit bestand is op {day} verwijderd, onder de naam {deletion.name}.",
            help="Haal het terug in de lijst met bestanden.",
        )
    if indexed:
        return Upload(name, "known", message="Dit bestand staat al in de index.", help="Er hoeft niets te gebeuren.")
    return None


def _moved(part: Path, wanted: Path) -> Path:
    """Give the file at `part` the name `wanted`, or the next one that no file has; return where it is."""
    number = 1
    while True:
        path = wanted if number == 1 else wanted.with_stem(f"{wanted.stem} ({number})")
        try:
            os.link(part, path)  # unlike a rename it never takes the place of a file
        except FileExistsError:
            number += 1
            continue
        return path
