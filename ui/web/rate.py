"""How often an address may ask for something in a minute. Counted in memory, by each process for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import Request

from index.errors import TooManyRequestsError
from ui.web.address import address_of
from ui.web.refusal import refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_FREE = "/briefwijzer/"  # styles and scripts: every page asks for several, and they cost nothing
_RETRY = {"Retry-After": "60"}


class MinuteRate:
    """Counts what each address does; `per_minute` of it may be done in any minute."""

    def __init__(self, per_minute: int) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._limit = RateLimitItemPerMinute(per_minute)

    def count(self, address: str) -> None:
        """Count one more. Raises TooManyRequestsError, and counts nothing, where that is too many."""
        if not self._limiter.hit(self._limit, address):
            raise TooManyRequestsError(
                "Vanaf uw adres is net heel veel gevraagd.", help="Probeer het over een minuut nog eens."
            )


class RequestRate:
    """ASGI middleware: 429 for the requests of an address that are more than `rate` lets through."""

    def __init__(self, app: ASGIApp, *, rate: MinuteRate) -> None:
        self._app = app
        self._rate = rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with 429, or let the app answer."""
        if scope["type"] == "http" and not scope["path"].startswith(scope.get("root_path", "") + _FREE):
            try:
                self._rate.count(address_of(Request(scope)))
            except TooManyRequestsError:
                await refusal(Request(scope), "too_many", 429, headers=_RETRY)(scope, receive, send)
                return
        await self._app(scope, receive, send)
