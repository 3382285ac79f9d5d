"""What goes wrong, as JSON: always what it is and what to do about it, in Dutch, never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from index.errors import BriefwijzerError, OverloadedError, TooManyRequestsError
from ui.web.refusal import status_of

logger = logging.getLogger(__name__)

_SCHEMA = "Het schema staat op /api/openapi.json."
_BAD_JSON = ("Dit is geen geldige JSON.", f"Stuur een JSON-object in UTF-8. {_SCHEMA}")
_BY_STATUS: Mapping[int, tuple[str, str]] = {
    400: _BAD_JSON,
    404: ("Dit adres bestaat niet.", _SCHEMA),
    405: ("Dit adres kent deze methode niet.", _SCHEMA),
}
_BROKEN = ("Er ging iets mis.", "Probeer het nog eens. Gebeurt het weer, vraag dan de beheerder naar het logboek.")
_BY_KIND: Mapping[str, str] = {
    "missing": "ontbreekt",
    "string_too_short": "is leeg",
    "string_too_long": "is te lang: hoogstens {max_length} tekens",
    "too_long": "is te lang: hoogstens {max_length} waarden",
    "greater_than_equal": "is te klein: minstens {ge}",
    "less_than_equal": "is te groot: hoogstens {le}",
    "literal_error": "moet een van deze zijn: {expected}",
    "extra_forbidden": "bestaat niet",
}
_RETRY = {"Retry-After": "60"}


def fault_json(message: str, help: str, status: int, *, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return a fault as a response."""
    return JSONResponse({"message": message, "help": help}, status_code=status, headers=headers)


def handle_faults(app: FastAPI) -> None:
    """Let every fault in `app` end as JSON."""

    @app.exception_handler(BriefwijzerError)
    def ours(_: Request, fault: BriefwijzerError) -> JSONResponse:
        busy = isinstance(fault, TooManyRequestsError | OverloadedError)
        return fault_json(fault.message, fault.help, status_of(fault), headers=_RETRY if busy else None)

    @app.exception_handler(RequestValidationError)
    def wrong_fields(_: Request, fault: RequestValidationError) -> JSONResponse:
        first = fault.errors()[0]
        if first["type"] == "json_invalid":
            return fault_json(*_BAD_JSON, 400)
        return fault_json(f"{_named(first)} {_wrong(first)}.", _SCHEMA, 422)

    @app.exception_handler(HTTPException)
    def of_http(_: Request, fault: HTTPException) -> JSONResponse:
        return fault_json(*_BY_STATUS.get(fault.status_code, _BROKEN), fault.status_code, headers=fault.headers)

    @app.exception_handler(Exception)
    def broken(_: Request, fault: Exception) -> JSONResponse:
        logger.error("the request could not be answered", exc_info=fault)
        return fault_json(*_BROKEN, 500)


def broken_line(fault: Exception) -> dict[str, object]:
    """Return a fault as the last event of a stream, which has told its status already."""
    if isinstance(fault, BriefwijzerError):
        return {"event": "error", "message": fault.message, "help": fault.help}
    logger.error("the question could not be answered", exc_info=fault)
    message, help = _BROKEN
    return {"event": "error", "message": message, "help": help}


def _named(wrong: Mapping[str, Any]) -> str:
    path = [str(part) for part in wrong["loc"][1:]]
    return f"Het veld {'.'.join(path)}" if path else "Wat u stuurt"


def _wrong(wrong: Mapping[str, Any]) -> str:
    if len(wrong["loc"]) == 1:
        return "is geen JSON-object, of de kop Content-Type: application/json ontbreekt"
    return _BY_KIND.get(wrong["type"], "heeft een verkeerde waarde").format(**wrong.get("ctx", {}))
