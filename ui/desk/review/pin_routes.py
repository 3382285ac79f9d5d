"""The answers that are pinned, and taking one back."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from index.search.library import Library
from index.settings import Settings
from index.store.review.pins import read_pins, remove_pin
from qa.review.pinning import pinned_sentences
from ui.desk.cookies import DESK
from ui.desk.pages import desk_page
from ui.desk.roles import Reviewer
from ui.desk.route import desk_router
from ui.web.render import not_found

PINS = f"{DESK}/vastgezet"


def pin_routes(settings: Settings, library: Library | None) -> APIRouter:
    """Return the routes of pinned answers."""
    router = desk_router(settings)

    @router.get("/vastgezet")
    def pins(request: Request, member: Reviewer) -> Response:
        found = [(pin, bool(library and pinned_sentences(pin, library))) for pin in read_pins(settings)]
        done = "los" if request.query_params.get("gedaan") == "los" else ""
        return desk_page(request, "review_pins.html", pins=found, done=done)

    @router.post("/vastgezet/{key}/los")
    def unpin(request: Request, member: Reviewer, key: str) -> Response:
        if not remove_pin(settings, key, by=member.name):
            return not_found(request)
        return RedirectResponse(f"{request.scope.get('root_path', '')}{PINS}?gedaan=los", 303)

    return router
