"""What follows from reviews: the runs of the evaluation, and what the letters did not answer."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from index.search.library import Library
from index.settings import Settings
from index.store.exchanges import find_exchanges
from index.store.review.cases import case_file, read_staff_cases
from index.store.review.entries import ExchangeFilter
from index.store.review.queue import want_letter
from index.store.staff.people import StaffMember
from qa.review.unanswered import MOST, Unanswered, find_unanswered
from ui.desk.cookies import DESK
from ui.desk.pages import desk_page
from ui.desk.review.filters import number_in
from ui.desk.review.runs import FOLDER, HEADLINES, HEIGHT, WIDTH, changes, plots, read_runs
from ui.desk.roles import Reviewer
from ui.desk.route import desk_router
from ui.web.links import letter_link
from ui.web.render import not_found

_WEEK, _QUARTER = 7, 90  # days
_PAGE = 20  # groups
_SECONDS = 6.0  # for what was not embedded before: somebody waits for the page


def report_routes(settings: Settings, library: Library | None) -> APIRouter:
    """Return the routes of what follows from reviews."""
    router = desk_router(settings)

    @router.get("/onbeantwoord")
    def unanswered(request: Request, member: Reviewer) -> Response:
        days = number_in(request.query_params.get("dagen", str(_WEEK)), most=_QUARTER)
        found = find_unanswered(settings, library, days=days, seconds=_SECONDS) if library else Unanswered()
        last = max(1, -(-len(found.groups) // _PAGE))
        number = number_in(request.query_params.get("bladzijde"), most=last)
        return desk_page(
            request,
            "review_unanswered.html",
            groups=found.groups[(number - 1) * _PAGE : number * _PAGE],
            first=(number - 1) * _PAGE + 1,
            number=number,
            last=last,
            left=found.left,
            days=days,
            letters=library.letters if library else {},
            letter_link=letter_link,
            wanted=frozenset(find_exchanges(settings, ExchangeFilter(letter_wanted=True))),
            done="brief" if request.query_params.get("gedaan") == "brief" else "",
        )

    @router.post("/onbeantwoord/brief")
    async def want(request: Request, member: Reviewer) -> Response:
        sent = await request.form()
        ids = [str(each) for each in sent.getlist("vraag")][:MOST]
        return await run_in_threadpool(_wanted, request, member, ids, bool(sent.get("wel")))

    def _wanted(request: Request, member: StaffMember, ids: Sequence[str], wanted: bool) -> Response:
        if not want_letter(settings, ids, wanted=wanted, by=member.name):
            return not_found(request)
        days = number_in(request.query_params.get("dagen", str(_WEEK)), most=_QUARTER)
        base = request.scope.get("root_path", "")
        return RedirectResponse(f"{base}{DESK}/onbeantwoord?dagen={days}&gedaan=brief", 303)

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
            folder=settings.data / FOLDER,
            size=(WIDTH, HEIGHT),
            cases=read_staff_cases(settings),
            case_file=case_file(settings),
            command=_eval_command(settings),
        )

    return router


def _eval_command(settings: Settings) -> str:
    """Return the command that measures the test questions of staff over the index in use, whatever folder it is typed
    in; the run is named after this minute.
    """
    data = settings.data.resolve()
    name = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M")
    parts = ["briefwijzer", "eval", str(case_file(settings).resolve()), "--data", str(data), "--out"]
    return shlex.join([*parts, str(data / FOLDER / name)])
