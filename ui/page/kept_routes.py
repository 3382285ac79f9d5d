"""What is kept of a conversation, for whoever has its code: to see, to take along, to erase."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qs

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from index.errors import BriefwijzerError
from index.settings import Settings
from index.store.exchanges import Exchange, find_exchanges, forget_exchanges, read_exchanges
from index.store.review.entries import ExchangeFilter
from qa.exchanges import conversation, expire
from qa.review.export import portable_json
from qa.review.reviewing import with_reviews
from ui.web.render import page

_NOT_STORED = {"Cache-Control": "no-store"}


def kept_routes(settings: Settings) -> APIRouter:
    """Return the address where a code is typed. The code is posted: no address, and so no log or history, has it."""
    router = APIRouter(include_in_schema=False)

    @router.get("/bewaard")
    def empty(request: Request) -> Response:
        return _page(request, settings)

    @router.post("/bewaard")
    async def look(request: Request) -> Response:
        body = (await request.body()).decode("utf-8", "replace")
        sent = {name: values[-1] for name, values in parse_qs(body, max_num_fields=20).items()}
        return await run_in_threadpool(_answer, request, settings, sent.get("code", ""), sent.get("doe", ""))

    return router


def _answer(request: Request, settings: Settings, code: str, wanted: str) -> Response:
    """Do what is `wanted` with the conversation with `code`: `json`, `wis` (asks whether), `ja` (erases), else show."""
    try:
        found = _kept(settings, code)
        if wanted == "json" and found:
            return _file(settings, found)
        if wanted == "ja" and found:
            forget_exchanges(settings, [each.id for each in found])
            return _page(request, settings, code=code, said="erased")
    except BriefwijzerError:
        return _page(request, settings, code=code, said="fault", status=503)
    if not found:
        return _page(request, settings, code=code, said="none", status=404)
    return _page(request, settings, code=code, found=found, said="sure" if wanted == "wis" else "")


def _kept(settings: Settings, code: str) -> list[Exchange]:
    """Return what is kept of a conversation, oldest first. Raises StoreError."""
    which = conversation(code)
    if not which:
        return []
    expire(settings)
    ids = find_exchanges(settings, ExchangeFilter(conversation=which))
    return list(reversed([*read_exchanges(settings, ids)]))


def _file(settings: Settings, found: Sequence[Exchange]) -> Response:
    """Return all that is kept, as `portable_json` has it. Raises StoreError."""
    made = "".join(portable_json(with_reviews(settings, [each.id for each in found])))
    headers = {**_NOT_STORED, "Content-Disposition": 'attachment; filename="briefwijzer-bewaard.json"'}
    return Response(made, media_type="application/json", headers=headers)


def _page(
    request: Request,
    settings: Settings,
    *,
    code: str = "",
    found: Sequence[Exchange] = (),
    said: str = "",
    status: int = 200,
) -> Response:
    made = page(
        request, "kept.html", status=status, code=code, found=found, said=said, kept_days=settings.exchanges_days
    )
    made.headers.update(_NOT_STORED)
    return made
