"""Whether the numbers and dates of a sentence stand in what it rests on. Pure.

Compared by value: `25.000`, `25 duizend` and `vijfentwintigduizend` are one number, `2024-05-12` and
`12 mei 2024` are one date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from index.dutch.dates import find_dates
from qa.rules.claim import Claim

_SCALES = {"duizend": 10**3, "miljoen": 10**6, "mln": 10**6, "miljard": 10**9, "mld": 10**9}
_NUMBER = re.compile(rf"(\d+(?:[.,:]\d+)*)(?:\s*({'|'.join(_SCALES)})\b)?(\s*(?:%|procent\b|pct\b))?", re.IGNORECASE)
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
_SMALL = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
    "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)  # fmt: skip
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_WORD = re.compile(r"[^\W\d_]+")
_UNITS = (
    "dag|dagen|schooldag|schooldagen|werkdag|werkdagen|week|weken|schoolweek|schoolweken|maand|maanden|"
    "kwartaal|kwartalen|jaar|jaren|schooljaar|schooljaren|uur|uren|lesuur|lesuren|minuut|minuten|keer|maal|"
    "euro|procent|miljoen|miljard|leerling|leerlingen|kind|kinderen|jongere|jongeren|school|scholen|"
    "gemeente|gemeenten"
)
_COUNTED = re.compile(rf"(?<!\d )\b[^\W\d_]+(?=\s+(?:{_UNITS})\b)", re.IGNORECASE)
_ONE = re.compile(rf"\been\s+(?:{_UNITS})\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Facts:
    """Numbers and percentages by value, and `(day, month)` of every date; day is None for a month alone."""

    numbers: frozenset[str]
    percentages: frozenset[str]
    days: frozenset[tuple[int | None, int]]


def number_not_in_quote(claim: Claim) -> str:
    return "" if numbers_stand_in(claim.text, claim.evidence) else claim.text


def numbers_stand_in(sentence: str, texts: Iterable[str]) -> bool:
    """Return whether every number, year, date and percentage of `sentence` stands in one of `texts`.

    A number written as a word counts in `sentence` where a unit follows (`drie maanden`), in `texts` anywhere.
    """
    claimed = _facts(_COUNTED.sub(_digits, sentence))
    known = [_facts(form) for text in texts for form in _forms(text)]
    numbers = frozenset().union(*(facts.numbers for facts in known))
    percentages = frozenset().union(*(facts.percentages for facts in known))
    days = frozenset().union(*(facts.days for facts in known))
    months = {(None, month) for _, month in days}
    return claimed.numbers <= numbers and claimed.percentages <= percentages and claimed.days <= days | months


def _facts(text: str) -> _Facts:
    numbers, percentages, days = set(), set(), set()
    for date in find_dates(text):
        days.add((date.day, date.month))
        numbers |= {str(part) for part in (date.day, date.year) if part is not None}
        text = text[: date.start] + " " * (date.end - date.start) + text[date.end :]
    for token, scale, percent in _NUMBER.findall(text):
        for value in _values(token, _SCALES.get(scale.lower(), 1)):
            numbers.add(value)
            if percent:
                percentages.add(value)
    return _Facts(frozenset(numbers), frozenset(percentages), frozenset(days))


def _values(token: str, scale: int) -> list[str]:
    """Return what `token` says: a number in Dutch notation, or the parts of what looks like one (`3.2`)."""
    if re.fullmatch(r"\d{1,18}|\d{1,3}(\.\d{3}){1,5}", token):
        return [str(int(token.replace(".", "")) * scale)]
    if re.fullmatch(r"(\d{1,18}|\d{1,3}(\.\d{3}){1,5}),\d{1,18}", token):
        value = Decimal(token.replace(".", "").replace(",", ".")) * scale
        return [f"{value.normalize():f}"]
    return [part.replace(":", ".") for part in token.split(",")]


def _forms(text: str) -> Iterable[str]:
    """Yield `text` as it is, with its number words as digits, and with blanks taken out of its thousands."""
    yield text
    yield _WORD.sub(_digits, text)
    yield _SPACED.sub(lambda number: re.sub(r"\D", "", number[0]), text)
    if _ONE.search(text):
        yield "1"


def _digits(word: re.Match[str]) -> str:
    return _number_words().get(word[0].lower(), word[0])


@cache
def _number_words() -> dict[str, str]:
    """Return the Dutch number words below 1,000, the round thousands and ordinals below 100.

    Made by the rules of the language. `een` is left out: it is mostly an article.
    """
    words: dict[int, str] = dict(enumerate(_SMALL))
    for i, ten in enumerate(_TENS, 2):
        words[i * 10] = ten
        for unit in range(1, 10):
            one = "een" if unit == 1 else _SMALL[unit]
            words[i * 10 + unit] = one + ("ën" if one.endswith("e") else "en") + ten
    below_hundred = dict(words)
    for hundred in range(1, 10):
        name = ("" if hundred == 1 else _SMALL[hundred]) + "honderd"
        words[hundred * 100] = name
        words |= {hundred * 100 + rest: name + word for rest, word in below_hundred.items() if rest}
    numbers = {word: value for value, word in words.items()} | {"duizend": 1000}
    numbers |= {word + "duizend": value * 1000 for value, word in words.items() if value > 1}
    numbers |= {_ordinal(value, word): value for value, word in below_hundred.items() if value}
    return {word: str(value) for word, value in numbers.items()} | {"anderhalf": "1,5", "anderhalve": "1,5"}


def _ordinal(value: int, word: str) -> str:
    irregular = {1: "eerste", 3: "derde", 8: "achtste"}
    return irregular.get(value) or word + ("de" if value < 20 else "ste")
