"""Whether a number or date keeps its bound: `hooguit drie maanden` is not `minstens`, and 500 euro is not
`tot 500 euro`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from index.dutch.dates import MONTHS
from index.dutch.words import fold
from qa.check.claim import Claim
from qa.compare.clauses import split_words
from qa.compare.number_values import in_digits
from qa.compare.terms import find_terms
from qa.compare.units import TIME_WORDS

_UPPER = frozenset(("at_most", "before", "until"))
_LOWER = frozenset(("at_least", "after", "from"))
_BETWEEN = 2  # words that may stand between a bound and its number: `uiterlijk op de`
_APART = frozenset("in op van sinds bij".split())  # minder dan in 2023: no bound of the year
_COLOURS = frozenset(
    "maar wel slechts zeker liefst pas net dik royaal".split()
)  # say what the writer thinks of a number
_OF_TIME = frozenset("voor na per binnen sinds".split())  # bound a time only: `voor 500 euro` is a price
_TIMES = TIME_WORDS | frozenset(MONTHS)
_MAY = frozenset("mag mogen kan kunnen kunt recht maximum minimum".split())


def bound_changed(claim: Claim) -> str:
    """Return the bound that the sentence adds, turns or leaves out beside a number or date, or ""."""
    known: dict[str, set[str]] = {}
    for quote in claim.quotes:
        for number, bound, _ in _bounded(quote):
            known.setdefault(number, set()).add(bound)
    words = set(split_words(fold(claim.text)))
    for number, bound, said in _bounded(claim.text):
        theirs = known.get(number)
        if theirs and bound == "at_least" and _BEYOND.search(fold(" ".join(claim.quotes))):
            continue  # the letter says what holds up to the number, and what beyond it
        if theirs and said == "tot" and _TO.search(fold(claim.text)):
            continue  # verhogen tot, verruimen tot
        if theirs and not any(_holds(bound, each, may=bool(words & _MAY)) for each in theirs):
            return f"{said} {number}".strip() if bound else f"zonder grens bij {number}"
    return ""


def _holds(bound: str, theirs: str, *, may: bool) -> bool:
    if bound in (theirs, "about"):
        return True
    if not bound:
        return theirs in ("about", "from", "until") or (may and theirs in ("at_most", "until"))
    if bound in _UPPER:
        return theirs in _UPPER
    return theirs in _LOWER or (bound == "from" and not theirs)


@lru_cache(maxsize=5_000)
def _bounded(text: str) -> tuple[tuple[str, str, str], ...]:
    """Return every number of `text` with the level of its bound, "" for none, and the words of that."""
    words = tuple(split_words(fold(in_digits(text))))
    terms = [term for term in find_terms("claims/bounds.tsv", words) if term.text not in _COLOURS]
    found = []
    for at, word in _numbers(words):
        near = [
            term
            for term in terms
            if (
                term.end <= at <= term.end + _BETWEEN
                and not any(w[0].isdigit() or w in _APART for w in words[term.end : at])
            )
            or (at < term.start <= at + 2 and term.text.startswith(("of ", "en ")))
        ]
        near = [term for term in near if _bounds(term.text, word, words[at : at + 4])]
        if (
            near
            and near[-1].text == "tot"
            and any(each[0].isdigit() for each in words[max(0, near[-1].start - 2) : near[-1].start])
        ):
            near = []  # 3 tot 5
        compared = _COMPARED.search(" ".join(words[max(0, at - 4) : at]))
        if compared:
            less = compared["than"] in _LESS
            level = "at_most" if less != bool(compared["not"]) else "at_least"
            found.append((_plain(word), level, compared[0].strip()))
            continue
        level = near[-1].level if near else ""
        if level in ("at_least", "at_most", "until") and "voor" in words[at + 2 : at + 4]:
            level = "at_least"  # uiterlijk drie maanden voor is minstens drie maanden voor
        found.append((_plain(word), level, near[-1].text if near else ""))
    return tuple(found)


def _bounds(bound: str, number: str, behind: tuple[str, ...]) -> bool:
    """True where a preposition bounds a time: `voor 500 euro` is a price, `voor vijf jaar` how long."""
    if bound == "voor":
        return bool(set(behind) & set(MONTHS)) or _YEAR.fullmatch(number) is not None or "uur" in behind
    return bound not in _OF_TIME or bool(set(behind) & _TIMES) or _YEAR.fullmatch(number) is not None


_COMPARED = re.compile(r"(?P<not>\b(?:niet|nooit|geen)\s)?(?:\w+\s)?\b(?P<than>\w+er) dan(?: de| het| een)?$")
_LESS = frozenset("minder lager korter jonger kleiner goedkoper eerder vroeger lichter".split())
_TO = re.compile(
    r"\b(?:verho|verla|verrui|verleng|vermind|uitbrei|optrek|op te trek|opgetrok|stijg|steeg|daal|gedaald|groei|beperk|"
    r"terugbreng)\w*"
)
_BEYOND = re.compile(r"\b(?:langer|meer|hoger|ouder|groter|verder|vaker|later)\b(?! dan)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _numbers(words: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    for at, word in enumerate(words):
        follows = at and (words[at - 1] in MONTHS or words[at - 1][0].isdigit())
        if word[0].isdigit() and not (follows and _YEAR.fullmatch(word)):  # the year of a date goes with its day
            yield at, word


def _plain(number: str) -> str:
    return re.sub(r"(?<=\d)\.(?=\d{3}\b)|%$", "", number)
