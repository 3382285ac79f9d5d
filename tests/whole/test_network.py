"""No request leaves the machine, and a hub that does not answer costs seconds."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from index.settings import DEFAULT_EMBEDDER, PACKAGED_EMBEDDER
from tests.support import sample_letters
from tests.support.embedders import make_embedder
from tests.support.limits import HANG_SECONDS, PROCESS_SECONDS
from tests.support.model_server import model_server
from tests.support.packaged import needs_encoder
from tests.support.paths import LETTERS, ROOT

pytestmark = pytest.mark.slow

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
from index.models.choose import choose_embedder
from index.models.embed import Embedder
from index.settings import Settings
choice = choose_embedder(Settings(data=Path(sys.argv[1])))
embedder = Embedder(choice.name)
print(json.dumps({"name": choice.name, "dimension": len(embedder.query("school"))}))
"""
CHOOSE = """
import json, sys
from pathlib import Path
from index.errors import SettingsError
from index.models.choose import choose_embedder
from index.settings import Settings
try:
    choice = choose_embedder(Settings(data=Path(sys.argv[1])))
except SettingsError as fault:
    print(json.dumps({"fault": str(fault)}))
else:
    print(json.dumps({"name": choice.name, "why": choice.why}))
"""
LOAD = """
import json, sys
from pathlib import Path
from index.errors import SettingsError
from index.run.run import index_paths
from index.settings import Settings
try:
    index_paths([Path(sys.argv[2])], settings=Settings(data=Path(sys.argv[1])))
except SettingsError as fault:
    print(json.dumps({"fault": str(fault)}))
"""
WITHOUT_PACKAGE = """
import index.models.packaged.folder as packaged
packaged.PACKAGE = "package_that_is_not_there"
"""

REACH = """
import json, os, sys
from contextlib import suppress
from index.errors import ModelError
from index.settings import Settings
from qa.llm.client import complete, count_tokens, open_reply, prepare

messages = [{"role": "user", "content": "Hoe lang blijft de weg dicht?"}]
prepare()
from litellm.anthropic_beta_headers_manager import filter_and_transform_beta_headers
filter_and_transform_beta_headers(["context-1m-2025-08-07"], "anthropic")
for case, options in json.loads(sys.argv[1]).items():
    if not os.fork():  # each as the first of its process, at the price of one import
        sys.argv = [case]
        settings = Settings(**options, model_retries=0)
        count_tokens(messages[0]["content"], settings=settings)
        for ask in (
            lambda: complete(messages, settings=settings),
            lambda: list(open_reply(messages, settings=settings)),
        ):
            with suppress(ModelError):
                ask()
        os._exit(0)
    assert os.wait()[1] == 0, f"{case} broke"
print("{}")
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
        timeout=PROCESS_SECONDS,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return found


def reached(log: Path) -> dict[str, set[tuple[str, str]]]:
    """Return the hosts and ports of `log`, by the first argument of the process that reached for them."""
    found: dict[str, set[tuple[str, str]]] = {}
    for line in log.read_text(encoding="utf-8").splitlines() if log.exists() else ():
        entry = json.loads(line)
        found.setdefault(entry["argv"][0], set()).add((entry["host"], str(entry["port"])))
    return found


@contextmanager
def hub(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def letters(folder: Path) -> Path:
    sample_letters.write_letters(folder, 2)
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


@pytest.mark.embedder
@needs_encoder
def test_the_packaged_encoder_is_chosen_and_loaded_without_a_hub(tmp_path: Path) -> None:
    log = tmp_path / "log"
    found = run(EMBED, tmp_path / "data", log=log, cache=tmp_path / "hf")
    assert found == {"name": PACKAGED_EMBEDDER, "dimension": 384}
    assert not log.exists(), log.read_text()


def test_without_the_package_the_hub_alone_is_asked_and_without_both_it_is_said(tmp_path: Path) -> None:
    log = tmp_path / "log"
    found = run(WITHOUT_PACKAGE + CHOOSE, tmp_path / "data", log=log, cache=tmp_path / "hf")
    assert "niet van de modelhub te halen" in found["fault"]
    assert "niet geïnstalleerd" in found["fault"]
    tried = log.read_text().splitlines()
    assert tried, "the hub is asked for the default"
    assert all("huggingface.co" in line for line in tried)
    assert not (tmp_path / "data" / "embedder.json").exists(), "nothing was decided"


def connections(listening: socket.socket) -> int:
    """Return how many connections wait to be taken, and take them."""
    count = 0
    with suppress(BlockingIOError):
        while True:
            listening.accept()[0].close()
            count += 1
    return count


def test_a_hub_that_accepts_and_never_answers_counts_as_absent(tmp_path: Path) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(16)
        silent.settimeout(0)
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        where = {"log": tmp_path / "log", "cache": tmp_path / "hf", "HF_ENDPOINT": address}
        found = run(WITHOUT_PACKAGE + CHOOSE, tmp_path / "data", **where)  # comes back although nobody answers
        assert connections(silent) > 0
    assert "niet van de modelhub te halen" in found["fault"]


def test_a_hub_that_names_the_default_but_does_not_give_it_is_said(tmp_path: Path) -> None:
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

    folder, log = sample_letters.write_letters(tmp_path / "brieven", 1), tmp_path / "log"
    with hub(NamesOnly) as address:
        where = {"log": log, "cache": tmp_path / "hf", "HF_ENDPOINT": address}
        found = run(WITHOUT_PACKAGE + LOAD, tmp_path / "data", folder, **where)
    assert DEFAULT_EMBEDDER in found["fault"]
    assert "kon niet worden geladen" in found["fault"]
    assert not log.exists(), log.read_text()


def test_a_default_that_was_fetched_before_is_used_without_the_hub(tmp_path: Path) -> None:
    home = tmp_path / "hf" / "hub" / f"models--{DEFAULT_EMBEDDER.replace('/', '--')}"
    snapshot = home / "snapshots" / ("a" * 40)
    snapshot.parent.mkdir(parents=True)
    make_embedder(snapshot)
    (home / "refs").mkdir()
    (home / "refs" / "main").write_text("a" * 40)
    log = tmp_path / "log"
    found = run(WITHOUT_PACKAGE + EMBED, tmp_path / "data", log=log, cache=tmp_path / "hf")
    assert found == {"name": DEFAULT_EMBEDDER, "dimension": 32}
    assert not log.exists(), log.read_text()


MODELS = {
    "Ollama": ({"model": "ollama/geen"}, set()),
    "Ollama elsewhere": (
        {"model": "ollama/geen", "model_api_base": "http://ollama.test:11435"},
        {("ollama.test", "11435")},
    ),
    "Ollama's chat": (
        {"model": "ollama_chat/geen", "model_api_base": "http://ollama.test:11435"},
        {("ollama.test", "11435")},
    ),
    "a server that speaks OpenAI's protocol": (
        {"model": "openai/gemma", "model_api_base": "http://vllm.test:8000/v1"},
        {("vllm.test", "8000")},
    ),
    "OpenAI": ({"model": "openai/gpt-4.1-mini", "model_api_key": "x"}, {("api.openai.com", "443")}),
    "Mistral": ({"model": "mistral/mistral-small-latest", "model_api_key": "x"}, {("api.mistral.ai", "443")}),
    "Azure": (
        {"model": "azure/gpt-4.1", "model_api_base": "https://ons.azure.test", "model_api_key": "x"},
        {("ons.azure.test", "443")},
    ),
    "Azure AI": (
        {"model": "azure_ai/claude-sonnet-4-5", "model_api_base": "https://ons.azure.test", "model_api_key": "x"},
        {("ons.azure.test", "443")},
    ),
    "Anthropic": ({"model": "anthropic/claude-sonnet-4-5", "model_api_key": "x"}, {("api.anthropic.com", "443")}),
    "Gemini": (
        {"model": "gemini/gemini-2.5-flash", "model_api_key": "x"},
        {("generativelanguage.googleapis.com", "443")},
    ),
}
"""Settings of one provider of every kind, and the hosts that a call with them reaches for beyond this machine."""


def test_a_language_model_is_reached_at_the_host_of_its_provider_and_nowhere_else(tmp_path: Path) -> None:
    log, here = tmp_path / "log", tmp_path / "here"
    cases = {case: options for case, (options, _) in MODELS.items()}
    with model_server() as server:
        for _ in range(2):
            server.enqueue("Veertien weken.")
        cases["answers"] = {"model": "mistral/klein", "model_api_base": server.api_base}
        patient = {case: {**options, "model_seconds": HANG_SECONDS} for case, options in cases.items()}
        run(REACH, json.dumps(patient), log=log, cache=tmp_path / "hf", HERE_LOG=str(here))
    assert len(server.history) == 2
    assert reached(log) == {case: hosts for case, (_, hosts) in MODELS.items() if hosts}
    ports = {case: {port for _, port in hosts} for case, hosts in reached(here).items()}
    assert ports == {"Ollama": {"11434"}, "answers": {str(urlsplit(server.api_base).port)}}


def test_litellm_fetches_only_in_places_that_were_looked_at() -> None:
    """Beside the client through which a provider is asked, which is ours."""
    places = {
        "anthropic_beta_headers_manager.py",  # a list of headers: off by LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS
        "litellm_core_utils/get_blog_posts.py",  # news on the pages of its proxy, which is not run
        "llms/databricks/common_utils.py",  # the key of Databricks, where that is asked
        "llms/bedrock/count_tokens/kimi_k3.py",  # a tokenizer for one model on Bedrock, asked of a hub
        "llms/huggingface/common_utils.py",  # Hugging Face's own list of who runs the model that is asked there
        "llms/ollama/common_utils.py",  # the models of the Ollama that is asked, for who lists them
    }
    spec = importlib.util.find_spec("litellm")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    fetch = re.compile(
        r"\b(?:httpx\.(?:get|post|request|stream)|requests\.(?:get|post|request)|urlopen|urlretrieve|hf_hub_download"
        r"|snapshot_download)\("
    )
    # its server, and what reports to other services
    not_used = {"proxy", "proxy_auth", "integrations", "secret_managers"}
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if path.relative_to(package).parts[0] not in not_used and fetch.search(path.read_text(encoding="utf-8"))
    }
    assert found == places, (
        "see when the new one runs, and switch it off in qa/llm/client.py or write down here why not"
    )
