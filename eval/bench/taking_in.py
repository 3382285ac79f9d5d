"""How soon readers get answers from a letter that staff take in at the desk, in every process that serves it.

    python -m eval.bench.taking_in [--letters DIR] [--rounds N]

Indexes letters in a folder of its own, starts two `briefwijzer chat` over it, sends a letter through the desk of the
first, takes it in, and asks both for what only that letter says. A bare request of the same run, and the load, say
how busy the machine was.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated, TypeVar

import httpx
import typer
from rich.console import Console

_PASSWORD = "vier losse natte kamelen"
_LONGEST = 600
"""Seconds."""

_STEPS = ("gelezen en opgedeeld", "na opnemen geïndexeerd", "antwoord in het eerste proces", "en in het tweede")
_EVERY = 0.1  # seconds between two looks
Awaited = TypeVar("Awaited")
_PLACES = "Adorp Bunde Cadzand Dreischor Eext Foxwolde Gapinge Hengstdijk Idaard Jabeek".split()


def main(
    letters: Annotated[Path, typer.Option(metavar="DIR", help="De brieven die er al zijn.")] = Path("letters"),
    rounds: Annotated[
        int, typer.Option(min=1, max=len(_PLACES), metavar="N", help="Hoeveel brieven, een voor een.")
    ] = 4,
) -> None:
    """Meet hoe snel er antwoord komt uit een brief die in het beheer is opgenomen."""
    print_line = Console(highlight=False).print
    with TemporaryDirectory(prefix="briefwijzer-") as folder, ExitStack() as running:
        environment = os.environ | {"BRIEFWIJZER_DATA": folder, "BRIEFWIJZER_QUESTIONS_PER_MINUTE": "10000"}
        _run("index", str(letters), environment=environment)
        _run("staff", "add", "Meting", "--role", "editor", "--password-stdin", environment=environment, typed=_PASSWORD)
        clients = [running.enter_context(_served(environment)) for _ in range(2)]
        _sign_in(clients[0])
        for client in clients:
            _ask(client, "Wat is inclusief onderwijs?")  # models are loaded by then
        time.sleep(15)  # what a server does after its start is over
        took = [_one(clients, place, 30 + number) for number, place in enumerate(_PLACES[:rounds])]
        bare = [_seconds(lambda: clients[0].get("/briefwijzer/site.css")) for _ in range(20)]
    for what, each in zip(_STEPS, zip(*took, strict=True), strict=True):
        print_line(f"{what:32} mediaan {median(each):5.1f} s, eerste {each[0]:5.1f} s, langste {max(each):5.1f} s")
    print_line(f"een kaal verzoek, mediaan        {1_000 * median(bare):5.0f} ms")
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print_line(f"drukte over 1, 5 en 15 minuten: {load}, op {os.cpu_count()} processors")


def _one(clients: list[httpx.Client], place: str, euros: int) -> tuple[float, float, float, float]:
    """Return the seconds from the end of sending to the letter being read; and from its being taken in to its being
    indexed, and to an answer from it in each process.
    """
    desk = clients[0]
    text = (
        f"Aan: alle inwoners\nVan: gemeente {place}\nDatum: 3 maart 2025\nBetreft: Fietsenstalling\n\n"
        f"Geachte inwoners,\n\nDe fietsenstalling bij station {place} kost dit jaar {euros} euro per fiets.\n"
    )
    code = {"formuliercode": _code(desk)}
    desk.post("/beheer/brieven/toevoegen", data=code, files=[("bestanden", (f"{place}.txt", text.encode()))])
    began = time.perf_counter()
    found = _until(lambda: re.search(r'id="neem-([0-9a-f]{64})"', desk.get("/beheer/brieven/stand").text))
    read = time.perf_counter() - began
    began = time.perf_counter()
    desk.post("/beheer/brieven/nieuw/opnemen", data={**code, "id": found[1]})
    question = f"Wat kost de fietsenstalling bij station {place}?"
    seen: dict[str, float] = {}

    def all_seen() -> bool:
        if "indexed" not in seen and f"{place}.txt" in _report(desk):
            seen["indexed"] = time.perf_counter() - began
        for number, client in enumerate(clients):
            if str(number) not in seen and f"{euros} euro" in _ask(client, question):
                seen[str(number)] = time.perf_counter() - began
        return len(seen) == 1 + len(clients)

    _until(all_seen)
    return read, seen["indexed"], seen["0"], seen["1"]


def _report(desk: httpx.Client) -> str:
    """Return what the last run says of its files, "" while it is at work."""
    shown = desk.get("/beheer/brieven/stand").text
    return "" if "data-at-work" in shown else shown.partition('class="bw-report"')[2]


def _ask(client: httpx.Client, question: str) -> str:
    """Return the answer to a question."""
    lines = client.post("/vraag", json={"question": question}).text.splitlines()
    return str(json.loads(lines[-1])["answer"])


def _code(desk: httpx.Client) -> str:
    found = re.search(
        r'name="formuliercode" value="([0-9a-f]*)"', desk.get("/beheer/brieven", follow_redirects=True).text
    )
    assert found
    return found[1]


def _sign_in(desk: httpx.Client) -> None:
    sent = {"formuliercode": _code(desk), "naam": "Meting", "wachtwoord": _PASSWORD, "naar": "/beheer"}
    desk.post("/beheer/aanmelden", data=sent)


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[httpx.Client]:
    """Serve the chat in a process of its own, and give a client of it once it is there."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "ui.cli", "chat", "--port", str(port)]
    with (
        subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=_LONGEST, headers={"Accept": "text/html"}) as client,
    ):
        try:
            _until(lambda: _is_there(client))
            yield client
        finally:
            process.terminate()


def _is_there(client: httpx.Client) -> bool:
    try:
        return client.get("/").is_success
    except httpx.TransportError:
        return False


def _run(*command: str, environment: dict[str, str], typed: str = "") -> None:
    command = (sys.executable, "-m", "ui.cli", *command)
    subprocess.run(command, env=environment, input=typed, text=True, check=True, stdout=subprocess.DEVNULL)


def _until(look: Callable[[], Awaited | None]) -> Awaited:
    """Return what `look` finds, once it does. Raises TimeoutError."""
    until = time.perf_counter() + _LONGEST
    while time.perf_counter() < until:
        if found := look():
            return found
        time.sleep(_EVERY)
    raise TimeoutError(f"not there after {_LONGEST} seconds")


def _seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


if __name__ == "__main__":
    typer.run(main)
