"""The catalog: documents, letters, passages and files, and which version of each is current. It is the truth."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, delete, event, insert, inspect, make_url, select, update
from sqlalchemy.exc import SQLAlchemyError

from index.addresses import masked
from index.errors import StoreError
from index.letters.corrections import LeftOut, marked_letters
from index.read.inventory import FilePart
from index.records import Document, Letter, Passage
from index.settings import Settings
from index.store import tables
from index.store.backups import CATALOG, advice
from index.store.correction_rows import Deletion, correction_rows, deletion_rows
from index.store.data_folder import make_private
from index.store.faults import store_fault

HEAD = "0010"
"""The newest migration; an older catalog is brought up to it when it is opened."""

_MIGRATING = 0x62726965660003  # any number that no other program locks in this database


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
    """A document with all that was made of it; `version` names the vectors that belong to it.

    `questions` are those thought of for its passages, by passage id; passages without any are not in it.
    """

    document: Document
    letters: tuple[Letter, ...]
    passages: tuple[Passage, ...]
    version: str
    inventory: tuple[FilePart, ...] = ()
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Contents:
    """What the catalog holds at one moment. `version` and `inventory` are by document id, `made_by` is what
    made the index.

    `questions` are those thought of for passages, by passage id; passages without any are not in it.
    """

    documents: Mapping[str, Document]
    letters: Mapping[str, Letter]
    passages: Mapping[str, Passage]
    version: Mapping[str, str]
    inventory: Mapping[str, tuple[FilePart, ...]]
    made_by: Mapping[str, str]
    questions: Mapping[str, tuple[str, ...]]
    deletions: Mapping[str, Deletion] = field(default_factory=dict)
    """Files that staff deleted and that can be had back, by document id."""
    left_out: tuple[LeftOut, ...] = ()
    """What staff corrected and what does not fit the text as it is read now."""
    withheld: frozenset[str] = frozenset()
    """Documents of which not all that is in the file is here: their files and pages are not shown."""

    def document_of(self, letter: Letter) -> Document:
        """Return the document that holds `letter`."""
        return self.documents[letter.document_id]

    @property
    def public(self) -> Contents:
        """What readers may see: without hidden letters, of which the words are blanked, and deleted files."""
        letters = {
            id: each for id, each in self.letters.items() if not each.hidden and each.document_id not in self.deletions
        }
        if len(letters) == len(self.letters):
            return self
        shown = {each.document_id for each in letters.values()}
        hidden = [each for each in self.letters.values() if each.document_id in shown and each.id not in letters]
        documents = {id: each for id, each in self.documents.items() if id in shown}
        for each in hidden:
            documents[each.document_id] = _blanked(documents[each.document_id], each)
        public = [
            replace(each, file_of=None, replaced_by=each.replaced_by if each.replaced_by in letters else None)
            for each in letters.values()
        ]
        return replace(
            self,
            documents=documents,
            letters={each.id: each for each in _in_files(public)},
            passages={id: each for id, each in self.passages.items() if each.letter_id in letters},
            withheld=frozenset(each.document_id for each in hidden),
        )


def _blanked(document: Document, letter: Letter) -> Document:
    """Return `document` with blanks for the words of `letter`, so that all offsets stay."""
    words = document.text[letter.start : letter.end]
    blanks = "".join(sign if sign.isspace() else " " for sign in words)
    return replace(document, text=document.text[: letter.start] + blanks + document.text[letter.end :])


Catalog = Engine
"""The catalog, open."""


def open_catalog(settings: Settings) -> Catalog:
    """Return the catalog, its tables made or brought up to date. Raises StoreError when that fails."""
    with catalog_faults(settings.database_url or settings.data / CATALOG):
        if not settings.database_url:
            make_private(settings.data)
        engine = create_engine(_url(settings))
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _durable)
            event.listen(engine, "begin", _begin)
        _migrate(engine)
    return engine


def has_catalog(settings: Settings) -> bool:
    """Return whether there is a catalog: who only looks makes none. Also true for a data folder that is none, of which
    opening it says so. Raises StoreError where nobody may look.
    """
    data = settings.data
    with catalog_faults(settings.database_url or data / CATALOG):
        return bool(settings.database_url) or (data / CATALOG).is_file() or (data.exists() and not data.is_dir())


@contextmanager
def catalog_faults(catalog: Engine | Path | str) -> Iterator[None]:
    """Turn what the database or the disk raises into a StoreError that says what to do. `catalog` is the open one, or
    its file, or its address.
    """
    if isinstance(catalog, Engine):
        url = catalog.url
        of_file = url.drivername.startswith("sqlite") and url.database is not None
        catalog = Path(str(url.database)) if of_file else url.render_as_string(hide_password=True)
    file = catalog if isinstance(catalog, Path) else None
    where = file or masked(str(catalog))
    try:
        yield
    except (SQLAlchemyError, OSError) as fault:
        raise store_fault(
            fault,
            what="De catalogus",
            where=where,
            damaged=advice(file.parent) if file else "Laat de beheerder van de database die herstellen.",
            setting="BRIEFWIJZER_DATABASE_URL",
        ) from fault
    except ImportError as fault:
        raise StoreError(
            f"Voor de catalogus ({where}) ontbreekt het stuurprogramma {fault.name}.",
            help="Voor PostgreSQL: pip install 'briefwijzer[postgres]'.",
        ) from fault


def read_meta(engine: Engine) -> dict[str, str]:
    """Return what the index says made it: embedder, splitter, collection. Empty for a new catalog."""
    with catalog_faults(engine), engine.connect() as connection:
        return _meta(connection)


def write_meta(engine: Engine, meta: Mapping[str, str]) -> None:
    """Note `meta`, and keep what else is noted."""
    with catalog_faults(engine), engine.begin() as connection:
        _put_meta(connection, meta)


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
    with catalog_faults(engine), _snapshot(engine) as connection:
        made_by = _meta(connection)
        names = _names(connection)
        rows = [row for row in connection.execute(select(tables.documents)) if row.id in names]
        documents = {row.id: _document(row, names[row.id]) for row in rows}
        ordered = sorted(documents.values(), key=lambda document: (document.path, document.id))
        rank = {document.id: i for i, document in enumerate(ordered)}
        letters = [_letter(row) for row in connection.execute(select(tables.letters)) if row.document_id in rank]
        marked, left_out = marked_letters(letters, documents, correction_rows(connection))
        placed = _in_files(sorted(marked, key=lambda letter: (rank[letter.document_id], letter.start)))
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
        _put_meta(connection, meta or {})


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


def question_key(passage: Passage) -> str:
    """Return the name under which the questions of a passage are kept: that of its words, in whatever
    document they stand.
    """
    return hashlib.sha256(f"{passage.heading}\n{passage.text}".encode()).hexdigest()


def read_questions(engine: Engine) -> dict[str, tuple[str, ...]]:
    """Return all questions that were thought of, by `question_key`; none where there is nothing to ask."""
    with catalog_faults(engine), engine.connect() as connection:
        rows = connection.execute(select(tables.questions.c.passage, tables.questions.c.questions))
        return {row.passage: tuple(row.questions) for row in rows}


def write_questions(engine: Engine, key: str, questions: Sequence[str], *, model: str, prompt: str) -> None:
    """Keep what `model`, told the prompt with the hash `prompt`, thought of for the passage with `question_key`
    `key`.
    """
    with catalog_faults(engine), engine.begin() as connection:
        connection.execute(delete(tables.questions).where(tables.questions.c.passage == key))
        row = {"passage": key, "model": model, "prompt": prompt, "questions": list(questions)}
        connection.execute(insert(tables.questions).values(**row))


def forget_questions(engine: Engine, keys: Iterable[str]) -> None:
    """Forget the questions kept under `keys`."""
    with catalog_faults(engine), engine.begin() as connection:
        for key in keys:
            connection.execute(delete(tables.questions).where(tables.questions.c.passage == key))


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


def _meta(connection: Connection) -> dict[str, str]:
    return {row.key: row.value for row in connection.execute(select(tables.meta))}


def _put_meta(connection: Connection, meta: Mapping[str, str]) -> None:
    for key, value in meta.items():
        connection.execute(delete(tables.meta).where(tables.meta.c.key == key))
        connection.execute(insert(tables.meta).values(key=key, value=value))


def _remove(connection: Connection, document_id: str) -> None:
    _remove_parts(connection, document_id)
    connection.execute(delete(tables.documents).where(tables.documents.c.id == document_id))


def _remove_parts(connection: Connection, document_id: str) -> None:
    connection.execute(delete(tables.passages).where(tables.passages.c.document_id == document_id))
    connection.execute(delete(tables.letters).where(tables.letters.c.document_id == document_id))


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


def _in_files(letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters, in order, each with the sender of the first one in its document, where that is another."""
    first: dict[str, Letter] = {}
    found = []
    for letter in letters:
        sender = first.setdefault(letter.document_id, letter).sender
        other = sender is not None and sender.casefold() != (letter.sender or "").casefold()
        found.append(replace(letter, file_of=sender) if other else letter)
    return found


def _url(settings: Settings) -> URL:
    if not settings.database_url:
        return URL.create("sqlite", database=str(settings.data / CATALOG))
    url = make_url(settings.database_url)
    # psycopg 3 is the driver that comes with briefwijzer[postgres]; SQLAlchemy would look for its forerunner
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


@contextmanager
def _snapshot(engine: Engine) -> Iterator[Connection]:
    """Connect so that every query sees the same moment, also while an index run commits."""
    # in SQLite a transaction is a snapshot by itself
    level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect() as connection:
        yield connection.execution_options(**level)


def _durable(connection: Any, _: object) -> None:
    connection.isolation_level = None  # by itself the driver begins a transaction only at the first change: see _begin
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")  # readers go on while an index run writes
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(engine: Engine) -> None:
    current = None
    with engine.connect() as connection:
        if inspect(connection).has_table("alembic_version"):
            current = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            if current == HEAD:
                return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    try:
        # of processes that start at the same time one migrates; the others wait, and then find it done
        with engine.execution_options(writes=True).begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as fault:
        raise StoreError(
            f"De catalogus heeft een vorm ({current}) die deze versie van Briefwijzer niet kent.",
            help="Werk Briefwijzer bij, of kies een andere gegevensmap met --data.",
        ) from fault
