"""Whether a sentence in another language says `rise` where the letter says `dalen`, or `at most`
where it says `minstens`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from index.dutch.word_lists import rows
from index.dutch.words import fold
from qa.check.claim import Claim
from qa.check.foreign.text import plain
from qa.compare.align import touched
from qa.compare.terms import levels

MEANINGS = ("change", "access", "permission", "course", "approval")
BOUNDS = ("amount", "moment")
_LIST = "foreign/opposites.tsv"
_SIDES = ("for", "against")
_GAP = 8  # words that ... stands for at most
_OTHER = {"for": "against", "against": "for"}
_LEVELS = {
    ("amount", "for"): {"at_least"},
    ("amount", "against"): {"at_most"},
    ("moment", "for"): {"after", "from"},
    ("moment", "against"): {"before", "until"},
}


def swapped(claim: Claim, pairs: Iterable[str]) -> str:
    """Return the words of the sentence that are on the side opposite to that of its quotes, of any of `pairs`, or
    "".
    """
    found = touched(claim.around, claim.quotes)
    quoted = fold(" ".join(clause.text for clause in found))
    words = tuple(word for clause in found for word in clause.words)
    text = plain(claim.text, claim.language)
    for pair in pairs:
        theirs = _bounds(pair, words) if pair in BOUNDS else _sides(pair, "nl", quoted)
        mine = _sides(pair, claim.language, text)
        if len(theirs) == 1 and len(mine) == 1 and not theirs & mine:
            (side,) = mine
            match = _finder(pair, side, claim.language).search(text)
            return match[0] if match else ""
    return ""


def affirms(sentence: str, language: str) -> bool:
    """True when a sentence says that something is open, allowed, goes on or finds support."""
    text = plain(sentence, language)
    return any("for" in _sides(pair, language, text) for pair in MEANINGS)


def _bounds(pair: str, words: Sequence[str]) -> frozenset[str]:
    said = levels("claims/bounds.tsv", tuple(words))
    return frozenset(side for side in _SIDES if said & _LEVELS[pair, side])


def _sides(pair: str, language: str, text: str) -> frozenset[str]:
    if neither := _forms(pair, "neither", language):
        text = re.sub("|".join(rf"(?<!\w){_source(form)}(?!\w)" for form in neither), " ", text)
    return frozenset(side for side in _SIDES if _finder(pair, side, language).search(text))


@cache
def _finder(pair: str, side: str, language: str) -> re.Pattern[str]:
    forms = _forms(pair, side, language)
    others = [form for form in _forms(pair, _OTHER[side], language) if any(_inside(each, form) for each in forms)]
    either = "|".join(map(_source, sorted(forms, key=len, reverse=True)))
    # `not more than` is no `more than`
    unless = "".join(rf"(?<!{re.escape(_before(form, forms))} )" for form in others if _before(form, forms))
    return re.compile(rf"(?<!\w){unless}(?:{either or '(?!)'})(?!\w)")


def _forms(pair: str, side: str, language: str) -> list[str]:
    return [
        fold(form) if language == "nl" else plain(form, language)
        for tongue, each, which, said in rows(_LIST)
        if (tongue, each, which) == (language, pair, side)
        for form in said.split("; ")
    ]


def _inside(short: str, long: str) -> bool:
    return short != long and long.endswith(f" {short}")


def _before(long: str, forms: Collection[str]) -> str:
    """Return the words before the form that `long` ends with."""
    return next((long.removesuffix(f" {each}") for each in forms if _inside(each, long)), "")


def _source(form: str) -> str:
    gap = rf"\s+(?:[^\s.;!?]+\s+){{0,{_GAP}}}?"
    return re.escape(form).replace(r"\ \.\.\.\ ", gap).replace(r"\ ", r"\s+").replace(r"\*", r"\w*")
