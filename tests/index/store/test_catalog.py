"""The catalog: one moment at a time, on SQLite and on PostgreSQL, and what it says when it cannot."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from index.errors import StoreError
from index.read.inventory import inventory
from index.records import Document, Letter, Passage
from index.run.run import forget_paths, index_paths
from index.search.library import open_library
from index.settings import Settings
from index.store.catalog.connection import open_catalog
from index.store.catalog.contents import Entry, FileRow
from index.store.catalog.meta import write_meta
from index.store.catalog.reading import read_contents, read_files
from index.store.catalog.writing import forget_files, write_entries
from qa.as_json import answer_line
from qa.ask import ask
from tests.support import sample_letters
from tests.support.embedders import make_embedder
from tests.support.paths import LETTERS
from tests.support.servers import postgres_server

pytestmark = pytest.mark.slow


PARTS = inventory(read={"footnote": 2}, left_out={"comment": 1})


def entry(id: str, text: str = "De brug is dicht.", version: str = "1") -> tuple[Entry, FileRow]:
    document = Document(id, f"{id}.txt", "text/plain", text)
    letter = Letter(f"{id}-1", id, "brief", None, "dienst", None, "2024-03", None, 0, len(text), {"sender": (0, 2)})
    passage = Passage(f"{id}-1-001", letter.id, 0, len(text), "", text)
    return Entry(document, (letter,), (passage,), version, PARTS), FileRow(f"/map/{id}.txt", f"{id}.txt", id, "1", id)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    engine = open_catalog(settings)
    yield engine
    engine.dispose()


def put(engine: Engine, *names: str, **options: Any) -> None:
    made = [entry(name, **options) for name in names]
    write_entries(engine, [each for each, _ in made], [row for _, row in made])


def test_what_is_written_is_read_back(engine: Engine) -> None:
    put(engine, "b", "a")
    write_meta(engine, {"embedder": "x"})
    contents = read_contents(engine)
    assert list(contents.documents.values()) == [entry("a")[0].document, entry("b")[0].document]
    assert list(contents.letters.values()) == [entry("a")[0].letters[0], entry("b")[0].letters[0]]
    assert contents.letters["a-1"].spans == {"sender": (0, 2)}
    assert list(contents.passages.values()) == [entry("a")[0].passages[0], entry("b")[0].passages[0]]
    assert contents.inventory == {"a": PARTS, "b": PARTS}
    assert (contents.version, contents.made_by) == ({"a": "1", "b": "1"}, {"embedder": "x"})


def test_a_new_version_takes_the_place_of_the_old_one(engine: Engine) -> None:
    put(engine, "a", "b")
    put(engine, "a", text="Zij is weer open.", version="2")
    contents = read_contents(engine)
    assert contents.version == {"a": "2", "b": "1"}
    assert [passage.text for passage in contents.passages.values()] == ["Zij is weer open.", "De brug is dicht."]


def test_a_document_that_no_file_holds_is_not_current(engine: Engine) -> None:
    put(engine, "a", "b")
    new, row = entry("c")
    write_entries(engine, [new], [FileRow("/map/a.txt", "a.txt", "c", "1", "c")])
    assert {document.path for document in read_contents(engine).documents.values()} == {"a.txt", "b.txt"}
    assert read_contents(engine).documents.keys() == {"b", "c"}
    assert forget_files(engine, []) == ["a"]
    assert forget_files(engine, ["/map/b.txt"]) == ["b"]
    assert list(read_files(engine)) == ["/map/a.txt"]
    assert row.path not in read_files(engine)


def test_a_write_that_fails_halfway_changes_nothing(engine: Engine) -> None:
    put(engine, "a")
    before = read_contents(engine)
    bad = FileRow("/map/x.txt", "x.txt", "x", "1", "een document dat er niet is")
    with pytest.raises(StoreError):
        write_entries(engine, [entry("b")[0], entry("a", version="2")[0]], [entry("b")[1], bad])
    assert read_contents(engine) == before


def test_what_is_read_is_of_one_moment_also_while_a_run_commits(engine: Engine, settings: Settings) -> None:
    put(engine, "a", "b")
    before = read_contents(engine)
    other = open_catalog(settings)
    committed: list[str] = []

    def commit(_: object, __: object, statement: str, *___: object) -> None:
        if statement.startswith("SELECT") and not committed:
            committed.append(statement)
            put(other, "a", text="Zij is weer open en breder.", version="2")
            put(other, "c")
            forget_files(other, ["/map/b.txt"])

    event.listen(engine, "after_cursor_execute", commit)  # after the first of the queries that make up a read
    seen = read_contents(engine)
    event.remove(engine, "after_cursor_execute", commit)
    assert committed
    assert seen == before
    assert read_contents(engine).documents.keys() == {"a", "c"}
    other.dispose()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("geen adres", "Controleer de instelling"),
        ("postgresql://niemand:geheim@127.0.0.1:1/niets", "Controleer of die server draait"),
        ("mysql+geendriver://x/y", "Controleer de instelling"),
        ("oracle+oracledb://x/y", "stuurprogramma oracledb"),
    ],
)
def test_a_database_that_cannot_be_used_says_what_to_do(url: str, said: str, settings: Settings) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        open_catalog(settings.model_copy(update={"database_url": url}))
    assert "geheim" not in str(caught.value)


def test_a_catalog_of_a_later_version_is_left_alone(settings: Settings) -> None:
    open_catalog(settings).dispose()
    with sqlite3.connect(settings.data / "catalog.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="Werk Briefwijzer bij"):
        open_catalog(settings)


def test_a_data_folder_that_cannot_be_made_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    with pytest.raises(StoreError, match="een deel van die naam is een bestand"):
        open_catalog(Settings(data=tmp_path / "bestand" / "data"))


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A database server for these tests alone; its address."""
    with postgres_server() as address:
        yield address


def odd_letters(folder: Path) -> Path:
    sample_letters.write_letters(folder, 4, paragraphs=20)
    for sheet in LETTERS.iterdir():
        shutil.copy(sheet, folder)
    closed = "Onderwerp: de brug\n\n" + "De brug over de vaart is dicht voor alle verkeer. " * 9
    (folder / "nul.txt").write_text(closed.replace("vaart", "vaart\0", 1), encoding="utf-16")
    (folder / "nul.html").write_text(
        "<h1>Titel&#0;</h1><p>Het bestuur vergadert morgen &#x1F469; over de nieuwe begroting&#xD800;.</p>",
        encoding="utf-8",
    )
    (folder / "emoji 👩‍🏫.md").write_text(
        "# Kop 👩‍🏫\n\nVan: 👩‍🏫 'x'; DROP TABLE letters; --\n\nInhoud.", encoding="utf-8"
    )
    (folder / "leeg.txt").write_text("")
    return folder


def test_on_postgresql_the_index_and_the_answers_are_those_on_sqlite(
    postgres: str, tmp_path: Path, settings: Settings
) -> None:
    folder = odd_letters(tmp_path / "brieven")
    on_postgres = Settings(data=tmp_path / "pg", embedder=settings.embedder, database_url=postgres)
    made = []
    for own in (settings, on_postgres):
        report = index_paths([folder], settings=own)
        assert [file.name for file in report.failed] == ["leeg.txt"]
        assert index_paths([folder], settings=own).embedded == 0
        library = open_library(own)
        answers = []
        for question in ("Hoe lang blijft de weg langs school0 dicht?", "Wat is het kenmerk van de VNG-brief?", "a\0b"):
            line = answer_line(ask(question, library=library, settings=own), library=library)
            del line["timings_ms"]
            answers.append(line)
        made.append(
            (list(library.documents.items()), list(library.letters.items()), list(library.passages.items()), answers)
        )
    assert made[0] == made[1]
    assert not (on_postgres.data / "catalog.sqlite").exists()
    # changes, another embedder and forgetting go as on SQLite
    (folder / "brief-000.txt").write_text(sample_letters.letter(0, weeks=88), encoding="utf-8")
    other = on_postgres.model_copy(update={"embedder": str(make_embedder(tmp_path / "ander", seed=3))})
    with pytest.raises(StoreError, match="briefwijzer index"):
        open_library(other)
    report = index_paths([folder], settings=other)
    assert report.embedded > 0
    assert "88 weken" in open_library(other).search("Hoe lang blijft de weg langs school0 dicht?")[0].passage.text
    assert forget_paths([folder / "nul.txt"], settings=other)
    assert "nul.txt" not in {document.path for document in open_library(other).documents.values()}


def test_on_postgresql_what_is_read_is_of_one_moment(postgres: str, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database_url=postgres.replace("postgresql:", "postgres:"))
    engine, other = open_catalog(settings), open_catalog(settings)
    forget_files(engine, list(read_files(engine)))
    put(engine, "a", "b")
    before = read_contents(engine)
    committed: list[str] = []

    def commit(_: object, __: object, statement: str, *___: object) -> None:
        if statement.startswith("SELECT") and not committed:
            committed.append(statement)
            put(other, "a", text="Zij is weer open.", version="2")
            put(other, "c")

    event.listen(engine, "after_cursor_execute", commit)
    assert read_contents(engine) == before
    event.remove(engine, "after_cursor_execute", commit)
    assert read_contents(engine).documents.keys() == {"a", "b", "c"}
    engine.dispose()
    other.dispose()


def test_a_letter_in_the_file_of_somebody_else_says_of_whom(engine: Engine) -> None:
    made, row = entry("a", "Een brief. Nog een brief. En nog een.")
    first = made.letters[0]
    letters = [replace(first, id=f"a-{n}", sender=sender) for n, sender in enumerate(("P. Bos", None, "p. bos"), 1)]
    placed = [replace(letter, start=12 * n, end=12 * n + 10) for n, letter in enumerate(letters)]
    write_entries(engine, [replace(made, letters=tuple(placed))], [row])
    held = read_contents(engine).letters
    assert [held[f"a-{n}"].file_of for n in (1, 2, 3)] == [None, "P. Bos", None]
