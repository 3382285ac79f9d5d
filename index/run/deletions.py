"""Files that staff delete: nobody sees them any more, for a day they can be had back, then all of them goes, and they
are not taken in again from the folder where they lie unless somebody asks.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from index.dutch.dates import written_out
from index.errors import BriefwijzerError, NotIndexedError, nothing_indexed
from index.read.inside import BETWEEN
from index.records import Document
from index.run.alone import alone
from index.run.called import document_called
from index.run.report import FileReport
from index.run.writing.entries import rows_of
from index.run.writing.publish import Publisher
from index.run.writing.removal import forget
from index.settings import Settings
from index.store.backups import back_up
from index.store.catalog.connection import Catalog, has_catalog
from index.store.catalog.contents import Contents
from index.store.catalog.reading import read_contents, read_files, read_media_types
from index.store.correction_rows import Deletion
from index.store.corrections import note_deletion, read_deletions, undo_deletion, write_corrections
from index.store.data_folder import UPLOADS
from index.store.originals import forget_originals
from index.store.transactions import WAIT_SECONDS, opened_catalog

logger = logging.getLogger(__name__)

DELETED = "deleted"
"""Why a file is not read: staff deleted it."""

GRACE = timedelta(hours=24)
"""How long a deletion can be undone."""


@dataclass(frozen=True)
class UndoneDeletion:
    """`kept`: all of the file is still there; else it must be indexed again."""

    name: str
    kept: bool


def gone_at(deletion: Deletion) -> datetime:
    """Return when a deleted file is gone for good, in UTC."""
    return deletion.deleted_at + GRACE


def delete_file(name: str, *, settings: Settings) -> Deletion:
    """Delete the file that is called `name`, or that holds the only letter that is, with the files inside it. Readers
    see nothing of it any more; for a day it can be had back. Raises NotIndexedError, BusyError while a run is at work.
    """
    if not has_catalog(settings):
        raise nothing_indexed(settings.data)
    with alone(settings, wait=WAIT_SECONDS) as catalog:
        end_deletions(catalog, settings)
        document = document_called(name, read_contents(catalog))
        deletion = read_deletions(catalog).get(document.id)
        if deletion is None:
            deletion = Deletion(document.id, document.path, datetime.now(UTC))
            for id, path in _with_inside(document, read_contents(catalog)).items():
                note_deletion(catalog, id, name=path, at=deletion.deleted_at)
            _publish(catalog, settings)
    return deletion


def undo(name: str, *, settings: Settings) -> UndoneDeletion:
    """Undo the deletion of the file that is called `name`. After a day it is not in the index any more; then it may be
    indexed again. Raises NotIndexedError, BusyError.
    """
    if not has_catalog(settings):
        raise nothing_indexed(settings.data)
    with alone(settings, wait=WAIT_SECONDS) as catalog:
        deletions = end_deletions(catalog, settings)
        deletion = _deletion_called(name, deletions, catalog)
        kept = deletion.document_id in read_media_types(catalog)
        for each in deletions.values():
            if each == deletion or each.name.startswith(f"{deletion.name}{BETWEEN}"):
                undo_deletion(catalog, each.document_id)
        _publish(catalog, settings)
    return UndoneDeletion(deletion.name, kept)


def end_deletions(catalog: Catalog, settings: Settings, *, now: datetime | None = None) -> dict[str, Deletion]:
    """Take away all there is of files that were deleted over a day ago; return all deletions by document id. Nobody
    else may write meanwhile.
    """
    deletions = read_deletions(catalog)
    if not deletions:
        return deletions
    now = now or datetime.now(UTC)
    held = read_media_types(catalog)
    over = {id for id, each in deletions.items() if id in held and gone_at(each) <= now}
    paths = [path for path, row in read_files(catalog).items() if row.document_id in over]
    if over:
        forget(catalog, settings, paths)
        for id in over:
            write_corrections(catalog, id, ())
        forget_originals(settings, except_of=read_media_types(catalog))
        uploads = (settings.data / UPLOADS).resolve()
        for path in map(Path, paths):
            if path.is_relative_to(uploads):
                with suppress(FileNotFoundError, NotADirectoryError):  # one inside another has no file of its own
                    path.unlink()
        if not settings.database_url:
            back_up(settings.data, alone=True)  # what is gone stays in no older copy
    return deletions


def end_deletions_in_time(settings: Settings, stopped: threading.Event, *, seconds: float = 600) -> None:
    """Take away what was deleted over a day ago, now and every so many seconds, until `stopped`. Never raises."""
    while True:
        try:
            _end_due(settings)
        except BriefwijzerError as fault:  # such as a run at work: the next time will do
            logger.info("Wat verwijderd is, staat er nog: %s", fault)
        if stopped.wait(seconds):
            return


def _end_due(settings: Settings) -> None:
    if not has_catalog(settings):
        return
    with opened_catalog(settings) as catalog:
        held, now = read_media_types(catalog), datetime.now(UTC)
        due = any(id in held and gone_at(each) <= now for id, each in read_deletions(catalog).items())
    if due:
        with alone(settings) as catalog:
            end_deletions(catalog, settings)


def skipped(name: str, deletion: Deletion) -> FileReport:
    """Return the report of a file that is passed over because staff deleted it."""
    day = written_out(deletion.deleted_at.astimezone().date().isoformat())
    return FileReport(
        name,
        "skipped",
        reason=DELETED,
        message=f"Dit bestand is op {day} verwijderd.",
        help=f"Moet het toch weer mee? Draai dan: briefwijzer letter {deletion.document_id[:8]} --undo",
    )


def _with_inside(document: Document, contents: Contents) -> dict[str, str]:
    """Return the names of a file and of the files inside it, by document id."""
    inside = f"{document.path}{BETWEEN}"
    held = {each.id: each.path for each in contents.documents.values() if each.path.startswith(inside)}
    return {document.id: document.path, **held}


def _deletion_called(name: str, deletions: Mapping[str, Deletion], catalog: Catalog) -> Deletion:
    found = [
        each
        for each in deletions.values()
        if name in (each.name, each.name.rpartition("/")[2]) or (len(name) >= 6 and each.document_id.startswith(name))
    ]
    if not found:
        with suppress(NotIndexedError):
            document = document_called(name, read_contents(catalog))
            found = [deletions[document.id]] if document.id in deletions else []
    if len(found) == 1:
        return found[0]
    if found:
        named = ", ".join(f"{each.name} ({each.document_id[:12]})" for each in found)
        raise NotIndexedError(
            f"Er zijn {len(found)} verwijderde bestanden die {name} heten.", help=f"Noem er een: {named}."
        )
    raise NotIndexedError(
        f"Er is geen verwijderd bestand dat {name} heet.",
        help="`briefwijzer letters` noemt wat er is en wat verwijderd is.",
    )


def _publish(catalog: Catalog, settings: Settings) -> None:
    contents = read_contents(catalog)
    Publisher(catalog, settings).publish(contents, rows=rows_of(contents))
