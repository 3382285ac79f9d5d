"""A real web server over an app, and a client that keeps cookies as a browser does."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import uvicorn

from tests.support.limits import HANG_SECONDS

if TYPE_CHECKING:
    from fastapi import FastAPI


@contextmanager
def served(app: FastAPI, *, port: int = 0, root_path: str = "") -> Iterator[httpx.Client]:
    """Serve `app` on a port of this machine, a free one for 0, and give a client of it. `root_path` is what a proxy
    before it has taken off.
    """
    listener = socket.create_server(("127.0.0.1", port))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", proxy_headers=False, root_path=root_path))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    port = listener.getsockname()[1]
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=HANG_SECONDS) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join(HANG_SECONDS)
        listener.close()
