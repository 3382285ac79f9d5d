"""An index run: files in, letters and passages stored, vectors made; safe to interrupt at any point.

A document's vectors are written first, under a new version; then one catalog transaction makes that version current; then
the old vectors go. Search follows the catalog, so it serves the last complete state of every document throughout.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine

from index.catalog import (
    Contents,
    Entry,
    FileRow,
    forget_files,
    open_catalog,
    read_contents,
    read_files,
    read_meta,
    write_entries,
)
from index.embed import Embedder
from index.embed_choice import choose_embedder
from index.errors import ReadError, StoreError
from index.letters import find_letters
from index.passages import SPLITTER, context_line, find_passages
from index.read import read, sha256
from index.records import Document
from index.report import FileReport, FileStatus, Progress, Report
from index.scan import Found, scan, under
from index.settings import Settings
from index.vectors import VectorStore, key

READ_BY = "1"
"""Version of the reading rules; a change reads every file again."""

_GROUP = 64  # passages that are embedded and committed together, so that small files fill a batch
_TRY_AGAIN = {"too_large", "unreadable"}  # faults that go away without the file changing


def index_paths(
    paths: Sequence[Path],
    *,
    settings: Settings,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    only: bool = False,
    ocr: bool = False,
) -> Report:
    """Bring the index up to date with the files at `paths` and return what became of each.

    Files below a folder in `paths` that are gone leave the index; with `only`, all other files leave it too. A file that
    cannot be read is reported and stops nothing. Raises SettingsError for a path that is not there, StoreError when a store
    cannot be opened or another run is at work.
    """
    started = time.monotonic()
    found = scan(paths)
    engine = open_catalog(settings)
    with _alone(settings):
        run = _Run(engine, settings, on_progress)
        run.remake_if_needed()
        run.repair()
        reports = run.take_in(found, ocr=ocr)
        gone = run.forget_gone(found, paths, only=only)
        contents = read_contents(engine)
        run.close(contents)
    engine.dispose()
    totals = {
        "documents": len(contents.documents),
        "letters": len(contents.letters),
        "passages": len(contents.passages),
    }
    return Report(
        (*_final(reports, contents), *gone), run.embedded, run.choice, time.monotonic() - started, totals
    )


def forget_paths(paths: Sequence[Path], *, settings: Settings) -> list[FileReport]:
    """Take the files at and below `paths` out of the index; the files themselves stay. Return what left."""
    engine = open_catalog(settings)
    with _alone(settings):
        known = read_files(engine)
        leaving = [row for path, row in known.items() if under(path, paths)]
        forget_files(engine, [row.path for row in leaving])
        if leaving:
            run = _Run(engine, settings, lambda progress: None)
            run.repair()
    engine.dispose()
    return [FileReport(row.name, "removed") for row in leaving]


class _Run:
    """The stores and counters of one run."""

    def __init__(self, engine: Engine, settings: Settings, on_progress: Callable[[Progress], None]) -> None:
        self.engine = engine
        self.settings = settings
        self.on_progress = on_progress
        self.choice = choose_embedder(settings)
        self.embedder = Embedder(self.choice.name)
        self.collection = f"passages-{hashlib.sha256(self.choice.name.encode()).hexdigest()[:12]}"
        self.embedded = 0
        self._store: VectorStore | None = None

    @property
    def store(self) -> VectorStore:
        if self._store is None:
            self._store = VectorStore(self.settings, collection=self.collection)
        return self._store

    def meta(self) -> dict[str, str]:
        return {"embedder": self.choice.name, "splitter": SPLITTER, "collection": self.collection}

    def remake_if_needed(self) -> None:
        """Make everything anew from the stored texts when the embedder or the splitter is another one than before."""
        made_by = read_meta(self.engine)
        if not made_by or all(made_by.get(name) == value for name, value in self.meta().items()):
            return
        contents = read_contents(self.engine)
        entries = [
            self._entry(document, contents.notes[document.id]) for document in contents.documents.values()
        ]
        self._embed(entries)
        # all at once: no question can be searched in two vector spaces
        write_entries(self.engine, entries, meta=self.meta())
        self.store.drop_others()

    def repair(self) -> None:
        """Mend what an interrupted run left: vectors that belong to nothing go, missing ones are made."""
        contents = read_contents(self.engine)
        if (
            not contents.documents
            and not (self.settings.data / "chroma").exists()
            and not self.settings.chroma_url
        ):
            return
        expected = _keys(contents)
        if self.store.count() == len(expected):
            return
        present = self.store.keys()
        self.store.remove(sorted(present - expected))
        missing = {row.split("@")[0] for row in expected - present}
        lacking = {
            contents.letters[p.letter_id].document_id for p in contents.passages.values() if p.id in missing
        }
        entries = [self._entry(contents.documents[each], contents.notes[each]) for each in sorted(lacking)]
        self._embed(entries)

    def take_in(self, found: Sequence[Found], *, ocr: bool) -> list[tuple[FileReport, str | None]]:
        """Read what is new or changed, embed it and make it current. Return a report and document id for each file."""
        known = read_files(self.engine)
        stored = set(read_contents(self.engine).documents)
        reports: list[tuple[FileReport, str | None]] = []
        group: list[Entry] = []
        rows: list[FileRow] = []
        for number, file in enumerate(found):
            self.on_progress(Progress("read", number, len(found), file.name))
            before = known.get(str(file.path))
            report, row, entry = self._look(file, before, stored, ocr=ocr)
            if row != before:
                rows.append(row)
            if entry is not None:
                group.append(entry)
                stored.add(entry.document.id)
            reports.append((report, row.document_id))
            if sum(len(e.passages) for e in group) >= _GROUP:
                self._commit(group, rows)
                group, rows = [], []
        self._commit(group, rows)
        self.on_progress(Progress("read", len(found), len(found)))
        return reports

    def forget_gone(self, found: Sequence[Found], paths: Sequence[Path], *, only: bool) -> list[FileReport]:
        """Forget files that are gone from `paths`, or moved; with `only`, all files that this run did not see."""
        seen = {str(file.path) for file in found}
        known = read_files(self.engine)
        alive = {row.document_id for path, row in known.items() if path in seen}
        leaving = [
            row
            for path, row in known.items()
            if path not in seen
            and (only or under(path, paths) or (row.document_id in alive and not Path(path).exists()))
        ]
        forget_files(self.engine, [row.path for row in leaving])
        return [FileReport(row.name, "removed") for row in leaving]

    def close(self, contents: Contents) -> None:
        """Remove the vectors that the catalog no longer knows."""
        if self._store is not None and self.store.count() != len(contents.passages):
            self.store.remove(sorted(self.store.keys() - _keys(contents)))

    def _look(
        self, file: Found, before: FileRow | None, stored: set[str], *, ocr: bool
    ) -> tuple[FileReport, FileRow, Entry | None]:
        digest = ""
        try:
            digest = sha256(file.path)
            same = before is not None and before.sha256 == digest and before.read_by == READ_BY
            retry = before is not None and (
                before.reason in _TRY_AGAIN or (ocr and before.reason == "no_text_layer")
            )
            if before is not None and same and not retry and (before.document_id in stored or before.reason):
                status: FileStatus = "failed" if before.reason else "unchanged"
                report = FileReport(
                    file.name, status, reason=before.reason, message=before.message, help=before.help
                )
                return report, replace(before, name=file.name), None
            row = FileRow(str(file.path), file.name, digest, READ_BY, document_id=digest)
            if digest in stored and (before is None or before.sha256 != digest):
                return FileReport(file.name, "unchanged"), row, None
            reading = read(file.path, name=file.name, settings=self.settings, ocr=ocr)
        except ReadError as fault:
            row = FileRow(
                str(file.path), file.name, digest, READ_BY, None, fault.reason, fault.message, fault.help
            )
            report = FileReport(
                file.name, "failed", reason=fault.reason, message=fault.message, help=fault.help
            )
            return report, row, None
        return FileReport(file.name, "indexed"), row, self._entry(reading.document, reading.notes)

    def _entry(self, document: Document, notes: Sequence[str]) -> Entry:
        letters = find_letters(document)
        passages = [passage for letter in letters for passage in find_passages(document, letter)]
        made_of = "|".join((document.id, self.choice.name, SPLITTER, READ_BY))
        version = hashlib.sha256(made_of.encode()).hexdigest()[:12]
        return Entry(document, tuple(letters), tuple(passages), version, tuple(notes))

    def _commit(self, group: Sequence[Entry], rows: Sequence[FileRow]) -> None:
        if group:
            self._embed(group)
        if group or rows:
            write_entries(self.engine, group, rows, meta=self.meta())

    def _embed(self, entries: Sequence[Entry]) -> None:
        work = [(entry, passage) for entry in entries for passage in entry.passages]
        letters = {letter.id: letter for entry in entries for letter in entry.letters}
        for i in range(0, len(work), _GROUP):
            part = work[i : i + _GROUP]
            self.on_progress(Progress("embed", i, len(work), part[0][0].document.path))
            texts = [
                f"{context_line(letters[passage.letter_id], passage)}\n{passage.text}" for _, passage in part
            ]
            self.store.add(
                [key(passage.id, entry.version) for entry, passage in part], self.embedder.passages(texts)
            )
            self.embedded += len(part)


def _final(reports: Sequence[tuple[FileReport, str | None]], contents: Contents) -> Iterator[FileReport]:
    """Fill in what each document holds, and say which files are copies of another."""
    letters = Counter(letter.document_id for letter in contents.letters.values())
    passages = Counter(
        contents.letters[passage.letter_id].document_id for passage in contents.passages.values()
    )
    owner: dict[str, str] = {}
    for report, document_id in reports:
        document = contents.documents.get(document_id or "")
        if document is None or report.status == "failed":
            yield report
        elif report.name != document.path or owner.setdefault(document.id, report.name) != report.name:
            yield FileReport(
                report.name,
                "duplicate",
                reason="duplicate",
                message=f"Dit bestand is gelijk aan {document.path}.",
                help="Er hoeft niets te gebeuren: de inhoud staat één keer in de index.",
            )
        else:
            yield replace(
                report,
                letters=letters[document.id],
                pages=len(document.page_starts),
                passages=passages[document.id],
                notes=contents.notes[document.id],
            )


def _keys(contents: Contents) -> set[str]:
    version = contents.version
    return {key(p.id, version[contents.letters[p.letter_id].document_id]) for p in contents.passages.values()}


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Keep a second run out: two writers would repair each other's work away."""
    from filelock import FileLock, Timeout

    settings.data.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.data / "index.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as fault:
        raise StoreError(
            "Er wordt al geïndexeerd in deze gegevensmap.",
            help="Wacht tot dat klaar is en probeer het dan opnieuw.",
        ) from fault
    try:
        yield
    finally:
        lock.release()
