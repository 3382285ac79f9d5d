"""Signing in and out."""

from __future__ import annotations

import re
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from index.settings import Settings
from index.store.staff.attempts import begin_attempt, forget_attempts, know_browser
from index.store.staff.log import audit
from index.store.staff.people import StaffMember, find_member, renew_hash
from index.store.staff.sessions import begin_session, end_session
from ui.desk.cookies import BROWSER, DESK, SESSION, drop, keep
from ui.desk.pages import desk_page
from ui.desk.passwords import hashed, is_outdated, is_right
from ui.desk.roles import Anyone, Reviewer, visit_of
from ui.desk.route import SIGN_IN, desk_router, is_set_up
from ui.web.address import address_of

_BROWSER_DAYS = 180
_WITHIN = re.compile(rf"{DESK}(?:/[\w/.~%-]*)?(?:\?[\w=&%+.~-]*)?", re.ASCII)  # a page of the desk, nowhere else


def sign_in_routes(settings: Settings) -> APIRouter:
    """Return the routes of signing in and out."""
    router = desk_router(settings)
    form = partial(_form, elsewhere=settings.oidc_issuer is not None)

    @router.get(SIGN_IN.removeprefix(DESK))
    def show(request: Request, member: Anyone, naar: str = DESK, gedaan: str = "") -> Response:
        if member:
            return _on(request, naar)
        if not is_set_up(settings):
            return desk_page(request, "desk_set_up.html", status=503)
        return form(request, naar, expired=visit_of(request).expired, chosen=gedaan == "wachtwoord")

    @router.post(SIGN_IN.removeprefix(DESK))
    def sign_in(
        request: Request,
        member: Anyone,
        naam: Annotated[str, Form()] = "",
        wachtwoord: Annotated[str, Form()] = "",
        naar: Annotated[str, Form()] = DESK,
    ) -> Response:
        if member:
            return _on(request, naar)
        address, browser = address_of(request), request.cookies.get(BROWSER, "")
        wait = begin_attempt(settings, naam, address=address, browser=browser)
        if wait:
            response = form(request, naar, typed=naam, status=429, wait_minutes=-(-wait // 60))
            response.headers["Retry-After"] = str(wait)
            return response
        found, password = find_member(settings, naam) or (None, None)
        if not is_right(wachtwoord, password) or found is None:
            # a name that is nobody's may be a password in the wrong box: it is not written down
            audit(settings, who=found.name if found else "", what="sign_in_failed")
            return form(request, naar, typed=naam, status=401, wrong=True)
        if password and is_outdated(password):
            renew_hash(settings, found.id, old=password, new=hashed(wachtwoord))
        forget_attempts(settings, naam, address=address)
        return signed_in(request, settings, found, naar=naar)

    @router.post("/afmelden")
    def sign_out(request: Request, member: Reviewer) -> Response:
        end_session(settings, visit_of(request).secret, name=member.name)
        response = RedirectResponse(f"{_base(request)}{SIGN_IN}", 303)
        drop(request, response, SESSION)
        return response

    return router


def signed_in(request: Request, settings: Settings, member: StaffMember, *, naar: str) -> Response:
    """Return what lets a browser in as `member`, and leads to the page of the desk that was wanted."""
    response = _on(request, naar)
    keep(request, response, SESSION, begin_session(settings, member.id, name=member.name))
    known = know_browser(settings, member.id, request.cookies.get(BROWSER, ""))
    keep(request, response, BROWSER, known, days=_BROWSER_DAYS)
    return response


def _on(request: Request, naar: str) -> Response:
    inside = naar if _WITHIN.fullmatch(naar) and ".." not in naar else DESK
    return RedirectResponse(_base(request) + inside, 303)


def _form(
    request: Request,
    naar: str,
    *,
    elsewhere: bool,
    typed: str = "",
    status: int = 200,
    wrong: bool = False,
    expired: bool = False,
    chosen: bool = False,
    wait_minutes: int = 0,
) -> Response:
    values: dict[str, object] = {"naar": naar, "typed": typed, "wait_minutes": wait_minutes}
    values |= {"elsewhere": elsewhere, "wrong": wrong, "expired": expired, "chosen": chosen}
    return desk_page(request, "desk_sign_in.html", status=status, **values)


def _base(request: Request) -> str:
    return str(request.scope.get("root_path", ""))
