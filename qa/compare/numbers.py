"""Numbers and dates of a sentence, looked up in other texts. Pure.

Compared by value: `25.000`, `25 duizend` and `vijfentwintigduizend` are one number, `2024-05-12` and `12 mei 2024` one date, a
quarter 25 percent. A number must count the same: `drie weken` is not in `drie maanden`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from index.dutch.dates import MONTHS, SEASONS, WEEKDAYS, DutchDate, find_dates
from index.dutch.number_words import SCALES, number_words
from index.dutch.word_lists import rows
from index.dutch.words import fold, stop_words, words
from qa.compare.clauses import clauses, content, like, tokens

_SCALES = {**SCALES, "kwartier": 15}
_NUMBER = re.compile(
    rf"(\d+(?:[.,:]\d+)*)(?:e|ste|de)?\b(?:\s*({'|'.join(_SCALES)})\b)?(\s*(?:%|procent\b|pct\b))?", re.IGNORECASE
)
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_FRACTIONS = (
    (r"\bdrie\s?kwart\b", "75%"), (r"\b(?:een|één)\s+kwart\b|\bkwart van\b", "25%"),
    (r"(?<!eerste )(?<!tweede )(?:\bde helft\b|\bhelft van\b)", "50%"), (r"\btwee\s?derde\b", "2/3"), (r"\b(?:een|één)\s+derde\b", "1/3"),
    (r"\b(?:een|één)\s+vijfde\b", "20%"), (r"\b(?:een|één)\s+tiende\b", "10%"), (r"\b(?:een\s+)?half(?= jaar\b)", "0,5"),
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
_MOST_DAYS = 4  # 14, 15 en 16 maart
_DAY_MONTH = re.compile(r"(?<![\d/-])(\d{1,2})[-/](\d{1,2})(?![\d/-])")
_FROM_TO = re.compile(
    r"\bvan\s+(?:€\s*)?([\d.,]+)(?:\s\S+){0,2}?\s+(?:naar|tot)\s+(?:€\s*)?([\d.,]+\d|\d)", re.IGNORECASE
)
_RATE = re.compile(r"\b(?:per|elk|elke|ieder|iedere)\s+(dag|week|maand|kwartaal|jaar|uur|minuut|schooljaar)\b")
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")
_RATES = {"dagelijks": "dag", "wekelijks": "week", "maandelijks": "maand", "jaarlijks": "jaar"}
_CLEARLY = 0.5  # by how much the words around another number must fit better
_NEAR = 6  # words around a number that say what it is
_UNITS = tuple(frozenset(words.split()) for _, words in rows("grammar/units.tsv"))
_DAY, _WEEK, _MONTH, _QUARTER, _YEAR, _HOUR, _MINUTE = range(7)  # as the list has them
_IS = ((_YEAR, _MONTH, 12), (_QUARTER, _MONTH, 3), (_YEAR, _QUARTER, 4), (_WEEK, _DAY, 7), (_HOUR, _MINUTE, 60))
"""Units of which one is so many of another."""
_NAMED_TIMES = WEEKDAYS | frozenset(SEASONS) | frozenset(MONTHS)


@dataclass(frozen=True)
class _Number:
    """A number as it is said: `value` compares by `==`, `counted` are the words behind it that say what of."""

    said: str
    value: str
    percent: bool
    counted: tuple[str, ...]
    around: frozenset[str] = frozenset()
    converted: bool = False


def missing_numbers(sentence: str, texts: Iterable[str], *, whole_dates: Iterable[str] = ()) -> list[str]:
    """Return every number, year, date, percentage and named time of `sentence` that stands in none of `texts`.

    Of `whole_dates` no part stands by itself.
    """
    texts = tuple(texts)
    in_texts = [date for text in texts for date in find_dates(_each_with_month(text))]
    dates = [*in_texts, *(date for text in whole_dates for date in find_dates(text))]
    known = [number for text in texts for number in _known(text)]
    values = {number.value for number in known} | {str(date.year) for date in in_texts if date.year}
    missing = []
    for date in find_dates(_each_with_month(sentence)):
        if not any(_same_date(date, other, values) for other in dates):
            missing.append(" ".join(_each_with_month(sentence)[date.start : date.end].split()))
    claimed = _without_dates(sentence)
    for day, month in _DAY_MONTH.findall(claimed):
        if any(date.day == int(day) and date.month == int(month) for date in dates):
            claimed = claimed.replace(f"{day}-{month}", " ").replace(f"{day}/{month}", " ")
    missing += [number.said for number in _said(claimed) if not _stands_in(number, known, in_texts)]
    times = {word for text in texts for word in words(text)} | {MONTHS[date.month - 1] for date in in_texts}
    missing += [word for word in words(claimed) if word in _NAMED_TIMES and not _same_times(word) & times]
    return list(dict.fromkeys(missing))


def misplaced_numbers(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return the numbers of `sentence` that the quotes have, but for something else."""
    said = [number for number in _said(_without_dates(sentence)) if not _YEAR_LIKE.fullmatch(number.value)]
    known = [
        number for quote in quotes for number in _known(_without_dates(quote)) if not _YEAR_LIKE.fullmatch(number.value)
    ]
    wrong = [f"van {a} naar {b}" for a, b in _FROM_TO.findall(sentence) if _turned(a, b, quotes)]
    rates = _rates(sentence) - _rates(" ".join(quotes))
    if rates and _rates(" ".join(quotes)):
        wrong += [f"per {rate}" for rate in rates]
    for i, one in enumerate(said):
        for other in said[i + 1 :]:
            if one.value != other.value and _unit(one) == _unit(other) and _exchanged(one, other, known):
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


def _exchanged(one: _Number, other: _Number, known: Sequence[_Number]) -> bool:
    """True when the words around two numbers are, in the letter, around each other's."""

    def near(number: _Number, value: str) -> float:
        return max((_shared(number.around, each.around) for each in known if each.value == value), default=0.0)

    straight = near(one, one.value) + near(other, other.value)
    crossed = near(one, other.value) + near(other, one.value)
    return crossed > straight + 0.5 and near(one, other.value) > 0 and near(other, one.value) > 0


def _says_another(number: _Number, known: Sequence[_Number]) -> bool:
    """True when the letter says what stands around the number of another number of its kind, and not of this one."""
    kind = (number.percent, _unit(number))
    near = {each: _shared(number.around, each.around) for each in known if (each.percent, _unit(each)) == kind}
    own = max((share for each, share in near.items() if each.value == number.value), default=1.0)
    other = max((share for each, share in near.items() if each.value not in (number.value, "1")), default=0.0)
    return other - own >= _CLEARLY


def _of_another_quote(number: _Number, sentence: str, quotes: Sequence[str]) -> bool:
    """True when the quote that says most of the sentence has another number of that unit, and the number stands elsewhere."""
    if len(quotes) < 2:
        return False
    clause = max(clauses(sentence), key=lambda each: len(number.around & set(each.words)), default=None)
    telling = content(clause.words) if clause else []
    if not telling:
        return False
    shares = {quote: _covered(telling, quote) for quote in quotes}
    best = max(quotes, key=lambda quote: shares[quote])
    holding = [quote for quote in quotes if any(each.value == number.value for each in _known(quote))]
    others = [
        each
        for each in _known(best)
        if each.value != number.value and _unit(each) == _unit(number) and each.percent == number.percent
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


def _stands_in(number: _Number, known: Sequence[_Number], dates: Sequence[DutchDate]) -> bool:
    same = [other for other in known if other.value == number.value and other.percent >= number.percent]
    if not same:
        parts = {str(part) for date in dates for part in (date.day, date.year) if part}
        return number.value in parts and not number.percent
    unit = _unit(number)
    if unit is not None and all(_unit(other) not in (None, unit) for other in same):
        return False
    return not _swapped(number, same, known)


def _swapped(number: _Number, same: Sequence[_Number], known: Sequence[_Number]) -> bool:
    """True when the letter counts this with another number, and something else with this one."""
    if (
        not number.counted
        or _unit(number) is not None
        or any(_counts(number, other) or not other.counted for other in same)
    ):
        return False
    others = [other for other in known if other.value != number.value and other.percent == number.percent]
    return not _YEAR_LIKE.fullmatch(number.value) and any(_counts(number, other) for other in others)


def _counts(number: _Number, other: _Number) -> bool:
    return any(like(a, b) >= 0.8 for a in number.counted[:1] for b in other.counted[:1])


def _unit(number: _Number) -> int | None:
    if number.percent:
        return None
    first = number.counted[:1]
    return next((i for i, unit in enumerate(_UNITS) if unit & set(first)), None)


def _same_date(date: DutchDate, other: DutchDate, values: set[str]) -> bool:
    if date.month != other.month or (date.day is not None and date.day != other.day):
        return False
    return date.year is None or date.year == other.year or (other.year is None and str(date.year) in values)


def _same_times(word: str) -> set[str]:
    return {each for each, season in SEASONS.items() if season == SEASONS.get(word)} or {word}


def _said(sentence: str) -> Iterator[_Number]:
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
def _known(text: str) -> tuple[_Number, ...]:
    """Return the numbers of a text of the letters, in every way to read them: also `een week` as 1, `beide` as 2."""
    text = re.sub(r"\b(een|twee|drie|vier|vijf|zes)maal\b", r"\1 keer", text, flags=re.IGNORECASE)
    text = _LONG.sub(lambda m: f"{m[1]} {_LASTS[m[2].lower()]} ", text)
    one_of = _ONE_OF.sub(lambda m: f"{100 / _ONE_IN[m[1].lower()]:g}%", text)
    forms = [text, one_of, in_digits(text), _ONE.sub("1 ", text), re.sub(r"\bbeide\b", "2", text, flags=re.IGNORECASE)]
    return tuple(number for form in dict.fromkeys(forms) for number in _numbers(form))


def _numbers(text: str) -> Iterator[_Number]:
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
            if word not in stop_words() and not (word[0].isdigit() and not _YEAR_LIKE.fullmatch(word))
        )  # fmt: skip
        for value in _values(token, _SCALES.get((scale or "").lower(), 1)):
            number = _Number(" ".join(match[0].split()), value, bool(percent), counted, around)
            yield number
            yield from _in_other_units(number)


def _telling(found: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in found if word not in stop_words() and not any(c.isdigit() for c in word))


def _in_other_units(number: _Number) -> Iterator[_Number]:
    unit = _unit(number)
    for large, small, times in _IS:
        value = Decimal(number.value) if re.fullmatch(r"\d{1,9}(\.\d{1,3})?", number.value) else None
        if value is None or unit not in (large, small):
            continue
        converted = value * times if unit == large else value / times
        if converted * 2 == (converted * 2).to_integral_value():
            counted = (min(_UNITS[small if unit == large else large]), *number.counted[1:])
            yield replace(number, value=f"{converted.normalize():f}", counted=counted, converted=True)


def _values(token: str, scale: int) -> list[str]:
    """Return what `token` says: a number in Dutch notation, or the parts of what looks like one (`3.2`)."""
    if re.fullmatch(r"\d{1,18}|\d{1,3}(\.\d{3}){1,5}", token):
        return [str(int(token.replace(".", "")) * scale)]
    if re.fullmatch(r"(\d{1,18}|\d{1,3}(\.\d{3}){1,5}),\d{1,18}", token):
        value = Decimal(token.replace(".", "").replace(",", ".")) * scale
        return [f"{value.normalize():f}"]
    return [part.replace(":", ".") for part in token.split(",")]


def _without_dates(text: str) -> str:
    for date in reversed(find_dates(text)):
        text = f"{text[: date.start]}{' ' * (date.end - date.start)}{text[date.end :]}"
    return text


def _each_with_month(text: str) -> str:
    """Return `text` with its month behind each day of a range: `3 tot en met 7 juni` as `3 juni tot en met 7 juni`."""
    for _ in range(_MOST_DAYS):
        more = _SEVERAL.sub(lambda m: f"{m[1]} {m[3]}{m[2]}" if fold(m[3]) in MONTHS else m[0], text)
        if more == text:
            break
        text = more
    return text


def in_digits(text: str) -> str:
    """Return `text` with its number words and fractions as digits."""
    for pattern, digits in _FRACTIONS:
        text = re.sub(pattern, digits, text, flags=re.IGNORECASE)
    return _WORD.sub(_digits, text)


def _digits(word: re.Match[str]) -> str:
    if word[0].lower() in _SCALES and re.search(r"\d\s*$", word.string[: word.start()]):
        return word[0]  # 25 duizend
    return number_words().get(word[0].lower(), word[0])


def is_number_word(word: str) -> bool:
    """True for a folded number word, ordinal or unit: what the rule on numbers weighs."""
    return word in _foldednumber_words()


@cache
def _foldednumber_words() -> frozenset[str]:
    return frozenset(fold(word) for word in number_words()) | _UNIT_WORDS


_UNIT_WORDS = frozenset(word for unit in _UNITS for word in unit) | {"half", "halve", "kwart", "helft", "ton"}
