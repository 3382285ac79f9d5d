"""What is current: files, and all contents at one moment."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, select

from index.letters.corrections import marked_letters
from index.read.inventory import FilePart
from index.records import Document, Letter, Passage
from index.store import tables
from index.store.catalog.connection import catalog_faults, snapshot
from index.store.catalog.contents import Contents, FileRow, in_files
from index.store.catalog.meta import meta_rows
from index.store.correction_rows import correction_rows, deletion_rows


def read_files(engine: Engine) -> dict[str, FileRow]:
    """Return the files of earlier runs by absolute path, in the order of names."""
    with catalog_faults(engine), engine.connect() as connection:
        rows = [FileRow(**row._mapping) for row in connection.execute(select(tables.files))]
    return {row.path: row for row in sorted(rows, key=lambda row: (row.name, row.path))}


def read_media_types(engine: Engine) -> dict[str, str]:
    """Return the media type as which each current document was read, by id."""
    held = select(tables.files.c.document_id)
    query = select(tables.documents.c.id, tables.documents.c.media_type).where(tables.documents.c.id.in_(held))
    with catalog_faults(engine), engine.connect() as connection:
        return {row.id: row.media_type for row in connection.execute(query)}


def read_contents(engine: Engine) -> Contents:
    """Return everything that is current, in an order that does not depend on the order of indexing.

    A document that no file holds is not current: its file has changed, and the run that saw that has not ended yet.
    """
    with catalog_faults(engine), snapshot(engine) as connection:
        made_by = meta_rows(connection)
        names = _names(connection)
        rows = [row for row in connection.execute(select(tables.documents)) if row.id in names]
        documents = {row.id: _document(row, names[row.id]) for row in rows}
        ordered = sorted(documents.values(), key=lambda document: (document.path, document.id))
        rank = {document.id: i for i, document in enumerate(ordered)}
        letters = [_letter(row) for row in connection.execute(select(tables.letters)) if row.document_id in rank]
        marked, left_out = marked_letters(letters, documents, correction_rows(connection))
        placed = in_files(sorted(marked, key=lambda letter: (rank[letter.document_id], letter.start)))
        passages, questions = [], {}
        for row in connection.execute(select(tables.passages)):
            if row.document_id in rank:
                text = documents[row.document_id].text[row.start : row.end]
                passages.append(Passage(row.id, row.letter_id, row.start, row.end, row.heading, text))
                if row.questions:
                    questions[row.id] = tuple(row.questions)
        deletions = {id: each for id, each in deletion_rows(connection).items() if id in documents}
    order = {letter.id: i for i, letter in enumerate(placed)}
    passages.sort(key=lambda passage: (order[passage.letter_id], passage.start, passage.id))
    return Contents(
        documents={document.id: document for document in ordered},
        letters={letter.id: letter for letter in placed},
        passages={passage.id: passage for passage in passages},
        version={row.id: row.version for row in rows},
        inventory={row.id: tuple(FilePart(**part) for part in row.inventory) for row in rows},
        made_by=made_by,
        questions=questions,
        deletions=deletions,
        left_out=left_out,
    )


def _names(connection: Connection) -> dict[str, str]:
    """Return the name of each document: of several files with the same bytes the first by name, in
    whatever order they came.
    """
    rows = connection.execute(select(tables.files.c.document_id, tables.files.c.name, tables.files.c.path))
    names: dict[str, tuple[str, str]] = {}
    for row in rows:
        if row.document_id:
            names[row.document_id] = min(names.get(row.document_id, (row.name, row.path)), (row.name, row.path))
    return {document_id: name for document_id, (name, _) in names.items()}


def _document(row: object, name: str) -> Document:
    values = row._mapping  # type: ignore[attr-defined]
    headings = tuple((start, end) for start, end in values["headings"])
    return Document(values["id"], name, values["media_type"], values["text"], tuple(values["page_starts"]), headings)


def _letter(row: object) -> Letter:
    values = dict(row._mapping)  # type: ignore[attr-defined]
    values["spans"] = {name: (start, end) for name, (start, end) in values["spans"].items()}
    return Letter(**values)
