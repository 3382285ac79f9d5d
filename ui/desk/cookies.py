"""What the desk keeps in a browser: all of it out of reach of scripts, and sent to the desk alone."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

DESK = "/beheer"

SESSION, FORM, BROWSER = "briefwijzer-beheer", "briefwijzer-aanmelden", "briefwijzer-bekend"
"""The session; what binds the form of the sign-in to a browser; that somebody signed in here before."""


def keep(request: Request, response: Response, name: str, value: str, *, days: int | None = None) -> None:
    """Keep a cookie, for as long as the browser is open where no `days` are given."""
    response.set_cookie(
        name,
        value,
        max_age=days and days * 24 * 3600,
        path=_path(request),
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",  # strict would lose it on the way back from the organisation's own sign-in
    )


def drop(request: Request, response: Response, name: str) -> None:
    """Have a browser forget a cookie."""
    response.delete_cookie(name, path=_path(request), httponly=True, samesite="lax")


def _path(request: Request) -> str:
    return f"{request.scope.get('root_path', '')}{DESK}"
