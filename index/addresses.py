"""Addresses of servers as they may be shown. Pure functions."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

_SECRET = re.compile(r"key|token|secret|pass|pwd|sig|auth|credential", re.I)
_STARS = "***"


def masked(address: str | None) -> str:
    """Return `address` with stars for a password, for a key in the place of a user, and for the values of parameters
    that are named as secrets are; nothing for none.
    """
    if not address:
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return _STARS
    user, at, host = parts.netloc.rpartition("@")
    if ":" in user:
        user = f"{user.partition(':')[0]}:{_STARS}"
    elif user and parts.scheme in ("http", "https"):  # who logs in on a website without a password has a key
        user = _STARS
    query = "&".join(map(_masked_pair, parts.query.split("&")))
    return urlunsplit(parts._replace(netloc=user + at + host, query=query))


def _masked_pair(pair: str) -> str:
    name, _, value = pair.partition("=")
    return f"{name}={_STARS}" if value and _SECRET.search(name) else pair
