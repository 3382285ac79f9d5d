"""Whose request it is."""

from __future__ import annotations

from starlette.requests import Request


def address_of(request: Request) -> str:
    """Return the address that the request comes from."""
    return request.client.host if request.client else ""
