"""Every route of the running application: below the desk's address none is open without the right role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import httpx
import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.routing import Mount, Route

from index.search.library import open_library
from index.settings import Settings
from index.store.staff.people import ROLES
from tests.support.letter_index import index_letters
from tests.support.web import served
from tests.ui.desk.desk import add, code_on, sign_in
from ui.desk.form_code import HEADER
from ui.desk.route import DeskRoute, desk_router
from ui.page.gradio_routes import NEEDED, GradioRoutes
from ui.serve import chat_app

pytestmark = pytest.mark.embedder

OPEN = {f"/beheer/{path}" for path in ("aanmelden", "aanmelden/organisatie", "aanmelden/terug", "wachtwoord/{link}")}
"""What one opens to sign in."""


class Address(NamedTuple):
    """A method and a path of the application, and the route that answers there."""

    method: str
    path: str
    route: Any


def addresses(routes: Any, prefix: str = "") -> Iterator[Address]:
    """Yield every address below `routes`, those of routers and of mounted applications included."""
    for route in routes:
        if isinstance(route, Mount) and isinstance(route.app, GradioRoutes):  # which lets no other path through
            yield from (Address("POST", prefix + route.path + path, route) for path in NEEDED)
        elif isinstance(route, Mount):
            yield from addresses(route.routes, prefix + route.path)
        elif isinstance(route, Route):
            for method in sorted(route.methods or ("GET",)):
                yield Address(method, prefix + route.path, route)
        elif hasattr(route, "original_router"):
            yield from addresses(route.original_router.routes, prefix)
        else:
            raise AssertionError(f"a kind of route that is not known here: {route!r}")


@pytest.fixture(name="settings", scope="module")
def settings_fixture(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = index_letters({"a.txt": "Geachte ouders,\n\nDe les kost tien euro."}, tmp_path_factory.mktemp("home"))
    for role in ROLES:
        add(settings, role, role)
    return settings.model_copy(update={"questions_per_minute": 600, "oidc_issuer": "https://login.example"})


@pytest.fixture(name="app", scope="module")
def app_fixture(settings: Settings) -> Any:
    return chat_app(open_library(settings), settings, host="127.0.0.1")


@pytest.fixture(name="server", scope="module")
def server_fixture(app: Any) -> Iterator[httpx.Client]:
    with served(app) as client:
        yield client


def desk_addresses(app: Any) -> list[Address]:
    return [each for each in addresses(app.routes) if each.path.startswith("/beheer")]


def concrete(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "x", path)


def test_the_list_has_the_routes_of_every_face(app: Any) -> None:
    found = {(each.method, each.path) for each in addresses(app.routes)}
    for some in (
        ("GET", "/"),
        ("POST", "/vraag"),
        ("GET", "/beheer"),
        ("POST", "/beheer/afmelden"),
        ("GET", "/brieven"),
    ):
        assert some in found
    assert any(path.startswith("/api/") for _, path in found)
    assert any(path.startswith("/gradio/") for _, path in found)
    assert len(found) > 40


def test_every_route_of_the_desk_names_a_role(app: Any) -> None:
    routes = {each.path: each.route for each in desk_addresses(app)}
    assert len(routes) >= 3
    assert [path for path, route in routes.items() if not isinstance(route, DeskRoute)] == []
    assert {path for path, route in routes.items() if route.role is None} == OPEN


def test_nothing_of_the_desk_is_open_without_signing_in(app: Any, server: httpx.Client) -> None:
    for method, path, route in desk_addresses(app):
        if route.role is None:
            continue
        for accept, codes in (("text/html", {303, 401}), ("application/json", {401})):
            answer = server.request(method, concrete(path), headers={"Accept": accept, HEADER: "x"})
            assert answer.status_code in codes, (method, path)
            assert answer.headers.get("location", "/beheer/aanmelden").startswith("/beheer/aanmelden"), (method, path)


@pytest.mark.parametrize("role", ROLES)
def test_nothing_of_the_desk_is_open_with_too_low_a_role(app: Any, server: httpx.Client, role: Any) -> None:
    with httpx.Client(base_url=server.base_url, headers={"Accept": "text/html"}) as client:
        assert sign_in(client, role).status_code == 303
        code = code_on(client.get("/beheer"))
        for method, path, route in desk_addresses(app):
            if route.role and ROLES.index(route.role) > ROLES.index(role):
                answer = client.request(method, concrete(path), headers={HEADER: code})
                assert answer.status_code == 403, (method, path)
                assert "Dit mag u niet" in answer.text or method == "HEAD", (method, path)
            elif method not in ("GET", "HEAD"):  # even with the role nothing is done for a form from elsewhere
                assert client.request(method, concrete(path), data={"x": "y"}).status_code == 403, (method, path)


def test_what_is_no_desk_stays_open_to_all(server: httpx.Client) -> None:
    for path in ("/", "/brieven", "/api/letters", "/briefwijzer/desk.css"):
        assert server.get(path).status_code == 200, path


def test_a_route_without_a_role_cannot_be_made(settings: Settings) -> None:
    router: APIRouter = desk_router(settings)
    with pytest.raises(ValueError, match="/beheer/open must name one role"):

        @router.get("/open")
        def open_to_all(request: Request) -> None: ...

    assert not [route for route in router.routes if isinstance(route, APIRoute)]
