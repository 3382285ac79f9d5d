"""The whole server while its stores fail: whoever asks is answered or told so calmly, and it goes on when they mend."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from index.search.library import open_library
from index.settings import Settings
from index.store.backups import CATALOG
from index.store.exchanges import find_exchanges
from index.store.states import newest_state
from tests.support.letter_index import index_letters
from tests.support.web import served
from ui.serve import chat_app

pytestmark = [pytest.mark.embedder, pytest.mark.slow]

_LETTER = "Gemeente Vlieterdam\n\nGeachte ouders,\n\nDe zwemles kost tien euro per kind.\n\nMet groet,\n\nAnja Smit\n"
_QUESTION = "Hoeveel kost de zwemles?"
Fault = Callable[[Settings], AbstractContextManager[None]]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return index_letters({"zwemles.txt": _LETTER}, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def client(settings: Settings) -> Iterator[httpx.Client]:
    app = chat_app(open_library(settings), settings, host="127.0.0.1")
    with served(app) as client:
        yield client


@contextmanager
def locked(settings: Settings) -> Iterator[None]:
    held = sqlite3.connect(settings.data / CATALOG, isolation_level=None)
    held.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        held.close()


@contextmanager
def damaged_catalog(settings: Settings) -> Iterator[None]:
    with _other_bytes(settings.data / CATALOG):
        yield


@contextmanager
def damaged_vectors(settings: Settings) -> Iterator[None]:
    state = newest_state(settings)
    assert state is not None
    with _other_bytes(state / "chroma" / "chroma.sqlite3"):
        yield


@contextmanager
def _other_bytes(path: Path) -> Iterator[None]:
    good = path.read_bytes()
    path.write_bytes(good[:4096] + b"\xa5" * (len(good) - 4096))
    try:
        yield
    finally:
        path.write_bytes(good)


@contextmanager
def away(settings: Settings) -> Iterator[None]:
    elsewhere = settings.data.with_name("elders")
    settings.data.rename(elsewhere)
    try:
        yield
    finally:
        shutil.rmtree(settings.data, ignore_errors=True)
        elsewhere.rename(settings.data)


@contextmanager
def full(settings: Settings) -> Iterator[None]:
    """Let the data folder be a small disk on which nothing more fits."""
    aside = settings.data.with_name("aside")
    shutil.copytree(settings.data, aside)
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", settings.data]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        shutil.copytree(aside, settings.data, dirs_exist_ok=True)
        with suppress(OSError), (settings.data / "rest").open("wb", buffering=0) as file:
            while file.write(b"x" * 4096):
                pass
        yield
    finally:
        subprocess.run(["umount", "-l", settings.data], check=True)
        shutil.rmtree(aside)


def answered(client: httpx.Client) -> bool:
    """Ask a program's question and a person's, and return whether both are answered."""
    said = client.post("/api/ask", json={"question": _QUESTION})
    shown = client.get("/", params={"q": _QUESTION, "antwoord": "1"})
    assert (said.status_code, shown.status_code) == (200, 200)
    return said.json()["status"] == "answered" and "tien euro" in shown.text


@pytest.mark.parametrize("fault", [locked, damaged_catalog, damaged_vectors, full, away])
def test_the_server_answers_while_a_store_fails_and_keeps_again_after_it(
    fault: Fault, client: httpx.Client, settings: Settings
) -> None:
    with fault(settings):
        assert answered(client)
        kept = client.post("/bewaard", data={"code": "a" * 20})
        assert kept.status_code in (404, 503)
        assert "Traceback" not in kept.text
        assert str(settings.data) not in kept.text
    before = len(find_exchanges(settings))
    assert answered(client)
    assert len(find_exchanges(settings)) == before + 2
