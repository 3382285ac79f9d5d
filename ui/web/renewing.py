"""The pages follow the index: when another process has published a newer state of it, requests go to an app over that
one. A request ends in the app in which it began, so no answer mixes two states.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from index.errors import NotIndexedError, StoreError
from index.search.library import Library, open_library
from index.settings import Settings
from index.store.published import published
from qa.warm_up import warm

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import Receive, Scope, Send

logger = logging.getLogger(__name__)

_EVERY = 1.0  # seconds between two looks, each at the names of a folder or a row of the catalog
_AFTER_FAULTS = 60.0  # seconds between two looks, at most, where what is newer cannot be opened
_LAST_REQUESTS = 120.0  # seconds that an app that was replaced still has for requests that began in it


class RenewingApp:
    """An ASGI app that serves what `make` builds over the newest state of the index; `library` and `make` get None
    where nothing is indexed. `library` is what to begin with.
    """

    def __init__(self, library: Library | None, settings: Settings, make: Callable[[Library | None], FastAPI]) -> None:
        self._library = library
        self._published = library.published if library else None
        self._settings = settings
        self._make = make
        self._app = make(library)
        self._replaced = set[asyncio.Task[None]]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await self._app(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        stop = await _started(self._app)
        watch = asyncio.create_task(self._watch(stop))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch
        for task in self._replaced:
            task.cancel()
        await asyncio.gather(*self._replaced, return_exceptions=True)
        if self._library:
            self._library.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _watch(self, stop: asyncio.Event) -> None:
        """Replace the app whenever there is a newer state. `stop` ends what the app that is served now has running."""
        wait, refused = _EVERY, None
        try:
            while True:
                await asyncio.sleep(wait)
                newest = await asyncio.to_thread(_newest, self._settings)
                if newest in (None, self._published):
                    continue
                try:
                    library = await asyncio.to_thread(_opened, self._settings)
                    app = await asyncio.to_thread(self._make, library)
                    began = await _started(app)
                except Exception as fault:  # whatever it is, the pages go on as they are, and try again
                    if refused != newest:  # said once
                        logger.warning("De nieuwe stand van de index is niet overgenomen: %s", fault, exc_info=True)
                    wait, refused = min(2 * wait, _AFTER_FAULTS), newest
                    continue
                self._replaced.add(asyncio.create_task(_end(stop, self._library)))
                self._app, self._library, stop = app, library, began
                self._published = library.published if library else newest
                wait = _EVERY
        finally:
            stop.set()


def _newest(settings: Settings) -> str | None:
    """Return what is published, None where that cannot be seen now: `/readyz` says why."""
    try:
        return published(settings)
    except StoreError:
        return None


def _opened(settings: Settings) -> Library | None:
    """Return the newest library, ready to answer; None where nothing is indexed any more."""
    try:
        library = open_library(settings)
    except NotIndexedError:
        return None
    warm(library, settings)
    return library


async def _started(app: FastAPI) -> asyncio.Event:
    """Begin what an app has running beside its requests, and return what ends it."""
    ready, stop = asyncio.Event(), asyncio.Event()

    async def run() -> None:  # begun and ended by one task, as its scopes demand
        async with app.router.lifespan_context(app):
            ready.set()
            await stop.wait()

    task = asyncio.create_task(run())
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait((task, waiting), return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        waiting.cancel()
        task.result()
    return stop


async def _end(stop: asyncio.Event, library: Library | None) -> None:
    try:
        await asyncio.sleep(_LAST_REQUESTS)
    finally:
        stop.set()
        if library:
            library.close()
