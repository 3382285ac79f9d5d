"""Two processes behind one address that sends each request to the next of them: a conversation notices nothing."""

from __future__ import annotations

import json
import os
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import cycle
from pathlib import Path
from typing import Any

import httpx
import pytest
from bs4 import BeautifulSoup

from index.settings import Settings
from tests.support.letter_index import index_letters
from tests.support.limits import HANG_SECONDS, PROCESS_SECONDS
from tests.support.paths import ROOT

pytestmark = [pytest.mark.embedder, pytest.mark.slow]

_LETTER = """Gemeente Vlieterdam

Aan: alle ouders
Datum: 24 maart 2023
Onderwerp: Zwemles op school

Geachte ouders,

De zwemles kost tien euro per kind. De bus naar het zwembad is gratis.

Met vriendelijke groet,

Gemeente Vlieterdam
"""


@pytest.fixture(name="site", scope="module")
def site_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    settings = index_letters({"zwemles.txt": _LETTER}, tmp_path_factory.mktemp("home"))
    with ExitStack() as stack:
        ports = [stack.enter_context(_process(settings)) for _ in range(2)]
        for port in ports:
            _wait_for(port)
        address = stack.enter_context(_in_turn(ports))
        no_keeping = httpx.Limits(max_keepalive_connections=0)
        yield stack.enter_context(httpx.Client(base_url=address, timeout=HANG_SECONDS, limits=no_keeping))


@contextmanager
def _process(settings: Settings) -> Iterator[int]:
    """Start a server of its own, and give its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    own = {"BRIEFWIJZER_DATA": str(settings.data), "BRIEFWIJZER_LETTERS": str(settings.letters)}
    own |= {"BRIEFWIJZER_EMBEDDER": settings.embedder or "", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "ui.cli", "chat", "--port", str(port)]
    with subprocess.Popen(command, cwd=Path(settings.data), env=os.environ | own, stdout=subprocess.DEVNULL) as process:
        try:
            yield port
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + PROCESS_SECONDS
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.5)
    raise AssertionError(f"nothing on {port}")


@contextmanager
def _in_turn(ports: list[int]) -> Iterator[str]:
    """Serve an address that hands each connection to the next of `ports`."""
    turn = cycle(ports)

    class Hands(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with socket.create_connection(("127.0.0.1", next(turn))) as there:
                threading.Thread(target=_pass_on, args=(self.request, there), daemon=True).start()
                _pass_on(there, self.request)

    class Proxy(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Proxy(("127.0.0.1", 0), Hands) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{proxy.server_address[1]}"
        proxy.shutdown()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while said := one.recv(65_536):
            other.sendall(said)
        other.shutdown(socket.SHUT_WR)


def _ask(site: httpx.Client, question: str, history: list[str]) -> dict[str, Any]:
    """Return the last line of an answer."""
    body = {"question": question, "history": history}
    line = [each for each in site.post("/vraag", json=body).text.splitlines() if each][-1]
    return dict(json.loads(line))


def test_a_conversation_goes_on_whichever_process_answers(site: httpx.Client) -> None:
    asked: list[str] = []
    answers = []
    for question in ("Hoeveel kost de zwemles?", "En de bus?", "Wie stuurde de brief?"):
        answers.append(_ask(site, question, asked))
        asked.append(question)
    assert [each["status"] for each in answers] == ["answered"] * 3
    assert "tien euro" in answers[0]["answer"]
    assert "gratis" in answers[1]["answer"]
    assert site.post("/vervolg", json={"history": asked, "letters": answers[0]["letters"]}).status_code == 200


@pytest.mark.parametrize("time_round", range(2))
def test_an_answer_is_taken_along_and_judged_in_another_process(site: httpx.Client, time_round: int) -> None:
    page = BeautifulSoup(_ask(site, "Hoeveel kost de zwemles?", [])["answer"], "html.parser")
    sent, exchange = (str(page.select_one(f"input[name={name}]")["value"]) for name in ("answer", "id"))  # type: ignore[index]
    for _ in range(time_round):  # once in the one, once in the other
        site.get("/over")
    taken = site.post("/antwoord", data={"as": "text", "answer": sent})
    assert "tien euro" in taken.text
    until = time.monotonic() + HANG_SECONDS
    while not _judged(site, exchange):  # it is kept when the reader has it
        assert time.monotonic() < until


def _judged(site: httpx.Client, exchange: str) -> bool:
    said = {"id": exchange, "helpful": "ja"}
    return bool(site.post("/oordeel", data=said, headers={"Accept": "application/json"}).json()["kept"])
