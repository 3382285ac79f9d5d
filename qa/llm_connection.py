"""The connection under one request to a language model: it leads nowhere else, can be cut, and brings no more than fits."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
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

    `plain` holds the body of a reply that did not come as a stream, for a server that was asked for one and sends none.
    """

    def __init__(self) -> None:
        self.closed = threading.Event()
        self.plain = bytearray()
        self._read = 0
        self._keeps = False
        self._open: list[Any] = []
        self._lock = threading.Lock()

    @contextmanager
    def used(self) -> Iterator[None]:
        """All that the clients of `watched` send from this thread goes over this connection."""
        _here.connection = self
        try:
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


def watched(client: httpx.Client) -> httpx.Client:
    """Return `client`, which now follows no redirect (one could take the letters elsewhere) and tells `Connection` what it does."""
    client.follow_redirects = False
    client.event_hooks = {"request": [_on_request], "response": [_on_response]}
    return client


def _on_request(request: httpx.Request) -> None:
    if connection := getattr(_here, "connection", None):
        request.extensions = {**request.extensions, "trace": connection.opened}
        request.headers["Connection"] = "close"  # one request each, so that cutting it off harms no other
        request.headers["Accept-Encoding"] = "identity"


def _on_response(response: httpx.Response) -> None:
    if connection := getattr(_here, "connection", None):
        connection.begins(response.headers.get("content-type", ""))
        response.stream = _Counted(response.stream, connection)


class _Counted(httpx.SyncByteStream):
    def __init__(self, stream: Any, connection: Connection) -> None:
        self._stream = stream
        self._connection = connection

    def __iter__(self) -> Iterator[bytes]:
        for part in self._stream:
            self._connection.takes(part)
            yield part

    def close(self) -> None:
        self._stream.close()


def _shut(stream: Any) -> None:
    with suppress(OSError):  # it is closed already
        # closing alone does not wake a thread that reads; not SSLSocket's own, which takes the session from under that thread
        socket.socket.shutdown(stream.get_extra_info("socket"), socket.SHUT_RDWR)
