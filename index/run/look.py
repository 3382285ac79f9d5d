"""A look at one file: what is known of it is kept, what is new or changed is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from index.errors import ReadError
from index.read.file import READ_BY, media_type, sha256
from index.run.deletions import DELETED, skipped
from index.run.reading import CutDocument, read_and_cut
from index.run.report import FileReport
from index.run.scan import FoundFile
from index.run.writing.writer import Writer
from index.settings import Settings
from index.store.catalog.contents import Entry, FileRow
from index.store.correction_rows import Deletion
from index.store.originals import keep_original

_TRY_AGAIN = {"too_large", "too_slow", "unreadable", DELETED}  # faults that go away without the file changing


@dataclass(frozen=True)
class Look:
    """What a look at one file gave: its report, its row for the catalog, and what is to be written when it was read.

    `inside` are the files that were found in it, `known_inside` the rows of those that are as they were.
    """

    report: FileReport
    row: FileRow
    entry: Entry | None = None
    inside: tuple[FoundFile, ...] = ()
    known_inside: tuple[FileRow, ...] = ()


class Holders:
    """Which files hold which document, while a run goes on. Rows of files that are gone stay out of `first`. In the
    documents `with_files` lie other files.
    """

    def __init__(self, known: Iterable[FileRow], leaving: Collection[str], with_files: Iterable[str | None]) -> None:
        self.with_files = set(with_files)
        self._rows: defaultdict[str, dict[str, FileRow]] = defaultdict(dict)
        self._fresh: set[str] = set()
        for row in known:
            self.add(row, stays=row.path not in leaving)

    def add(self, row: FileRow, *, stays: bool = True) -> None:
        """Note that the file of `row` holds its document; one that does not stay is not `first`."""
        if row.document_id and row.read_by == READ_BY:
            self._fresh.add(row.document_id)
        if row.document_id and stays:
            self._rows[row.document_id][row.path] = row

    def fresh(self, digest: str) -> bool:
        """True when the document was read by today's rules."""
        return digest in self._fresh

    def first(self, file: FoundFile, digest: str) -> bool:
        """True when of all files with these bytes `file` is the first by name: the one that is read."""
        return all((file.name, file.key) <= (row.name, row.path) for row in self._rows[digest].values())


def look_at(
    file: FoundFile,
    before: FileRow | None,
    *,
    unpack_in: Path,
    inside: Mapping[str, Sequence[FileRow]],
    stored: dict[str, str],
    holders: Holders,
    deletions: Mapping[str, Deletion],
    writer: Writer,
    settings: Settings,
    ocr: bool,
) -> Look:
    """Look at one file: skip what is known, read what is not. `stored` are media types by document; it is kept up.
    `inside`: the known files inside others.
    """
    read = partial(read_and_cut, inside=unpack_in, settings=settings, ocr=ocr)
    digest = ""
    held = inside.get(file.key, ())
    try:
        digest = sha256(file.bytes_at, name=file.name)
        if digest in deletions and digest not in stored:
            report = skipped(file.name, deletions[digest])
            return Look(
                report, FileRow(file.key, file.name, digest, READ_BY, None, DELETED, report.message, report.help)
            )
        same = before is not None and before.sha256 == digest and before.read_by == READ_BY
        if before and same and before.reason and not _try_again(before.reason, ocr=ocr):
            return Look(not_read(file.name, before), replace(before, name=file.name))
        fits = stored.get(digest) == media_type(file.name) or not holders.first(file, digest)
        row = FileRow(file.key, file.name, digest, READ_BY, document_id=digest)
        failed = [each for each in held if each.reason and each.sha256 not in deletions]
        again = any(_try_again(each.reason or "", ocr=ocr) for each in failed)
        if digest in stored and holders.fresh(digest) and fits and not again:
            holders.add(row)
            keep_original(file.bytes_at, digest, settings)  # an index of before they were kept has none
            for each in held:
                holders.add(each)
            unpack = digest in holders.with_files and not held  # it was moved, or is a copy of another
            cut = read(file.bytes_at, name=file.name) if unpack else None
            unpacked = _found_in(file, cut) if cut else ()
            return Look(FileReport(file.name, "unchanged"), row, inside=unpacked, known_inside=tuple(held))
        cut = read(file.bytes_at, name=file.name)
    except ReadError as fault:
        row = FileRow(file.key, file.name, digest, READ_BY, None, fault.reason, fault.message, fault.help)
        return Look(not_read(file.name, row), row)
    document = cut.document  # its id and not `digest`: the file may have changed since
    keep_original(file.bytes_at, document.id, settings)  # before the catalog says that the document is there
    row = replace(row, sha256=document.id, document_id=document.id)
    stored[document.id] = document.media_type
    holders.add(row)
    if cut.inside:
        holders.with_files.add(document.id)
    return Look(
        FileReport(file.name, "indexed"),
        row,
        writer.entry(document, cut.letters, cut.passages, inventory=cut.inventory),
        inside=_found_in(file, cut),
    )


def _found_in(file: FoundFile, cut: CutDocument) -> tuple[FoundFile, ...]:
    return tuple(file.inside(path, name) for path, name in cut.inside)


def _try_again(reason: str, *, ocr: bool) -> bool:
    return reason in _TRY_AGAIN or (ocr and reason == "no_text_layer")


def not_read(name: str, row: FileRow) -> FileReport:
    """Return the report of a file that could not be read, as its row says."""
    return FileReport(name, "failed", reason=row.reason, message=row.message, help=row.help)
