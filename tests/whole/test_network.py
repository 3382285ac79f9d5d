"""No request leaves the machine, and a hub that does not answer costs seconds, once."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from index.settings import BUNDLED_EMBEDDER, DEFAULT_EMBEDDER
from tests.conftest import LETTERS
from tests.support import generate
from tests.support.embedders import make_embedder
from tests.support.paths import ROOT

OFFLINE = ROOT / "tests" / "support" / "offline"

QUESTION = "Hoe lang blijft de weg langs school0 dicht?"
ASK = """
import json, sys
from pathlib import Path
from index.run.run import index_paths
from index.search.library import open_library
from index.settings import Settings
from qa.ask import ask
settings = Settings(data=Path(sys.argv[1]))
report = index_paths([Path(sys.argv[2])], settings=settings)
library = open_library(settings)
answer = ask(sys.argv[3], library=library, settings=settings)
if len(sys.argv) > 4:  # the same once more, with a language model
    modelled = Settings(data=Path(sys.argv[1]), model="openai/klein", model_api_base=sys.argv[4], model_api_key="x")
    answer = ask(sys.argv[3], library=library, settings=modelled)
said = [sentence.text for sentence in answer.sentences]
hits = library.search(sys.argv[3])
print(json.dumps({"embedder": report.embedder.name, "documents": report.totals["documents"],
                  "failed": len(report.failed), "hits": len(hits), "said": said, "notice": answer.notice}))
"""
EMBED = """
import json, sys
from pathlib import Path
from index.models.embed import first_embedder
from index.settings import Settings
choice, embedder = first_embedder(Settings(data=Path(sys.argv[1])))
print(json.dumps({"name": choice.name, "dimension": len(embedder.query("school"))}))
"""
CHOOSE = """
import json, sys, time
from pathlib import Path
from index.models.choose import choose_embedder
from index.settings import Settings
settings, times = Settings(data=Path(sys.argv[1])), []
for _ in range(2):
    started = time.monotonic()
    choice = choose_embedder(settings)
    times.append(time.monotonic() - started)
print(json.dumps({"name": choice.name, "why": choice.why, "times": times}))
"""


def run(program: str, *arguments: object, log: Path, cache: Path, **environment: str) -> dict[str, Any]:
    """Run `program` in a process without any network but this machine's, and return the JSON that it prints last."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "BRIEFWIJZER_"))}
    path = os.pathsep.join((str(OFFLINE), str(ROOT)))
    result = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        env=kept | {"PYTHONPATH": path, "OFFLINE_LOG": str(log), "HF_HOME": str(cache)} | environment,
        cwd=log.parent,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return found


@contextmanager
def hub(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def letters(folder: Path) -> Path:
    generate.write_letters(folder, 2)
    for sheet in LETTERS.glob("po-raad*.pdf"):
        shutil.copy(sheet, folder)  # PDFs are read in a process of their own
    return folder


def test_the_guard_sees_every_way_out(tmp_path: Path) -> None:
    program = """
import json, socket, subprocess, sys, urllib.request
tried = 0
for reach in (
    lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
    lambda: socket.socket().connect_ex(("192.0.2.1", 80)),
    lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53)),
    lambda: urllib.request.urlopen("http://example.com", timeout=1),
    lambda: subprocess.run([sys.executable, "-c", "import socket; socket.getaddrinfo('example.com', 80)"], check=True),
):
    try:
        reach()
    except Exception:
        tried += 1
print(json.dumps({"tried": tried}))
"""
    assert run(program, log=tmp_path / "log", cache=tmp_path) == {"tried": 5}
    assert len((tmp_path / "log").read_text().splitlines()) == 5


def test_indexing_and_asking_reaches_for_nothing_but_the_language_model_of_the_settings(
    tmp_path: Path, tiny: str
) -> None:
    asked = []

    class Broken(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_error(400)

        def log_message(self, *_: object) -> None: ...

    log = tmp_path / "log"
    folder = letters(tmp_path / "brieven")
    with hub(Broken) as address:
        found = run(
            ASK, tmp_path / "data", folder, QUESTION, address, log=log, cache=tmp_path / "hf", BRIEFWIJZER_EMBEDDER=tiny
        )
    assert found["embedder"] == tiny
    assert found["documents"] == 3
    assert found["failed"] == 0
    assert "14 weken" in str(found["said"])
    assert found["hits"] == 10
    assert asked, "the model was asked"
    assert found["notice"], "and that it failed is said"
    assert not log.exists(), log.read_text()


def test_only_the_decision_which_embedder_to_use_reaches_for_the_hub_and_only_once(tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert run(CHOOSE, tmp_path / "data", log=log, cache=tmp_path / "hf")["name"] == BUNDLED_EMBEDDER
    tried = log.read_text().splitlines()
    assert tried, "the hub is asked for the default"
    assert all("huggingface.co" in line for line in tried)
    log.unlink()
    assert run(CHOOSE, tmp_path / "data", log=log, cache=tmp_path / "hf")["name"] == BUNDLED_EMBEDDER
    assert not log.exists(), "what was decided is remembered"


def test_a_hub_that_accepts_and_never_answers_costs_seconds_once(tmp_path: Path) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(16)
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        found = run(CHOOSE, tmp_path / "data", log=tmp_path / "log", cache=tmp_path / "hf", HF_ENDPOINT=address)
    assert found["name"] == BUNDLED_EMBEDDER
    assert "niet bereikbaar" in str(found["why"])
    first, second = found["times"]
    assert first < 30, "it would hang for good"
    assert second < first
    assert json.loads((tmp_path / "data" / "embedder.json").read_text())["name"] == BUNDLED_EMBEDDER


@pytest.mark.embedder
def test_a_hub_that_names_the_default_but_does_not_give_it_leaves_the_bundled_model(tmp_path: Path) -> None:
    class NamesOnly(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.split("?")[0] == f"/api/models/{DEFAULT_EMBEDDER}":
                body = json.dumps(
                    {"id": DEFAULT_EMBEDDER, "siblings": [], "tags": [], "private": False, "sha": "0" * 40}
                ).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            else:
                self.send_error(404)

        do_HEAD = do_GET  # noqa: N815 - the server looks for these names

        def log_message(self, *_: object) -> None: ...

    folder, log = generate.write_letters(tmp_path / "brieven", 1), tmp_path / "log"
    with hub(NamesOnly) as address:
        found = run(ASK, tmp_path / "data", folder, QUESTION, log=log, cache=tmp_path / "hf", HF_ENDPOINT=address)
    assert found["embedder"] == BUNDLED_EMBEDDER
    assert not log.exists(), log.read_text()
    assert "14 weken" in str(found["said"])
    assert "niet worden opgehaald" in json.loads((tmp_path / "data" / "embedder.json").read_text())["why"]


def test_a_default_that_was_fetched_before_is_used_without_the_hub(tmp_path: Path) -> None:
    home = tmp_path / "hf" / "hub" / f"models--{DEFAULT_EMBEDDER.replace('/', '--')}"
    snapshot = home / "snapshots" / ("a" * 40)
    snapshot.parent.mkdir(parents=True)
    make_embedder(snapshot)
    (home / "refs").mkdir()
    (home / "refs" / "main").write_text("a" * 40)
    log = tmp_path / "log"
    found = run(EMBED, tmp_path / "data", log=log, cache=tmp_path / "hf")
    assert found == {"name": DEFAULT_EMBEDDER, "dimension": 32}
    assert not log.exists(), log.read_text()
