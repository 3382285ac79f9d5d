"""The files as they were handed in, kept beside the index under the SHA-256 of their bytes: what readers can download
and see, also where the files themselves have moved. With each go the pictures that were made of its pages.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from index.file_names import printable
from index.settings import Settings
from index.store.faults import store_fault

_ORIGINALS = "originals"
_PICTURES = "page-pictures"
_PART = ".part"  # of a file that is being written


def keep_original(file: Path, document_id: str, settings: Settings) -> None:
    """Keep the bytes of `file` as those of the document, where they still are and are not kept yet. Whoever looks for
    them finds all of them or none. Raises StoreError when they cannot be written.
    """
    kept = _original(document_id, settings)
    if kept.exists():
        return
    try:
        data = file.read_bytes()
    except OSError:
        return  # it went since it was read: the next run sees that
    if hashlib.sha256(data).hexdigest() != document_id:
        return
    part = kept.with_name(f"{document_id}{_PART}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(kept)
    except OSError as error:
        raise store_fault(error, what=f"De kopie van {printable(file.name)}", where=kept.parent, damaged="") from error


def original_of(document_id: str, settings: Settings) -> Path | None:
    """Return where the bytes of the document are kept; None where they are not: an earlier version indexed it."""
    kept = _original(document_id, settings)
    return kept if kept.is_file() else None


def page_pictures(document_id: str, settings: Settings) -> Path:
    """Return the folder for pictures of the document's pages, which may be emptied at any time."""
    return settings.data / _PICTURES / document_id


def forget_originals(settings: Settings, *, except_of: Collection[str]) -> None:
    """Remove what is kept of every document but those with the ids `except_of`."""
    for folder in (_ORIGINALS, _PICTURES):
        with suppress(FileNotFoundError):
            for path in (settings.data / folder).iterdir():
                if path.name in except_of:
                    continue
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)


def _original(document_id: str, settings: Settings) -> Path:
    return settings.data / _ORIGINALS / document_id
