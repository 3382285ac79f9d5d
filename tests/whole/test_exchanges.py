"""Exchanges: what is kept of a question and its answer, for how long, that keeping never costs the
answer, and what staff see.
"""

from __future__ import annotations

import json
import logging
import re
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, Table, create_engine, insert, select, text
from typer.testing import CliRunner, Result

from index.dutch.word_lists import read_rows
from index.errors import StoreError
from index.run.run import index_paths
from index.settings import Settings
from index.store import migrations
from index.store.catalog.connection import open_catalog
from index.store.catalog.meta import read_meta, write_meta
from index.store.exchanges import (
    Exchange,
    exchanges,
    find_exchanges,
    forget_exchanges,
    forget_older,
    keep_exchange,
    read_exchanges,
)
from index.store.review.entries import ExchangeFilter, put_entry
from index.store.staff.tables import staff
from index.store.tables import metadata
from qa.exchanges import LONGEST_REMARK, exchange, judge, keep, new_id
from tests.index.store import test_catalog
from tests.support.limits import PROCESS_SECONDS
from tests.support.paths import ROOT
from ui.cli.commands import app

pytestmark = pytest.mark.slow

postgres = test_catalog.postgres

HASH = "1a2b3c4d" * 8
LETTER = """Aan: alle ouders
Van: Stichting Waterkant
Datum: 3 mei 2024
Onderwerp: het zwemrooster

De zwemles begint op maandag om negen uur in het bad aan de Havenstraat. Elke leerling neemt een gele badmuts mee.
"""


def answer(question: str = "Wat kost de zwemles?", **changed: Any) -> dict[str, object]:
    """Return an answer as `answer_line` makes it, with `changed` keys."""
    return {
        "id": None,
        "question": question,
        "searched_for": question,
        "status": "answered",
        "mode": "quotes",
        "notice": "",
        "sentences": [{"text": "Dat kost niets.", "citations": [{"file": "a.txt", "page": 1, "quote": "kost niets"}]}],
        "dropped": [],
        "hits": [{"rank": 1, "score": 0.5, "text": "De zwemles kost niets."}],
        "timings_ms": {"total": 12.5},
        **changed,
    }


PERSONAL = ("111222333", "06-12345678", "ouder@example.org", "NL91 ABNA 0417 1643 00", "Kerkstraat 12")

WRITTEN = {
    "models": ["ollama/a", "ollama/b"],
    "prompt": HASH,
    "prompt_tokens": 9,
    "completion_tokens": 3,
    "cost": None,
    "calls": 2,
}


def put(settings: Settings, *, ago: timedelta = timedelta(), **changed: Any) -> str:
    """Keep an answer as if it was given `ago`; return its id."""
    made = exchange(answer(**changed), asked_at=datetime.now(UTC) - ago)
    keep_exchange(made, settings=settings)
    return made.id


def kept(settings: Settings) -> list[str]:
    return [each.question for each in read_exchanges(settings)]


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """A database of the test's own, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield Settings(data=tmp_path / "data")
        return
    server = request.getfixturevalue("postgres")
    name = f"test_{uuid.uuid4().hex}"
    engine = create_engine(server.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    yield Settings(data=tmp_path / "data", database_url=f"{server.rpartition('/')[0]}/{name}")


class TestKept:
    def test_the_whole_answer_comes_back_with_what_staff_look_for(self, store: Settings) -> None:
        line = answer(searched_for="zwemles kosten", mode="model", language="nl", written=WRITTEN)
        before = datetime.now(UTC)
        keep(line, store)
        [one] = read_exchanges(store)
        assert before <= one.asked_at <= datetime.now(UTC)
        assert one.asked_at.utcoffset() == timedelta()
        assert one == Exchange(
            id=one.id,
            asked_at=one.asked_at,
            question="Wat kost de zwemles?",
            searched_for="zwemles kosten",
            language="nl",
            status="answered",
            mode="model",
            model="ollama/a, ollama/b",
            prompt=HASH,
            line=line,
        )
        assert re.fullmatch(r"[0-9a-f]{12}", one.id)

    def test_what_somebody_finds_of_an_answer_stays_with_it_and_goes_with_it(self, store: Settings) -> None:
        id = new_id()
        keep(answer(), store, id=id)
        assert judge(id, helpful=False, reason="source", remark=" De brief is oud.\0 ", settings=store)
        [one] = read_exchanges(store)
        assert (one.id, one.helpful, one.reason) == (id, False, "source")
        assert one.remark == "De brief is oud.\N{REPLACEMENT CHARACTER}"
        assert judge(id, helpful=True, reason="hard", remark="x" * 1_000, settings=store)
        [one] = read_exchanges(store)
        assert (one.helpful, one.reason, one.remark) == (True, None, "x" * LONGEST_REMARK)
        assert judge(id, helpful=False, reason="zomaar", remark="", settings=store)
        [one] = read_exchanges(store)
        assert (one.helpful, one.reason, one.remark) == (False, None, None)
        assert forget_exchanges(store, [id]) == 1
        assert not judge(id, helpful=True, reason="", remark="", settings=store)
        assert kept(store) == []

    def test_nothing_is_said_of_an_answer_that_is_not_kept(self, store: Settings) -> None:
        off = store.model_copy(update={"exchanges_days": 0})
        assert not judge(new_id(), helpful=True, reason="", remark="", settings=off)
        assert not judge(new_id(), helpful=True, reason="", remark="", settings=store)

    def test_without_a_language_model_there_is_no_model_and_no_prompt(self, store: Settings) -> None:
        keep(answer(written=None), store)
        keep(answer(), store)
        assert {(one.language, one.model, one.prompt) for one in read_exchanges(store)} == {(None, None, None)}

    def test_of_who_asked_nothing_is_kept(self, store: Settings) -> None:
        assert [column.name for column in exchanges.columns] == [
            "id", "asked_at", "question", "searched_for", "language", "status", "mode", "model", "prompt", "line",
            "helpful", "reason", "remark", "conversation",
        ]  # fmt: skip

    def test_whatever_was_typed_can_be_kept(self, store: Settings) -> None:
        odd = "a\0b \ud83d half 👩‍🏫 '; DROP TABLE exchanges; -- {x} %s"
        keep(answer(odd), store)
        [one] = read_exchanges(store)
        assert one.question == "a\N{REPLACEMENT CHARACTER}b ? half 👩‍🏫 '; DROP TABLE exchanges; -- {x} %s"
        assert one.line["question"] == odd.replace("\ud83d", "?")

    def test_they_come_newest_first_and_by_what_is_wanted(self, store: Settings) -> None:
        hour = timedelta(hours=1)
        old = put(store, ago=30 * hour, question="oud", status="not_found")
        new = put(store, question="nieuw", mode="model", written=WRITTEN)
        mid = put(store, ago=2 * hour, question="midden", mode="model", written={"prompt": "1a2b_" + "0" * 59})
        assert find_exchanges(store) == [new, mid, old]
        assert find_exchanges(store, ExchangeFilter(since=datetime.now(UTC) - 3 * hour)) == [new, mid]
        assert find_exchanges(store, ExchangeFilter(prompt=HASH)) == [new]
        assert find_exchanges(store, ExchangeFilter(prompt="1a2b")) == [new, mid]
        assert find_exchanges(store, ExchangeFilter(prompt="1a2b_")) == [mid]
        assert find_exchanges(store, ExchangeFilter(status="not_found")) == [old]
        assert find_exchanges(store, ExchangeFilter(ids=[old, new, "niets"])) == [new, old]
        assert find_exchanges(store, ExchangeFilter(ids=[old, new], status="answered")) == [new]
        assert [one.id for one in read_exchanges(store, [old, "weg", mid])] == [old, mid]

    def test_every_prompt_that_led_to_an_answer_finds_it(self, store: Settings) -> None:
        used = {"standalone.nl": "a" * 64, "answer.en": "b" * 64, "repair.en": "c" * 64, "verify.nl": "d" * 64}
        written = {**WRITTEN, "prompt": "", "prompts": used, "models": ["e" * 64]}
        english = put(store, question="How much?", mode="model", language="en", written=written)
        put(store, question="Hoeveel?", mode="model", written=WRITTEN)
        put(store, question="Zonder?", written=None)
        for hash in used.values():
            assert find_exchanges(store, ExchangeFilter(prompt=hash)) == [english]
            assert find_exchanges(store, ExchangeFilter(prompt=hash[:12])) == [english]
        for no_hash in ("e" * 12, "answer.en", "%", "bc"):
            assert find_exchanges(store, ExchangeFilter(prompt=no_hash)) == []
        assert next(read_exchanges(store, [english])).prompt == "b" * 64

    def test_more_than_are_read_at_a_time(self, store: Settings) -> None:
        ids = [put(store, question=str(i)) for i in range(3)]
        engine = open_catalog(store)
        [one] = read_exchanges(store, ids[:1])
        with engine.begin() as connection:
            rows = [{**vars(replace(one, id=f"{i:012}")), "question": str(i)} for i in range(450)]
            connection.execute(exchanges.insert(), rows)
            for row in rows:
                put_entry(connection, row["id"], row["asked_at"], row["line"])
        engine.dispose()
        assert len(kept(store)) == 453
        assert forget_exchanges(store, find_exchanges(store)) == 453
        assert kept(store) == []


class TestHowLong:
    def test_what_is_older_goes_when_a_new_one_comes(self, store: Settings) -> None:
        days = timedelta(days=1)
        put(store, ago=92 * days, question="te oud")
        put(store, ago=89 * days, question="nog niet")
        assert kept(store) == ["nog niet", "te oud"]
        keep(answer("nieuw"), store)
        assert kept(store) == ["nieuw", "nog niet"]
        keep(answer("nieuwer"), store.model_copy(update={"exchanges_days": 30}))
        assert kept(store) == ["nieuwer", "nieuw"]

    def test_with_zero_days_nothing_is_kept_and_what_was_kept_goes(self, store: Settings) -> None:
        none = store.model_copy(update={"exchanges_days": 0})
        keep(answer(), none)
        assert kept(store) == []
        put(store)
        keep(answer(), none)
        assert kept(store) == []

    def test_any_number_of_days_is_a_number_of_days(self, store: Settings) -> None:
        keep(answer(), store.model_copy(update={"exchanges_days": 10**12}))
        assert len(kept(store)) == 1

    def test_what_is_forgotten_leaves_no_words_on_the_disk(self, tmp_path: Path) -> None:
        settings = Settings(data=tmp_path)
        watcher = open_catalog(settings)  # as long as somebody has it open, SQLite keeps its journal

        def on_disk() -> bool:
            return any(b"Jantje" in path.read_bytes() for path in tmp_path.glob("catalog.sqlite*"))

        id = put(settings, question="Mag Jantje naar huis?", notice="Jantje " * 3_000)
        put(settings, question="Wat kost de zwemles?")
        assert on_disk()
        assert forget_exchanges(settings, [id, "was er niet"]) == 1
        assert kept(settings) == ["Wat kost de zwemles?"]
        assert not on_disk()
        watcher.dispose()

    def test_who_only_looks_makes_no_catalog(self, tmp_path: Path) -> None:
        settings = Settings(data=tmp_path / "leeg")
        assert kept(settings) == []
        forget_older(settings)
        assert not settings.data.exists()


class TestNeverInTheWay:
    def lost(self, settings: Settings, caplog: pytest.LogCaptureFixture, **changed: Any) -> str:
        """Keep an answer that cannot be kept; return what was logged."""
        with caplog.at_level(logging.WARNING):
            keep(answer("Mag Jantje naar huis?", **changed), settings)
        assert [record.levelname for record in caplog.records] == ["WARNING"]
        assert "Jantje" not in caplog.text, "a log is no place for questions"
        assert "niet bewaard" in caplog.text
        return caplog.text

    def test_a_database_that_somebody_holds(
        self, store: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(store)
        monkeypatch.setattr("index.store.transactions.WAIT_SECONDS", 1)
        engine = open_catalog(store)
        with engine.execution_options(writes=True).begin() as connection:
            if store.database_url:
                connection.execute(text("LOCK TABLE exchanges"))
            assert "een ander programma schrijft erin" in self.lost(store, caplog)
        engine.dispose()
        assert len(kept(store)) == 1

    def test_a_database_that_may_only_be_read(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        put(Settings(data=tmp_path), ago=timedelta(days=80))
        url = f"sqlite:///file:{tmp_path / 'catalog.sqlite'}?mode=ro&uri=true"
        only = Settings(data=tmp_path, database_url=url)
        assert "schrijven" in self.lost(only, caplog)
        assert len(kept(only)) == 1
        with pytest.raises(StoreError):
            forget_exchanges(only, find_exchanges(only))
        with pytest.raises(StoreError):
            forget_older(only.model_copy(update={"exchanges_days": 30}))

    @pytest.mark.parametrize("url", ["geen adres", "postgresql://niemand@127.0.0.1:1/niets"])
    def test_a_database_that_is_not_there(self, url: str, caplog: pytest.LogCaptureFixture) -> None:
        self.lost(Settings(database_url=url), caplog)

    def test_an_answer_of_another_form(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        self.lost(Settings(data=tmp_path), caplog, hits=[object()])
        assert "TypeError" in caplog.text

    @pytest.mark.skipif(sys.platform == "win32", reason="no limit to the size of files")
    def test_a_full_disk(self, tmp_path: Path) -> None:
        put(Settings(data=tmp_path), question="eerder")
        program = (
            "import resource, sys\n"
            "from pathlib import Path\n"
            "from index.settings import Settings\n"
            "from qa.exchanges import keep\n"
            "from tests.whole.test_exchanges import answer\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
            "keep(answer(notice='x' * 500_000), Settings(data=Path(sys.argv[1])))\n"
            "print('geantwoord')\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)],
            cwd=ROOT, capture_output=True, text=True, timeout=PROCESS_SECONDS, check=True,
        )  # fmt: skip
        assert done.stdout == "geantwoord\n"
        assert "niet bewaard" in done.stderr
        assert "catalog.sqlite" in done.stderr
        assert kept(Settings(data=tmp_path)) == ["eerder"]


class TestSeveral:
    def test_processes_that_start_on_an_older_catalog_and_keep_at_the_same_time_lose_nothing(
        self, store: Settings
    ) -> None:
        before_exchanges(store)
        program = (
            "import sys\n"
            "from index.settings import Settings\n"
            "from qa.exchanges import keep\n"
            "from tests.whole.test_exchanges import answer\n"
            "settings = Settings.model_validate_json(sys.argv[1])\n"
            "print('klaar', flush=True)\n"
            "sys.stdin.readline()\n"
            "for i in range(20):\n"
            "    keep(answer(f'{sys.argv[2]}-{i}'), settings)\n"
        )
        command = [sys.executable, "-c", program, store.model_dump_json()]
        pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        running = [
            subprocess.Popen([*command, str(number)], cwd=ROOT, text=True, bufsize=1, **pipes) for number in range(4)
        ]
        for each in running:
            assert each.stdout.readline() == "klaar\n"
        for each in running:
            each.stdin.write("\n")
        assert [each.communicate(timeout=PROCESS_SECONDS)[1] for each in running] == [""] * 4
        assert sorted(kept(store)) == sorted(f"{number}-{i}" for number in range(4) for i in range(20))


def before_exchanges(settings: Settings) -> None:
    """Make the catalog as it was before it had exchanges."""
    older_catalog(settings, "0002")


def older_catalog(settings: Settings, revision: str) -> None:
    """Make the catalog as it was at an older migration, empty but for the exchanges, where it had these."""
    engine = open_catalog(settings)
    with engine.connect() as connection:
        held = [dict(row._mapping) for row in connection.execute(select(exchanges))]
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        if held:
            old = Table("exchanges", MetaData(), autoload_with=connection)
            rows = [{name: value for name, value in row.items() if name in old.c} for row in held]
            connection.execute(insert(old), rows)
    write_meta(engine, {"embedder": "x"})
    engine.dispose()


class TestMigration:
    def test_an_older_catalog_gets_the_table_and_keeps_what_it_has(self, store: Settings) -> None:
        before_exchanges(store)
        keep(answer(), store)
        assert len(kept(store)) == 1
        engine = open_catalog(store)
        assert read_meta(engine) == {"embedder": "x"}
        engine.dispose()

    def test_the_migrations_make_the_tables_that_the_code_names(self, store: Settings) -> None:
        engine = open_catalog(store)
        with engine.connect() as connection:
            assert staff.metadata is metadata
            differences = compare_metadata(MigrationContext.configure(connection), metadata)
        engine.dispose()
        assert differences == []


@pytest.fixture
def asked(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An index of one letter, named in the environment."""
    (tmp_path / "brieven").mkdir()
    (tmp_path / "brieven" / "brief.txt").write_text(LETTER, encoding="utf-8")
    index_paths([tmp_path / "brieven"], settings=settings)
    monkeypatch.setenv("BRIEFWIJZER_DATA", str(settings.data))
    monkeypatch.setenv("BRIEFWIJZER_EMBEDDER", str(settings.embedder))
    monkeypatch.chdir(tmp_path)
    return settings


def run(*arguments: str | Path, given: str = "") -> Result:
    result = CliRunner().invoke(app, [str(each) for each in arguments], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


class TestAsk:
    def test_what_was_printed_is_what_is_kept(self, asked: Settings) -> None:
        printed = json.loads(run("ask", "Wat neemt elke leerling mee?", "--json").stdout)
        listed = json.loads(run("exchanges", "--json").stdout)
        assert listed.pop("asked_at")[-6:] == "+00:00"
        assert re.fullmatch(r"[0-9a-f]{12}", listed["id"])
        assert listed.pop("opinion") == {"helpful": None, "reason": None, "remark": None}
        assert listed.pop("reviews") == []
        assert {**listed, "id": None} == printed

    def test_an_answer_for_people_is_kept_too(self, asked: Settings) -> None:
        run("ask", "Wat neemt elke leerling mee?")
        assert kept(asked) == ["Wat neemt elke leerling mee?"]

    def test_with_zero_days_none_is(self, asked: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("BRIEFWIJZER_EXCHANGES_DAYS", "0")
        assert "badmuts" in run("ask", "Wat neemt elke leerling mee?").stdout
        assert kept(asked) == []
        result = run("exchanges")
        assert (result.exit_code, result.stdout) == (0, "")
        assert "BRIEFWIJZER_EXCHANGES_DAYS staat op 0" in result.stderr

    def test_a_busy_database_takes_nothing_from_the_answer(
        self, asked: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr("index.store.transactions.WAIT_SECONDS", 1)
        with sqlite3.connect(asked.data / "catalog.sqlite", isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            result = run("ask", "Wat neemt elke leerling mee?")
        assert result.exit_code == 0
        assert "badmuts" in result.stdout
        assert "niet bewaard" in caplog.text

    def test_a_search_is_not_kept(self, asked: Settings) -> None:
        run("search", "badmuts")
        assert kept(asked) == []

    def test_an_evaluation_is_not_kept(self, asked: Settings, tmp_path: Path) -> None:
        (tmp_path / "vragen.jsonl").write_text(
            json.dumps({"id": "a", "type": "unanswerable", "question": "Hoeveel vulkanen telt IJsland?"}) + "\n",
            encoding="utf-8",
        )
        result = run("eval", tmp_path / "vragen.jsonl", "--letters", tmp_path / "brieven", "--out", tmp_path / "uit")
        assert (tmp_path / "uit" / "answers.jsonl").read_text(encoding="utf-8"), result.output
        assert kept(asked) == []
        assert kept(Settings(data=tmp_path / "uit" / "data")) == []


class TestList:
    @pytest.fixture
    def data(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
        monkeypatch.chdir(tmp_path)
        return Settings(data=tmp_path / "data")

    def test_each_is_readable(self, data: Settings) -> None:
        dropped = [
            {"text": "Drie.", "reason": "number_not_in_quote", "words": ["drie"]},
            {"text": "Vier.", "reason": "number_not_in_quote"},
            {"text": "Ja.", "reason": "no_citation"},
        ]
        sentences = [
            {"text": f"Zin {i}.", "citations": [{"file": "a.pdf", "page": 3, "quote": "kost\nniets"}]} for i in (1, 2)
        ]
        id = put(
            data, searched_for="zwemles", mode="model", written=WRITTEN, dropped=dropped, sentences=sentences,
            status="partial", notice="Wat het kost, staat er niet.",
        )  # fmt: skip
        result = run("exchanges")
        assert result.exit_code == 0
        first, *rest = result.stdout.splitlines()
        assert re.fullmatch(
            rf"{id} · \d+ [a-z]+ \d{{4}}, \d\d:\d\d · deels beantwoord · met taalmodel ollama/a, ollama/b"
            rf" · prompt {HASH[:12]}",
            first,
        )
        assert rest == [
            "  Wat kost de zwemles?",
            "  Gezocht op: zwemles",
            "  Zin 1.",
            "  en nog 1 zin",
            "  Weggelaten: 3 zinnen (number_not_in_quote 2×, no_citation 1×)",
            "",
        ]
        assert run("exchanges", id).stdout.splitlines()[3:] == [
            "  Zin 1.",
            "    a.pdf, pagina 3: “kost niets”",
            "  Zin 2.",
            "    a.pdf, pagina 3: “kost niets”",
            "  Wat het kost, staat er niet.",
            "  Weggelaten: Drie. (number_not_in_quote, drie)",
            "  Weggelaten: Vier. (number_not_in_quote)",
            "  Weggelaten: Ja. (no_citation)",
            "",
        ]

    def test_without_an_answer_it_shows_what_was_said_instead(self, data: Settings) -> None:
        put(data, status="not_found", sentences=[], notice="De brieven geven hier geen antwoord op.")
        out = run("exchanges").stdout
        assert "niet gevonden · zonder taalmodel" in out
        assert "  De brieven geven hier geen antwoord op.\n" in out

    def test_what_was_typed_does_not_steer_the_terminal(self, data: Settings) -> None:
        put(data, question="a\x1b[2J\x9b31m\u202eb\nc [bold]d[/bold] :smile:")
        assert "  a[2J31mb c [bold]d[/bold] :smile:\n" in run("exchanges").stdout

    def test_the_last_twenty_unless_more_are_asked_for(self, data: Settings) -> None:
        for i in range(23):
            put(data, ago=timedelta(minutes=i), question=f"vraag {i}.")
        result = run("exchanges", "--json")
        assert [json.loads(line)["question"] for line in result.stdout.splitlines()] == [
            f"vraag {i}." for i in range(20)
        ]
        assert "de laatste 20 van 23; met --last 23" in result.stderr
        assert len(run("exchanges", "--json", "--last", "2").stdout.splitlines()) == 2
        everything = run("exchanges", "--json", "--last", "23")
        assert (len(everything.stdout.splitlines()), everything.stderr) == (23, "")

    def test_by_day_prompt_and_status(self, data: Settings) -> None:
        put(data, ago=timedelta(days=3), question="oud", status="refused")
        put(data, question="nieuw", mode="model", written=WRITTEN)

        def listed(*options: str) -> list[str]:
            return [json.loads(line)["question"] for line in run("exchanges", "--json", *options).stdout.splitlines()]

        today, before = datetime.now().date(), datetime.now().date() - timedelta(days=4)
        assert listed("--since", str(today)) == ["nieuw"]
        assert listed("--since", str(before)) == ["nieuw", "oud"]
        assert listed("--prompt", HASH[:12].upper()) == ["nieuw"]
        assert listed("--status", "refused") == ["oud"]
        assert listed("--status", "refused", "--since", str(today)) == []
        result = run("exchanges", "--status", "partial")
        assert (result.exit_code, result.stdout) == (0, "")
        assert "bewaard is 2 vragen met antwoorden. Laat opties weg om er meer te zien." in result.stderr

    def test_what_is_kept_too_long_is_gone_before_it_is_seen(
        self, data: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(data, ago=timedelta(days=20))
        monkeypatch.setenv("BRIEFWIJZER_EXCHANGES_DAYS", "7")
        assert run("exchanges").stdout == ""
        assert kept(data) == []

    def test_when_there_is_none_it_says_how_to_get_one_and_makes_nothing(self, data: Settings) -> None:
        for options in ((), ("--json",), ("abc",), ("--forget", "--yes")):
            result = run("exchanges", *options)
            assert (result.exit_code, result.stdout) == (int("--forget" in options), "")
            assert "briefwijzer ask" in result.stderr
        assert not data.data.exists()

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (("--status", "goed"), "Kies uit answered, partial, not_found, refused."),
            (("--since", "gisteren"), "--since 2026-03-31"),
            (("--since", "2026-02-30"), "--since 2026-03-31"),
            (("--since", "0001-01-01"), ""),
            (("--last", "0"), "minstens 1"),
        ],
    )
    def test_a_wrong_value_says_what_to_do(self, options: tuple[str, ...], said: str, data: Settings) -> None:
        result = run("exchanges", *options)
        assert result.exit_code in ((2,) if said else (0, 2))
        assert said in result.stderr

    def test_some_of_the_ids_are_not_there(self, data: Settings) -> None:
        id = put(data)
        result = run("exchanges", id, "weg")
        assert result.stdout.startswith(id)
        assert result.stderr == "Niet bewaard: weg.\n"
        assert "wat er is; het nummer staat vooraan" in run("exchanges", "weg").stderr


class TestPersonalData:
    """What tells who somebody is, is never in the catalog or in a log, whatever was chosen."""

    def test_it_is_left_out_wherever_the_answer_repeats_it(self, asked: Settings) -> None:
        for personal in PERSONAL:
            question, near = f"Wat kost de zwemles voor {personal}?", [{"text": personal, "reason": "x"}]
            put(asked, question=question, notice=f"Niet gevonden: “{personal}”.", dropped=near)
        lines = run("exchanges", "--json").stdout
        assert kept(asked) == ["Wat kost de zwemles voor …?"] * len(PERSONAL)
        for personal in PERSONAL:
            assert personal not in lines
            assert personal.encode() not in (asked.data / "catalog.sqlite").read_bytes()

    def test_nothing_of_the_table_of_personal_data_is_in_what_is_kept(self) -> None:
        for _, kind, question, *personal in read_rows(ROOT / "tests" / "data" / "personal_data.tsv"):
            text, said = question.replace("\\n", "\n"), [each for part in personal for each in part.split("|")]
            dropped = [{"text": f"Dit is {each}.", "reason": "x", "words": each} for each in said]
            line = answer(text, searched_for=text, notice=f"Niet gevonden: {text}", dropped=dropped)
            held = json.dumps(vars(exchange(line, asked_at=datetime.now(UTC))), default=str, ensure_ascii=False)
            assert [each for each in said if len(each) > 2 and each in held] == [], (kind, text)

    def test_who_was_named_in_an_earlier_question_is_not_named_in_a_later_one(self, store: Settings) -> None:
        earlier = "Mijn dochter Sterre Bakker is tien. Mag zij een muts?"
        line = answer("En mag Sterre ook zwemmen?", searched_for="Mag Sterre zwemmen, dochter Sterre Bakker")
        keep(line, store, context=[earlier])
        [one] = read_exchanges(store)
        assert (one.question, one.searched_for) == ("En mag … ook zwemmen?", "Mag … zwemmen, dochter …")

    def test_who_is_named_elsewhere_in_a_pasted_mail_is_not_named_in_its_question(self, store: Settings) -> None:
        mail = "Beste juf,\n\nMijn zoon Gijsbrecht is ziek.\n\nMag Gijsbrecht zwemmen?\n\nGroetjes Machteld"
        keep(answer("Mag Gijsbrecht zwemmen?"), store, context=[mail])
        assert kept(store) == ["Mag … zwemmen?"]

    def test_from_the_command_line(self, asked: Settings, caplog: pytest.LogCaptureFixture) -> None:
        asks = f"Wat neemt elke leerling mee? {' '.join(PERSONAL)}"
        assert run("ask", asks, "--json", given="nee\n").exit_code == 0
        assert kept(asked) == [f"Wat neemt elke leerling mee? {' '.join('…' for _ in PERSONAL)}"]
        for path in (path for path in asked.data.rglob("*") if path.is_file()):
            assert not [personal for personal in PERSONAL if personal.encode() in path.read_bytes()], path
        assert not [personal for personal in PERSONAL if personal in caplog.text]


class TestForget:
    @pytest.fixture
    def ids(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        monkeypatch.chdir(tmp_path)
        settings = Settings(data=Path("data"))
        return [
            put(settings, ago=timedelta(minutes=i), question=f"vraag {i}", status=status)
            for i, status in enumerate(["answered", "answered", "refused"])
        ]

    def left(self) -> list[str]:
        return kept(Settings(data=Path("data")))

    @pytest.mark.parametrize("given", ["", "\n", "nee\n"])
    def test_no_answer_is_no(self, given: str, ids: list[str]) -> None:
        result = run("exchanges", "--forget", ids[0], given=given)
        assert result.exit_code == 1
        assert "1 vraag met antwoord voorgoed verwijderen? [j/N]" in result.stderr
        assert "Er is niets verwijderd." in result.stderr
        assert len(self.left()) == 3

    def test_by_id(self, ids: list[str]) -> None:
        result = run("exchanges", "--forget", ids[0], ids[2], given="ja\n")
        assert (result.exit_code, result.stdout) == (0, "Verwijderd: 2 vragen met antwoorden.\n")
        assert self.left() == ["vraag 1"]

    def test_by_what_else_is_wanted(self, ids: list[str]) -> None:
        assert run("exchanges", "--forget", "--status", "refused", "--yes").exit_code == 0
        assert self.left() == ["vraag 0", "vraag 1"]
        assert run("exchanges", "--forget", "--last", "1", "--yes").exit_code == 0
        assert self.left() == ["vraag 1"]

    def test_all(self, ids: list[str]) -> None:
        result = run("exchanges", "--forget", given="j\n")
        assert "3 vragen met antwoorden voorgoed verwijderen?" in result.stderr
        assert self.left() == []

    def test_what_is_not_there(self, ids: list[str]) -> None:
        result = run("exchanges", "--forget", "weg", "--yes")
        assert result.exit_code == 1
        assert "Hiervan is niets bewaard." in result.stderr
        assert len(self.left()) == 3
