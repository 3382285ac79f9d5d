"""Files that staff send through a web page: within limits, under a safe name, each to be looked at before it is taken
in.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from functools import partial
from pathlib import Path
from typing import BinaryIO

from index.dutch.dates import written_out
from index.file_names import printable
from index.read.file_types import MEDIA_TYPES, READABLE
from index.run.waiting import WaitingFile, put, receiving, waiting_files
from index.settings import Settings
from index.store.catalog.connection import has_catalog
from index.store.catalog.reading import read_media_types
from index.store.corrections import read_deletions
from index.store.data_folder import UPLOADS
from index.store.transactions import opened_catalog

MOST_FILES = 50
"""Files that are taken at once."""

_AT_ONCE = 4  # times the largest file, that all files of one sending may have together
_UNSAFE = re.compile(r"[^\w .,()&+-]")
_LONGEST = 100  # characters of a name, without its suffix
_PIECE = 1 << 20


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


def receive(name: str, file: BinaryIO, *, by: str, settings: Settings) -> WaitingFile:
    """Let what is read from `file`, which `by` sent under `name`, wait until it is decided on. Raises StoreError when
    it cannot be written.
    """
    shown, safe = printable(name), safe_name(name)
    wait = partial(put, by=by, settings=settings)
    with receiving(settings) as part:
        if Path(safe).suffix not in MEDIA_TYPES:
            return wait(shown, status="refused", lines=("Dit soort bestand wordt niet gelezen.", READABLE))
        digest, size = _written(file, part, most=int(settings.max_file_mb * 1_000_000))
        if refused := _refused(size, settings):
            return wait(shown, status="refused", lines=refused)
        if known := _known(digest, settings):
            return wait(shown, status="known", lines=known)
        return wait(safe, status="sent", digest=digest, part=part)


def refuse(name: str, lines: tuple[str, ...], *, by: str, settings: Settings) -> WaitingFile:
    """Note that what `by` sent under `name` is not accepted: why, and what to do. Raises StoreError."""
    with receiving(settings):
        return put(printable(name), by=by, settings=settings, status="refused", lines=lines)


def _written(file: BinaryIO, part: Path, *, most: int) -> tuple[str, int]:
    """Write at most `most` bytes and one more of `file`; return the SHA-256 and how many there were."""
    digest, size = hashlib.sha256(), 0
    with part.open("wb") as out:
        while size <= most and (piece := file.read(min(_PIECE, most + 1 - size))):
            digest.update(piece)
            size += out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _refused(size: int, settings: Settings) -> tuple[str, ...]:
    if size == 0:
        return ("Dit bestand is leeg.", "Kijk of u het goede bestand koos.")
    if size > settings.max_file_mb * 1_000_000:
        return (
            f"Dit bestand is groter dan {settings.max_file_mb:g} MB.",
            "Splits het, of verhoog BRIEFWIJZER_MAX_FILE_MB.",
        )
    return ()


def _known(digest: str, settings: Settings) -> tuple[str, ...]:
    """Return where the bytes are already, and what to do; nothing where they are not."""
    if any(each.id == digest and each.kept for each in waiting_files(settings)):
        return ("Dit bestand staat al klaar om na te kijken.", "Er hoeft niets te gebeuren.")
    if not has_catalog(settings):
        return ()
    with opened_catalog(settings) as catalog:
        deletion, indexed = read_deletions(catalog).get(digest), digest in read_media_types(catalog)
    if deletion and indexed:
        day = written_out(deletion.deleted_at.astimezone().date().isoformat())
        return (
            f"Dit bestand is op {day} verwijderd, onder de naam {deletion.name}.",
            "Haal het terug in de lijst met bestanden.",
        )
    return ("Dit bestand staat al in de index.", "Er hoeft niets te gebeuren.") if indexed else ()
