"""Which role a route of the desk needs: each names it as the type of one of its arguments, and gets who asks.

@router.get("/brieven")
def letters(request: Request, editor: Editor) -> Response: ...
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import Request

from index.store.staff.people import StaffMember, StaffRole


@dataclass(frozen=True)
class Visit:
    """A request to the desk. `member` is who is signed in, None where nobody is; `secret` is what only their browser
    knows, of the session or else of the form with which they sign in, "" where there is neither.
    """

    member: StaffMember | None
    secret: str
    expired: bool = False
    """Whether the browser still has a session that has ended."""


def visit_of(request: Request) -> Visit:
    """Return whose request this is, as the route found it."""
    return cast(Visit, request.state.visit)


def anyone(request: Request) -> StaffMember | None:
    """Let everybody in: for the pages with which one signs in."""
    return visit_of(request).member


def reviewer(request: Request) -> StaffMember:
    """Let in who may judge answers."""
    return _somebody(request)


def editor(request: Request) -> StaffMember:
    """Let in who may also keep the letters."""
    return _somebody(request)


def admin(request: Request) -> StaffMember:
    """Let in who may also see to people and privacy."""
    return _somebody(request)


Anyone = Annotated[StaffMember | None, Depends(anyone)]
Reviewer = Annotated[StaffMember, Depends(reviewer)]
Editor = Annotated[StaffMember, Depends(editor)]
Admin = Annotated[StaffMember, Depends(admin)]

ROLE_NEEDED: Mapping[Callable[..., object], StaffRole | None] = {
    anyone: None,
    reviewer: "reviewer",
    editor: "editor",
    admin: "admin",
}
"""The role that each of these needs. `ui.desk.route` holds every request to it before it reads anything else of it."""


def _somebody(request: Request) -> StaffMember:
    member = visit_of(request).member
    if member is None:
        raise PermissionError("a route of the desk was reached around its guard")
    return member
