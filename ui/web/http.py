"""The web server around all pages: our own styles and scripts, nothing from third parties, strict headers.

A Content-Security-Policy stops what a letter, a question or a model might slip in: scripts, event handlers,
`javascript:` links, and loads from other hosts.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from index.errors import BriefwijzerError
from ui.web.refusal import refusal, refusal_of
from ui.web.render import not_found

if TYPE_CHECKING:
    from fastapi import APIRouter, FastAPI
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ROOMS = Path(__file__).parents[1]
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_PREFIX = "briefwijzer"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def web_app(*routers: APIRouter) -> FastAPI:
    """Return an app with `routers`, whatever lies in the `static` folders of the faces, and the headers described
    above.
    """
    from fastapi import FastAPI, Request, Response
    from fastapi.exceptions import RequestValidationError

    async def nowhere(request: Request, _: Exception) -> Response:
        return not_found(request)

    async def no_form(request: Request, _: Exception) -> Response:
        return refusal(request, "wrong", 400)

    async def wrong_method(request: Request, _: Exception) -> Response:
        return refusal(request, "wrong", 405)

    async def wrong_fields(request: Request, fault: Exception) -> Response:
        found = fault.errors()[0] if isinstance(fault, RequestValidationError) else {}
        if found.get("type") == "string_too_long":
            return refusal(request, "too_long", 422, longest=found["ctx"]["max_length"])
        return refusal(request, "wrong", 422)

    async def ours(request: Request, fault: Exception) -> Response:
        return refusal_of(request, cast(BriefwijzerError, fault))

    async def broken(request: Request, _: Exception) -> Response:  # which is logged all the same
        return refusal(request, "broken", 500)

    app = FastAPI(
        openapi_url=None,
        exception_handlers={
            400: no_form,
            404: nowhere,
            405: wrong_method,
            RequestValidationError: wrong_fields,
            BriefwijzerError: ours,
            Exception: broken,
        },
    )

    def serve_asset(path: Path) -> None:
        content = path.read_text(encoding="utf-8")

        @app.get(f"/{_PREFIX}/{path.name}", include_in_schema=False)
        def asset() -> Response:
            return Response(content, media_type=_TYPES[path.suffix], headers={"Cache-Control": "no-cache"})

    for path in sorted(_ROOMS.glob("*/static/*")):
        serve_asset(path)
    for router in routers:
        app.include_router(router)
    app.add_middleware(_SecurityHeaders)
    return app


class _SecurityHeaders:
    """ASGI middleware: security headers on every response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.datastructures import MutableHeaders

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)
