"""The log of what staff did, for admins: with filters, and as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from index.settings import Settings
from index.store.staff.log import LogEntry, LogFilter, log_names, read_log
from qa.review.export import csv_line
from ui.desk.cookies import DESK
from ui.desk.days import begin_of_day, end_of_day
from ui.desk.pages import desk_page
from ui.desk.roles import Admin
from ui.desk.route import desk_router
from ui.wording.interface import texts

LOG = f"{DESK}/logboek"

_SHOWN = 200
_HEADS = ("tijd", "wie", "wat", "waarvan", "bijzonderheden")


def log_routes(settings: Settings) -> APIRouter:
    """Return the routes of the log."""
    router = desk_router(settings)
    path = LOG.removeprefix(DESK)

    @router.get(path)
    def log(request: Request, admin: Admin) -> Response:
        asked = request.query_params
        entries = list(read_log(settings, _wanted(request), limit=_SHOWN + 1))
        who, what = log_names(settings)
        fields = {name: asked.get(name, "") for name in ("wie", "wat", "vanaf", "tot")}
        return desk_page(
            request,
            "desk_log.html",
            entries=entries[:_SHOWN],
            more=len(entries) > _SHOWN,
            shown=_SHOWN,
            fields=fields,
            as_csv=f"{LOG}.csv?{urlencode(fields)}",
            path=LOG,
            who=[name for name in who if name],
            what=what,
            what_name=what_name,
        )

    @router.get(path + ".csv")
    def log_csv(request: Request, admin: Admin) -> Response:
        headers = {"Content-Disposition": 'attachment; filename="logboek.csv"'}
        lines = _csv(read_log(settings, _wanted(request)))
        return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)

    return router


def what_name(what: str, language: str) -> str:
    """Return what was done in words, or the word of the log where it has none."""
    return texts(language).get(f"logged.{what}", what)


def _wanted(request: Request) -> LogFilter:
    asked = request.query_params
    return LogFilter(
        who=asked.get("wie", ""),
        what=asked.get("wat", ""),
        since=begin_of_day(asked.get("vanaf", "")),
        until=end_of_day(asked.get("tot", "")),
    )


def _csv(entries: Iterator[LogEntry]) -> Iterator[str]:
    yield "\ufeff"  # without it a spreadsheet takes the file for another encoding
    rows = ([f"{each.at:%Y-%m-%dT%H:%M:%SZ}", each.who, each.what, each.subject, each.detail] for each in entries)
    yield csv_line(_HEADS)
    yield from map(csv_line, rows)
