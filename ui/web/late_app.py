"""An app that takes long to make, made beside the pages and not before them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from starlette.requests import Request

from ui.web.refusal import refusal

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import Receive, Scope, Send

logger = logging.getLogger(__name__)


class LateApp:
    """ASGI app that answers as what `make` returns, which is called in a thread: `after` seconds after the start, or
    when a first request comes. Who asks sooner waits for it; where it cannot be made, the answer is 500.
    """

    def __init__(self, make: Callable[[], FastAPI], *, after: float) -> None:
        self._make = make
        self._after = after
        self._app: FastAPI | None = None
        self._wanted = asyncio.Event()
        self._settled = asyncio.Event()

    @asynccontextmanager
    async def lifespan(self, _: object) -> AsyncIterator[None]:
        """Have the app made and running while this is open."""
        stop = asyncio.Event()
        task = asyncio.create_task(self._live(stop))
        try:
            yield
        finally:
            stop.set()
            if not self._settled.is_set():
                task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._wanted.set()
        await self._settled.wait()
        await (self._app or refusal(Request(scope), "broken", 500))(scope, receive, send)

    async def _live(self, stop: asyncio.Event) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wanted.wait(), self._after)
        try:
            app = await asyncio.to_thread(self._make)
            async with app.router.lifespan_context(app):  # opened and closed by one task, as its scopes demand
                self._app = app
                self._settled.set()
                await stop.wait()
        except Exception:
            logger.exception("a part of the server could not be made")
            self._settled.set()
