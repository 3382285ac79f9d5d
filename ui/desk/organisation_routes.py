"""Signing in through the organisation: on the way there, and back."""

from __future__ import annotations

import logging
import secrets
from dataclasses import replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from index.settings import Settings
from index.store.staff.log import audit
from index.store.staff.people import LONGEST_NAME, organisation_member
from ui.desk.cookies import DESK
from ui.desk.pages import desk_page
from ui.desk.roles import Anyone, visit_of
from ui.desk.route import SIGN_IN, desk_router
from ui.desk.sign_in_routes import signed_in

logger = logging.getLogger(__name__)

_THERE, _BACK = f"{SIGN_IN}/organisatie", f"{SIGN_IN}/terug"


def organisation_routes(settings: Settings) -> APIRouter:
    """Return the routes of signing in by OpenID Connect; none where it is not set."""
    router = desk_router(settings)
    if not settings.oidc_issuer:
        return router
    from ui.desk.organisation import OrganisationError, way_there, who_came_back

    @router.get(_THERE.removeprefix(DESK))
    def there(request: Request, member: Anyone) -> Response:
        if member:
            return _inside(request)
        try:
            url = way_there(settings, secret=_new_secret(request), back=_back(request))
        except OrganisationError as fault:
            return _away(request, fault)
        return RedirectResponse(url, 303)

    @router.get(_BACK.removeprefix(DESK))
    def back(request: Request, member: Anyone) -> Response:
        if member:
            return _inside(request)
        secret = visit_of(request).secret
        _new_secret(request)  # what comes back with the one before counts once
        try:
            found = who_came_back(settings, dict(request.query_params), secret=secret, back=_back(request))
        except OrganisationError as fault:  # of nobody in particular: for the server's log, which anybody may fill
            return _away(request, fault)
        if found.role is None:
            audit(settings, who=found.name[:LONGEST_NAME], what="sign_in_failed")
            return desk_page(request, "desk_refused.html", status=403, fault="no_role")
        let_in = organisation_member(settings, found.identity, name=found.name, role=found.role)
        return signed_in(request, settings, let_in, naar=DESK)

    return router


def _new_secret(request: Request) -> str:
    """Return what from now on only this browser knows."""
    secret = secrets.token_urlsafe(32)
    request.state.visit = replace(visit_of(request), secret=secret)
    return secret


def _inside(request: Request) -> Response:
    return RedirectResponse(f"{request.scope.get('root_path', '')}{DESK}", 303)


def _back(request: Request) -> str:
    return f"{str(request.base_url).rstrip('/')}{_BACK}"


def _away(request: Request, fault: Exception) -> Response:
    logger.warning("Aanmelden via de organisatie lukte niet: %s", fault)
    return desk_page(request, "desk_refused.html", status=502, fault="organisation")
