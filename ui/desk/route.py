"""The guard of the desk: every one of its routes names a role, and no request is read before that is seen to."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from index.errors import BriefwijzerError
from index.settings import Settings
from index.store.staff.people import StaffRole, any_staff
from index.store.staff.sessions import member_in_session
from ui.desk.cookies import DESK, FORM, SESSION, keep
from ui.desk.form_code import has_form_code
from ui.desk.pages import desk_page
from ui.desk.roles import ROLE_NEEDED, Visit, visit_of
from ui.web.language import language_of
from ui.web.refusal import refusal, refusal_of, status_of
from ui.wording.interface import text

SIGN_IN = f"{DESK}/aanmelden"


def desk_router(settings: Settings) -> APIRouter:
    """Return an empty router below the desk's address, whose routes must each name a role (`ui.desk.roles`)."""

    class GuardedRoute(DeskRoute):
        desk_settings = settings

    return APIRouter(prefix=DESK, include_in_schema=False, route_class=GuardedRoute)


class DeskRoute(APIRoute):
    """A route that lets in only who may do what it does. Raises ValueError where its function names no role."""

    desk_settings: Settings

    @property
    def role(self) -> StaffRole | None:
        """The role that it needs, None for the pages with which one signs in."""
        named = [each.call for each in self.dependant.dependencies if each.call in ROLE_NEEDED]
        if len(named) != 1 or named[0] is None:
            raise ValueError(f"{self.path} must name one role as the type of an argument: see ui/desk/roles.py")
        return ROLE_NEEDED[named[0]]

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request, or refuses it."""
        role, answer = self.role, super().get_route_handler()

        async def guarded(request: Request) -> Response:
            request.state.visit = Visit(None, "")
            try:
                request.state.visit = await run_in_threadpool(_visit, request, self.desk_settings)
                refused = await self._refused(request, role)
                if role is None and not visit_of(request).secret:
                    request.state.visit = replace(visit_of(request), secret=secrets.token_urlsafe(32))
                response = refused or await answer(request)
            except BriefwijzerError as fault:
                response = _told(request, fault)
            finally:
                await request.close()  # files that were sent lie on the disk until then
            if not visit_of(request).member and visit_of(request).secret:
                keep(request, response, FORM, visit_of(request).secret)
            response.headers["Cache-Control"] = "no-store"
            return response

        return guarded

    async def _refused(self, request: Request, role: StaffRole | None) -> Response | None:
        visit = visit_of(request)
        if role and visit.member is None:
            nobody = not await run_in_threadpool(is_set_up, self.desk_settings)
            return _set_up_first(request) if nobody else _sign_in_first(request)
        if role and visit.member and not visit.member.may(role):
            return _said(request, "role", 403, role=role)
        if request.method not in ("GET", "HEAD") and not await has_form_code(request, visit.secret):
            return _said(request, "form", 403)
        if any("\0" in str(part) for pair in (await request.form()).multi_items() for part in pair):
            return refusal(request, "no_text", 400)  # no database takes it
        return None


def is_set_up(settings: Settings) -> bool:
    """Return whether anybody may sign in. Raises StoreError."""
    return settings.oidc_issuer is not None or any_staff(settings)


def _visit(request: Request, settings: Settings) -> Visit:
    token = request.cookies.get(SESSION, "")
    member = member_in_session(settings, token)
    if member:
        return Visit(member, token)
    return Visit(None, request.cookies.get(FORM, ""), expired=bool(token))


def _sign_in_first(request: Request) -> Response:
    if request.method != "GET" or "text/html" not in request.headers.get("accept", "text/html"):
        return _said(request, "signed_out", 401)
    base = request.scope.get("root_path", "")
    here = request.url.path.removeprefix(base) + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{base}{SIGN_IN}?{urlencode({'naar': here})}", 303)


def _set_up_first(request: Request) -> Response:
    return desk_page(request, "desk_set_up.html", status=503)


def _told(request: Request, fault: BriefwijzerError) -> Response:
    """Return a fault as it is, with what to do, for staff alone: it may say where the data are."""
    if visit_of(request).member is None:
        return refusal_of(request, fault)
    if "text/html" not in request.headers.get("accept", "text/html"):
        return JSONResponse({"message": fault.message, "help": fault.help}, status_of(fault))
    words = {"title": "faults.title", "to_back": "desk.to_start"}
    return desk_page(request, "desk_fault.html", status=status_of(fault), fault=fault, back=DESK, **words)


def _said(request: Request, fault: str, status: int, **values: str) -> Response:
    """Return a refusal as a page, or as JSON for scripts."""
    if "text/html" not in request.headers.get("accept", "text/html"):
        language = language_of(request)
        keys = {"message": f"desk.refused_{fault}", "help": f"desk.refused_{fault}_help"}
        return JSONResponse({name: text(key, language) for name, key in keys.items()}, status)
    return desk_page(request, "desk_refused.html", status=status, fault=fault, **values)
