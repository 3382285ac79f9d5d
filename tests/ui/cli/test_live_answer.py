"""A question in a terminal while a model writes: what a person sees meanwhile, and what a program reads."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.run.run import index_paths
from index.settings import Settings
from tests.support.limits import HANG_SECONDS
from tests.support.model_server import ModelServer, Reply, draft_reply, model_server

pytestmark = pytest.mark.slow

_QUOTE = "De zwemles kost tien euro per kind."
_QUESTION = "Hoeveel kost de zwemles?"
_INVENTED = "Dat is verzonnen."
_DRAFT = draft_reply((_QUOTE, "B1", _QUOTE), (_INVENTED, "B9", _QUOTE))
_READING = "Ik lees 1 stuk"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        running.respond = lambda request: Reply(_DRAFT, piece=30)
        yield running


@pytest.fixture
def environment(server: ModelServer, settings: Settings, tmp_path: Path) -> dict[str, str]:
    """Variables under which the command line asks the scripted model about one letter."""
    (tmp_path / "brief.txt").write_text(f"Beste ouders,\n\n{_QUOTE}\n", encoding="utf-8")
    index_paths([tmp_path / "brief.txt"], settings=settings)
    own = {
        "DATA": str(settings.data),
        "EMBEDDER": str(settings.embedder),
        "MODEL": "openai/schrijver",
        "MODEL_API_BASE": server.api_base,
        "MODEL_SECONDS": str(HANG_SECONDS),
    }
    return {**os.environ, "TERM": "xterm", **{f"BRIEFWIJZER_{name}": value for name, value in own.items()}}


def _command(*options: str) -> list[str]:
    return [sys.executable, "-m", "ui.cli", "ask", _QUESTION, *options]


def _on_terminal(environment: dict[str, str], server: ModelServer, *, stdout: int | None, waits: dict[str, str]) -> str:
    """Run the command with a terminal as its standard error, and as its standard output too when that is None.

    The model says what comes from a key of `waits` on once the words to that key are on the terminal.
    """
    holds = {words: threading.Event() for words in waits}
    server.respond = lambda request: Reply(_DRAFT, piece=30, holds=holds)
    ours, theirs = pty.openpty()
    options = {"stdin": subprocess.DEVNULL, "stderr": theirs, "env": environment}
    with subprocess.Popen(_command(), stdout=theirs if stdout is None else stdout, **options):  # type: ignore[call-overload]
        os.close(theirs)
        seen = bytearray()
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            seen += piece
            for words, go in holds.items():
                if waits[words].encode() in seen:
                    go.set()
    os.close(ours)
    return seen.decode()


def test_a_person_sees_steps_and_checked_sentences_and_then_the_answer(
    environment: dict[str, str], server: ModelServer
) -> None:
    seen = _on_terminal(environment, server, stdout=None, waits={"": _READING, _INVENTED: _QUOTE})
    meanwhile, _, after = seen.rpartition("\x1b[2K")
    assert _READING in meanwhile
    assert _QUOTE in meanwhile
    assert f"{_QUOTE} " in after
    assert "Bronnen" in after
    assert "1 × Deze bron bestaat niet" in " ".join(after.split())
    assert "verzonnen" not in seen


def test_where_output_goes_to_a_file_the_terminal_has_the_steps_alone(
    environment: dict[str, str], server: ModelServer, tmp_path: Path
) -> None:
    with (tmp_path / "answer.txt").open("wb") as file:
        seen = _on_terminal(environment, server, stdout=file.fileno(), waits={"": _READING})
    assert _READING in seen
    assert _QUOTE not in seen
    assert (tmp_path / "answer.txt").read_text(encoding="utf-8").startswith(f"{_QUOTE} [1]")


def test_a_program_reads_the_answer_and_nothing_else(environment: dict[str, str]) -> None:
    done = subprocess.run(_command("--json"), env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    line = json.loads(done.stdout)
    assert [sentence["text"] for sentence in line["sentences"]] == [_QUOTE]
    assert "unknown_source" in {dropped["reason"] for dropped in line["dropped"]}
