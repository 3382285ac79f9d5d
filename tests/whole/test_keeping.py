"""What is kept only with a tick, what a code is good for, and that what hangs on an exchange goes with it."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from index.settings import Settings
from index.store.backups import back_up
from index.store.exchanges import exchanges, find_exchanges, read_exchanges
from index.store.review.entries import ExchangeFilter
from index.store.tables import metadata
from qa.exchanges import conversation, expire_every_hour, judge, keep, keeps, new_code, new_id
from tests.whole import test_exchanges
from tests.whole.test_exchanges import answer, kept, put, run

pytestmark = pytest.mark.slow

postgres, store = test_exchanges.postgres, test_exchanges.store

CODE = "0123-4567-89ab-cdef-ghjk"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Where the commands of a test look by themselves."""
    monkeypatch.chdir(tmp_path)
    return Settings(data=tmp_path / "data")


@pytest.mark.parametrize(
    ("mode", "days", "without", "with_tick"),
    [("on", 90, True, True), ("tick", 90, False, True), ("off", 90, False, False), ("on", 0, False, False)],
)
def test_what_is_kept_in_each_mode(mode: str, days: int, without: bool, with_tick: bool, store: Settings) -> None:
    chosen = store.model_copy(update={"exchanges": mode, "exchanges_days": days})
    assert (keeps(chosen, ticked=False), keeps(chosen, ticked=True)) == (without, with_tick)
    keep(answer("zonder"), chosen)
    keep(answer("met"), chosen, ticked=True)
    assert set(kept(store)) == {word for word, is_kept in (("zonder", without), ("met", with_tick)) if is_kept}


def test_off_deletes_nothing_before_its_time(store: Settings) -> None:
    put(store, question="eerder")
    put(store, ago=timedelta(days=100), question="te oud")
    keep(answer("nieuw"), store.model_copy(update={"exchanges": "off"}))
    assert kept(store) == ["eerder"]


def test_what_is_kept_too_long_goes_while_nobody_asks(store: Settings) -> None:
    put(store, ago=timedelta(days=100), question="te oud")
    put(store, question="nog niet")
    stopped = threading.Event()
    both = [threading.Thread(target=expire_every_hour, args=(store, stopped)) for _ in range(2)]
    for each in both:
        each.start()
    stopped.set()
    for each in both:
        each.join()
    assert kept(store) == ["nog niet"]


def test_it_goes_on_after_a_fault_and_says_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "catalog.sqlite").write_bytes(b"geen catalogus" * 100)
    stopped, waits = threading.Event(), []

    def wait(seconds: float) -> bool:
        waits.append(seconds)
        return len(waits) == 3

    monkeypatch.setattr(stopped, "wait", wait)
    expire_every_hour(Settings(data=tmp_path), stopped)
    assert waits == [3_600] * 3
    assert len([record for record in caplog.records if "konden niet worden verwijderd" in record.message]) == 1


def test_all_that_names_an_exchange_goes_with_it() -> None:
    named = [
        (table.name, column.name, [key.ondelete for key in column.foreign_keys])
        for table in metadata.tables.values()
        for column in table.columns
        if "exchange" in column.name or any(key.column is exchanges.c.id for key in column.foreign_keys)
    ]
    assert named
    assert [each for each in named if each[2] != ["CASCADE"]] == []


def test_a_backup_has_nothing_of_exchanges(data: Settings) -> None:
    id = put(data, question="Mag Gijsbrecht naar huis?")
    judge(id, helpful=False, reason="wrong", remark="onzin", settings=data)
    copy = back_up(data.data)
    assert b"ijsbrecht" not in copy.read_bytes()
    with closing(sqlite3.connect(copy)) as made:
        hanging = [
            table
            for (table,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            if any(row[2] == "exchanges" for row in made.execute(f"PRAGMA foreign_key_list({table})"))
        ]
        assert "review_queue" in hanging
        assert [name for name in ("exchanges", *hanging) if made.execute(f"SELECT 1 FROM {name}").fetchone()] == []


class TestCode:
    def test_it_is_long_and_random_and_forgives_how_it_is_typed(self) -> None:
        codes = {new_code() for _ in range(100)}
        assert len(codes) == 100
        assert all(conversation(code) for code in codes)
        typed = " 0I23 4567-89AB-CDEF ghjk"
        assert conversation(typed) == conversation(CODE) != ""
        for no_code in ("", "0123", CODE + "0", "0123-4567-89ab-cdef-ghj!", "é" * 20):
            assert conversation(no_code) == ""

    def test_the_catalog_has_no_code_and_the_code_finds_its_conversation(self, store: Settings) -> None:
        for question in ("een", "twee"):
            keep(answer(question), store, id=new_id(), code=CODE)
        keep(answer("van een ander"), store, code=new_code())
        keep(answer("zonder"), store)
        found = find_exchanges(store, ExchangeFilter(conversation=conversation(CODE)))
        assert [each.question for each in read_exchanges(store, found)] == ["twee", "een"]
        rows = [str(vars(each)) for each in read_exchanges(store)]
        assert not [row for row in rows if CODE in row or CODE.replace("-", "") in row]

    def test_staff_find_and_erase_by_it(self, data: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        keep(answer("van wie belt"), data, code=CODE)
        keep(answer("van een ander"), data)
        listed = run("exchanges", "--code", CODE.upper())
        assert "van wie belt" in listed.stdout
        assert "van een ander" not in listed.stdout
        assert run("exchanges", "--code", CODE, "--forget", "--yes").exit_code == 0
        assert kept(data) == ["van een ander"]
        assert "niet de goede vorm" in run("exchanges", "--code", "abc").stderr


def test_staff_erase_a_period(data: Settings) -> None:
    days = [str(datetime.now().date() - timedelta(days=ago)) for ago in range(10)]
    for ago in (1, 5, 9):
        put(data, ago=timedelta(days=ago), question=f"{ago} geleden")
    assert run("exchanges", "--since", days[6], "--until", days[4], "--forget", "--yes").exit_code == 0
    assert kept(data) == ["1 geleden", "9 geleden"]
    assert run("exchanges", "--until", days[9], "--forget", "--yes").exit_code == 0
    assert kept(data) == ["1 geleden"]
