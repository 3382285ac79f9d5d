"""How files that wait to be taken in are cut: read once, and corrected as letters that are indexed are, before anything
is embedded. What is decided is kept with the bytes, so it counts when they are indexed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from index.errors import ReadError, SettingsError
from index.records import Letter
from index.run.placed_corrections import PlacedCorrections
from index.run.preview import as_corrected
from index.run.reading import CutDocument, read_and_cut
from index.run.waiting import (
    WaitingFile,
    bytes_of,
    cut_of,
    drop,
    note_cut,
    note_unread,
    waiting_file,
    waiting_files,
    waiting_folder,
)
from index.settings import Settings
from index.store.catalog.reading import read_media_types
from index.store.corrections import read_corrections, write_corrections
from index.store.transactions import opened_catalog

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class WaitingCut:
    """A file that waits, and how it would be cut with what staff corrected."""

    file: WaitingFile
    cut: CutDocument


def read_waiting(settings: Settings) -> None:
    """Read the files that were sent and cut them, until none is left; at once where another process does so already."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(waiting_folder(settings) / ".reading", timeout=0):
            while unread := [each for each in waiting_files(settings) if each.status == "sent"]:
                _read(unread[0], settings)
    except Timeout:
        return


def _read(file: WaitingFile, settings: Settings) -> None:
    try:
        cut = read_and_cut(bytes_of(file, settings), name=file.name, settings=settings)
    except ReadError as fault:
        note_unread(file, (fault.message, fault.help), settings)
    except Exception:
        logger.exception("Een toegevoegd bestand is niet gelezen.")
        note_unread(file, ("Er ging iets mis in Briefwijzer zelf.", "Voeg het bestand nog eens toe."), settings)
    else:
        note_cut(file, cut, settings)


def waiting_cut(id: str, settings: Settings) -> WaitingCut:
    """Return the file that waits with this id, once it is read. Raises NotIndexedError where it waits no more."""
    (found,) = waiting_cuts([waiting_file(id, settings)], settings)
    return found


def waiting_cuts(files: list[WaitingFile], settings: Settings) -> list[WaitingCut]:
    """Return how `files` would be cut that were read. Raises NotIndexedError where one waits no more."""
    with opened_catalog(settings) as catalog:
        corrections = read_corrections(catalog)
    return [
        WaitingCut(
            each, as_corrected(cut_of(each, settings), [one for one in corrections if one.document_id == each.id])
        )
        for each in files
    ]


def correct_waiting(
    id: str, number: int, correct: Callable[[PlacedCorrections, Letter], object], *, settings: Settings
) -> None:
    """Let `correct` decide of the letter with this number, from 1, in a file that waits. Raises NotIndexedError where
    it waits no more, SettingsError for a letter that is not there, and what `correct` raises.
    """
    cut = waiting_cut(id, settings).cut
    if not 1 <= number <= len(cut.letters):
        raise SettingsError(
            "Deze brief is er niet meer in dit bestand.", help="Iemand voegde brieven samen: kijk nog eens."
        )
    with opened_catalog(settings) as catalog:
        rows = PlacedCorrections(cut.document, cut.letters, read_corrections(catalog))
        correct(rows, cut.letters[number - 1])
        write_corrections(catalog, id, rows.all)


def drop_waiting(file: WaitingFile, *, settings: Settings) -> None:
    """Do not take in a file: its bytes go, and what was decided of its letters, unless they are in the index."""
    drop(file, settings)
    with opened_catalog(settings) as catalog:
        if file.kept and file.id not in read_media_types(catalog):
            write_corrections(catalog, file.id, ())
