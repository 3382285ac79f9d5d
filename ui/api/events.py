"""A question on its way to its answer: its events as they come, or the answer alone, until the client goes."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import AsyncIterator, Callable, Mapping
from functools import cache

import anyio
from starlette.types import Receive

from index.search.library import Library
from qa.as_json import answer_line, sentence_line
from qa.records import Answer, Progress
from ui.web.fair_queue import QueuePlace
from ui.web.running import AnswerThread, Event

Encode = Callable[[Mapping[str, object]], str]
"""An event as it goes over the line."""


async def events(run: AnswerThread) -> AsyncIterator[Event]:
    """Yield what `run` yields without holding up the server; whoever leaves it stops the run."""
    steps = iter(run)
    try:
        while event := await anyio.to_thread.run_sync(next, steps, None, abandon_on_cancel=True, limiter=_room()):
            yield event
    finally:
        run.stop()


async def waited_for(place: QueuePlace) -> None:
    """Wait for the turn of `place` without holding up the server."""
    await anyio.to_thread.run_sync(place.wait, abandon_on_cancel=True, limiter=_room())


async def answer_of(run: AnswerThread, receive: Receive) -> Answer | None:
    """Return the answer, or None when the client has gone, which stops the run."""
    watch = asyncio.create_task(_stop_when_gone(run, receive))
    try:
        async for event in events(run):
            if isinstance(event, Answer):
                return event
    finally:
        watch.cancel()
    return None


def event_line(event: Event, *, library: Library) -> dict[str, object]:
    """Return an event as plain data; `event` says what it is."""
    if isinstance(event, Answer):
        return {"event": "answer", **answer_line(event, library=library)}
    if isinstance(event, Progress):
        return {"event": "progress", "step": event.step, "count": event.count}
    return {"event": "sentence", **sentence_line(event, library=library)}


def as_ndjson(line: Mapping[str, object]) -> str:
    """Return `line` as a line of its own."""
    return f"{json.dumps(line, ensure_ascii=False)}\n"


def as_server_sent(line: Mapping[str, object]) -> str:
    """Return `line` as a server-sent event, with its kind in the field that is meant for that."""
    return f"event: {line['event']}\ndata: {json.dumps(line, ensure_ascii=False)}\n\n"


async def _stop_when_gone(run: AnswerThread, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    run.stop()


@cache
def _room() -> anyio.CapacityLimiter:
    """Return room for threads that wait; how many there are is bounded by the queue."""
    return anyio.CapacityLimiter(math.inf)
