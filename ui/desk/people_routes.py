"""Who works at the desk: added, given another role, signed out and removed by an admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from index.settings import Settings
from index.store.staff.people import (
    ROLES,
    StaffError,
    StaffMember,
    StaffRole,
    add_staff,
    change_role,
    find_member_by_id,
    new_link,
    read_staff,
    remove_staff,
)
from index.store.staff.sessions import count_sessions, end_sessions
from ui.desk.cookies import DESK
from ui.desk.pages import desk_page
from ui.desk.roles import Admin
from ui.desk.route import desk_router

PEOPLE = f"{DESK}/medewerkers"

_DONE = ("role", "sessions", "removed")


def people_routes(settings: Settings) -> APIRouter:
    """Return the routes of the page of staff: who there are, and adding somebody."""
    router = desk_router(settings)
    path = PEOPLE.removeprefix(DESK)

    @router.get(path)
    def people(request: Request, admin: Admin, gedaan: str = "") -> Response:
        return _page(request, settings, done=gedaan if gedaan in _DONE else "")

    @router.post(path)
    def add(
        request: Request, admin: Admin, naam: Annotated[str, Form()] = "", rol: Annotated[str, Form()] = ""
    ) -> Response:
        def do() -> Response:
            added = add_staff(settings, naam, role=_role(rol), by=admin.name)
            return _with_link(request, settings, added, by=admin.name)

        return _told(request, settings, do, typed=naam)

    @router.post(path + "/{id}/link")
    def link(request: Request, admin: Admin, id: str) -> Response:
        return _told(
            request, settings, lambda: _with_link(request, settings, find_member_by_id(settings, id), by=admin.name)
        )

    return router


def member_routes(settings: Settings) -> APIRouter:
    """Return the routes of what is done about somebody who is there."""
    router = desk_router(settings)
    path = f"{PEOPLE.removeprefix(DESK)}/{{id}}"

    @router.post(path + "/rol")
    def role(request: Request, admin: Admin, id: str, rol: Annotated[str, Form()] = "") -> Response:
        def do() -> Response:
            change_role(settings, id, _role(rol), by=admin.name)
            return _done(request, "role")

        return _told(request, settings, do)

    @router.post(path + "/afmelden")
    def sign_out(request: Request, admin: Admin, id: str) -> Response:
        def do() -> Response:
            end_sessions(settings, id, by=admin.name)
            return _done(request, "sessions")

        return _told(request, settings, do)

    @router.get(path + "/verwijderen")
    def really(request: Request, admin: Admin, id: str) -> Response:
        return _told(
            request,
            settings,
            lambda: desk_page(request, "desk_remove.html", of=find_member_by_id(settings, id), people=PEOPLE),
        )

    @router.post(path + "/verwijderen")
    def remove(request: Request, admin: Admin, id: str) -> Response:
        def do() -> Response:
            remove_staff(settings, id, by=admin.name)
            return _done(request, "removed")

        return _told(request, settings, do)

    return router


def _told(request: Request, settings: Settings, do: Callable[[], Response], *, typed: str = "") -> Response:
    """Return what `do` returns, or the page with why it cannot be done."""
    try:
        return do()
    except StaffError as fault:
        return _page(request, settings, fault=fault, typed=typed)


def _role(name: str) -> StaffRole:
    if name not in ROLES:
        raise StaffError("role_wrong")
    return name


def _with_link(request: Request, settings: Settings, member: StaffMember, *, by: str) -> Response:
    link = f"{str(request.base_url).rstrip('/')}{DESK}/wachtwoord/{new_link(settings, member.id, by=by)}"
    return _page(request, settings, link=link, of=member)


def _page(
    request: Request,
    settings: Settings,
    *,
    fault: StaffError | None = None,
    typed: str = "",
    done: str = "",
    link: str = "",
    of: StaffMember | None = None,
) -> Response:
    return desk_page(
        request,
        "desk_people.html",
        status=409 if fault else 200,
        people=read_staff(settings),
        sessions=count_sessions(settings),
        roles=ROLES,
        fault=fault.reason if fault else "",
        typed=typed,
        done=done,
        link=link,
        of=of,
        path=PEOPLE,
    )


def _done(request: Request, what: str) -> Response:
    return RedirectResponse(f"{request.scope.get('root_path', '')}{PEOPLE}?gedaan={what}", 303)
