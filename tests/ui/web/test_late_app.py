"""An app that is made beside the pages: when it is asked for or after a while, and said to be broken where it fails."""

from __future__ import annotations

import time

from fastapi import APIRouter, FastAPI

from tests.support.limits import HANG_SECONDS
from tests.support.web import served
from ui.web.http import web_app
from ui.web.late_app import LateApp

_NEVER = 24 * 3600.0  # seconds


def _beside(late: LateApp) -> FastAPI:
    app = web_app(APIRouter(lifespan=late.lifespan))
    app.mount("/laat", late)
    return app


def _said(made: list[str]) -> FastAPI:
    app = FastAPI(on_startup=[lambda: made.append("started")], on_shutdown=[lambda: made.append("stopped")])
    app.get("/hier")(lambda: "er")
    made.append("made")
    return app


def test_it_is_made_when_somebody_asks_for_it_and_ends_with_the_pages() -> None:
    made = list[str]()
    with served(_beside(LateApp(lambda: _said(made), after=_NEVER))) as client:
        assert client.get("/briefwijzer/site.css").status_code == 200
        assert made == []
        assert [client.get("/laat/hier").json() for _ in range(2)] == ["er", "er"]
        assert made == ["made", "started"]
    assert made == ["made", "started", "stopped"]


def test_it_is_made_after_a_while() -> None:
    made = list[str]()
    late = LateApp(lambda: _said(made), after=0)
    with served(_beside(late)):
        until = time.monotonic() + HANG_SECONDS
        while len(made) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        assert made == ["made", "started"]


def test_pages_go_on_where_it_cannot_be_made() -> None:
    def fails() -> FastAPI:
        raise OSError("no such library")

    with served(_beside(LateApp(fails, after=_NEVER))) as client:
        assert client.get("/laat/hier").status_code == 500
        assert client.get("/briefwijzer/site.css").status_code == 200
