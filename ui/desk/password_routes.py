"""Choosing a password: one's own anew, or a first one by the link that an admin gave."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from index.settings import Settings
from index.store.staff.attempts import begin_attempt, forget_attempts
from index.store.staff.people import StaffError, StaffMember, find_member, member_with_link, set_password
from ui.desk.cookies import BROWSER, DESK
from ui.desk.pages import desk_page
from ui.desk.passwords import hashed, is_right, weakness
from ui.desk.roles import Anyone, Reviewer
from ui.desk.route import SIGN_IN, desk_router
from ui.desk.sign_in_routes import signed_in
from ui.web.address import address_of

PASSWORD = f"{DESK}/wachtwoord"


def password_routes(settings: Settings) -> APIRouter:
    """Return the routes of choosing a password."""
    router = desk_router(settings)
    path = PASSWORD.removeprefix(DESK)

    @router.get(path)
    def own(request: Request, member: Reviewer) -> Response:
        return _form(request, member, PASSWORD, own=True)

    @router.post(path)
    def change_own(
        request: Request,
        member: Reviewer,
        huidig: Annotated[str, Form()] = "",
        nieuw: Annotated[str, Form()] = "",
        nogmaals: Annotated[str, Form()] = "",
    ) -> Response:
        _, hash = find_member(settings, member.name) or (None, None)
        wait = begin_attempt(
            settings, member.name, address=address_of(request), browser=request.cookies.get(BROWSER, "")
        )
        if wait:
            return _form(request, member, PASSWORD, own=True, wait_minutes=-(-wait // 60))
        if not is_right(huidig, hash):
            return _form(request, member, PASSWORD, own=True, fault="current")
        if fault := _fault(member, nieuw, nogmaals) or ("same" if nieuw == huidig else ""):
            return _form(request, member, PASSWORD, own=True, fault=fault)
        forget_attempts(settings, member.name, address=address_of(request))
        set_password(settings, member.id, hashed(nieuw), by=member.name)
        return signed_in(request, settings, member, naar=f"{DESK}?gedaan=wachtwoord")

    @router.get(path + "/{link}")
    def first(request: Request, visitor: Anyone, link: str) -> Response:
        member = member_with_link(settings, link)
        return _form(request, member, f"{PASSWORD}/{link}") if member else _gone(request)

    @router.post(path + "/{link}")
    def choose(
        request: Request,
        visitor: Anyone,
        link: str,
        nieuw: Annotated[str, Form()] = "",
        nogmaals: Annotated[str, Form()] = "",
    ) -> Response:
        member = member_with_link(settings, link)
        if member is None:
            return _gone(request)
        if fault := _fault(member, nieuw, nogmaals):
            return _form(request, member, f"{PASSWORD}/{link}", fault=fault)
        try:
            set_password(settings, member.id, hashed(nieuw), by=member.name, link=link)
        except StaffError:
            return _gone(request)
        return RedirectResponse(f"{request.scope.get('root_path', '')}{SIGN_IN}?gedaan=wachtwoord", 303)

    return router


def _fault(member: StaffMember, new: str, again: str) -> str:
    if new != again:
        return "different"
    return weakness(new, member.name)


def _form(
    request: Request, of: StaffMember, path: str, *, own: bool = False, fault: str = "", wait_minutes: int = 0
) -> Response:
    status = 429 if wait_minutes else 422 if fault else 200
    values = {"of": of, "path": path, "own": own, "fault": fault, "wait_minutes": wait_minutes}
    return desk_page(request, "desk_password.html", status=status, **values)


def _gone(request: Request) -> Response:
    return desk_page(request, "desk_refused.html", status=404, fault="link")
