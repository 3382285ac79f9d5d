"""The interface for programs, over a real server, a real index of letters written here, and a scripted model."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from index.search.library import Library, open_library
from index.settings import Settings
from index.store.exchanges import find_exchanges, read_exchanges
from qa.as_json import hit_line, letter_line
from qa.ask import LONGEST
from tests.support.letter_index import index_letters
from tests.support.limits import HANG_SECONDS
from tests.support.model_server import ModelServer, Reply, Request, model_server, with_model
from tests.support.web import served
from ui.api.app import api_app
from ui.api.schema import AnswerJson
from ui.web.fair_queue import FairQueue

pytestmark = pytest.mark.embedder

_PRICE = "De zwemles kost tien euro per kind."
_BUS = "De bus naar het zwembad is gratis."
_LETTER = f"""Gemeente Vlieterdam

Aan: alle ouders
Datum: 24 maart 2023
Kenmerk: VD-2023-118
Onderwerp: Zwemles op school

Geachte ouders,

{_PRICE} {_BUS}

Met vriendelijke groet,

Gemeente Vlieterdam
"""
_QUESTION = {"question": "Hoeveel kost de zwemles?"}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return index_letters({"zwemles.txt": _LETTER}, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def library(settings: Settings) -> Library:
    return open_library(settings)


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


def _mounted(api: FastAPI) -> FastAPI:
    app = FastAPI(openapi_url=None)
    app.mount("/api", api)
    return app


@pytest.fixture(scope="module")
def api(library: Library, settings: Settings) -> Iterator[httpx.Client]:
    with served(_mounted(api_app(library, settings, FairQueue(4, per_minute=1_000)))) as client:
        yield client


@pytest.fixture(scope="module")
def queue() -> FairQueue:
    return FairQueue(1, per_minute=1_000, per_address=2)


@pytest.fixture(scope="module")
def writing(library: Library, settings: Settings, model: ModelServer, queue: FairQueue) -> Iterator[httpx.Client]:
    """The same with a language model that answers one question at a time."""
    with served(_mounted(api_app(library, with_model(settings, model), queue))) as client:
        yield client


def _draft(request: Request) -> str:
    sentences = [
        {"text": said, "citations": [{"source": key, "quote": said} for key in request.sources]}
        for said in (_PRICE, _BUS)
    ]
    return json.dumps({"answerable": True, "sentences": sentences, "missing": ""})


def test_an_answer_is_that_of_the_command_line_and_is_kept(api: httpx.Client, settings: Settings) -> None:
    response = api.post("/api/ask", json={**_QUESTION, "history": ["Wie schreef de brief?"]})
    assert response.status_code == 200
    line = response.json()
    AnswerJson.model_validate(line, strict=False)
    assert line["status"] == "answered"
    sentence, *_ = line["sentences"]
    assert sentence["text"] == _PRICE
    assert sentence["citations"][0]["quote"] == _PRICE
    assert sentence["citations"][0]["reference"] == "VD-2023-118"
    started = time.monotonic()
    while not (ids := find_exchanges(settings)) and time.monotonic() < started + HANG_SECONDS:
        time.sleep(0.05)  # it is kept when the answer has gone out
    (newest,) = read_exchanges(settings, ids)
    assert newest.line == line


def test_the_reader_chooses_the_language_of_what_is_said(api: httpx.Client) -> None:
    said = api.post("/api/ask", json={"question": "Hoeveel kost de zwemles in 2019?", "language": "en"}).json()
    assert said["language"] == "en"
    assert said["status"] == "not_found"
    assert "letters" in said["notice"]
    assert api.post("/api/ask", json={"question": "Hoeveel kost de zwemles in 2019?"}).json()["language"] == "nl"


def test_passages_and_letters_are_those_of_the_command_line(api: httpx.Client, library: Library) -> None:
    hits = api.post("/api/search", json={**_QUESTION, "k": 1}).json()
    assert hits == [hit_line(hit, library=library) for hit in library.search(_QUESTION["question"], 1)]
    (letter,) = library.letters.values()
    line = letter_line(letter, library=library)
    assert api.get("/api/letters").json() == [line]
    text = library.document_of(letter).text[letter.start : letter.end]
    assert _PRICE in text
    assert api.get(f"/api/letters/{letter.id}").json() == {**line, "text": text}


def test_the_schema_describes_every_address(api: httpx.Client) -> None:
    schema = api.get("/api/openapi.json").json()
    assert schema["servers"] == [{"url": "/api"}]
    assert {path: set(methods) for path, methods in schema["paths"].items()} == {
        "/ask": {"post"},
        "/search": {"post"},
        "/letters": {"get"},
        "/letters/{letter_id}": {"get"},
    }
    (_, answer) = schema["paths"]["/ask"]["post"]["responses"]["200"]["content"]["application/json"]["schema"].popitem()
    assert set(schema["components"]["schemas"][answer.rpartition("/")[2]]["properties"]) == set(AnswerJson.model_fields)
    assert api.get("/api/docs").status_code == 404


@pytest.mark.parametrize(
    ("path", "sent", "status", "says"),
    [
        ("ask", {}, 422, "question ontbreekt"),
        ("ask", {"question": " "}, 422, "question is leeg"),
        ("ask", {"question": 7}, 422, "question heeft een verkeerde waarde"),
        ("ask", {"question": "a" * (LONGEST + 1)}, 422, f"question is te lang: hoogstens {LONGEST} tekens"),
        ("ask", {**_QUESTION, "history": "Wat?"}, 422, "history heeft een verkeerde waarde"),
        ("ask", {**_QUESTION, "history": [None]}, 422, "history.0 heeft een verkeerde waarde"),
        ("ask", {**_QUESTION, "history": ["Wat?"] * 21}, 422, "history is te lang: hoogstens 20 waarden"),
        ("ask", {**_QUESTION, "language": "xx"}, 422, "language moet een van deze zijn: 'nl'"),
        ("ask", {**_QUESTION, "taal": "nl"}, 422, "taal bestaat niet"),
        ("search", {**_QUESTION, "k": 0}, 422, "k is te klein: minstens 1"),
        ("search", {**_QUESTION, "k": "10"}, 422, "k heeft een verkeerde waarde"),
        ("search", [], 422, "is geen JSON-object"),
        ("nergens", {}, 404, "bestaat niet"),
        ("letters", {}, 405, "kent deze methode niet"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(
    api: httpx.Client, path: str, sent: object, status: int, says: str
) -> None:
    _says(api.post(f"/api/{path}", json=sent), status, says)


@pytest.mark.parametrize(
    "body",
    [b"{", b"\xff\xfe", b'{"question": 1' + b"1" * 5_000 + b"}", b"[" * 100_000],
    ids=["cut", "bytes", "big", "deep"],
)
def test_what_is_no_json_is_said_to_be_none(api: httpx.Client, body: bytes) -> None:
    _says(api.post("/api/ask", content=body, headers={"Content-Type": "application/json"}), 400, "geen geldige JSON")


def test_a_form_of_another_page_is_not_read(api: httpx.Client) -> None:
    body = json.dumps(_QUESTION)
    _says(api.post("/api/ask", content=body, headers={"Content-Type": "text/plain"}), 422, "Content-Type")


def test_half_a_character_is_no_fault(api: httpx.Client) -> None:
    sent = b'{"question": "Hoeveel kost de zwemles \\ud83d?"}'
    response = api.post("/api/ask", content=sent, headers={"Content-Type": "application/json"})
    assert response.status_code in (200, 422)
    assert response.json()


def test_an_unknown_letter_is_not_found(api: httpx.Client) -> None:
    _says(api.get("/api/letters/nergens-1"), 404, "Deze brief is er niet")


@pytest.mark.parametrize("kind", ["text/event-stream", "application/x-ndjson"])
def test_a_stream_has_steps_then_checked_sentences_then_the_answer(
    writing: httpx.Client, model: ModelServer, kind: str
) -> None:
    model.respond = _draft
    with writing.stream("POST", "/api/ask", json=_QUESTION, headers={"Accept": kind}) as response:
        assert response.headers["content-type"].startswith(kind)
        text = response.read().decode()
    events = _server_sent(text) if kind == "text/event-stream" else [json.loads(line) for line in text.splitlines()]
    *steps, first, second, last = events
    assert [each["event"] for each in steps] == ["progress"] * len(steps)
    assert {"event": "progress", "step": "search", "count": 1} in steps
    assert [(each["event"], each["text"]) for each in (first, second)] == [("sentence", _PRICE), ("sentence", _BUS)]
    assert last.pop("event") == "answer"
    AnswerJson.model_validate(last, strict=False)
    keys = ("text", "citations", "older", "replaced_by")
    assert last["sentences"] == [{key: each[key] for key in keys} for each in (first, second)]


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_a_client_that_goes_away_cuts_the_model_off(
    writing: httpx.Client, model: ModelServer, queue: FairQueue, accept: str
) -> None:
    left, asked = model.cancelled, threading.Event()

    def silent(request: Request) -> Reply:
        asked.set()
        return Reply(hang=True)

    model.respond = silent
    body = json.dumps(_QUESTION)
    with socket.create_connection((writing.base_url.host, writing.base_url.port or 0)) as line:
        head = f"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\nContent-Type: application/json\r\n"
        line.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        assert asked.wait(HANG_SECONDS)
    assert model.wait_cancelled(left + 1)
    model.respond = _draft
    assert writing.post("/api/ask", json=_QUESTION).json()["status"] == "answered"


def test_more_questions_than_an_address_may_have_are_refused(writing: httpx.Client, queue: FairQueue) -> None:
    places = [queue.join("127.0.0.1"), queue.join("127.0.0.1")]
    try:
        response = writing.post("/api/ask", json=_QUESTION)
    finally:
        for place in places:
            place.leave()
    _says(response, 429, "Vanaf uw adres wachten al 2 vragen")
    assert response.headers["Retry-After"] == "60"


def _says(response: httpx.Response, status: int, words: str) -> None:
    said = response.json()
    assert (response.status_code, set(said)) == (status, {"message", "help"})
    assert words in said["message"]
    assert said["help"]


def _server_sent(text: str) -> list[dict[str, Any]]:
    found = []
    for event in text.strip().split("\n\n"):
        kind, data = event.split("\n")
        line = json.loads(data.removeprefix("data: "))
        assert kind == f"event: {line['event']}"
        found.append(line)
    return found
