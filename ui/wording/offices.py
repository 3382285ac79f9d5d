"""The members of the government that letters are to and from, whatever their ministry calls them inside. Pure."""

from __future__ import annotations

import re

_OFFICE = re.compile(r"\b(minister|staatssecretaris)\b", re.IGNORECASE)
# how a ministry writes whom a note is for: `MPVO`, `MOCW, MPVO`, `MPVO via MOCW`
_ONE = r"[MS](?:PVO|OCW|VWS|LZS|SZW|BZK|JenV|JV|FIN|EZK|EZ|LNV|IenW|BVOM)"
_CODES = re.compile(rf"\s*{_ONE}(?:(?:\s*,\s*|\s+en\s+|\s+via\s+){_ONE})*\s*")


def is_code(name: str) -> bool:
    """Return whether `name` is a code that only a ministry knows, or several of them."""
    return _CODES.fullmatch(name) is not None


def member_of_government(name: str) -> str:
    """Return `minister` or `staatssecretaris`, the first one of several, "" where `name` is neither."""
    if is_code(name):
        return "minister" if name.strip()[0] == "M" else "staatssecretaris"
    office = _OFFICE.search(name)
    return office[1].lower() if office else ""
