"""JSON in what a language model says, whatever stands around it. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Literal

ALOUD = re.compile(r"\s*<think\w*>.*?</think\w*>", re.DOTALL)
"""What a model thinks before it answers, as some put it into their reply."""

_MAX_STARTS = 500  # opening brackets tried in one reply, so that a reply full of them costs no time


def values(reply: str, opening: Literal["{", "["]) -> Iterator[Any]:
    """Yield the JSON objects or lists that start at an `opening` bracket in `reply`, in order; none
    that a model thinks aloud.
    """
    decoder = json.JSONDecoder(strict=False)  # models break lines inside strings
    reply = ALOUD.sub("", reply)
    starts = (i for i, sign in enumerate(reply) if sign == opening)
    for start in islice(starts, _MAX_STARTS):
        try:
            yield decoder.raw_decode(reply, start)[0]
        except (ValueError, RecursionError):  # not JSON from here on, or nested beyond all reason
            continue
