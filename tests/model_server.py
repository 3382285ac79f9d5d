"""A language model server for tests: the OpenAI protocol over real HTTP, every reply written beforehand."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What the server does with one request.

    `content` is what the model says; `body` replaces the whole HTTP body. `hang` keeps the line silent until the server
    stops; `trickle_seconds` sends one blank at a time for that long before the body.
    """

    content: str | None = ""
    status: int = 200
    body: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    hang: bool = False
    trickle_seconds: float = 0

    def encoded(self) -> bytes:
        if self.body is not None:
            return self.body.encode()
        message = {"role": "assistant", "content": self.content}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        reply = {"id": "chat-1", "object": "chat.completion", "created": 1, "model": "schrijver"}
        return json.dumps({**reply, "choices": [choice], "usage": usage}).encode()


@dataclass(frozen=True)
class Request:
    """What a client sent."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]


class ModelServer:
    """Answers each request with the next enqueued reply, and with status 500 when none is left.

    Requests that come at the same time take replies in no known order: `respond`, where it is set, gives each its own.
    """

    def __init__(self) -> None:
        self.history: list[Request] = []
        self.respond: Callable[[Request], Reply | str] | None = None
        self._replies: deque[Reply] = deque()
        self._stopped = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def api_base(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def enqueue(self, reply: Reply | str) -> None:
        """Add `reply`; a string is what the model says."""
        self._replies.append(Reply(reply) if isinstance(reply, str) else reply)

    def _reply(self, request: Request) -> Reply:
        if self.respond is not None:
            said = self.respond(request)
            return Reply(said) if isinstance(said, str) else said
        return self._replies.popleft() if self._replies else Reply(status=500, body="{}")

    def close(self) -> None:
        self._stopped.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                body = json.loads(self.rfile.read(length))
                request = Request(self.path, dict(self.headers), body)
                server.history.append(request)
                reply = server._reply(request)
                if reply.hang:
                    server._stopped.wait()
                elif reply.trickle_seconds:
                    self._trickle(reply)
                else:
                    self._send(reply)

            def _send(self, reply: Reply) -> None:
                data = reply.encoded()
                self.send_response(reply.status)
                for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def _trickle(self, reply: Reply) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                for _ in range(int(reply.trickle_seconds / 0.05)):
                    if server._stopped.wait(0.05):
                        return
                    self.wfile.write(b" ")
                self.wfile.write(reply.encoded())

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing: a test reads `history`."""

        return Handler


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """Yield a running server and stop it afterwards."""
    server = ModelServer()
    try:
        yield server
    finally:
        server.close()
