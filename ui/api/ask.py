"""The address that answers a question: with the whole answer, or with a stream of what happens until it is there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from index.search.library import Library
from index.settings import Settings
from qa.as_json import answer_line
from qa.ask import ask_steps
from qa.exchanges import keep
from qa.records import Answer
from ui.api.events import Encode, answer_of, as_ndjson, as_server_sent, event_line, events
from ui.api.faults import broken_line
from ui.api.schema import AnswerJson, KeptAskRequest
from ui.web.address import address_of
from ui.web.fair_queue import FairQueue
from ui.web.running import AnswerThread

_STREAMS: Mapping[str, Encode] = {"text/event-stream": as_server_sent, "application/x-ndjson": as_ndjson}
_RESPONSE = {
    "description": "The answer; or, where Accept asks for it, a stream of events: `progress` with a step, each checked "
    "`sentence`, and last the whole `answer`, or `error`",
    "content": {kind: {"schema": {"type": "string"}} for kind in _STREAMS},
}
_GONE = 499  # nobody reads this


def ask_routes(library: Library, settings: Settings, queue: FairQueue) -> APIRouter:
    """Return the route; `queue` says when a question is answered."""
    router = APIRouter()

    @router.post("/ask", response_model=AnswerJson, responses={200: _RESPONSE})
    async def ask(asked: KeptAskRequest, request: Request) -> Response:
        """Answer a question."""
        steps = ask_steps(
            asked.question, library=library, settings=settings, history=asked.history, language=asked.language
        )
        run = AnswerThread(steps, queue.join(address_of(request)))
        if kind := _stream_wanted(request):
            return _stream(run, kind, asked, library, settings)
        answer = await answer_of(run, request.receive)
        if answer is None:
            return Response(status_code=_GONE)
        line = answer_line(answer, library=library)
        return JSONResponse(line, background=BackgroundTask(_keep, line, asked, settings))

    return router


def _keep(line: Mapping[str, object], asked: KeptAskRequest, settings: Settings) -> None:
    keep(line, settings, context=[*asked.history, asked.question], ticked=asked.keep, code=asked.code)


def _stream(run: AnswerThread, kind: str, asked: KeptAskRequest, library: Library, settings: Settings) -> Response:
    encode = _STREAMS[kind]
    answers: list[Answer] = []

    async def body() -> AsyncIterator[str]:
        try:
            async for event in events(run):
                if isinstance(event, Answer):
                    answers.append(event)
                yield encode(event_line(event, library=library))
        except Exception as fault:  # noqa: BLE001  the status is sent: the stream itself must say it
            yield encode(broken_line(fault))

    def keep_answers() -> None:
        for answer in answers:
            _keep(answer_line(answer, library=library), asked, settings)

    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}  # a proxy must not hold events back
    return StreamingResponse(body(), media_type=kind, headers=headers, background=BackgroundTask(keep_answers))


def _stream_wanted(request: Request) -> str | None:
    """Return the first kind of stream that the client accepts."""
    accepted = [each.partition(";")[0].strip().lower() for each in request.headers.get("accept", "").split(",")]
    return next((kind for kind in accepted if kind in _STREAMS), None)
