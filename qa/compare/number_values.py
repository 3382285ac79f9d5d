"""Numbers as a text says them: their value, what they count, and the words around them. Pure.

Compared by value: `25.000`, `25 duizend` and `vijfentwintigduizend` are one number, a quarter is 25 percent, a year
twelve months.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from index.dutch.dates import MONTHS, find_dates
from index.dutch.number_words import SCALES, number_words
from index.dutch.words import fold, stop_words, words
from qa.compare.units import UNIT_WORDS, UNITS

_SCALES = {**SCALES, "kwartier": 15}
_NUMBER = re.compile(
    rf"(\d+(?:[.,:]\d+)*)(?:e|ste|de)?\b(?:\s*({'|'.join(_SCALES)})\b)?(\s*(?:%|procent\b|pct\b))?", re.IGNORECASE
)
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_FRACTIONS = (
    (r"\bdrie\s?kwart\b", "75%"), (r"\b(?:een|één)\s+kwart\b|\bkwart van\b", "25%"),
    (r"(?<!eerste )(?<!tweede )(?:\bde helft\b|\bhelft van\b)", "50%"), (r"\btwee\s?derde\b", "2/3"),
    (r"\b(?:een|één)\s+derde\b", "1/3"),
    (r"\b(?:een|één)\s+vijfde\b", "20%"), (r"\b(?:een|één)\s+tiende\b", "10%"),
    (r"\b(?:een\s+)?half(?= jaar\b)", "0,5"),
)  # fmt: skip
_CHAMBER = re.compile(
    r"\b(?:eerste|tweede)(?=[\s-]kamer)|\bals eerste\b|\beerste(?= (?:plaats|instantie))", re.IGNORECASE
)
_SEVERAL = re.compile(r"\b(\d{1,2})(\s*(?:tot en met|t/m|tot|en|of|,|-|–)\s*)(?=\d{1,2}\s+([^\W\d_]+))", re.IGNORECASE)
_ONE = re.compile(
    r"\b(?:een|het|per|elk|ieder|elke|iedere)\s+(?=(?:\w+\s+)?(?:dag|week|maand|kwartaal|jaar|uur|kwartier|keer)\b)",
    re.IGNORECASE,
)
_LASTS = {"jarig": "jaar", "daags": "dagen", "maands": "maanden", "weeks": "weken", "voudig": "keer"}
_LONG = re.compile(rf"\b(\w+?)({'|'.join(_LASTS)})e?\b", re.IGNORECASE)  # driejarig: three years
_ONE_IN = {"twee": 2, "vier": 4, "vijf": 5, "tien": 10, "twintig": 20}
_ONE_OF = re.compile(rf"\b(?:een|één|1)\s+op\s+de\s+({'|'.join(_ONE_IN)})\b", re.IGNORECASE)
_CENTS = re.compile(r"\b(\d+) euro(?: en)? (\d{1,2}) (?:euro)?cent\b", re.IGNORECASE)
_MOST_DAYS = 4  # 14, 15 en 16 maart
YEAR_LIKE = re.compile(r"(?:19|20)\d\d")
_NEAR = 6  # words around a number that say what it is
_DAY, _WEEK, _MONTH, _QUARTER, _YEAR, _HOUR, _MINUTE = range(7)  # as the list has them
_IS = ((_YEAR, _MONTH, 12), (_QUARTER, _MONTH, 3), (_YEAR, _QUARTER, 4), (_WEEK, _DAY, 7), (_HOUR, _MINUTE, 60))
"""Units of which one is so many of another."""


@dataclass(frozen=True)
class Number:
    """A number as it is said: `value` compares by `==`, `counted` are the words behind it that say what of."""

    said: str
    value: str
    percent: bool
    counted: tuple[str, ...]
    around: frozenset[str] = frozenset()
    converted: bool = False


def unit_of(number: Number) -> int | None:
    """Return which unit a number is counted in, as its place in the list of units; None for a share or anything
    else.
    """
    if number.percent:
        return None
    first = number.counted[:1]
    return next((i for i, unit in enumerate(UNITS) if unit & set(first)), None)


def numbers_claimed(sentence: str) -> Iterator[Number]:
    """Yield the numbers of a sentence; `een` counts nothing, `acht` only before what can be counted."""
    text = re.sub(
        r"\b[eé]én\b(?!\s+(?:dag|week|maand|kwartaal|jaar|uur|euro|procent|keer|op de)\b)",
        "een",
        sentence,
        flags=re.IGNORECASE,
    )
    text = re.sub(
        r"\bacht\b(?!\s+(?:\w+en|\w+s|uur|jaar|procent|euro|keer|maal)\b)",
        " ",
        _CHAMBER.sub(" ", text),
        flags=re.IGNORECASE,
    )
    yield from (number for number in _numbers(in_digits(text)) if not number.converted)


@lru_cache(maxsize=5_000)
def numbers_known(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text of the letters, in every way to read them: also `een week` as 1, `beide` as 2."""
    text = re.sub(r"\b(een|twee|drie|vier|vijf|zes)maal\b", r"\1 keer", text, flags=re.IGNORECASE)
    text = _LONG.sub(lambda m: f"{m[1]} {_LASTS[m[2].lower()]} ", text)
    one_of = _ONE_OF.sub(lambda m: f"{100 / _ONE_IN[m[1].lower()]:g}%", text)
    forms = [text, one_of, in_digits(text), _ONE.sub("1 ", text), re.sub(r"\bbeide\b", "2", text, flags=re.IGNORECASE)]
    return tuple(number for form in dict.fromkeys(forms) for number in _numbers(form))


def _numbers(text: str) -> Iterator[Number]:
    text = _SPACED.sub(lambda number: re.sub(r"\D", "", number[0]), text)
    for match in _NUMBER.finditer(text):
        token, scale, percent = match.groups()
        before, behind = text[: match.start()], re.split(r"[.;!?](?=\s|$)", text[match.end() :], maxsplit=1)[0]
        counted = _telling(words(behind)[:5])[:2]
        if re.search(r"(€|\beuro)\s*$", before, re.IGNORECASE):
            counted = ("euro", *counted)
        if (scale or "").lower() == "kwartier":
            counted = ("minuten", *counted)
        if re.search(r"\bop de\s*$", before):  # een op de vijf huurders
            counted = ()
        around = frozenset(
            word for word in (*words(before)[-_NEAR:], *words(behind)[:_NEAR])
            if word not in stop_words() and not (word[0].isdigit() and not YEAR_LIKE.fullmatch(word))
        )  # fmt: skip
        for value in _values(token, _SCALES.get((scale or "").lower(), 1)):
            number = Number(" ".join(match[0].split()), value, bool(percent), counted, around)
            yield number
            yield from _in_other_units(number)


def _telling(found: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in found if word not in stop_words() and not any(c.isdigit() for c in word))


def _in_other_units(number: Number) -> Iterator[Number]:
    unit = unit_of(number)
    for large, small, times in _IS:
        value = Decimal(number.value) if re.fullmatch(r"\d{1,9}(\.\d{1,3})?", number.value) else None
        if value is None or unit not in (large, small):
            continue
        converted = value * times if unit == large else value / times
        if converted * 2 == (converted * 2).to_integral_value():
            counted = (min(UNITS[small if unit == large else large]), *number.counted[1:])
            yield replace(number, value=f"{converted.normalize():f}", counted=counted, converted=True)


def _values(token: str, scale: int) -> list[str]:
    """Return what `token` says: a number in Dutch notation, or the parts of what looks like one (`3.2`)."""
    if re.fullmatch(r"\d{1,18}|\d{1,3}(\.\d{3}){1,5}", token):
        return [str(int(token.replace(".", "")) * scale)]
    if re.fullmatch(r"(\d{1,18}|\d{1,3}(\.\d{3}){1,5}),\d{1,18}", token):
        value = Decimal(token.replace(".", "").replace(",", ".")) * scale
        return [f"{value.normalize():f}"]
    return [part.replace(":", ".") for part in token.split(",")]


def without_dates(text: str) -> str:
    """Return `text` with blanks in the place of its dates."""
    for date in reversed(find_dates(text)):
        text = f"{text[: date.start]}{' ' * (date.end - date.start)}{text[date.end :]}"
    return text


def each_with_month(text: str) -> str:
    """Return `text` with its month behind each day of a range: `3 tot en met 7 juni` as `3 juni tot en met 7 juni`."""
    for _ in range(_MOST_DAYS):
        more = _SEVERAL.sub(lambda m: f"{m[1]} {m[3]}{m[2]}" if fold(m[3]) in MONTHS else m[0], text)
        if more == text:
            break
        text = more
    return text


def in_digits(text: str) -> str:
    """Return `text` with its number words and fractions as digits, and euros with their cents as one
    amount.
    """
    for pattern, digits in _FRACTIONS:
        text = re.sub(pattern, digits, text, flags=re.IGNORECASE)
    return _CENTS.sub(lambda amount: f"{amount[1]},{amount[2]:0>2} euro", _WORD.sub(_digits, text))


def _digits(word: re.Match[str]) -> str:
    if word[0].lower() in _SCALES and re.search(r"\d\s*$", word.string[: word.start()]):
        return word[0]  # 25 duizend
    return number_words().get(word[0].lower(), word[0])


def is_number_word(word: str) -> bool:
    """True for a folded number word, ordinal or unit: what the rule on numbers weighs."""
    return word in _folded_number_words()


@cache
def _folded_number_words() -> frozenset[str]:
    return frozenset(fold(word) for word in number_words()) | UNIT_WORDS | {"half", "halve", "kwart", "helft", "ton"}
