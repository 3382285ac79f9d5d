"""The routes of Gradio that a client of its queue needs. All others are closed: files, uploads, past the queue, …"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse

from ui.web.render import not_found

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

logger = logging.getLogger(__name__)

PATH = "/gradio"
"""Where on the server they are."""

_API = "/gradio_api/"
NEEDED = frozenset({"/config", *(f"{_API}{name}" for name in ("info", "queue/join", "queue/data", "cancel", "reset"))})
NEEDED_BELOW = (f"{_API}heartbeat/",)

_CLOSED = JSONResponse(
    {"message": "Dit adres bestaat niet.", "help": "Het schema voor programma's staat op /api/openapi.json."}, 404
)


class GradioRoutes:
    """ASGI middleware around Gradio's app: 404 for every path that a client does not need."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with 404, or let the app answer."""
        if scope["type"] != "http":
            return
        path = scope["path"].removeprefix(scope.get("root_path", "")).rstrip("/") or "/"
        if path in NEEDED or path.startswith(NEEDED_BELOW):
            try:
                await self._app(scope, receive, send)
            except Exception as fault:  # noqa: BLE001  it has answered with 500 already: anyone can make it stumble
                logger.warning("a request stumbled in Gradio: %s", type(fault).__name__)
        elif path.startswith(_API):
            await _CLOSED(scope, receive, send)
        else:
            await not_found(Request(scope))(scope, receive, send)
