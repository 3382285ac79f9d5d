"""Signs that stand for letters and digits, as people type them: `m²` as m2, `①` as 1, `½` as 1/2, `ﬁ` as fi. Pure.

A raised digit is a power behind a unit of length alone; elsewhere it is the mark of a note, and no part of the word
that it stands at: `onderwijs¹` is onderwijs, `2023²` is 2023.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_NOT_PLAIN = re.compile(r"[^\W\x00-\x7f]|[\u3300-\u33ff]")  # the last are signs as ㎡
_LENGTH = re.compile(r"(?:^|[\W\d_])[cdkm]?m$")
_POWERS = frozenset("²³")
_STEP = 4  # characters before a sign in which a unit of length stands, with what is before it


def plain_signs(text: str) -> str:
    """Return `text` with such signs as letters and digits, for search: places in it are others than in `text`."""
    return text if text.isascii() else _NOT_PLAIN.sub(_plain, text)


def ends_in_length(text: str) -> bool:
    """Return whether `text` ends in a unit of length (`m`, `km`), behind which a raised 2 or 3 is a power."""
    return _LENGTH.search(text[-_STEP:]) is not None


def _plain(match: re.Match[str]) -> str:
    sign = match[0]
    form, plain = _compatible(sign)
    before = match.string[max(0, match.start() - _STEP) : match.start()]
    match form:
        case "":
            return sign
        case "<super>" if plain.isdigit():
            return plain if sign in _POWERS and ends_in_length(before) else " "
        case "<super>":
            return plain if before[-1:].isdigit() else " "  # 2ᵉ
        case "<fraction>" | "<circle>" | "<square>":
            return f" {plain} "  # 2½ is not 21/2
        case _:
            return plain


@cache
def _compatible(sign: str) -> tuple[str, str]:
    """Return how a sign is another form of plain letters or digits, as Unicode says ("<super>"), and those; "" for one
    that is none (UAX #15).
    """
    form = unicodedata.decomposition(sign).partition(" ")[0]
    if not form.startswith("<"):
        return "", sign
    return form, unicodedata.normalize("NFKC", sign).replace("\u2044", "/")
