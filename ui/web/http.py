"""The web server around all pages: our own styles and scripts, nothing from third parties, strict headers.

Gradio's index page names hosts elsewhere and allows any script. Here those tags go, every script of the page
gets a nonce, and a Content-Security-Policy stops what a letter, a question or a model might slip in: event
handlers, `javascript:` links, and loads from other hosts. Gradio renders its HTML component with
`new Function`, hence 'unsafe-eval'.
"""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter, FastAPI
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ROOMS = Path(__file__).parents[1]
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_PREFIX = "briefwijzer"
_GRADIO = ("", "/")  # the paths of the page that Gradio writes
_FOREIGN = re.compile(
    r'<meta\s+(?:property="og:|name="twitter:)[^>]*>|<link\s+rel="(?:manifest|preconnect)"[^>]*>'
    r'|<(?:script|link)\b[^>]*?(?:src|href)="(?:https?:)?//[^>]*>(?:\s*</script>)?'
)


def policy(nonce: str) -> str:
    """Return the Content-Security-Policy that lets only scripts with `nonce` or from this server run."""
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    )


def index_html(html: str, *, nonce: str) -> str:
    """Return Gradio's index page in Dutch, without tags that name other hosts, with our style and script."""
    html = _FOREIGN.sub("", html)
    html = re.sub(r'(<html\b[^>]*?\blang=")[^"]*"', r'\1nl"', html, count=1)
    ours = (
        f'<title>Briefwijzer</title><link rel="stylesheet" href="./{_PREFIX}/style.css">'
        f'<script defer src="./{_PREFIX}/page.js"></script>'
    )
    html = html.replace("</head>", f"{ours}</head>", 1)
    return re.sub(r"<script\b", f'<script nonce="{nonce}"', html)


def web_app(*routers: APIRouter) -> FastAPI:
    """Return an app with `routers`, whatever lies in the `static` folders of the faces, and the headers described
    above.
    """
    from fastapi import FastAPI, Response

    app = FastAPI(openapi_url=None)

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
    """ASGI middleware: security headers on every response, `index_html` on the page that Gradio writes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.datastructures import MutableHeaders

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # A compressed page could not be rewritten; scripts and styles stay compressed.
        of_gradio = scope["path"] in _GRADIO
        if of_gradio:
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        nonce = secrets.token_urlsafe(16)
        held: Message | None = None
        body = bytearray()

        async def guarded(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy(nonce)
                headers["Referrer-Policy"] = "no-referrer"
                headers["X-Content-Type-Options"] = "nosniff"
                if of_gradio and headers.get("content-type", "").startswith("text/html"):
                    held = message
                    return
            elif held and message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if message.get("more_body"):
                    return
                page = index_html(body.decode("utf-8"), nonce=nonce).encode("utf-8")
                MutableHeaders(scope=held)["Content-Length"] = str(len(page))
                await send(held)
                await send({"type": "http.response.body", "body": page})
                return
            await send(message)

        await self.app(scope, receive, guarded)
