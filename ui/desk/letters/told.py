"""What is told of what is done to letters at the desk: a fault with its next step, or where to look next."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from index.errors import BriefwijzerError
from ui.desk.cookies import DESK
from ui.desk.pages import desk_page

LETTERS = f"{DESK}/brieven"
WAITING = f"{LETTERS}/nieuw"
UPLOAD = f"{LETTERS}/toevoegen"
"""Where files are sent to, which may be large."""


def told(request: Request, do: Callable[[], Response], *, back: str) -> Response:
    """Return what `do` returns, or a page with why it cannot be done that leads `back`."""
    try:
        return do()
    except BriefwijzerError as fault:
        words = {"title": "keep.fault", "to_back": "keep.back"}
        return desk_page(request, "desk_fault.html", status=409, fault=fault, back=back, **words)


def done(request: Request, what: str, *, to: str = LETTERS) -> Response:
    """Lead `to` the list or another page of letters, where is said that `what` was done."""
    return RedirectResponse(f"{request.scope.get('root_path', '')}{to}?{urlencode({'gedaan': what})}", 303)


def waiting_path(id: str) -> str:
    """Return the path of the page of a file that waits to be taken in."""
    return f"{WAITING}/{quote(id)}"


def letter_path(id: str) -> str:
    """Return the path of a letter's page at the desk."""
    return f"{LETTERS}/{quote(id)}"
