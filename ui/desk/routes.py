"""All routes of the staff desk."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from index.search.library import Library
from index.settings import Settings
from ui.desk.letters.letter_routes import letter_change_routes, letter_page_routes
from ui.desk.letters.list_routes import letter_list_routes
from ui.desk.letters.waiting_routes import upload_routes, waiting_routes
from ui.desk.log_routes import log_routes
from ui.desk.organisation_routes import organisation_routes
from ui.desk.pages import desk_page
from ui.desk.password_routes import password_routes
from ui.desk.people_routes import member_routes, people_routes
from ui.desk.privacy.routes import privacy_routes
from ui.desk.review.pin_routes import pin_routes
from ui.desk.review.report_routes import report_routes
from ui.desk.review.routes import review_routes
from ui.desk.review.waiting import waiting_for
from ui.desk.roles import Reviewer
from ui.desk.route import desk_router
from ui.desk.sign_in_routes import sign_in_routes


def desk_routes(settings: Settings, library: Library | None = None) -> Sequence[APIRouter]:
    """Return the routes of the desk, which need no letters to be there."""
    return (
        _start_routes(settings),
        sign_in_routes(settings),
        organisation_routes(settings),
        password_routes(settings),
        people_routes(settings),
        member_routes(settings),
        log_routes(settings),
        privacy_routes(settings),
        letter_list_routes(settings),
        upload_routes(settings),
        waiting_routes(settings),
        letter_page_routes(settings),
        letter_change_routes(settings),
        review_routes(settings, library),
        pin_routes(settings, library),
        report_routes(settings, library),
    )


def _start_routes(settings: Settings) -> APIRouter:
    router = desk_router(settings)

    @router.get("")
    def start(request: Request, member: Reviewer) -> Response:
        return desk_page(
            request,
            "desk_start.html",
            changed=request.query_params.get("gedaan") == "wachtwoord",
            waiting=waiting_for(settings, member.name),
        )

    return router
