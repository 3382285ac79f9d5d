"""The queue, an exchange in it, and what a reviewer does there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from index.errors import BriefwijzerError
from index.search.library import Library
from index.settings import Settings
from index.store.exchanges import Exchange, find_exchanges
from index.store.review.pins import read_pin, read_pins
from index.store.review.queue import QueueEntry, assign, next_in_queue, read_entry, read_queue
from index.store.review.reviews import ANSWER_VERDICTS, QUOTE_VERDICTS, read_reviews, verdicts_of_two
from index.store.staff.log import audit
from index.store.staff.people import StaffMember, read_staff
from qa.review.agreement import ENOUGH, cohen_kappa
from qa.review.export import csv_lines, export_lines
from qa.review.faults import NotReviewableError
from qa.review.judging import decide
from qa.review.pinning import disputing, pin_key
from qa.review.reviewing import kept_exchange, with_reviews
from ui.desk.cookies import DESK
from ui.desk.pages import desk_page
from ui.desk.review.exchange_view import ReviewDraft, draft_of, exchange_view
from ui.desk.review.filters import BY_NOBODY, NOT_BY_ME, QueueAddress, number_in, queue_address
from ui.desk.review.sent import CITE, correction_in, draft_in
from ui.desk.roles import Reviewer
from ui.desk.route import desk_router
from ui.web.refusal import status_of
from ui.web.render import not_found

QUEUE = f"{DESK}/vragen"
_PAGE = 25  # exchanges
_DONE = ("oordeel", "toetsvraag", "vast", "toegewezen")


def review_routes(settings: Settings, library: Library | None) -> APIRouter:
    """Return the routes of the queue; without a library the letters are not shown beside answers."""
    router = desk_router(settings)

    @router.get("/vragen")
    def queue(request: Request, member: Reviewer) -> Response:
        address = queue_address(request.query_params, me=member.name)
        number = number_in(request.query_params.get("bladzijde"))
        shown = read_queue(settings, address.wanted, skip=(number - 1) * _PAGE, limit=_PAGE)
        return desk_page(
            request,
            "review_queue.html",
            shown=shown,
            number=number,
            first=(number - 1) * _PAGE + 1,
            last=max(1, -(-shown.total // _PAGE)),
            staff=[each.name for each in read_staff(settings)],
            kappas=[(*two, len(pairs), cohen_kappa(pairs)) for two, pairs in verdicts_of_two(settings).items()],
            enough=ENOUGH,
            unreviewed=(BY_NOBODY, NOT_BY_ME),
            verdicts=ANSWER_VERDICTS,
            pinned=_pinned_among(shown.entries, settings),
            **_queue_values(request, address, settings),
        )

    @router.get("/vragen.{form}")
    def export(request: Request, member: Reviewer, form: str) -> Response:
        if form not in ("csv", "jsonl"):
            return not_found(request)
        ids = find_exchanges(settings, queue_address(request.query_params, me=member.name).wanted)
        audit(settings, who=member.name, what="exported", subject=form, detail=str(len(ids)))
        exchanges = with_reviews(settings, ids)
        lines: Iterator[str] = csv_lines(exchanges) if form == "csv" else export_lines(exchanges)
        media_type = "text/csv" if form == "csv" else "application/x-ndjson"
        headers = {"Content-Disposition": f'attachment; filename="vragen.{form}"'}
        return StreamingResponse(lines, media_type=f"{media_type}; charset=utf-8", headers=headers)

    @router.get("/vragen/{id}")
    def exchange(request: Request, member: Reviewer, id: str) -> Response:
        return _shown(request, member, id, settings, library)

    @router.post("/vragen/{id}/oordeel")
    async def judge(request: Request, member: Reviewer, id: str) -> Response:
        sent = await request.form()
        draft = draft_in({name: str(value) for name, value in sent.items()}, [str(one) for one in sent.getlist(CITE)])
        then = str(sent.get("daarna", ""))
        return await run_in_threadpool(
            _judged, request, member, id, draft, then=then, settings=settings, library=library
        )

    @router.post("/vragen/{id}/toewijzen")
    async def give(request: Request, member: Reviewer, id: str) -> Response:
        name = str((await request.form()).get("wie", ""))
        return await run_in_threadpool(_given, request, member, id, name, settings)

    return router


def _queue_values(request: Request, address: QueueAddress, settings: Settings) -> dict[str, Any]:
    """Return the choice of the queue, and what was just done with which exchange."""
    done, about = (request.query_params.get(name, "") for name in ("gedaan", "met"))
    return {
        "address": address,
        "fields": address.fields,
        "done": done if done in _DONE else "",
        "about": read_entry(settings, about) if done in _DONE and about else None,
    }


def _pinned_among(entries: Sequence[QueueEntry], settings: Settings) -> frozenset[str]:
    """Return the ids of the exchanges with a question that has a pinned answer."""
    keys = {pin.key for pin in read_pins(settings)}
    return frozenset(each.id for each in entries if keys and pin_key(each.searched_for) in keys)


def _shown(
    request: Request,
    member: StaffMember,
    id: str,
    settings: Settings,
    library: Library | None,
    *,
    draft: ReviewDraft | None = None,
    fault: BriefwijzerError | None = None,
) -> Response:
    """Return the page of an exchange; with the `fault` that kept a `draft` from being kept, where there was one."""
    try:
        kept: Exchange = kept_exchange(id, settings)
    except NotReviewableError:
        return not_found(request)
    reviews = read_reviews(settings, id)
    entry = read_entry(settings, id)
    mine = next((each for each in reviews if each.reviewer == member.name), None)
    view = exchange_view(kept, library)
    pin = read_pin(settings, pin_key(kept.searched_for))
    return desk_page(
        request,
        "review_exchange.html",
        status=status_of(fault) if fault else 200,
        exchange=kept,
        view=view,
        draft=draft or draft_of(mine, view),
        mine=mine,
        others=[each for each in reviews if each.reviewer != member.name],
        pin=pin,
        disputed=bool(pin and disputing(pin, kept, reviews)),
        fault=fault,
        assigned_to=entry.assigned_to if entry else None,
        staff=[each.name for each in read_staff(settings)],
        answer_verdicts=ANSWER_VERDICTS,
        quote_verdicts=QUOTE_VERDICTS,
        **_queue_values(request, queue_address(request.query_params, me=member.name), settings),
    )


def _judged(
    request: Request,
    member: StaffMember,
    id: str,
    draft: ReviewDraft,
    *,
    then: str,
    settings: Settings,
    library: Library | None,
) -> Response:
    """Keep what was sent, make of it what was asked for, and go on to the next in the queue."""
    address = queue_address(request.query_params, me=member.name)
    following = next_in_queue(settings, address.wanted, after=id)
    try:
        decide(
            id,
            reviewer=member.name,
            answer=draft.answer,
            quotes=draft.quotes,
            note=draft.note,
            correction=correction_in(draft, library),
            case=then == "toetsvraag",
            settings=settings,
            library=library,
        )
    except BriefwijzerError as fault:
        return _shown(request, member, id, settings, library, draft=draft, fault=fault)
    if then == "vast":  # shown first as readers will see it
        return _to(request, f"{QUEUE}/{id}/vastzetten", address.fields)
    done = "toetsvraag" if then == "toetsvraag" else "oordeel"
    path = f"{QUEUE}/{following}" if following else QUEUE
    return _to(request, path, {**address.fields, "gedaan": done, "met": id})


def _given(request: Request, member: StaffMember, id: str, name: str, settings: Settings) -> Response:
    """Have somebody who works here look at an exchange, or nobody."""
    if name and name not in {each.name for each in read_staff(settings)}:
        return not_found(request)
    if not assign(settings, [id], name or None, by=member.name):
        return not_found(request)
    address = queue_address(request.query_params, me=member.name)
    return _to(request, f"{QUEUE}/{id}", {**address.fields, "gedaan": "toegewezen"})


def _to(request: Request, path: str, fields: Mapping[str, str]) -> Response:
    return RedirectResponse(f"{request.scope.get('root_path', '')}{path}?{urlencode(fields)}", 303)
