"""A request that is refused, or that went wrong: as a page for readers, as JSON for scripts and programs."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ui.web.language import language_of
from ui.web.render import page
from ui.wording.faults import fault_text


def refusal(
    request: Request, name: str, status: int, *, headers: Mapping[str, str] | None = None, **values: object
) -> Response:
    """Return the fault `name` (`ui.wording.faults`), which says what is wrong and what to do."""
    said = fault_text(name, language_of(request), **values)
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse(said._asdict(), status, headers=headers)
    response = page(request, "refused.html", status=status, fault=said)
    response.headers.update(headers or {})
    return response
