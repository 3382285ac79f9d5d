"""An index run: files in, letters and passages stored, vectors made; only what is new or changed is read and
embedded.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from index.read.inside import BETWEEN
from index.run.alone import alone
from index.run.deletions import end_deletions, skipped
from index.run.look import Holders, Look, look_at, not_read
from index.run.passage_questions import Enricher, take_questions
from index.run.report import FileReport, IndexProgress, IndexReport
from index.run.scan import FoundFile, PassedOver, meant, on_disk, scan, under
from index.run.writing.removal import forget
from index.run.writing.vectors import GROUP
from index.run.writing.writer import Writer
from index.settings import Settings
from index.store.backups import back_up, backups
from index.store.catalog.connection import has_catalog, open_catalog
from index.store.catalog.contents import Contents, FileRow
from index.store.catalog.reading import read_files, read_media_types
from index.store.originals import forget_originals


def index_paths(
    paths: Sequence[Path],
    *,
    settings: Settings,
    on_progress: Callable[[IndexProgress], None] = lambda progress: None,
    only: bool = False,
    ocr: bool = False,
    enrich: Enricher | None = None,
) -> IndexReport:
    """Bring the index up to date with the files at `paths` and return what became of each.

    Files below a folder in `paths` that are gone leave the index; with `only`, all other files leave it too. A file
    that cannot be read is reported and stops nothing. `enrich` is asked for questions about every passage in the index
    that was never asked about; the letters can be searched by then. Raises SettingsError for a path that is not there,
    StoreError when a store cannot be opened, BusyError when another run is at work.
    """
    started = time.monotonic()
    scanned = scan(paths, data=settings.data)
    with alone(settings) as catalog:
        deletions = end_deletions(catalog, settings)
        writer = Writer(catalog, settings, on_progress)
        writer.remake_if_needed()
        writer.repair()
        known = read_files(catalog)
        seen = {file.key for file in scanned.files}
        unseen = under(known, [each.path for each in scanned.passed_over if each.closed])
        inside = _inside(known)
        # what is inside a file is looked at when that is
        unseen |= {row.path for file in seen | unseen for row in inside.get(file, ())}
        leaving = {path for path in (known if only else under(known, paths)) if path not in seen | unseen}
        with_files = {known[path].document_id for path in inside}
        holders, stored = Holders(known.values(), leaving, with_files), read_media_types(catalog)
        look = partial(
            look_at,
            inside=inside,
            stored=stored,
            holders=holders,
            deletions=deletions,
            writer=writer,
            settings=settings,
            ocr=ocr,
        )
        looks = _take_in(scanned.files, known, look, writer, on_progress)
        looked_at = {look.row.path for look in looks}
        leaving |= _moved(known, looked_at, looks)
        leaving |= {row.path for file in leaving | seen for row in inside.get(file, ()) if row.path not in looked_at}
        contents = writer.close(sorted(leaving))
        forget_originals(settings, except_of=contents.documents)
        contents, questions = take_questions(writer, contents, enrich, on_progress)
        if not settings.database_url and (writer.changed or not backups(settings.data)):
            back_up(settings.data, alone=bool(leaving))  # what left stays in no older copy
        gone = [FileReport(row.name, "removed") for path, row in known.items() if path in leaving]
        files = (*_final(looks, contents, read_files(catalog)), *map(_passed, scanned.passed_over), *gone)
    totals = {
        "documents": len(contents.documents),
        "letters": len(contents.letters),
        "passages": len(contents.passages),
    }
    too_long = writer.vectors.too_long.among(contents.version.values())
    return IndexReport(
        files,
        writer.vectors.embedded,
        writer.made_by.choice,
        time.monotonic() - started,
        totals,
        questions,
        mended=writer.mended,
        most=writer.vectors.too_long.most,
        too_long=too_long,
    )


def forget_paths(paths: Sequence[Path], *, settings: Settings) -> list[FileReport]:
    """Take the files at and below `paths`, or with that name in the index, out of it; the files themselves stay. Return
    what left. Raises NotIndexedError for a name that several files have.
    """
    if not has_catalog(settings):
        return []
    with alone(settings) as catalog:
        known = read_files(catalog)
        names = {path: row.name for path, row in known.items()}
        leaving = {key for path in paths for key in meant(names, path)}
        if leaving:
            forget(catalog, settings, sorted(leaving))
            if not settings.database_url:
                back_up(settings.data, alone=True)
        forget_originals(settings, except_of=read_media_types(catalog))
    return [FileReport(row.name, "removed") for path, row in known.items() if path in leaving]


def _inside(known: Mapping[str, FileRow]) -> Mapping[str, Sequence[FileRow]]:
    """Return the known files inside others, by the paths of those that hold them."""
    found: defaultdict[str, list[FileRow]] = defaultdict(list)
    for row in known.values():
        if BETWEEN in row.name:
            for parent in map(str, Path(row.path).parents):
                if parent in known:
                    found[parent].append(row)
    return dict(found)


def _moved(known: Mapping[str, FileRow], seen: Collection[str], looks: Sequence[Look]) -> set[str]:
    """Return the known files that are no longer where they were and that this run saw elsewhere."""
    alive = {look.row.document_id for look in looks if look.row.document_id}
    return {
        path
        for path, row in known.items()
        if path not in seen
        and row.document_id in alive
        and BETWEEN not in row.name
        and not on_disk(Path(path)).exists()
    }


def _take_in(
    found: Sequence[FoundFile],
    known: Mapping[str, FileRow],
    look: Callable[..., Look],
    writer: Writer,
    on_progress: Callable[[IndexProgress], None],
) -> list[Look]:
    """Read what is new or changed and make it current, in groups. Return a look for each file, in order."""
    looks: list[Look] = []
    group: list[Look] = []
    for number, file in enumerate(found):
        on_progress(IndexProgress("read", number, len(found), file.name))
        for each in _with_those_inside(file, known, look):
            looks.append(each)
            if each.entry is not None or each.row != known.get(each.row.path):
                group.append(each)
        if sum(len(each.entry.passages) for each in group if each.entry) >= GROUP:
            _put(group, writer)
            group = []
    _put(group, writer)
    on_progress(IndexProgress("read", len(found), len(found)))
    return looks


def _with_those_inside(file: FoundFile, known: Mapping[str, FileRow], look: Callable[..., Look]) -> Iterator[Look]:
    """Look at a file, then at those inside it, each before the next beside it."""
    with TemporaryDirectory(prefix="briefwijzer-") as folder:
        waiting = [file]
        while waiting:
            found = waiting.pop(0)
            looked = look(found, known.get(found.key), unpack_in=Path(mkdtemp(dir=folder)))
            yield looked
            yield from (Look(_known(row), row) for row in looked.known_inside)
            waiting[:0] = looked.inside


def _known(row: FileRow) -> FileReport:
    return not_read(row.name, row) if row.reason else FileReport(row.name, "unchanged")


def _put(group: Sequence[Look], writer: Writer) -> None:
    writer.put([each.entry for each in group if each.entry], [each.row for each in group])


def _passed(over: PassedOver) -> FileReport:
    return FileReport(over.name, "failed" if over.closed else "skipped", message=over.message, help=over.help)


def _final(looks: Sequence[Look], contents: Contents, known: Mapping[str, FileRow]) -> Iterator[FileReport]:
    """Fill in what each document holds, and say which files are copies of another."""
    letters = Counter(letter.document_id for letter in contents.letters.values())
    passages = Counter(contents.letters[each.letter_id].document_id for each in contents.passages.values())
    first: dict[str | None, str] = {}
    for row in known.values():  # in the order of names
        first.setdefault(row.document_id, row.path)
    for look in looks:
        document = contents.documents.get(look.row.document_id or "")
        if document is None:
            yield look.report
        elif document.id in contents.deletions:
            yield skipped(look.report.name, contents.deletions[document.id])
        elif first[document.id] != look.row.path:
            yield FileReport(
                look.report.name,
                "duplicate",
                reason="duplicate",
                message=f"Dit bestand is gelijk aan {document.path}.",
                help="Er hoeft niets te gebeuren: de inhoud staat één keer in de index.",
            )
        else:
            yield replace(
                look.report,
                letters=letters[document.id],
                pages=len(document.page_starts),
                passages=passages[document.id],
                inventory=contents.inventory[document.id],
            )


def belongs_in_index(settings: Settings) -> bool:
    """True when the folder of the letters setting is to be indexed without being named.

    That is so where it is there and the index is empty, holds files of it already, or somebody set it.
    """
    if not settings.letters.exists():
        return False
    if not has_catalog(settings):
        return True
    catalog = open_catalog(settings)
    known = read_files(catalog)
    catalog.dispose()
    return not known or "letters" in settings.model_fields_set or bool(under(known, [settings.letters]))
