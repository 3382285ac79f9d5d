"""Copies of what a data folder keeps, made and put back while no run is at work."""

from __future__ import annotations

from pathlib import Path

from index.run.alone import alone, locked
from index.run.writing.publish import Publisher
from index.settings import Settings
from index.store.archive import Archive, read_archive, unpack_archive, write_archive
from index.store.backups import put_back
from index.store.catalog.reading import read_contents


def back_up_all(file: Path, settings: Settings) -> Archive:
    """Write all that the data folder keeps to `file`; servers go on. Raises BusyError when a run is at work, and what
    `write_archive` raises.
    """
    with locked(settings):
        return write_archive(file, settings)


def restore_all(file: Path, settings: Settings) -> tuple[Archive, Path | None]:
    """Put what `file` has in the place of all that the data folder keeps, and let running servers take it over. Return
    what `file` is, and the folder that has what stood there, None where nothing did.

    Raises BusyError when a run is at work, and what `unpack_archive` raises.
    """
    archive = read_archive(file)
    with locked(settings):
        aside = unpack_archive(file, settings)
    with alone(settings) as catalog:  # brings an older catalog up to date
        contents = read_contents(catalog)
        Publisher(catalog, settings).publish(contents, rows=len(contents.passages))
    return archive, aside


def restore_catalog(settings: Settings) -> tuple[Path, Path | None]:
    """Put the newest backup in the place of the catalog. Return it, and where what stood there is now, None where
    nothing did. Raises StoreError, also when a run is at work.
    """
    with locked(settings):
        return put_back(settings.data)
