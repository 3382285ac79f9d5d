"""The catalog: documents, letters, passages and files, and which version of each is current. It is the truth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, delete, event, insert, inspect, select, update
from sqlalchemy.exc import SQLAlchemyError

from index import tables
from index.errors import StoreError
from index.records import Document, Letter, Passage
from index.settings import Settings

HEAD = "0001"
"""The newest migration; an older catalog is brought up to it when it is opened."""


@dataclass(frozen=True)
class FileRow:
    """One file as the last run saw it. Without a document, `reason`, `message` and `help` say why it was not read."""

    path: str
    name: str
    sha256: str
    read_by: str
    document_id: str | None = None
    reason: str | None = None
    message: str | None = None
    help: str | None = None


@dataclass(frozen=True)
class Entry:
    """A document with all that was made of it; `version` names the vectors that belong to it."""

    document: Document
    letters: tuple[Letter, ...]
    passages: tuple[Passage, ...]
    version: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contents:
    """What the catalog holds at one moment. `version` is by document id."""

    documents: Mapping[str, Document]
    letters: Mapping[str, Letter]
    passages: Mapping[str, Passage]
    version: Mapping[str, str]
    notes: Mapping[str, tuple[str, ...]]


def open_catalog(settings: Settings) -> Engine:
    """Return the catalog's engine, its tables made or brought up to date. Raises StoreError when that fails."""
    url = settings.database_url or f"sqlite:///{settings.data / 'catalog.sqlite'}"
    try:
        if not settings.database_url:
            settings.data.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _durable)
        _migrate(engine)
    except (SQLAlchemyError, OSError, ImportError) as fault:
        where = "BRIEFWIJZER_DATABASE_URL" if settings.database_url else str(settings.data / "catalog.sqlite")
        raise StoreError(
            f"De catalogus ({where}) kon niet worden geopend: {fault.__class__.__name__}.",
            help="Controleer de instelling, of er schijfruimte is en of u in de gegevensmap mag schrijven.",
        ) from fault
    return engine


def read_meta(engine: Engine) -> dict[str, str]:
    """Return what the index says made it: embedder, dimension, splitter. Empty for a new catalog."""
    with engine.connect() as connection:
        return {row.key: row.value for row in connection.execute(select(tables.meta))}


def read_files(engine: Engine) -> dict[str, FileRow]:
    """Return the files of earlier runs by absolute path."""
    with engine.connect() as connection:
        rows = [FileRow(**row._mapping) for row in connection.execute(select(tables.files))]
    return {row.path: row for row in sorted(rows, key=lambda row: (row.name, row.path))}


def read_contents(engine: Engine) -> Contents:
    """Return everything that is current, in an order that does not depend on the order of indexing."""
    with engine.connect() as connection:
        names = _names(connection)
        rows = list(connection.execute(select(tables.documents)))
        documents = {row.id: _document(row, names.get(row.id, row.id)) for row in rows}
        ordered = sorted(documents.values(), key=lambda document: (document.path, document.id))
        letters = {row.id: _letter(row) for row in connection.execute(select(tables.letters))}
        rank = {document.id: i for i, document in enumerate(ordered)}
        placed = sorted(letters.values(), key=lambda letter: (rank[letter.document_id], letter.start))
        passages = []
        for row in connection.execute(select(tables.passages)):
            text = documents[row.document_id].text[row.start : row.end]
            passages.append(Passage(row.id, row.letter_id, row.start, row.end, row.heading, text))
        order = {letter.id: i for i, letter in enumerate(placed)}
    passages.sort(key=lambda passage: (order[passage.letter_id], passage.start, passage.id))
    return Contents(
        documents={document.id: document for document in ordered},
        letters={letter.id: letter for letter in placed},
        passages={passage.id: passage for passage in passages},
        version={row.id: row.version for row in rows},
        notes={row.id: tuple(row.notes) for row in rows},
    )


def write_entries(
    engine: Engine,
    entries: Sequence[Entry],
    files: Iterable[FileRow] = (),
    *,
    meta: Mapping[str, str] | None = None,
) -> None:
    """Make `entries` the current version of their documents, and note `files` and `meta`, in one transaction."""
    with engine.begin() as connection:
        for entry in entries:
            _put(connection, entry)
        _put_files(connection, files)
        for key, value in (meta or {}).items():
            connection.execute(delete(tables.meta).where(tables.meta.c.key == key))
            connection.execute(insert(tables.meta).values(key=key, value=value))


def forget_files(engine: Engine, paths: Iterable[str]) -> list[str]:
    """Forget the files at `paths`; return the ids of documents that no file holds any more, removed with all they had."""
    with engine.begin() as connection:
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
        "notes": list(entry.notes),
        "version": entry.version,
    }
    _remove_parts(connection, document.id)
    changed = connection.execute(
        update(tables.documents).where(tables.documents.c.id == document.id).values(**row)
    )
    if not changed.rowcount:
        connection.execute(insert(tables.documents).values(id=document.id, **row))
    for letter in entry.letters:
        values = {
            column.name: getattr(letter, column.name)
            for column in tables.letters.columns
            if column.name != "spans"
        }
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


def _names(connection: Connection) -> dict[str, str]:
    """Return the name of each document: of several files with the same bytes the first by name, in whatever order they came."""
    rows = connection.execute(select(tables.files.c.document_id, tables.files.c.name, tables.files.c.path))
    names: dict[str, tuple[str, str]] = {}
    for row in rows:
        if row.document_id:
            names[row.document_id] = min(
                names.get(row.document_id, (row.name, row.path)), (row.name, row.path)
            )
    return {document_id: name for document_id, (name, _) in names.items()}


def _document(row: object, name: str) -> Document:
    values = row._mapping  # type: ignore[attr-defined]
    headings = tuple((start, end) for start, end in values["headings"])
    return Document(
        values["id"], name, values["media_type"], values["text"], tuple(values["page_starts"]), headings
    )


def _letter(row: object) -> Letter:
    values = dict(row._mapping)  # type: ignore[attr-defined]
    values["spans"] = {name: (start, end) for name, (start, end) in values["spans"].items()}
    return Letter(**values)


def _durable(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")  # readers go on while an index run writes
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.close()


def _migrate(engine: Engine) -> None:
    with engine.connect() as connection:
        if inspect(connection).has_table("alembic_version"):
            current = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            if current == HEAD:
                return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
