"""Whose request it is."""

from __future__ import annotations

import ipaddress

from starlette.requests import Request

_OF_ONE_LINE = 64  # bits: whoever has an IPv6 line has all addresses that begin alike


def address_of(request: Request) -> str:
    """Return the address that the request comes from: of IPv6 the network of the line."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    return str(ipaddress.ip_network((address, _OF_ONE_LINE), strict=False))
