"""JSON in what a language model says, whatever stands around it. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, Literal

_MAX_STARTS = 500  # opening brackets tried in one reply, so that a reply full of them costs no time


def values(reply: str, opening: Literal["{", "["]) -> Iterator[Any]:
    """Yield the JSON objects or lists that start at an `opening` bracket in `reply`, in order."""
    decoder = json.JSONDecoder()
    starts = (i for i, sign in enumerate(reply) if sign == opening)
    for start in islice(starts, _MAX_STARTS):
        try:
            yield decoder.raw_decode(reply, start)[0]
        except (ValueError, RecursionError):  # not JSON from here on, or nested beyond all reason
            continue
