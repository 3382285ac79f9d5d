"""The tools for language models, called by the client of the Model Context Protocol: over HTTP, and as a process."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, TextContent

from index.search.library import Library, open_library
from index.settings import Settings
from index.store.exchanges import find_exchanges, read_exchanges
from qa.as_json import hit_line, letter_line
from tests.support.letter_index import index_letters
from tests.support.limits import PROCESS_SECONDS
from tests.support.paths import ROOT
from tests.support.web import served
from ui.api.schema import AnswerJson
from ui.api.tools import tool_routes, tool_server
from ui.web.fair_queue import FairQueue
from ui.web.http import web_app

pytestmark = pytest.mark.embedder

_PRICE = "De zwemles kost tien euro per kind."
_LETTER = f"""Gemeente Vlieterdam

Aan: alle ouders
Datum: 24 maart 2023
Kenmerk: VD-2023-118
Onderwerp: Zwemles op school

Geachte ouders,

{_PRICE}

Met vriendelijke groet,

Gemeente Vlieterdam
"""
_QUESTION = "Hoeveel kost de zwemles?"
_PATIENCE = timedelta(seconds=PROCESS_SECONDS)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return index_letters({"zwemles.txt": _LETTER}, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def library(settings: Settings) -> Library:
    return open_library(settings)


@pytest.fixture(scope="module")
def address(library: Library, settings: Settings) -> Iterator[str]:
    server = tool_server(library, settings, FairQueue(2, per_minute=8))
    with served(web_app(tool_routes(server))) as client:
        yield f"{client.base_url}/mcp"


@asynccontextmanager
async def _over_http(address: str) -> AsyncIterator[ClientSession]:
    async with (
        streamable_http_client(address) as (received, sent, _),
        ClientSession(received, sent, read_timeout_seconds=_PATIENCE) as session,
    ):
        await session.initialize()
        yield session


def _with(address: str, do: Callable[[ClientSession], Coroutine[Any, Any, Any]]) -> Any:
    async def run() -> Any:
        async with _over_http(address) as session:
            return await do(session)

    return asyncio.run(run())


def _given(result: CallToolResult) -> dict[str, Any]:
    assert not result.isError, result.content
    assert result.structuredContent is not None
    return result.structuredContent


def test_each_tool_says_what_it_takes_and_gives(address: str) -> None:
    tools = {tool.name: tool for tool in _with(address, lambda session: session.list_tools()).tools}
    assert set(tools) == {"ask_letters", "search_letters", "read_letter"}
    asks = tools["ask_letters"]
    assert asks.inputSchema["required"] == ["question"]
    assert set(asks.inputSchema["properties"]) == {"question", "history", "language"}
    assert asks.outputSchema is not None
    assert set(asks.outputSchema["properties"]) == set(AnswerJson.model_fields)


def test_a_question_is_answered_as_on_the_command_line_and_kept(address: str, settings: Settings) -> None:
    line = _given(_with(address, lambda session: session.call_tool("ask_letters", {"question": _QUESTION})))
    AnswerJson.model_validate(line, strict=False)
    assert (line["status"], line["sentences"][0]["text"]) == ("answered", _PRICE)
    (newest,) = read_exchanges(settings, find_exchanges(settings)[:1])
    assert newest.line == line


def test_passages_lead_to_their_letter(address: str, library: Library) -> None:
    async def do(session: ClientSession) -> tuple[CallToolResult, CallToolResult]:
        found = await session.call_tool("search_letters", {"question": _QUESTION, "k": 1})
        id = _given(found)["hits"][0]["letter_id"]
        return found, await session.call_tool("read_letter", {"letter_id": id})

    found, read = _with(address, do)
    assert _given(found)["hits"] == [hit_line(hit, library=library) for hit in library.search(_QUESTION, 1)]
    (letter,) = library.letters.values()
    text = library.document_of(letter).text[letter.start : letter.end]
    assert _given(read) == {**letter_line(letter, library=library), "text": text}


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("ask_letters", {"question": 7}, "not of type 'string'"),
        ("ask_letters", {"question": " "}, "question"),
        ("ask_letters", {}, "required"),
        ("search_letters", {"question": _QUESTION, "k": 1_000}, "1000"),
        ("read_letter", {"letter_id": "nergens"}, "Deze brief is er niet"),
        ("delete_letters", {}, "Deze functie is er niet"),
    ],
)
def test_what_is_wrong_is_said_without_a_traceback(
    address: str, tool: str, arguments: dict[str, object], says: str
) -> None:
    result = _with(address, lambda session: session.call_tool(tool, arguments))
    assert result.isError
    (said,) = result.content
    assert isinstance(said, TextContent)
    assert says in said.text
    assert "Traceback" not in said.text


def test_what_is_no_message_is_refused(address: str) -> None:
    for body in (b"{", b"[]", b'{"jsonrpc": "2.0"}'):
        headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
        response = httpx.post(address, content=body, headers=headers)
        assert response.status_code == 400
        assert "Traceback" not in response.text


def test_who_asks_too_often_is_told(library: Library, settings: Settings) -> None:
    server = tool_server(library, settings, FairQueue(2, per_minute=1))

    async def twice(session: ClientSession) -> list[bool]:
        arguments = {"question": _QUESTION}
        return [(await session.call_tool("search_letters", arguments)).isError for _ in range(2)]

    with served(web_app(tool_routes(server))) as client:
        assert _with(f"{client.base_url}/mcp", twice) == [False, True]


@pytest.mark.slow
def test_a_program_can_start_the_tools_itself(settings: Settings) -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "ui.cli", "mcp", "--data", str(settings.data)],
        env={"PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1", "BRIEFWIJZER_EMBEDDER": settings.embedder or ""},
        cwd=settings.data.parent,
    )

    async def ask() -> CallToolResult:
        async with (
            stdio_client(command) as (received, sent),
            ClientSession(received, sent, read_timeout_seconds=_PATIENCE) as session,
        ):
            await session.initialize()
            return await session.call_tool("ask_letters", {"question": _QUESTION})

    assert _given(asyncio.run(ask()))["sentences"][0]["text"] == _PRICE
