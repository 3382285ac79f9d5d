"""Briefwijzer as deploy/compose.yaml runs it, without containers: PostgreSQL, the server of vectors, two processes, and
before them nginx with its very configuration.
"""

from __future__ import annotations

import json
import os
import re
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from index.settings import Settings
from tests.support.limits import HANG_SECONDS, PROCESS_SECONDS
from tests.support.model_server import ModelServer, Reply, Request, draft_reply, model_server, with_model
from tests.support.paths import ROOT
from tests.support.servers import (
    chroma_server,
    free_port,
    nginx_server,
    postgres_server,
    self_signed,
    wait_until_answers,
)
from tests.ui.desk.desk import add, code_on, sign_in, waiting_once_read
from ui.desk.form_code import FIELD

pytestmark = pytest.mark.slow

_SITE = "vragen.gemeente.example"
_A_MINUTE = 6  # questions
_SAID = ("De zwemles kost tien euro per kind.", "De bus naar het zwembad rijdt op dinsdag.")
_QUESTION = "Hoeveel kost de zwemles?"
_LETTER = f"""Gemeente Vlieterdam

Aan: alle ouders
Datum: 24 maart 2023
Onderwerp: Zwemles op school

Geachte ouders,

{" ".join(_SAID)}

Met vriendelijke groet,

Gemeente Vlieterdam
"""


@dataclass
class Organisation:
    """What runs: its settings, the ports of pages and of measures of each process, and where the proxy is."""

    settings: Settings
    home: Path
    pages: list[int]
    measures: list[int]
    https: int
    http: int
    certificate: ssl.SSLContext
    model: ModelServer
    addresses: Iterator[str] = field(default_factory=lambda: (f"127.0.1.{number}" for number in count(1)))

    def visitor(self, address: str = "") -> httpx.Client:
        """Return a client of the proxy with an address of its own."""
        return httpx.Client(
            transport=httpx.HTTPTransport(local_address=address or next(self.addresses), verify=self.certificate),
            base_url=f"https://127.0.0.1:{self.https}",
            headers={"Host": _SITE},
            timeout=HANG_SECONDS,
        )

    def answers(self) -> list[int]:
        """Return how many answers each process has given."""
        told = [httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=HANG_SECONDS).text for port in self.measures]
        counts = (re.findall(r"^briefwijzer_answers_total{.*} (\S+)$", text, re.MULTILINE) for text in told)
        return [int(sum(map(float, each))) for each in counts]


@pytest.fixture(name="organisation", scope="module")
def organisation_fixture(tmp_path_factory: pytest.TempPathFactory, tiny: str) -> Iterator[Organisation]:
    home = tmp_path_factory.mktemp("organisation")
    for name in ("vectors", "nginx", "home"):
        (home / name).mkdir()
    with ExitStack() as stack:
        model = stack.enter_context(model_server())
        model.respond = _draft
        catalog = stack.enter_context(postgres_server())
        vectors = stack.enter_context(chroma_server(home / "vectors"))
        settings = with_model(
            Settings(data=home / "data", embedder=tiny, database_url=catalog, chroma_url=vectors), model
        )
        add(settings, "anna", "editor")
        ports = [free_port() for _ in range(6)]
        pages, measures, (https, http) = ports[:2], ports[2:4], ports[4:]
        self_signed(home, _SITE)
        values = {"SITE": _SITE, "HTTP": f"127.0.0.1:{http}", "HTTPS": f"127.0.0.1:{https}", "CERTIFICATES": str(home)}
        values |= {f"WEB_{number}": f"127.0.0.1:{port}" for number, port in enumerate(pages, 1)}
        stack.enter_context(nginx_server(ROOT / "deploy" / "nginx.conf.template", home / "nginx", values))
        for port, told in zip(pages, measures, strict=True):
            stack.enter_context(_process(settings, home, port=port, measures=told))
        for port in pages:
            wait_until_answers(f"http://127.0.0.1:{port}/healthz")
        certificate = ssl.create_default_context(cafile=str(home / "certificate.pem"))
        yield Organisation(settings, home, pages, measures, https, http, certificate, model)


@contextmanager
def _process(settings: Settings, home: Path, *, port: int, measures: int) -> Iterator[None]:
    own = {
        "BRIEFWIJZER_CHROMA_URL": settings.chroma_url,
        "BRIEFWIJZER_DATABASE_URL": settings.database_url,
        "BRIEFWIJZER_DATA": str(settings.data),
        "BRIEFWIJZER_EMBEDDER": settings.embedder,
        "BRIEFWIJZER_MODEL": settings.model,
        "BRIEFWIJZER_MODEL_API_BASE": settings.model_api_base,
        "BRIEFWIJZER_HOSTS": _SITE,
        "BRIEFWIJZER_PROXIES": "127.0.0.1",
        "BRIEFWIJZER_METRICS": f"127.0.0.1:{measures}",
        "BRIEFWIJZER_QUESTIONS_PER_MINUTE": str(_A_MINUTE),
        "HOME": str(home / "home"),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "ui.cli", "chat", "--port", str(port)]
    with subprocess.Popen(command, cwd=home / "home", env=os.environ | own, stdout=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


_HOLD = threading.Event()
"""Lets the model write its second sentence."""
_HOLD.set()


def _draft(request: Request) -> Reply:
    (key,) = [key for key, words in request.sources.items() if _SAID[0] in words]
    return Reply(draft_reply(*((said, key, said) for said in _SAID)), holds={_SAID[1]: _HOLD})


@pytest.fixture(name="visitors", scope="module")
def visitors_fixture(organisation: Organisation) -> Iterator[list[httpx.Client]]:
    """An editor sends the first letter at the desk and takes it in; a visitor of each process that has answered from
    it.
    """
    with organisation.visitor() as editor:
        assert "geen brieven" in editor.get("/").text
        assert sign_in(editor, "anna").status_code == 303
        sent = editor.post(
            "/beheer/brieven/toevoegen",
            data={FIELD: code_on(editor.get("/beheer/brieven"))},
            files=[("bestanden", ("zwemles.txt", _LETTER.encode(), "text/plain"))],
        )
        assert sent.status_code == 303
        ids = [each.id for each in waiting_once_read(organisation.settings).values()]
        code = {FIELD: code_on(editor.get("/beheer/brieven"))}
        assert editor.post("/beheer/brieven/nieuw/opnemen", data=code | {"id": ids}).status_code == 303
    found: dict[int, httpx.Client] = {}
    until = time.monotonic() + PROCESS_SECONDS
    while len(found) < 2 and time.monotonic() < until:
        visitor, before = organisation.visitor(), organisation.answers()
        if visitor.post("/api/ask", json={"question": _QUESTION}).status_code == 200:
            (process,) = [n for n, now in enumerate(organisation.answers()) if now > before[n]]
            found.setdefault(process, visitor)
        if visitor not in found.values():
            visitor.close()
            time.sleep(0.5)
    yield [found[0], found[1]]
    for visitor in found.values():
        visitor.close()


def test_both_processes_answer_from_what_was_sent_to_one(visitors: list[httpx.Client]) -> None:
    for visitor in visitors:
        answer = visitor.post("/api/ask", json={"question": _QUESTION}).json()
        assert answer["status"] == "answered"
        assert [each["text"] for each in answer["sentences"]] == list(_SAID)


def test_who_signed_in_at_one_process_is_known_by_the_other(
    organisation: Organisation, visitors: list[httpx.Client]
) -> None:
    one, other = visitors
    assert sign_in(one, "anna").status_code == 303
    (session,) = [cookie for cookie in one.cookies.jar if cookie.name == "briefwijzer-beheer"]
    assert session.secure
    other.cookies.update(one.cookies)
    assert "zwemles.txt" in other.get("/beheer/brieven").text


def test_an_answer_comes_in_parts(visitors: list[httpx.Client]) -> None:
    _HOLD.clear()
    try:
        with visitors[0].stream("POST", "/vraag", json={"question": _QUESTION, "history": []}) as response:
            said = map(_answer, response.iter_lines())
            assert _SAID[1] not in next(words for words in said if _SAID[0] in words)
            _HOLD.set()  # no earlier: what comes before has come through
            (*_, last) = said
            assert _SAID[1] in last
    finally:
        _HOLD.set()


def _answer(line: str) -> str:
    """Return the words of the answer in a line of the stream."""
    said: dict[str, Any] = json.loads(line) if line.strip() else {}
    return re.sub(r"<[^>]*>", "", str(said.get("answer", "")))


def test_each_visitor_has_a_limit_that_a_made_up_address_does_not_lift(
    organisation: Organisation, visitors: list[httpx.Client]
) -> None:
    with organisation.visitor() as eager:
        said = [
            eager.post(
                "/api/ask", json={"question": _QUESTION}, headers={"X-Forwarded-For": f"203.0.113.{n}"}
            ).status_code
            for n in range(_A_MINUTE + 1)
        ]
    assert said == [200] * _A_MINUTE + [429]
    with organisation.visitor() as other:
        assert other.post("/api/ask", json={"question": _QUESTION}).status_code == 200


def test_what_visitors_see_of_the_server(organisation: Organisation, visitors: list[httpx.Client]) -> None:
    for visitor in visitors:
        assert "<title>" in visitor.get("/").text
        for path, status in (("/healthz", 200), ("/readyz", 200), ("/metrics", 404)):
            assert visitor.get(path).status_code == status, path
        assert "nginx/" not in visitor.get("/metrics").headers["server"]
        assert visitor.get("/", headers={"Host": "elders.example"}).status_code == 400
    moved = httpx.get(f"http://127.0.0.1:{organisation.http}/over", headers={"Host": _SITE})
    assert (moved.status_code, moved.headers["location"]) == (301, f"https://{_SITE}/over")


def test_a_file_as_large_as_the_desk_takes_comes_through(
    organisation: Organisation, visitors: list[httpx.Client]
) -> None:
    with organisation.visitor() as editor:
        sign_in(editor, "anna")
        sent = editor.post(
            "/beheer/brieven/toevoegen",
            data={FIELD: code_on(editor.get("/beheer/brieven"))},
            files=[("bestanden", ("groot.exe", bytes(45_000_000), "application/octet-stream"))],
        )
        assert sent.status_code == 303
        assert "groot.exe" in editor.get("/beheer/brieven").text
