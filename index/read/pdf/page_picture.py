"""Pictures of PDF pages as they look on paper, and the characters on them, out of a folder that keeps what was made.

All documents have a folder each below one folder, which stays below a size: what was longest not asked for goes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Any

from index.living_folder import seen_below
from index.read.child_process import (
    ChildCrashedError,
    ChildOutOfMemoryError,
    ChildProcess,
    ChildSaysTooMuchError,
    ChildTooSlowError,
)
from index.read.pdf.word_boxes import Box, PageCharacter

_SECONDS = 20  # that a page may take
_MOST = 200_000_000  # bytes of all that is kept
_KEPT = 0.8  # of that, once it is too much

_pdfium = ChildProcess("index.read.pdf.pdfium")


class NoPictureError(Exception):
    """The page could not be drawn: its file is damaged, or it took too long."""


@dataclass(frozen=True)
class PaperPage:
    """A page on paper: the size of its picture in pixels, and its characters as pdfium reads them, in its order."""

    width: int
    height: int
    characters: tuple[PageCharacter, ...]


def paper_page(pdf: Path, page: int, *, folder: Path) -> PaperPage:
    """Return what stands where on `page`, from 1; `folder` keeps it. Raises NoPictureError."""
    kept = folder / f"{page}.json"
    with suppress(FileNotFoundError, ValueError):
        return _paper_page(json.loads(kept.read_text(encoding="utf-8")))
    answer = _ask({"path": str(pdf.resolve()), "page": page})
    part = _part(kept)
    part.write_text(json.dumps(answer), encoding="utf-8")
    _keep(part, kept)
    return _paper_page(answer)


def page_picture(pdf: Path, page: int, marks: Sequence[Box], *, folder: Path) -> Path:
    """Return a PNG in `folder` of `page`, from 1, with the boxes `marks` marked on it. Raises NoPictureError."""
    name = hashlib.sha256(json.dumps(marks).encode()).hexdigest()[:16]
    kept = folder / f"{page}-{name}.png"
    if not kept.exists():
        part = _part(kept)
        _ask({"path": str(pdf.resolve()), "page": page, "marks": marks, "picture": str(part.resolve())})
        _keep(part, kept)
    with suppress(OSError):
        os.utime(kept)  # asked for just now
    return kept


def _ask(request: dict[str, Any]) -> dict[str, Any]:
    try:
        answer = _pdfium.ask(request, seconds=_SECONDS)
    except (ChildTooSlowError, ChildCrashedError, ChildOutOfMemoryError, ChildSaysTooMuchError) as error:
        raise NoPictureError from error
    if "error" in answer:
        raise NoPictureError(answer["error"])
    return answer


def _paper_page(answer: dict[str, Any]) -> PaperPage:
    characters = tuple((character, (x0, y0, x1, y1)) for character, x0, y0, x1, y1 in answer["characters"])
    return PaperPage(answer["width"], answer["height"], characters)


def _part(kept: Path) -> Path:
    kept.parent.parent.mkdir(mode=0o700, exist_ok=True)  # what a letter says is for the user of the index alone
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    return kept.with_name(f"{kept.name}.{os.urandom(4).hex()}.part")


def _keep(part: Path, kept: Path) -> None:
    part.chmod(0o600)
    part.replace(kept)
    make_room(kept.parent.parent, most=_MOST)


def make_room(folder: Path, *, most: int) -> None:
    """Remove the files below `folder` that were longest not asked for, once all of them have more than
    `most` bytes.
    """
    found = [(seen.st_mtime, seen.st_size, path) for path, seen in seen_below(folder) if S_ISREG(seen.st_mode)]
    size = sum(each for _, each, _ in found)
    if size <= most:
        return
    for _, each, path in sorted(found):
        if size <= most * _KEPT:
            return
        path.unlink(missing_ok=True)
        size -= each
