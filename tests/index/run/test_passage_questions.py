"""Questions thought of by a model, over real HTTP: stored, searched, never shown; asked for once,
whatever happens in between.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from index.errors import SettingsError
from index.models.embed import Embedder
from index.models.embedder_input import units
from index.records import Hit, Letter, Passage
from index.run.passage_questions import _GIVE_UP, AT_ONCE
from index.run.report import IndexProgress, IndexReport
from index.run.run import forget_paths, index_paths
from index.run.writing.entries import entries_of, keys_of
from index.search.library import Library, open_library
from index.settings import Settings
from index.store.catalog.connection import open_catalog
from index.store.catalog.contents import Contents
from index.store.catalog.passage_questions import question_key, read_questions
from index.store.catalog.reading import read_contents
from index.store.vectors import VectorStore, key, passage_key_of, unit_keys
from prompts.load import load
from qa.as_json import answer_line, hit_line
from qa.ask import ask
from qa.writing.think_up_questions import model_questions
from tests.index.run import killed_run
from tests.support.embedders import make_embedder
from tests.support.limits import HANG_SECONDS, PROCESS_SECONDS
from tests.support.model_server import ModelServer, Reply, Request, model_server
from tests.support.paths import ROOT
from ui.cli.commands import app

pytestmark = pytest.mark.slow

SWIMMING = """Aan: alle ouders
Van: Stichting Waterkant
Datum: 3 mei 2024
Onderwerp: het rooster

De lessen beginnen voortaan op maandag om negen uur in het bad aan de Havenstraat. Alle leerlingen van groep vijf en \
zes nemen daaraan deel, ook wanneer zij in een eerder jaar al een diploma haalden, want de aanwezigheid telt mee in \
het rapport van de zomer.

De kosten van het vervoer komen voor rekening van de gemeente zolang de afstand groter is dan zes kilometer. Wie \
dichterbij woont, ontvangt geen vergoeding en regelt de reis zelf, behalve bij een verklaring van een arts die het \
dossier van de leerling kent.

Over het vervolg beslist de raad in het najaar, nadat de inspectie de gegevens van dit jaar heeft bekeken. Tot die \
beslissing blijft het bestaande aanbod ongewijzigd en worden er geen nieuwe groepen gevormd, ook niet op verzoek van \
een afzonderlijke school.
"""
GARDEN = """Notitie over de tuin

Van: werkgroep Groen
Datum: januari 2023

De tuin krijgt twaalf bomen en een houten schuur. Het onderhoud gebeurt door vrijwilligers die daarvoor een training \
volgen bij de hovenier, en de gereedschappen worden bewaard in de schuur waarvan alleen de conciërge een sleutel \
heeft gekregen van het bestuur.
"""
TAXI = "Betaalt iemand de taxi naar zwemles?"
"""A question about the second paragraph of `SWIMMING`, which has neither `taxi` nor `zwemles`."""
THOUGHT_OF = {
    "vervoer komen voor rekening": [TAXI, "Krijgen we benzinegeld terug?"],
    "beslist de raad": ["Gaat het zwemmen na de zomer door?"],
    "negen uur": ["Hoe laat moet mijn kind er zijn?", "Moet je ook met een zwemdiploma?"],
    "twaalf bomen": ["Wie verzorgt de planten op het plein?"],
}


def told(request: Request) -> str:
    """Return the passage that the model was told about, as it stands in the letter."""
    return ET.fromstring(request.body["messages"][-1]["content"]).text or ""


def thought_of(text: str) -> list[str]:
    return next((questions for words, questions in THOUGHT_OF.items() if words in text), [])


def reply(request: Request) -> str:
    return json.dumps(thought_of(told(request)), ensure_ascii=False)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        running.respond = reply
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "brieven"
    home.mkdir()
    (home / "bad.txt").write_text(SWIMMING, encoding="utf-8")
    (home / "tuin.txt").write_text(GARDEN, encoding="utf-8")
    return home


@pytest.fixture
def asking(settings: Settings, server: ModelServer) -> Settings:
    changes = {"model": "openai/schrijver", "model_api_base": server.api_base, "model_seconds": HANG_SECONDS}
    return settings.model_copy(update=changes)


def index(folder: Path, into: Settings, *, questions: bool = True, **options: Any) -> IndexReport:
    return index_paths([folder], settings=into, enrich=model_questions(into) if questions else None, **options)


def contents_of(settings: Settings) -> Contents:
    engine = open_catalog(settings)
    contents = read_contents(engine)
    engine.dispose()
    return contents


def kept(settings: Settings) -> dict[str, tuple[str, ...]]:
    engine = open_catalog(settings)
    questions = read_questions(engine)
    engine.dispose()
    return questions


def by_words(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Return the questions that are searched, by the words of `THOUGHT_OF` that their passage has."""
    contents = contents_of(settings)
    texts = {id: contents.passages[id].text for id in contents.questions}
    return {words: contents.questions[id] for id, text in texts.items() for words in THOUGHT_OF if words in text}


def check_stores(settings: Settings) -> None:
    """Raise AssertionError unless the vectors are exactly those of what is current, a row for each question among
    them.
    """
    contents = contents_of(settings)
    with closing(VectorStore(settings, collection=contents.made_by["collection"])) as store:
        rows = store.keys()
    assert rows == {row for entry in entries_of(contents) for row in keys_of(entry)}


def found(library: Library, question: str) -> Passage:
    return library.search(question)[0].passage


EXPECTED = {words: tuple(questions) for words, questions in THOUGHT_OF.items()}


class TestSearch:
    def test_a_passage_is_found_by_a_question_in_other_words(self, folder: Path, asking: Settings) -> None:
        index(folder, asking, questions=False)
        assert not {"taxi", "zwemles"} & set(re.findall(r"\w+", (SWIMMING + GARDEN).lower()))
        before = open_library(asking).search(TAXI)
        assert not before or "vervoer" not in before[0].passage.text
        report = index(folder, asking)
        assert by_words(asking) == EXPECTED
        assert "vervoer komen voor rekening" in found(open_library(asking), TAXI).text
        # by its words and by its vectors, each alone
        for views in (["sentences", "passages"], ["grams", "parts", "letters", "passages"]):
            assert "vervoer komen voor rekening" in found(open_library(asking, without=views), TAXI).text
        assert report.questions.held == len(EXPECTED)
        assert (report.questions.failed, report.questions.left) == ((), 0)
        check_stores(asking)

    def test_each_question_is_a_row_of_its_passage(self, folder: Path, asking: Settings) -> None:
        index(folder, asking)
        contents = contents_of(asking)
        store = VectorStore(asking, collection=contents.made_by["collection"])
        embedder = Embedder(str(asking.embedder))
        for id, questions in contents.questions.items():
            passage = contents.passages[id]
            letter = contents.letters[passage.letter_id]
            own = key(id, contents.version[letter.document_id])
            read = units(letter, passage, questions)
            assert len(read) == len(units(letter, passage)) + len(questions)
            for row, unit in zip(unit_keys(own, len(read)), read, strict=True):
                ((_, similarity),) = store.similarity(embedder.passages([unit])[0], [row])
                assert similarity > 0.999
                assert passage_key_of(row)[0] == own

    def test_nobody_gets_to_see_them(self, folder: Path, asking: Settings, server: ModelServer) -> None:
        index(folder, asking, questions=False)
        plain = open_library(asking)
        index(folder, asking)
        library = open_library(asking)
        assert dict(library.documents) == dict(plain.documents)
        assert dict(library.letters) == dict(plain.letters)
        assert dict(library.passages) == dict(plain.passages)
        shown = [hit_line(hit, library=library) for hit in library.search(TAXI)]
        quoted = answer_line(
            ask(TAXI, library=library, settings=asking.model_copy(update={"model": None})), library=library
        )
        server.history.clear()
        server.respond = lambda request: '{"answerable": false, "sentences": []}'
        answered = answer_line(ask(TAXI, library=library, settings=asking), library=library)
        sent = "".join(message["content"] for request in server.history for message in request.body["messages"])
        assert "vervoer komen voor rekening" in sent
        for said in (
            json.dumps([shown, quoted, answered], ensure_ascii=False).replace(TAXI, ""),
            sent.replace(TAXI, ""),
        ):
            assert not any(question in said for questions in THOUGHT_OF.values() for question in questions)
        assert sent.count(TAXI) == 1  # the question itself
        for line in (quoted, answered):
            for hit in line["hits"]:
                text = plain.documents[next(d.id for d in plain.documents.values() if d.path == hit["file"])].text
                assert text[hit["start"] : hit["end"]] == hit["text"]


class TestAskingOnce:
    def test_the_model_is_told_each_passage_and_named_with_what_it_said(
        self, folder: Path, asking: Settings, server: ModelServer
    ) -> None:
        report = index(folder, asking)
        passages = contents_of(asking).passages.values()
        assert sorted(map(told, server.history)) == sorted(passage.text for passage in passages)
        assert report.questions.asked == len(passages) == report.totals["passages"]
        with sqlite3.connect(asking.data / "catalog.sqlite") as connection:
            rows = connection.execute("SELECT DISTINCT model, prompt FROM questions").fetchall()
        assert rows == [("openai/schrijver", load("questions.nl").hash)]

    def test_a_second_run_asks_and_embeds_nothing(self, folder: Path, asking: Settings, server: ModelServer) -> None:
        index(folder, asking)
        server.history.clear()
        for questions in (True, False):
            report = index(folder, asking, questions=questions)
            assert (report.embedded, report.questions.asked, report.questions.held) == (0, 0, len(EXPECTED))
            assert by_words(asking) == EXPECTED
        assert not server.history  # also not about passages that answer nothing

    def test_without_the_wish_nothing_is_asked(self, folder: Path, asking: Settings, server: ModelServer) -> None:
        report = index(folder, asking, questions=False)
        assert not server.history
        assert report.questions.held == 0

    def test_another_embedder_keeps_them(
        self, folder: Path, asking: Settings, server: ModelServer, tmp_path: Path
    ) -> None:
        index(folder, asking)
        server.history.clear()
        changes: list[dict[str, Any]] = [
            {"embedder": str(make_embedder(tmp_path / "ander", dimension=24, seed=1))},
            {"embedder": str(make_embedder(tmp_path / "nog-een", seed=5))},
        ]
        for change in changes:
            other = asking.model_copy(update=change)
            assert index(folder, other, questions=False).embedded > 0
            assert by_words(other) == EXPECTED
            assert "vervoer komen voor rekening" in found(open_library(other), TAXI).text
            check_stores(other)
            assert index(folder, other).embedded == 0
        assert not server.history

    def test_a_changed_letter_asks_about_what_is_new_in_it(
        self, folder: Path, asking: Settings, server: ModelServer
    ) -> None:
        index(folder, asking)
        server.history.clear()
        (folder / "bad.txt").write_text(SWIMMING.replace("zes kilometer", "acht kilometer"), encoding="utf-8")
        assert index(folder, asking, questions=False).questions.held == len(EXPECTED) - 1
        assert "vervoer komen voor rekening" not in by_words(asking)
        report = index(folder, asking)
        assert [("acht kilometer" in told(request)) for request in server.history] == [True]
        assert report.questions.asked == 1
        assert by_words(asking) == EXPECTED
        assert len(kept(asking)) == report.totals["passages"]
        check_stores(asking)

    def test_the_same_words_in_two_letters_are_asked_about_once(
        self, folder: Path, asking: Settings, server: ModelServer
    ) -> None:
        (folder / "ook.txt").write_text(GARDEN.replace("januari", "maart"), encoding="utf-8")
        index(folder, asking)
        assert sum("twaalf bomen" in told(request) for request in server.history) == 1
        assert sum(each == EXPECTED["twaalf bomen"] for each in contents_of(asking).questions.values()) == 2

    def test_with_the_letter_its_questions_leave(self, folder: Path, asking: Settings, server: ModelServer) -> None:
        index(folder, asking)
        forget_paths([folder / "tuin.txt"], settings=asking)
        assert kept(asking).keys() == set(map(question_key, contents_of(asking).passages.values()))
        assert "twaalf bomen" not in by_words(asking)
        check_stores(asking)
        (folder / "bad.txt").unlink()
        (folder / "tuin.txt").unlink()
        index(folder, asking, questions=False)
        assert kept(asking) == {}
        server.history.clear()
        (folder / "tuin.txt").write_text(GARDEN, encoding="utf-8")
        assert index(folder, asking).questions.asked == len(server.history) > 0


class TestFailing:
    def test_a_passage_that_fails_is_searched_without_and_asked_about_again(
        self, folder: Path, asking: Settings, server: ModelServer
    ) -> None:
        bad = {"vervoer komen voor rekening": Reply("Dat weet ik niet."), "twaalf bomen": Reply(status=400, body="{}")}
        server.respond = lambda request: next((bad[words] for words in bad if words in told(request)), reply(request))
        report = index(folder, asking)
        asked = len(server.history)
        assert sorted((message, times) for message, _, times in report.questions.failed) == [
            ("Het taalmodel gaf geen vragen in de afgesproken vorm.", 1),
            ("Het taalmodel weigert de vraag.", 1),
        ]
        assert all(help.endswith(".") for _, help, _ in report.questions.failed)
        assert (report.questions.asked, report.questions.left) == (asked - 2, 0)
        assert by_words(asking) == {words: EXPECTED[words] for words in EXPECTED.keys() - bad.keys()}
        assert "twaalf bomen" in found(open_library(asking), "Hoeveel bomen en schuren krijgt de tuin?").text
        check_stores(asking)
        server.history.clear()
        server.respond = reply
        report = index(folder, asking)
        assert sorted(words for request in server.history for words in bad if words in told(request)) == sorted(bad)
        assert len(server.history) == report.questions.asked == 2
        assert by_words(asking) == EXPECTED

    def test_a_model_that_is_away_costs_no_letter_and_few_calls(
        self, folder: Path, asking: Settings, server: ModelServer
    ) -> None:
        (folder / "lang.txt").write_text(
            "\n\n".join(f"Dit is alinea {i}. " + f"Woorden over punt {i} vullen haar. " * 12 for i in range(60)),
            encoding="utf-8",
        )
        calls, stopped = count(1), threading.Event()

        def refuse(request: Request) -> Reply:
            if next(calls) > _GIVE_UP:  # under way when the run stops, however slow it is to do so
                stopped.wait(HANG_SECONDS)
            return Reply(status=401, body="{}")

        server.respond = refuse
        report = index(folder, asking)
        ((message, help, times),) = report.questions.failed
        assert message == "Het taalmodel accepteert de sleutel niet."
        assert "BRIEFWIJZER_MODEL_API_KEY" in help
        assert times <= len(server.history) < 2 * times  # those under way when it stopped
        assert times + report.questions.left == report.totals["passages"]
        assert report.questions.left > 20
        stopped.set()
        assert open_library(asking).search("alinea 59")
        server.respond = reply
        assert index(folder, asking).questions.asked == report.totals["passages"]

    def test_the_next_run_goes_on_where_a_stopped_one_was(
        self, folder: Path, asking: Settings, server: ModelServer
    ) -> None:
        def stop(progress: IndexProgress) -> None:
            if (progress.stage, progress.done) == ("ask", 3):
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            index(folder, asking, on_progress=stop)
        assert len(kept(asking)) == 3
        assert open_library(asking).search("maandag om negen uur")
        server.history.clear()
        report = index(folder, asking)
        assert len(server.history) == report.questions.asked == report.totals["passages"] - 3
        assert by_words(asking) == EXPECTED
        check_stores(asking)

    def test_a_fault_of_our_own_stops_the_run(self, folder: Path, asking: Settings) -> None:
        with pytest.raises(ZeroDivisionError):
            index_paths([folder], settings=asking, enrich=Broken())


class Broken:
    model, prompt = "x", "y"

    def __call__(self, letter: Letter, passage: Passage) -> list[str]:
        raise ZeroDivisionError


def test_four_calls_wait_at_a_time(folder: Path, asking: Settings, server: ModelServer) -> None:
    """A barrier lets requests through four at a time: with fewer at once none would come through,
    with more one too many.
    """
    paragraphs = [f"Dit is alinea {i}. " + f"Woorden over punt {i} vullen haar. " * 12 for i in range(2 * AT_ONCE)]
    for path in folder.iterdir():
        path.unlink()
    for number, paragraph in enumerate(paragraphs):
        (folder / f"{number}.txt").write_text(paragraph, encoding="utf-8")
    barrier, lock = threading.Barrier(AT_ONCE), threading.Lock()
    now, most = 0, 0

    def wait(request: Request) -> str:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        barrier.wait(HANG_SECONDS)
        with lock:
            now -= 1
        return '["Waar gaat dit over?"]'

    server.respond = wait
    steps: list[IndexProgress] = []
    report = index(folder, asking, on_progress=steps.append)
    assert report.totals["passages"] == len(paragraphs) == report.questions.asked
    assert most == AT_ONCE
    total = len(paragraphs)
    asks = [(step.done, step.total) for step in steps if step.stage == "ask"]
    assert asks == [(done, total) for done in range(total + 1)]


def hits_of(library: Library) -> list[list[Hit]]:
    return [
        library.search(question) for question in ("Wat weet u van kosten?", "Wat weet u van Over?", "zes kilometer")
    ]


class Thinker:
    """Thinks of the same questions every time, and of none for the closing of a letter; `asked` are the passages."""

    model, prompt = "denker", "0" * 64

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, letter: Letter, passage: Passage) -> list[str]:
        self.asked.append(question_key(passage))
        return [f"Wat weet u van {word}?" for word in passage.text.split()[:3]] if "groet" not in passage.text else []


class TestKilled:
    def test_before_any_write_the_index_is_served_and_the_next_run_goes_on(self, tmp_path: Path, tiny: str) -> None:
        folder = tmp_path / "brieven"
        folder.mkdir()
        (folder / "bad.txt").write_text(SWIMMING, encoding="utf-8")
        fresh = Settings(data=tmp_path / "vers", embedder=tiny)
        index_paths([folder], settings=fresh)
        hits = [hits_of(open_library(fresh))]
        index_paths([folder], settings=fresh, enrich=Thinker())
        complete, new = open_library(fresh), contents_of(fresh)
        hits.append(hits_of(complete))
        assert hits[0] != hits[1]
        # made by another process and copied: one that has opened a store would not see what others do to its files
        old = tmp_path / "oud"
        assert killed_run.run_until_write(-1, [folder], {"data": old, "embedder": tiny}, group=8) is None
        served, killed_at = [], []
        for number in range(100):
            settings = Settings(data=tmp_path / f"data-{number}", embedder=tiny)
            shutil.copytree(old, settings.data)
            write = _run_until_write(number, [folder], settings.model_dump())
            if write is None:
                break
            killed_at.append(write)
            library = open_library(settings)
            assert dict(library.passages) == dict(complete.passages)
            served.append(hits.index(hits_of(library)))
            stored = kept(settings)
            thinker = Thinker()
            index_paths([folder], settings=settings, enrich=thinker)
            assert sorted(thinker.asked) == sorted(set(map(question_key, complete.passages.values())) - stored.keys())
            now = contents_of(settings)
            assert (now.questions, now.version, now.passages) == (new.questions, new.version, new.passages)
            check_stores(settings)
            assert hits_of(open_library(settings)) == hits[1]
            again = Thinker()
            assert index_paths([folder], settings=settings, enrich=again).embedded == 0
            assert again.asked == []
        assert set(served) == {0}, "readers see what the run before left until a run ends"
        assert {"add", "remove", "write_meta", "write_entries", "write_questions"} <= set(killed_at)
        assert killed_at.count("write_questions") == len(complete.passages)

    def test_while_the_model_is_asked_what_it_said_before_stays(
        self, folder: Path, asking: Settings, server: ModelServer
    ) -> None:
        """The command itself, in a process of its own, killed at the first question about the garden: the last file."""
        killed = threading.Event()

        def kill(request: Request) -> str:
            if "twaalf bomen" in told(request):
                process.send_signal(signal.SIGKILL)
                killed.set()
            return reply(request)

        server.respond = kill
        process = subprocess.Popen(
            [sys.executable, "-m", "ui.cli", "index", str(folder), "--questions"], env=environment(asking)
        )
        assert process.wait(PROCESS_SECONDS) == -signal.SIGKILL
        assert killed.is_set()
        stored = kept(asking)
        assert open_library(asking).search("de tuin krijgt twaalf bomen")
        server.history.clear()
        server.respond = reply
        report = index(folder, asking)
        assert len(server.history) == report.totals["passages"] - len(stored)
        assert by_words(asking) == EXPECTED
        check_stores(asking)


def _run_until_write(number: int, paths: list[Path], settings: dict[str, Any]) -> str | None:
    """As `killed_run.run_until_write`, of a run that thinks of questions; storing them counts as a write."""
    receiver, sender = killed_run._processes.Pipe(duplex=False)
    process = killed_run._processes.Process(target=_run, args=(number, [str(path) for path in paths], settings, sender))
    process.start()
    sender.close()
    process.join(PROCESS_SECONDS)
    assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
    return str(receiver.recv()) if process.exitcode else None


def _run(number: int, paths: list[str], settings: dict[str, Any], sender: Any) -> None:
    import index.run.run

    killed_run._WRITES.append(("index.run.writing.writer", "write_questions"))
    index.run.run.index_paths = partial(index_paths, enrich=Thinker())  # type: ignore[assignment]
    killed_run._run(number, paths, settings, 2, sender)


def environment(settings: Settings) -> dict[str, str]:
    named = {name: getattr(settings, name) for name in ("data", "embedder", "model", "model_api_base", "model_seconds")}
    own = {f"BRIEFWIJZER_{name.upper()}": str(value) for name, value in named.items()}
    return {**os.environ, **own, "PYTHONPATH": str(ROOT)}


class TestCommand:
    @pytest.fixture
    def run(self, asking: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Any]:
        for name, value in environment(asking).items():
            if name.startswith("BRIEFWIJZER_"):
                monkeypatch.setenv(name, value)
        monkeypatch.chdir(tmp_path)
        return lambda *arguments: CliRunner().invoke(app, [str(each) for each in arguments])

    def test_it_says_what_it_costs_and_what_became_of_it(
        self, run: Callable[..., Any], folder: Path, server: ModelServer
    ) -> None:
        server.respond = lambda request: Reply("Nee.") if "twaalf" in told(request) else reply(request)
        result = run("index", folder, "--questions")
        calls = len(server.history)
        assert result.exit_code == 1
        assert f"Vragen bedenken voor {calls} passages" in result.stderr
        assert "openai/schrijver" in result.stderr
        assert f"Met bedachte vragen: 3 passages, {calls - 1} passages gevraagd in " in result.stdout
        assert "Zonder vragen bleven 1 passage: Het taalmodel gaf geen vragen in de afgesproken vorm." in result.stdout
        server.respond = reply
        result = run("index", folder, "--questions")
        assert result.exit_code == 0
        assert "Vragen bedenken voor 1 passage:" in result.stderr
        assert "Met bedachte vragen: 4 passages, 1 passage gevraagd in " in result.stdout
        result = run("index", folder)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "Met bedachte vragen: 4 passages.\n" in result.stdout

    def test_without_a_model_it_says_how_to_set_one_and_does_nothing(
        self, run: Callable[..., Any], folder: Path, asking: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("BRIEFWIJZER_MODEL")
        result = run("index", folder, "--questions")
        assert result.exit_code == 2
        assert "taalmodel" in result.stderr
        assert "BRIEFWIJZER_MODEL" in result.stderr
        assert not (asking.data / "catalog.sqlite").exists()
        with pytest.raises(SettingsError):
            model_questions(asking.model_copy(update={"model": None}))


def test_an_index_from_before_is_opened_as_it_was(folder: Path, asking: Settings, server: ModelServer) -> None:
    index(folder, asking, questions=False)
    hits = open_library(asking).search("de kosten van het vervoer")
    with sqlite3.connect(asking.data / "catalog.sqlite") as connection:
        connection.execute("ALTER TABLE passages DROP COLUMN questions")
        connection.execute("ALTER TABLE letters DROP COLUMN found")
        connection.execute("ALTER TABLE documents RENAME COLUMN inventory TO notes")
        first = {"meta", "documents", "files", "letters", "passages", "alembic_version"}
        connection.execute("PRAGMA foreign_keys=OFF")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if name not in first and not name.startswith("sqlite_"):
                connection.execute(f'DROP TABLE "{name}"')
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    assert open_library(asking).search("de kosten van het vervoer") == hits
    assert index(folder, asking, questions=False).embedded == 0
    assert index(folder, asking).questions.held == len(EXPECTED)
