"""The pages about these pages: how answers come about, and how far everyone can use them."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from index.search.library import Library
from index.settings import Settings
from qa.card import helplines
from qa.exchanges import keeping
from qa.llm.model_hosts import model_hosts
from ui.exploring.letter_list import choices
from ui.web.language import language_of
from ui.web.render import page
from ui.wording.dates import date_in_words
from ui.wording.senders import with_one_name

STATEMENT_DATE = "2026-11-30"
"""When what the accessibility statement says was last looked at."""


def about_routes(library: Library, settings: Settings) -> APIRouter:
    """Return the routes of "Over deze antwoorden" and of the accessibility statement."""
    router = APIRouter()
    letters = with_one_name(library.letters.values())
    dates = sorted(letter.date for letter in letters if letter.date)

    @router.get("/over")
    def about(request: Request) -> Response:
        return page(
            request,
            "about.html",
            letters=len(letters),
            senders=len(choices(letters).senders),
            undated=len(letters) - len(dates),
            period=(dates[0], dates[-1]) if dates else None,
            keeps=keeping(settings),
            kept_days=settings.exchanges_days,
            model_hosts=model_hosts(settings),
            has_model=settings.model is not None,
            helplines=helplines("advice", language_of(request), settings),
            in_words=date_in_words,
        )

    @router.get("/toegankelijkheid")
    def accessibility(request: Request) -> Response:
        return page(request, "accessibility.html", looked_at=STATEMENT_DATE, in_words=date_in_words)

    return router
