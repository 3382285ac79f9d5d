"""What staff decided of letters and files, read from the catalog and written to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Engine, delete, insert

from index.letters.corrections import LetterCorrection
from index.store import tables
from index.store.catalog.connection import catalog_faults
from index.store.correction_rows import Deletion, correction_rows, deletion_rows, put_corrections


def read_corrections(engine: Engine) -> list[LetterCorrection]:
    """Return all corrections, also of documents that are not in the index now."""
    with catalog_faults(engine), engine.connect() as connection:
        return correction_rows(connection)


def write_corrections(engine: Engine, document_id: str, corrections: Iterable[LetterCorrection]) -> None:
    """Put `corrections` in the place of all that there were of the document."""
    with catalog_faults(engine), engine.begin() as connection:
        put_corrections(connection, document_id, corrections)


def read_deletions(engine: Engine) -> dict[str, Deletion]:
    """Return the files that staff deleted, by the SHA-256 of their bytes."""
    with catalog_faults(engine), engine.connect() as connection:
        return deletion_rows(connection)


def note_deletion(engine: Engine, document_id: str, *, name: str, at: datetime) -> None:
    """Note that the file with these bytes, called `name`, was deleted `at` that time, in UTC."""
    with catalog_faults(engine), engine.begin() as connection:
        connection.execute(delete(tables.deletions).where(tables.deletions.c.document_id == document_id))
        connection.execute(insert(tables.deletions).values(document_id=document_id, name=name, deleted_at=at))


def undo_deletion(engine: Engine, document_id: str) -> None:
    """Forget that the file with these bytes was deleted."""
    with catalog_faults(engine), engine.begin() as connection:
        connection.execute(delete(tables.deletions).where(tables.deletions.c.document_id == document_id))
