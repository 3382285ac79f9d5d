"""A request that is refused, or that went wrong: as a page for readers, as JSON for scripts and programs."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from index.errors import (
    BriefwijzerError,
    ModelError,
    NotIndexedError,
    OverloadedError,
    SettingsError,
    StoreError,
    TooManyRequestsError,
)
from ui.web.language import language_of
from ui.web.render import page
from ui.wording.faults import fault_text

logger = logging.getLogger(__name__)


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


def refusal_of(request: Request, fault: BriefwijzerError) -> Response:
    """Return `fault` as readers are told of it; what only whoever runs Briefwijzer can mend is logged."""
    status = status_of(fault)
    if status == 503:
        logger.warning("%s", fault)
    return refusal(request, "store" if isinstance(fault, StoreError) else "broken", status)


def status_of(fault: BriefwijzerError) -> int:
    """Return the status code that says whose turn it is to do something."""
    match fault:
        case NotIndexedError():
            return 404
        case TooManyRequestsError():
            return 429
        case StoreError() | ModelError() | OverloadedError() | SettingsError():
            return 503
        case _:
            return 422
