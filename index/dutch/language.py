"""Whether a question is Dutch or English. Pure."""

from __future__ import annotations

from typing import Literal

from index.dutch.words import words

Language = Literal["nl", "en"]

_DUTCH = frozenset(
    "de het een van wat wie hoe welke waar wanneer waarom in is zijn en op voor met aan er niet ik mijn dat".split()
)
_ENGLISH = frozenset(
    "the a an of what who how which where when why is are does do for with my there from that and it to".split()
)


def language(text: str) -> Language:
    """Return the language of a question by its function words; Dutch unless English clearly has more of them."""
    found = words(text)
    dutch, english = sum(word in _DUTCH for word in found), sum(word in _ENGLISH for word in found)
    return "en" if english > dutch + 1 else "nl"
