"""The connection under one request to a language model: it leads nowhere else, can be cut, and brings
no more than fits.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import httpx

MOST_BYTES = 16_000_000
"""Bytes of one reply at most: what a long answer takes in the smallest of pieces."""

_STREAMS = ("text/event-stream", "application/x-ndjson")
_here = threading.local()


class TooLongError(Exception):
    """A model goes on and on."""


class Connection:
    """What one thread has open to a model, so that another thread can end it at once.

    `ends` holds what its own thread closes when it is done. `plain` holds the body of a reply that did not come as a
    stream, for a server that was asked for one and sends none.
    """

    def __init__(self) -> None:
        self.closed = threading.Event()
        self.plain = bytearray()
        self.ends = ExitStack()
        self._read = 0
        self._keeps = False
        self._open: list[Any] = []
        self._lock = threading.Lock()

    @contextmanager
    def used(self) -> Iterator[None]:
        """What this thread sends through `OwnConnection` goes over this connection."""
        _here.connection = self
        try:
            with self.ends:
                yield
        finally:
            del _here.connection

    def close(self) -> None:
        """End what is open and what is opened later. A thread that waits for the server gets an error at once."""
        with self._lock:
            self.closed.set()
            streams, self._open = self._open, []
        for stream in streams:
            _shut(stream)

    def opened(self, event: str, info: Mapping[str, Any]) -> None:
        """Take note of a network stream. The form is that of httpcore's extension `trace`."""
        stream = info.get("return_value")
        if not event.endswith(".complete") or not hasattr(stream, "get_extra_info"):
            return
        with self._lock:
            if not self.closed.is_set():
                self._open.append(stream)
                return
        _shut(stream)

    def begins(self, content_type: str) -> None:
        self._keeps = not content_type.lower().startswith(_STREAMS)

    def takes(self, part: bytes) -> None:
        """Count what arrives. Raises TooLongError."""
        self._read += len(part)
        if self._read > MOST_BYTES:
            raise TooLongError
        if self._keeps:
            self.plain += part


class OwnConnection(httpx.BaseTransport):
    """Gives each request a connection of its own, over which the reply comes as it is, and which leads nowhere else.

    A pool that requests share would be locked for good when a reply that nobody read to its end is collected as garbage
    while the pool is in use: the one closes the other.
    """

    def __init__(self) -> None:
        self._trusted = httpx.create_ssl_context()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        connection = getattr(_here, "connection", None) or Connection()
        request.extensions = {**request.extensions, "trace": connection.opened}
        request.headers.update({"Connection": "close", "Accept-Encoding": "identity"})
        client = httpx.Client(verify=self._trusted)  # a client, and no transport, for the proxies of the environment
        try:
            response = client.send(request, stream=True)
        except BaseException:
            client.close()
            raise
        connection.begins(response.headers.get("content-type", ""))
        headers = response.headers.copy()
        headers.pop("location", None)  # a redirect could take the letters elsewhere
        body = _Body(response, client, connection)
        connection.ends.callback(body.close)
        return httpx.Response(response.status_code, headers=headers, stream=body)


class LastingClient(httpx.Client):
    """A client that stays open: LiteLLM keeps it in a cache, and closes after some minutes or two hundred servers what
    it takes out of that, also when everything else uses it still. It holds no connection that would need closing.
    """

    def close(self) -> None:
        """Do nothing."""


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpx.Response, client: httpx.Client, connection: Connection) -> None:
        self._response = response
        self._client = client
        self._connection = connection

    def __iter__(self) -> Iterator[bytes]:
        for part in self._response.iter_raw():
            self._connection.takes(part)
            yield part

    def close(self) -> None:
        self._response.close()
        self._client.close()


def _shut(stream: Any) -> None:
    with suppress(OSError):  # it is closed already
        # closing alone does not wake a thread that reads; not SSLSocket's own, which takes the session from under that
        # thread
        socket.socket.shutdown(stream.get_extra_info("socket"), socket.SHUT_RDWR)
