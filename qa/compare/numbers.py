"""Numbers and dates of a sentence, looked up in other texts. Pure.

Compared by value, and a number must count the same: `drie weken` is not in `drie maanden`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.dutch.dates import MONTHS, SEASONS, WEEKDAYS, DutchDate, find_dates
from index.dutch.words import fold, words
from qa.compare.clauses import clauses, content, like, tokens
from qa.compare.number_values import (
    YEAR_LIKE,
    Number,
    each_with_month,
    numbers_claimed,
    numbers_known,
    unit_of,
    without_dates,
)

_DAY_MONTH = re.compile(r"(?<![\d/-])(\d{1,2})[-/](\d{1,2})(?![\d/-])")
_FROM_TO = re.compile(
    r"\bvan\s+(?:€\s*)?([\d.,]+)(?:\s\S+){0,2}?\s+(?:naar|tot)\s+(?:€\s*)?([\d.,]+\d|\d)", re.IGNORECASE
)
_RATE = re.compile(r"\b(?:per|elk|elke|ieder|iedere)\s+(dag|week|maand|kwartaal|jaar|uur|minuut|schooljaar)\b")
_RATES = {"dagelijks": "dag", "wekelijks": "week", "maandelijks": "maand", "jaarlijks": "jaar"}
_CLEARLY = 0.5  # by how much the words around another number must fit better
_NAMED_TIMES = WEEKDAYS | frozenset(SEASONS) | frozenset(MONTHS)


def missing_numbers(sentence: str, texts: Iterable[str], *, whole_dates: Iterable[str] = ()) -> list[str]:
    """Return every number, year, date, percentage and named time of `sentence` that stands in none of `texts`.

    Of `whole_dates` no part stands by itself.
    """
    texts = tuple(texts)
    in_texts = [date for text in texts for date in find_dates(each_with_month(text))]
    dates = [*in_texts, *(date for text in whole_dates for date in find_dates(text))]
    known = [number for text in texts for number in numbers_known(text)]
    undated = [number for text in texts for number in numbers_known(without_dates(text))]
    values = {number.value for number in known} | {str(date.year) for date in in_texts if date.year}
    missing = []
    for date in find_dates(each_with_month(sentence)):
        if not any(_same_date(date, other, values) for other in dates):
            missing.append(" ".join(each_with_month(sentence)[date.start : date.end].split()))
    claimed = without_dates(sentence)
    for day, month in _DAY_MONTH.findall(claimed):
        if any(date.day == int(day) and date.month == int(month) for date in dates):
            claimed = claimed.replace(f"{day}-{month}", " ").replace(f"{day}/{month}", " ")
    for number in numbers_claimed(claimed):
        # of the sentence too, what a number counts is looked for without dates
        counts_alike = any(other.value == number.value and _counts(number, other) for other in undated)
        if not _stands_in(number, known, in_texts, counts_alike=counts_alike):
            missing.append(number.said)
    times = {word for text in texts for word in words(text)} | {MONTHS[date.month - 1] for date in in_texts}
    missing += [word for word in words(claimed) if word in _NAMED_TIMES and not _same_times(word) & times]
    return list(dict.fromkeys(missing))


def misplaced_numbers(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return the numbers of `sentence` that the quotes have, but for something else."""
    said = [number for number in numbers_claimed(without_dates(sentence)) if not YEAR_LIKE.fullmatch(number.value)]
    known = [
        number
        for quote in quotes
        for number in numbers_known(without_dates(quote))
        if not YEAR_LIKE.fullmatch(number.value)
    ]
    wrong = [f"van {a} naar {b}" for a, b in _FROM_TO.findall(sentence) if _turned(a, b, quotes)]
    rates = _rates(sentence) - _rates(" ".join(quotes))
    if rates and _rates(" ".join(quotes)):
        wrong += [f"per {rate}" for rate in rates]
    for i, one in enumerate(said):
        for other in said[i + 1 :]:
            if one.value != other.value and unit_of(one) == unit_of(other) and _exchanged(one, other, known):
                wrong.append(f"{one.said} en {other.said}")
    wrong += [number.said for number in said if _says_another(number, known)]
    wrong += [number.said for number in said if _of_another_quote(number, sentence, quotes)]
    return list(dict.fromkeys(wrong))


def _turned(a: str, b: str, quotes: Sequence[str]) -> bool:
    pairs = [pair for quote in quotes for pair in _FROM_TO.findall(quote)]
    return (b, a) in pairs and (a, b) not in pairs


def _rates(text: str) -> set[str]:
    folded = fold(text)
    return {*_RATE.findall(folded), *(unit for word, unit in _RATES.items() if word in folded)}


def _exchanged(one: Number, other: Number, known: Sequence[Number]) -> bool:
    """True when the words around two numbers are, in the letter, around each other's."""

    def near(number: Number, value: str) -> float:
        return max((_shared(number.around, each.around) for each in known if each.value == value), default=0.0)

    straight = near(one, one.value) + near(other, other.value)
    crossed = near(one, other.value) + near(other, one.value)
    return crossed > straight + 0.5 and near(one, other.value) > 0 and near(other, one.value) > 0


def _says_another(number: Number, known: Sequence[Number]) -> bool:
    """True when the letter says what stands around the number of another number of its kind, and not of this one."""
    kind = (number.percent, unit_of(number))
    near = {each: _shared(number.around, each.around) for each in known if (each.percent, unit_of(each)) == kind}
    own = max((share for each, share in near.items() if each.value == number.value), default=1.0)
    other = max((share for each, share in near.items() if each.value not in (number.value, "1")), default=0.0)
    return other - own >= _CLEARLY


def _of_another_quote(number: Number, sentence: str, quotes: Sequence[str]) -> bool:
    """True when the quote that says most of the sentence has another number of that unit, and the
    number stands elsewhere.
    """
    if len(quotes) < 2:
        return False
    clause = max(clauses(sentence), key=lambda each: len(number.around & set(each.words)), default=None)
    telling = content(clause.words) if clause else []
    if not telling:
        return False
    shares = {quote: _covered(telling, quote) for quote in quotes}
    best = max(quotes, key=lambda quote: shares[quote])
    holding = [quote for quote in quotes if any(each.value == number.value for each in numbers_known(quote))]
    others = [
        each
        for each in numbers_known(best)
        if each.value != number.value and unit_of(each) == unit_of(number) and each.percent == number.percent
    ]
    return (
        bool(others) and best not in holding and bool(holding) and shares[best] - max(shares[q] for q in holding) > 0.3
    )


def _covered(telling: Sequence[str], quote: str) -> float:
    present = content(tokens(quote))
    return sum(any(like(word, other) >= 0.6 for other in present) for word in telling) / len(telling)


def _shared(mine: frozenset[str], theirs: frozenset[str]) -> float:
    if not mine:
        return 0.0
    return sum(max((like(word, other) for other in theirs), default=0.0) for word in mine) / len(mine)


def _stands_in(number: Number, known: Sequence[Number], dates: Sequence[DutchDate], *, counts_alike: bool) -> bool:
    same = [other for other in known if other.value == number.value and other.percent >= number.percent]
    if not same:
        parts = {str(part) for date in dates for part in (date.day, date.year) if part}
        return number.value in parts and not number.percent
    unit = unit_of(number)
    if unit is not None and all(unit_of(other) not in (None, unit) for other in same):
        return False
    return counts_alike or not _swapped(number, same, known)


def _swapped(number: Number, same: Sequence[Number], known: Sequence[Number]) -> bool:
    """True when the letter counts this with another number, and something else with this one."""
    if (
        not number.counted
        or unit_of(number) is not None
        or any(_counts(number, other) or not other.counted for other in same)
    ):
        return False
    others = [other for other in known if other.value != number.value and other.percent == number.percent]
    return not YEAR_LIKE.fullmatch(number.value) and any(_counts(number, other) for other in others)


def _counts(number: Number, other: Number) -> bool:
    return any(like(a, b) >= 0.8 for a in number.counted[:1] for b in other.counted[:1])


def _same_date(date: DutchDate, other: DutchDate, values: set[str]) -> bool:
    if date.month != other.month or (date.day is not None and date.day != other.day):
        return False
    return date.year is None or date.year == other.year or (other.year is None and str(date.year) in values)


def _same_times(word: str) -> set[str]:
    return {each for each, season in SEASONS.items() if season == SEASONS.get(word)} or {word}
