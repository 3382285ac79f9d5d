"""A language model server for tests: the OpenAI protocol over real HTTP, every reply written beforehand; the replies
that many tests need, and settings that name the server.
"""

from __future__ import annotations

import json
import re
import select
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count, pairwise
from typing import Any
from xml.sax.saxutils import unescape

from index.settings import Settings
from tests.support.limits import HANG_SECONDS

SourcedSentence = tuple[str, str, str]
"""A sentence of a draft: its text, the key of its source, its quote."""

_SOURCE = re.compile(r'<bron id="(B\d+)"[^>]*>(.*?)</bron>', re.DOTALL)


@dataclass(frozen=True)
class Reply:
    """What the server does with one request.

    `content` is what the model says, and `usage` how many tokens the prompt and the reply are said to have; `body`
    replaces the whole HTTP body. `hang` keeps the line silent until the client leaves or the server stops;
    `signs_of_life` is how often something that says nothing is sent before the rest, which with `math.inf` never comes.

    A request with `"stream": true` gets `content` as server-sent events of `piece` characters, `seconds_between` apart.
    What comes from a key of `holds` on is sent once its event is set. After so many pieces `cut_after` drops the
    connection, `hang_after` falls silent, and `error_after` sends an error with `error` as its code. With
    `ignores_stream` the reply is the plain one. A `body` or a status other than 200 is never streamed.
    """

    content: str | None = ""
    status: int = 200
    body: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    hang: bool = False
    signs_of_life: float = 0
    usage: tuple[int, int] = (1, 1)
    piece: int = 20
    seconds_between: float = 0
    holds: Mapping[str, threading.Event] = field(default_factory=dict)
    cut_after: int | None = None
    hang_after: int | None = None
    error_after: int | None = None
    error: str = "server_error"
    ignores_stream: bool = False

    def encoded(self) -> bytes:
        if self.body is not None:
            return self.body.encode()
        message = {"role": "assistant", "content": self.content}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        reply = {"id": "chat-1", "object": "chat.completion", "created": 1, "model": "schrijver"}
        return json.dumps({**reply, "choices": [choice], "usage": self._usage()}).encode()

    def is_streamed(self, request: Request) -> bool:
        plain = self.ignores_stream or self.body is not None or self.status != 200
        return bool(request.body.get("stream")) and not plain

    def events(self, *, with_usage: bool) -> tuple[list[tuple[threading.Event | None, bytes]], list[bytes]]:
        """Return the events of the pieces, each with what it waits for, and those that end the stream."""
        content = self.content or ""
        holds = {content.index(words): go for words, go in self.holds.items() if words in content}
        bounds = sorted({0, *holds, len(content)})
        cuts = [cut for start, end in pairwise(bounds) for cut in range(start, end, self.piece)]
        pieces = [
            (holds.get(start), _event(_chunk({"role": "assistant", "content": content[start:end]})))
            for start, end in pairwise([*cuts, len(content)])
        ]
        ending = [_event(_chunk({}, finish="stop"))]
        if with_usage:
            ending.append(_event({**_chunk({}), "choices": [], "usage": self._usage()}))
        return pieces, [*ending, b"data: [DONE]\n\n"]

    def _usage(self) -> dict[str, int]:
        prompt, completion = self.usage
        return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}


def _chunk(delta: Mapping[str, str], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "chat-1", "object": "chat.completion.chunk", "created": 1, "model": "schrijver", "choices": [choice]}


def _event(data: Mapping[str, Any]) -> bytes:
    return f"data: {json.dumps(data)}\n\n".encode()


PASSING_FAULT = Reply(status=500, body="{}", headers={"Retry-After": "0"})
"""A fault after which the same may be asked again at once."""


@dataclass(frozen=True)
class Request:
    """What a client sent."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def sources(self) -> dict[str, str]:
        """The texts of the sources that a model is to answer from, by their keys."""
        return {key: unescape(text) for key, text in _SOURCE.findall(self.body["messages"][1]["content"])}


class ModelServer:
    """Answers each request with the next enqueued reply, and with `PASSING_FAULT` when none is left.

    Requests that come at the same time take replies in no known order: `respond`, where it is set, gives each its own.
    `cancelled` counts the replies that a client left before their end.
    """

    def __init__(self) -> None:
        self.history: list[Request] = []
        self.respond: Callable[[Request], Reply | str] | None = None
        self.cancelled = 0
        self._left = threading.Condition()
        self._replies: deque[Reply] = deque()
        self._stopped = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"model": self}))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def api_base(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def enqueue(self, reply: Reply | str) -> None:
        """Add `reply`; a string is what the model says."""
        self._replies.append(Reply(reply) if isinstance(reply, str) else reply)

    def wait_cancelled(self, times: int = 1) -> bool:
        """Return whether clients leave so many replies before their end: as soon as they have."""
        with self._left:
            return self._left.wait_for(lambda: self.cancelled >= times, timeout=HANG_SECONDS)

    def _cancel(self) -> None:
        with self._left:
            self.cancelled += 1
            self._left.notify_all()

    def _reply(self, request: Request) -> Reply:
        if self.respond is not None:
            said = self.respond(request)
            return Reply(said) if isinstance(said, str) else said
        return self._replies.popleft() if self._replies else PASSING_FAULT

    def close(self) -> None:
        self._stopped.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Answers as the server that it belongs to was told."""

    model: ModelServer
    protocol_version = "HTTP/1.1"  # in which a body that is broken off can be told from one that ends

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = json.loads(self.rfile.read(length))
        request = Request(self.path, dict(self.headers), body)
        self.model.history.append(request)
        reply = self.model._reply(request)
        try:
            if reply.hang:
                self._wait(None)
            elif reply.is_streamed(request):
                self._stream(reply, with_usage=(body.get("stream_options") or {}).get("include_usage", False))
            elif reply.signs_of_life:
                self._trickle(reply)
            else:
                self._send(reply)
        except ConnectionError:
            self.model._cancel()

    def _head(self, reply: Reply, **headers: str) -> None:
        self.send_response(reply.status)
        for name, value in {"Connection": "close", **headers, **reply.headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def _send(self, reply: Reply) -> None:
        data = reply.encoded()
        self._head(reply, Content_Type="application/json", Content_Length=str(len(data)))
        self.wfile.write(data)

    def _trickle(self, reply: Reply) -> None:
        self._head(reply, Content_Type="application/json")
        for _ in self._signs(reply):
            self.wfile.write(b" ")
        self.wfile.write(reply.encoded())

    def _stream(self, reply: Reply, *, with_usage: bool) -> None:
        self._head(reply, Content_Type="text/event-stream", Transfer_Encoding="chunked")
        for _ in self._signs(reply):
            self._write(b": nog even\n\n")
        pieces, ending = reply.events(with_usage=with_usage)
        for i, (go, piece) in enumerate([*pieces, (None, b"")]):
            if i == reply.cut_after:
                with suppress(OSError):
                    self.connection.shutdown(socket.SHUT_RDWR)
                return
            if i == reply.hang_after:
                self._wait(None)
                return
            if i == reply.error_after:
                self._write(_event({"error": {"message": "boodschap", "type": "t", "code": reply.error}}))
                self._write(b"")
                return
            while go and not go.is_set():
                self._wait(0.01)
            if piece:
                self._wait(reply.seconds_between)
                self._write(piece)
        self._write(b"".join(ending))
        self._write(b"")

    def _signs(self, reply: Reply) -> Iterator[int]:
        """Yield as often as a sign of life is to be sent, at the moment for it."""
        for number in count():
            if number >= reply.signs_of_life:
                return
            self._wait(0.05)
            yield number

    def _write(self, data: bytes) -> None:
        """Send one part of a chunked body; an empty one ends it."""
        self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))

    def _wait(self, seconds: float | None) -> None:
        """Wait for so long, or without end. Raises ConnectionError when the client leaves or the server stops."""
        end = None if seconds is None else time.monotonic() + seconds
        watched = select.poll()  # select.select takes no file descriptor above 1,023, which a long test run has
        watched.register(self.connection, select.POLLIN)
        while end is None or time.monotonic() < end:
            if self.model._stopped.is_set():
                raise ConnectionError
            left = 0.05 if end is None else max(0.0, min(0.05, end - time.monotonic()))
            readable = watched.poll(left * 1000)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                raise ConnectionError

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test reads `history`."""


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """Yield a running server and stop it afterwards."""
    server = ModelServer()
    try:
        yield server
    finally:
        server.close()


def with_model(settings: Settings, server: ModelServer, **changes: object) -> Settings:
    """Return `settings` with the model of `server` and `changes`; nothing is asked twice unless they say so."""
    model = {"model": "openai/schrijver", "model_api_base": server.api_base, "model_retries": 0}
    return settings.model_copy(update={**model, "model_seconds": HANG_SECONDS, **changes})


def draft_reply(*sentences: SourcedSentence, answerable: object = True, missing: str = "") -> str:
    """Return what a model says that drafts `sentences`."""
    listed = [{"text": text, "citations": [{"source": key, "quote": quote}]} for text, key, quote in sentences]
    return json.dumps({"answerable": answerable, "sentences": listed, "missing": missing}, ensure_ascii=False)


def error_reply(status: int, code: object = "fout", **headers: str) -> Reply:
    """Return the reply of a server that reports an error; `_` in the name of a header stands for `-`."""
    body = json.dumps({"error": {"message": "boodschap", "type": "t", "code": code}})
    return Reply(status=status, body=body, headers={name.replace("_", "-"): value for name, value in headers.items()})
