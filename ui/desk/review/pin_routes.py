"""Pinned answers: what readers would see before one is pinned, all that are, and taking one back."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from index.errors import BriefwijzerError
from index.search.library import Library
from index.settings import Settings
from index.store.exchanges import read_exchanges
from index.store.review.pins import read_pins, remove_pin
from index.store.staff.log import audit
from index.store.staff.people import StaffMember
from qa.review.pinning import pin_answer, pinned_sentences, proposed_pin
from ui.desk.cookies import DESK
from ui.desk.pages import desk_page
from ui.desk.review.filters import QueueAddress, queue_address
from ui.desk.roles import Editor, Reviewer
from ui.desk.route import desk_router
from ui.web.render import not_found

PINS = f"{DESK}/vastgezet"
_WHOSE = "oordeel-van"


def pin_routes(settings: Settings, library: Library | None) -> APIRouter:
    """Return the routes of pinned answers: all staff see them, editors pin and take back."""
    router = desk_router(settings)

    @router.get("/vastgezet")
    def pins(request: Request, member: Reviewer) -> Response:
        found = [(pin, bool(library and pinned_sentences(pin, library))) for pin in read_pins(settings)]
        done = "los" if request.query_params.get("gedaan") == "los" else ""
        return desk_page(request, "review_pins.html", pins=found, done=done)

    @router.get("/vragen/{id}/vastzetten")
    def propose(request: Request, member: Editor, id: str) -> Response:
        return _proposed(request, member, id)

    @router.post("/vragen/{id}/vastzetten")
    async def pin(request: Request, member: Editor, id: str) -> Response:
        return await run_in_threadpool(_pinned, request, member, id)

    @router.post("/vastgezet/{key}/los")
    def unpin(request: Request, member: Editor, key: str) -> Response:
        if not remove_pin(settings, key, by=member.name):
            return not_found(request)
        return RedirectResponse(f"{request.scope.get('root_path', '')}{PINS}?gedaan=los", 303)

    def _proposed(request: Request, member: StaffMember, id: str) -> Response:
        """Show what all who ask the question will get, or why it cannot be pinned; nothing is changed."""
        if library is None or not list(read_exchanges(settings, [id])):
            return not_found(request)
        fault: BriefwijzerError | None = None
        proposed = None
        try:
            proposed = proposed_pin(id, _whose(request, member), settings, library, by=member.name)
        except BriefwijzerError as found:
            fault = found
        return desk_page(
            request,
            "review_pin.html",
            status=422 if fault else 200,
            id=id,
            pin=proposed,
            fault=fault,
            whose=_whose(request, member),
            address=_address(request, member),
            fields=_address(request, member).fields,
        )

    def _pinned(request: Request, member: StaffMember, id: str) -> Response:
        if library is None:
            return not_found(request)
        try:
            pin_answer(id, _whose(request, member), settings, library, by=member.name)
        except BriefwijzerError:  # what was shown has changed meanwhile
            return _proposed(request, member, id)
        audit(settings, who=member.name, what="pinned", subject=id)
        query = _address(request, member).query
        base = request.scope.get("root_path", "")
        return RedirectResponse(f"{base}{DESK}/vragen/{id}?{query}{'&' if query else ''}gedaan=vast", 303)

    return router


def _whose(request: Request, member: StaffMember) -> str:
    """Return whose verdict it is that is pinned."""
    return request.query_params.get(_WHOSE, "") or member.name


def _address(request: Request, member: StaffMember) -> QueueAddress:
    return queue_address(request.query_params, me=member.name)
