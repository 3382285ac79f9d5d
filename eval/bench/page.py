"""How soon the chat page can be used after a start, and how soon the first words of an answer come.

    python -m eval.bench.page [--rounds N]

Starts `briefwijzer chat` in a process of its own over the index that the settings name, and asks it as a browser does.
A bare request of the same run, and the load, say how busy the machine was.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from statistics import median
from typing import Annotated

import typer
from rich.console import Console

from index.settings import Settings

QUESTIONS = (
    "Wat is inclusief onderwijs?",
    "Wie betaalt de hulp op school?",
    "Wanneer moet het onderwijs inclusief zijn?",
    "Wat doet een samenwerkingsverband?",
    "Krijgt mijn kind hulp op de gewone school?",
)
_LONGEST_START = 600
"""Seconds."""

_WORDS = ("bw-text", "bw-nearest", "bw-notice", "bw-help")
"""Classes of what the first words of an answer stand in."""


def main(
    rounds: Annotated[int, typer.Option(min=1, metavar="N", help="Hoe vaak elke vraag wordt gesteld.")] = 4,
) -> None:
    """Meet hoe snel de vraagpagina er is en antwoordt."""
    print_line = Console(highlight=False).print
    with _server() as (port, began):
        shown = _until_shown(port) - began
        first_words(port, QUESTIONS[0])
        ready = time.perf_counter() - began
        pairs = [(bare_request(port), first_words(port, question)) for question in QUESTIONS * rounds]
    bare, words = ([1_000 * seconds for seconds in column] for column in zip(*pairs, strict=True))
    print_line(f"het vak om te typen, na de start      {shown:7.1f} s")
    print_line(f"een eerste vraag beantwoord           {ready:7.1f} s")
    print_line(f"eerste woorden, mediaan van {len(words):4}     {median(words):7.0f} ms")
    print_line(f"een kaal verzoek, mediaan             {median(bare):7.0f} ms")
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print_line(f"drukte over 1, 5 en 15 minuten: {load}, op {os.cpu_count()} processors")


@contextmanager
def _server() -> Iterator[tuple[int, float]]:
    """Start the page, and give its port and when it was started."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "ui.cli", "chat", "--port", str(port)]
    limits = {"BRIEFWIJZER_QUESTIONS_PER_MINUTE": "1000", "BRIEFWIJZER_DATA": str(Settings().data.absolute())}
    began = time.perf_counter()
    with subprocess.Popen(command, env=os.environ | limits, stdout=subprocess.DEVNULL) as process:
        try:
            yield port, began
        finally:
            process.terminate()


def _until_shown(port: int) -> float:
    """Return when the page was there. Raises TimeoutError where it does not come."""
    until = time.perf_counter() + _LONGEST_START
    while time.perf_counter() < until:
        with suppress(OSError, HTTPException):
            if b'id="bw-box"' in _get(port, "/"):
                return time.perf_counter()
        time.sleep(0.1)
    raise TimeoutError(f"no page after {_LONGEST_START} seconds")


def bare_request(port: int) -> float:
    """Return the seconds that a style takes, which asks nothing of the letters."""
    began = time.perf_counter()
    _get(port, "/briefwijzer/site.css")
    return time.perf_counter() - began


def first_words(port: int, question: str) -> float:
    """Return the seconds until the first line that has words of the answer to `question`."""
    began = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=_LONGEST_START)
    connection.request("POST", "/vraag", json.dumps({"question": question}), {"Content-Type": "application/json"})
    with connection.getresponse() as lines:
        for line in lines:
            if line.strip() and any(name in json.loads(line)["answer"] for name in _WORDS):
                break
        seconds = time.perf_counter() - began
    connection.close()
    return seconds


def _get(port: int, path: str) -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=_LONGEST_START)
    connection.request("GET", path)
    body = connection.getresponse().read()
    connection.close()
    return body


if __name__ == "__main__":
    typer.run(main)
