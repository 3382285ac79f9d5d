"""Files that staff sent and have not decided on: their bytes, who sent them, and how they were cut once that is done.

Each has a file in the folder for them under the SHA-256 of its bytes, and one beside it that tells of it, written in
one go: without that second file it is not there. What was not accepted has only the second.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from index.errors import NotIndexedError, StoreError
from index.run.reading import CutDocument, as_said, cut_document
from index.settings import Settings
from index.store.data_folder import WAITING, make_private
from index.store.faults import store_fault
from index.whole_file import write_whole

_TOLD, _CUT = ".json", ".cut"


@dataclass(frozen=True)
class WaitingFile:
    """A file that was sent under the safe name `name` and is to be read (`sent`), may be taken in (`read`), was there
    already (`known`), or was not accepted (`refused`, `unread`) with why and what to do in `lines`, in Dutch.
    `sent_at` is in UTC, as ISO 8601. `id` is the SHA-256 of its bytes where these are kept.
    """

    id: str
    name: str
    by: str
    sent_at: str
    status: Literal["sent", "read", "known", "refused", "unread"]
    lines: tuple[str, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether its bytes are there."""
        return self.status in ("sent", "read")


def waiting_folder(settings: Settings) -> Path:
    """Return the folder, which need not be there."""
    return settings.data / WAITING


def waiting_files(settings: Settings) -> list[WaitingFile]:
    """Return the files that wait, in the order in which they were sent."""
    found = []
    for path in waiting_folder(settings).glob(f"*{_TOLD}"):
        with suppress(OSError, ValueError, TypeError):  # it went meanwhile, or is no file of ours
            said = json.loads(path.read_text(encoding="utf-8"))
            found.append(WaitingFile(**{**said, "lines": tuple(said["lines"])}))
    return sorted(found, key=lambda each: (each.sent_at, each.name))


def waiting_file(id: str, settings: Settings) -> WaitingFile:
    """Return one of them. Raises NotIndexedError where it does not wait any more."""
    for each in waiting_files(settings):
        if each.id == id:
            return each
    raise _gone()


def bytes_of(file: WaitingFile, settings: Settings) -> Path:
    """Return where the bytes of a file are that has them."""
    return waiting_folder(settings) / file.id


def cut_of(file: WaitingFile, settings: Settings) -> CutDocument:
    """Return how a file that was read is cut, by its text alone. Raises NotIndexedError where it does not wait any
    more.
    """
    try:
        return cut_document(json.loads(bytes_of(file, settings).with_suffix(_CUT).read_text(encoding="utf-8")))
    except FileNotFoundError as fault:
        raise _gone() from fault


@contextmanager
def receiving(settings: Settings) -> Iterator[Path]:
    """Give a path to write to; what is there in the end is removed. Raises StoreError where that cannot be done."""
    folder = waiting_folder(settings)
    part = folder / f"{secrets.token_hex(8)}.part"
    try:
        make_private(settings.data)
        folder.mkdir(mode=0o700, exist_ok=True)
        part.touch(mode=0o600)
        yield part
    except OSError as fault:
        raise _fault(fault, folder) from fault
    finally:
        part.unlink(missing_ok=True)


def put(
    name: str,
    *,
    by: str,
    settings: Settings,
    status: Literal["sent", "known", "refused"],
    lines: tuple[str, ...] = (),
    digest: str = "",
    part: Path | None = None,
) -> WaitingFile:
    """Let a file wait: the bytes at `part`, of which `digest` is the SHA-256, or what is told of one without bytes."""
    file = WaitingFile(digest or secrets.token_hex(8), name, by, _now(), status, lines)
    with _one_at_a_time(settings):
        if part:
            part.replace(bytes_of(file, settings))  # the same bytes, should they be there
        _tell(file, settings)
    return file


def note_cut(file: WaitingFile, cut: CutDocument, settings: Settings) -> None:
    """Keep how a file is cut, unless it waits no more: it may be taken in now."""
    with _one_at_a_time(settings):
        if bytes_of(file, settings).is_file():
            write_whole(bytes_of(file, settings).with_suffix(_CUT), json.dumps(as_said(cut)).encode())
            _tell(replace(file, status="read"), settings)


def note_unread(file: WaitingFile, lines: tuple[str, ...], settings: Settings) -> None:
    """Note why a file cannot be read, unless it waits no more; its bytes are not kept."""
    with _one_at_a_time(settings):
        if bytes_of(file, settings).is_file():
            _tell(replace(file, status="unread", lines=lines), settings)
            bytes_of(file, settings).unlink()


def take(file: WaitingFile, folder: Path, settings: Settings) -> Path | None:
    """Move the bytes of a file into `folder`, under its name or the next one that no file has there, and return where
    they are; None where it waits no more.
    """
    with _one_at_a_time(settings):
        if not bytes_of(file, settings).is_file():
            return None
        folder.mkdir(mode=0o700, exist_ok=True)
        taken = _linked(bytes_of(file, settings), folder / file.name)
        _remove(file, settings)
    return taken


def drop(file: WaitingFile, settings: Settings) -> None:
    """Let a file wait no more."""
    with _one_at_a_time(settings):
        _remove(file, settings)


def _remove(file: WaitingFile, settings: Settings) -> None:
    there = bytes_of(file, settings)
    for path in (there.with_suffix(_TOLD), there.with_suffix(_CUT), there):
        path.unlink(missing_ok=True)


def _linked(bytes_at: Path, wanted: Path) -> Path:
    number = 1
    while True:
        path = wanted if number == 1 else wanted.with_stem(f"{wanted.stem} ({number})")
        try:
            os.link(bytes_at, path)  # unlike a rename it never takes the place of a file
        except FileExistsError:
            number += 1
            continue
        return path


@contextmanager
def _one_at_a_time(settings: Settings) -> Iterator[None]:
    """Keep others from changing what waits. Raises StoreError where nothing can be written."""
    from filelock import FileLock

    folder = waiting_folder(settings)
    try:
        with FileLock(folder / ".lock"):
            yield
    except OSError as fault:
        raise _fault(fault, folder) from fault


def _fault(fault: OSError, folder: Path) -> StoreError:
    return store_fault(fault, what="De map met toegevoegde bestanden", where=folder, damaged="")


def _gone() -> NotIndexedError:
    return NotIndexedError(
        "Dit bestand staat niet meer klaar.",
        help="Iemand nam het op of haalde het weg: kijk in de lijst met bestanden.",
    )


def _tell(file: WaitingFile, settings: Settings) -> None:
    write_whole(bytes_of(file, settings).with_suffix(_TOLD), json.dumps(asdict(file), ensure_ascii=False).encode())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
