"""The whole server as it is started: which of Gradio's routes are open, who may read across, who waits for whom."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from index.search.library import open_library
from tests.support.letter_index import index_letters
from tests.support.limits import HANG_SECONDS
from tests.support.web import served
from ui.serve import chat_app

pytestmark = pytest.mark.embedder

_LETTER = """Gemeente Vlieterdam

Aan: alle ouders
Datum: 24 maart 2023
Onderwerp: Zwemles op school

Geachte ouders,

De zwemles kost tien euro per kind.

Met vriendelijke groet,

Gemeente Vlieterdam
"""
_QUESTION = "Hoeveel kost de zwemles?"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    settings = index_letters({"zwemles.txt": _LETTER}, tmp_path_factory.mktemp("home"))
    settings = settings.model_copy(update={"proxies": ("127.0.0.1",), "questions_at_once": 2})
    with served(chat_app(open_library(settings), settings, host="127.0.0.1")) as client:
        yield client


def _events(server: httpx.Client) -> list[dict[str, Any]]:
    return list(server.get("/gradio/config").json()["dependencies"])


def _join(server: httpx.Client, session: str, *, data: object = None, address: str = "203.0.113.1") -> httpx.Response:
    """Send the question as a client of Gradio does."""
    event = next(each for each in _events(server) if each["api_name"] == "ask")
    body = {"data": data or [_QUESTION, []], "fn_index": event["id"], "session_hash": session}
    return server.post("/gradio/gradio_api/queue/join", json=body, headers={"X-Forwarded-For": address})


def _said(server: httpx.Client, session: str) -> str:
    with server.stream("GET", "/gradio/gradio_api/queue/data", params={"session_hash": session}) as response:
        assert response.status_code == 200
        return response.read().decode()


@pytest.mark.parametrize(
    "path",
    [
        "/gradio/gradio_api/openapi.json",
        "/gradio/gradio_api/deep_link?session_hash=a",
        "/gradio/gradio_api/file=/etc/hostname",
        "/gradio/gradio_api/file/etc/hostname",
        "/gradio/gradio_api/proxy=https://elders.example",
        "/gradio/gradio_api/upload_progress?upload_id=a",
        "/gradio/gradio_api/call/respond/a",
        "/gradio/gradio_api/runs",
        "/gradio/gradio_api/stream/a/1/1/playlist.m3u8",
        "/gradio/monitoring",
        "/gradio/monitoring/summary",
        "/gradio/manifest.json",
        "/openapi.json",
        "/docs",
        "/gradio/login_check",
        "/gradio/assets/../../pyproject.toml",
        "/gradio/static/%2e%2e/%2e%2e/routes.py",
    ],
)
def test_what_the_page_does_not_need_is_closed(server: httpx.Client, path: str) -> None:
    response = server.get(path)
    assert response.status_code in (403, 404)
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    "path",
    ["upload", "call/respond", "call/v2/respond", "api/respond", "component_server", "process_recording", "vibe-edit"],
)
def test_nothing_is_posted_past_the_queue(server: httpx.Client, path: str) -> None:
    response = server.post(f"/gradio/gradio_api/{path}", json={"data": [_QUESTION, []]})
    assert response.status_code == 404
    assert response.json()["message"]


def test_an_event_that_is_not_there_fills_no_log(server: httpx.Client, caplog: pytest.LogCaptureFixture) -> None:
    body = {"data": [_QUESTION, []], "fn_index": 99, "session_hash": "geen"}
    response = server.post("/gradio/gradio_api/queue/join", json=body)
    assert response.status_code == 500
    assert "Traceback" not in response.text
    (said,) = [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]
    assert said.getMessage() == "a request stumbled in Gradio: KeyError"
    assert not said.exc_info


def test_questions_cannot_go_round_the_queue(server: httpx.Client) -> None:
    for event in _events(server):
        body = {"data": [_QUESTION, []], "fn_index": event["id"], "session_hash": "ernaast"}
        response = server.post("/gradio/gradio_api/run/predict", json=body)
        assert "tien euro" not in response.text
        assert "Traceback" not in response.text


def test_an_unknown_page_is_said_to_be_none(server: httpx.Client) -> None:
    response = server.get("/nergens")
    assert response.status_code == 404
    assert "<h1>Deze pagina is er niet</h1>" in response.text


@pytest.mark.parametrize("path", ["/", "/gradio/config", "/api/letters", "/gradio/gradio_api/queue/join"])
def test_a_page_elsewhere_may_read_nothing(server: httpx.Client, path: str) -> None:
    origin = {"Origin": "https://elders.example"}
    for response in (
        server.get(path, headers=origin),
        server.options(path, headers={**origin, "Access-Control-Request-Method": "POST"}),
    ):
        assert not [name for name in response.headers if name.startswith("access-control-allow-origin")]


def test_a_foreign_host_gets_nothing_from_any_page(server: httpx.Client) -> None:
    for path in ("/", "/gradio/config", "/api/letters", "/briefwijzer/style.css"):
        assert server.get(path, headers={"Host": "elders.example"}).status_code == 400


def test_the_page_asks_and_is_answered_line_by_line(server: httpx.Client) -> None:
    assert server.get("/").status_code == 200
    lines = server.post("/vraag", json={"question": _QUESTION}).text.splitlines()
    assert "tien euro" in json.loads(lines[-1])["answer"]


def test_gradio_s_queue_answers_too(server: httpx.Client) -> None:
    assert _join(server, "programma").status_code == 200
    assert "tien euro" in _said(server, "programma")


@pytest.mark.parametrize("data", [[1, {"a": 1}], [None, "x"], [[_QUESTION], [[1]]], ["", None]])
def test_wrong_types_on_the_page_give_no_traceback(server: httpx.Client, data: object) -> None:
    name = f"verkeerd-{json.dumps(data)}"
    response = _join(server, name, data=data)
    said = response.text if response.status_code != 200 else _said(server, name)
    assert "Traceback" not in said
    assert "Error:" not in said


def test_a_visitor_is_answered_while_another_address_joins_without_reading(server: httpx.Client) -> None:
    with ThreadPoolExecutor(8) as pool:
        joins = [pool.submit(_join, server, f"ongelezen-{i}", address="203.0.113.66") for i in range(120)]
        asked = server.post("/api/ask", json={"question": _QUESTION}, headers={"X-Forwarded-For": "203.0.113.5"})
        assert asked.json()["status"] == "answered"
        assert _join(server, "lezer", address="203.0.113.6").status_code == 200
        assert "tien euro" in _said(server, "lezer")
        assert {each.result(HANG_SECONDS).status_code for each in joins} <= {200, 503}
