"""Whether a sentence keeps the condition under which its quote holds. Pure."""

from __future__ import annotations

import re

from index.dutch.words import fold
from qa.check.claim import Claim
from qa.compare.align import ALIKE
from qa.compare.clauses import content, like, split_words

_CONDITION = re.compile(
    r"\b(?P<opens>mits|tenzij|op voorwaarde dat|onder de voorwaarde dat|onder voorwaarde dat|alleen als|alleen wanneer|"
    r"alleen indien|"
    r"behalve als|behalve wanneer|behalve bij|behalve voor|uitgezonderd|met uitzondering van|indien|zolang|mocht|"
    r"mochten)\b(?P<says>[^,;.!?]*)"
)
_CONDITIONAL = re.compile(
    r"\b(?:als|indien|wanneer|mits|tenzij|behalve|alleen|uitsluitend|enkel|voorwaarden?|uitgezonderd|uitzonder\w*|"
    r"zolang|voor zover|pas|"
    r"waar nodig|wie|wil|zonder)\b"
)
_EVEN = re.compile(r"\book (?:niet )?(?:als|wanneer|indien|zonder)\b")  # tenzij u ziek bent: not `ook als u ziek bent`
_KEPT = 0.4  # share of a condition's content words that a sentence must have to have kept it in other words


def condition_dropped(claim: Claim) -> str:
    """Return the condition in the letter that the sentence leaves out, or ""."""
    said = fold(claim.text)
    conditions = [condition for text in claim.quotes for condition in _CONDITION.finditer(fold(text))]
    if conditions and (turned := _EVEN.search(said)) and not any(_EVEN.search(fold(text)) for text in claim.quotes):
        return turned[0]
    if _CONDITIONAL.search(said):
        return ""
    words = content(tuple(split_words(said)))
    for text in (*claim.quotes, *(claim.around if len(claim.quotes) == 1 else ())):
        for condition in _CONDITION.finditer(fold(text)):
            telling = content(tuple(split_words(condition["says"])))
            kept = sum(any(like(word, each) >= ALIKE for each in words) for word in telling)
            if telling and kept < _KEPT * len(telling):
                return f"zonder “{' '.join(condition[0].split()[:6])}”"
    return ""
