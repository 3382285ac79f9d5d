"""What is kept of questions now, and taking it along or erasing it: by the code of a conversation, or for a period.

A choice is posted, so that no address, and so no log or history, has a code. First a page says how much it is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from index.settings import Settings
from index.store.exchanges import find_exchanges, forget_exchanges, goes_at
from index.store.review.cases import read_staff_cases
from index.store.review.kept import Kept, count_kept
from index.store.review.pins import read_pins
from index.store.staff.log import audit
from index.store.staff.sessions import LOGGED
from qa.exchanges import expire, keeping
from qa.review.erasing import Share, share_of
from qa.review.export import portable_json
from qa.review.reviewing import with_reviews
from ui.desk.cookies import DESK
from ui.desk.pages import desk_page
from ui.desk.privacy.choice import CODE, FIELDS, SINCE, UNTIL, KeptChoice, kept_choice
from ui.desk.roles import Admin
from ui.desk.route import desk_router
from ui.wording.dates import date_in_words

PRIVACY = f"{DESK}/privacy"


def _chosen(
    kind: Literal["gesprek", "periode"],
    code: Annotated[str, Form()] = "",
    van: Annotated[str, Form()] = "",
    tot: Annotated[str, Form()] = "",
) -> KeptChoice:
    return kept_choice(kind, {CODE: code, SINCE: van, UNTIL: tot})


Chosen = Annotated[KeptChoice, Depends(_chosen)]
"""What was chosen with the form that was sent."""


def privacy_routes(settings: Settings) -> APIRouter:
    """Return the routes of the page on privacy."""
    router = desk_router(settings)
    path = PRIVACY.removeprefix(DESK)

    @router.get(path)
    def kept(request: Request, admin: Admin, gewist: int = 0) -> Response:
        return _page(request, settings, erased=gewist)

    @router.post(path + "/{kind}")
    def look(
        request: Request, admin: Admin, choice: Chosen, doe: Annotated[Literal["meenemen", "wissen"], Form()]
    ) -> Response:
        choice, share = _looked_up(settings, choice)
        if choice.faults:
            return _page(request, settings, choice=choice)
        return desk_page(
            request, "privacy_choice.html", choice=choice, share=share, to_do=doe, path=PRIVACY, in_words=_in_words
        )

    @router.post(path + "/{kind}/meenemen")
    def take(request: Request, admin: Admin, choice: Chosen) -> Response:
        choice, share = _looked_up(settings, choice)
        if choice.faults:
            return _page(request, settings, choice=choice)
        audit(settings, who=admin.name, what="exported", subject=choice.logged, detail=str(share.kept.count))
        lines = portable_json(with_reviews(settings, find_exchanges(settings, choice.wanted)))
        headers = {"Content-Disposition": 'attachment; filename="briefwijzer-bewaard.json"'}
        return StreamingResponse(lines, media_type="application/json", headers=headers)

    @router.post(path + "/{kind}/wissen")
    def erase(request: Request, admin: Admin, choice: Chosen) -> Response:
        choice, _ = _looked_up(settings, choice)
        if choice.faults:
            return _page(request, settings, choice=choice)
        ids = find_exchanges(settings, choice.wanted)
        gone = forget_exchanges(settings, ids, by=admin.name, chosen_by=choice.logged)
        return RedirectResponse(f"{request.scope.get('root_path', '')}{PRIVACY}?gewist={gone}", 303)

    return router


def _looked_up(settings: Settings, choice: KeptChoice) -> tuple[KeptChoice, Share]:
    """Return a choice and how much it is; where that is nothing, the choice says so."""
    expire(settings)
    if choice.faults:
        return choice, Share(Kept(), 0)
    share = share_of(settings, choice.wanted)
    last = FIELDS[choice.kind][-1]
    return choice if share.kept.count else replace(choice, faults={last: f"none_{choice.kind}"}), share


def _page(request: Request, settings: Settings, *, choice: KeptChoice | None = None, erased: int = 0) -> Response:
    """Return the page on privacy: with what is wrong with a `choice`, or how many exchanges were `erased`."""
    expire(settings)
    kept = count_kept(settings)
    return desk_page(
        request,
        "privacy.html",
        status=422 if choice else 200,
        keeps=keeping(settings),
        settings=settings,
        kept=kept,
        next_goes=goes_at(kept.first, settings).astimezone() if kept.first else None,
        pins=len(read_pins(settings)),
        cases=len(read_staff_cases(settings).cases),
        log_years=LOGGED.days // 365,
        choice=choice,
        erased=erased,
        path=PRIVACY,
        in_words=_in_words,
    )


def _in_words(at: datetime, language: str) -> str:
    """Return the day of a moment here."""
    return date_in_words(at.astimezone().date().isoformat(), language)
