"""What a run writes: entries of documents and rows of files, in one transaction, and what it forgets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Engine, delete, insert, select, update

from index.store import tables
from index.store.catalog.connection import catalog_faults
from index.store.catalog.contents import Entry, FileRow
from index.store.catalog.meta import put_meta


def write_entries(
    engine: Engine,
    entries: Sequence[Entry],
    files: Iterable[FileRow] = (),
    *,
    meta: Mapping[str, str] | None = None,
) -> None:
    """Make `entries` the current version of their documents, and note `files` and `meta`, in one transaction."""
    with catalog_faults(engine), engine.begin() as connection:
        for entry in entries:
            _put(connection, entry)
        _put_files(connection, files)
        put_meta(connection, meta or {})


def forget_files(engine: Engine, paths: Iterable[str]) -> list[str]:
    """Forget the files at `paths`; return the ids of documents that no file holds any more, removed with all they
    had.
    """
    with catalog_faults(engine), engine.begin() as connection:
        for path in paths:
            connection.execute(delete(tables.files).where(tables.files.c.path == path))
        held = {row.document_id for row in connection.execute(select(tables.files.c.document_id))}
        known = [row.id for row in connection.execute(select(tables.documents.c.id))]
        gone = [document_id for document_id in known if document_id not in held]
        for document_id in gone:
            _remove(connection, document_id)
    return gone


def _put(connection: Connection, entry: Entry) -> None:
    document = entry.document
    row = {
        "media_type": document.media_type,
        "text": document.text,
        "page_starts": list(document.page_starts),
        "headings": [list(span) for span in document.headings],
        "inventory": [vars(part) for part in entry.inventory],
        "version": entry.version,
    }
    _remove_parts(connection, document.id)
    changed = connection.execute(update(tables.documents).where(tables.documents.c.id == document.id).values(**row))
    if not changed.rowcount:
        connection.execute(insert(tables.documents).values(id=document.id, **row))
    for letter in entry.letters:
        values = {
            column.name: getattr(letter, column.name) for column in tables.letters.columns if column.name != "spans"
        }
        values["found"] = dict(letter.found)
        spans = {name: list(span) for name, span in letter.spans.items()}
        connection.execute(insert(tables.letters).values(**values, spans=spans))
    rows = [
        {
            "id": p.id,
            "letter_id": p.letter_id,
            "document_id": document.id,
            "start": p.start,
            "end": p.end,
            "heading": p.heading,
            "questions": list(entry.questions.get(p.id, ())),
        }
        for p in entry.passages
    ]
    if rows:
        connection.execute(insert(tables.passages), rows)


def _put_files(connection: Connection, files: Iterable[FileRow]) -> None:
    for file in files:
        connection.execute(delete(tables.files).where(tables.files.c.path == file.path))
        connection.execute(insert(tables.files).values(**vars(file)))


def _remove(connection: Connection, document_id: str) -> None:
    _remove_parts(connection, document_id)
    connection.execute(delete(tables.documents).where(tables.documents.c.id == document_id))


def _remove_parts(connection: Connection, document_id: str) -> None:
    connection.execute(delete(tables.passages).where(tables.passages.c.document_id == document_id))
    connection.execute(delete(tables.letters).where(tables.letters.c.document_id == document_id))
