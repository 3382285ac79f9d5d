"""The language in which a reader wants the pages: chosen once, remembered in a cookie."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ui.wording.interface import LANGUAGES

PARAMETER = "taal"
COOKIE = "briefwijzer-taal"
_YEAR = 365 * 24 * 3600  # seconds


def language_of(request: Request) -> str:
    """Return the code of LANGUAGES that the address or the cookie names, else the first."""
    asked = (request.query_params.get(PARAMETER), request.cookies.get(COOKIE))
    return next((code for code in asked if code in LANGUAGES), LANGUAGES[0])


def remember(request: Request, response: Response) -> None:
    """Keep the language that the address names, for the pages that follow."""
    if (chosen := request.query_params.get(PARAMETER)) in LANGUAGES:
        response.set_cookie(COOKIE, chosen or "", max_age=_YEAR, samesite="lax", httponly=True)
