"""What follows from reviews: the runs of the evaluation, and what the letters did not answer."""

from __future__ import annotations

from itertools import pairwise

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from index.search.library import Library
from index.settings import Settings
from index.store.review.cases import case_file, read_staff_cases
from qa.review.unanswered import MOST, find_unanswered
from ui.desk.pages import desk_page
from ui.desk.review.filters import number_in
from ui.desk.review.runs import FOLDER, HEADLINES, HEIGHT, WIDTH, changes, plots, read_runs
from ui.desk.roles import Reviewer
from ui.desk.route import desk_router
from ui.web.links import letter_link

_WEEK, _QUARTER = 7, 90  # days


def report_routes(settings: Settings, library: Library | None) -> APIRouter:
    """Return the routes of what follows from reviews."""
    router = desk_router(settings)

    @router.get("/onbeantwoord")
    def unanswered(request: Request, member: Reviewer) -> Response:
        days = number_in(request.query_params.get("dagen", str(_WEEK)), most=_QUARTER)
        groups = find_unanswered(settings, library, days=days) if library else []
        letters = library.letters if library else {}
        return desk_page(
            request,
            "review_unanswered.html",
            groups=groups,
            days=days,
            most=MOST,
            letters=letters,
            letter_link=letter_link,
        )

    @router.get("/metingen")
    def runs(request: Request, member: Reviewer) -> Response:
        found = read_runs(settings.data)
        return desk_page(
            request,
            "review_runs.html",
            runs=found,
            turned=[changes(now, before) for now, before in pairwise(found)],
            plots=plots(found),
            headlines=HEADLINES,
            size=(WIDTH, HEIGHT),
            cases=len(read_staff_cases(settings)),
            command=f"briefwijzer eval {case_file(settings)} --letters {settings.letters} "
            f"--out {settings.data / FOLDER / 'NAAM'}",
        )

    return router
