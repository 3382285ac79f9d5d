"""The pages of the desk inside their frame: who is signed in, where they may go, and the code for forms.

A template extends `desk_base.html`; each of its forms that posts has `{% include "form_code.html" %}` in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse

from index.store.staff.people import StaffRole
from ui.desk.cookies import DESK
from ui.desk.form_code import FIELD, form_code
from ui.desk.roles import visit_of
from ui.web.language import language_of
from ui.web.render import page
from ui.wording.dates import date_in_words

DESK_PAGES: Sequence[tuple[str, str, StaffRole]] = (
    (DESK, "desk.start", "reviewer"),
    (f"{DESK}/vragen", "review.page", "reviewer"),
    (f"{DESK}/onbeantwoord", "review.unanswered", "reviewer"),
    (f"{DESK}/vastgezet", "review.pins", "reviewer"),
    (f"{DESK}/metingen", "review.runs", "reviewer"),
    (f"{DESK}/brieven", "keep.page", "editor"),
    (f"{DESK}/medewerkers", "people.title", "admin"),
    (f"{DESK}/privacy", "privacy.title", "admin"),
    (f"{DESK}/logboek", "log.title", "admin"),
)
"""The pages that every page of the desk leads to: path, key of the text, who may open it."""


def desk_page(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """Return the page that `template` makes of `values`, for whoever asks for it."""
    visit = visit_of(request)
    return page(
        request,
        template,
        status=status,
        member=visit.member,
        desk_pages=[each for each in DESK_PAGES if visit.member and visit.member.may(each[2])],
        day=partial(_day, language=language_of(request)),
        form_field=FIELD,
        form_code=form_code(visit.secret),
        **values,
    )


def _day(at: datetime | str, *, language: str) -> str:
    """Return the day of a moment, or of an ISO date, in words."""
    return date_in_words(at if isinstance(at, str) else at.astimezone().date().isoformat(), language)
