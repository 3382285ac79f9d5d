"""The numbers, dates and named times of a sentence in another language, as Dutch would write them. Pure.

`trois mois` becomes `3 maanden` and `March 24, 2023` becomes `24 maart 2023`, so that the Dutch rules compare them by
value.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from index.dutch.dates import MONTHS
from qa.check.foreign.counting import LIST, count_at, unit_at, value_at
from qa.check.foreign.text import either, finder, listed, meaning, one_form, plain

_TOKEN = re.compile(r"(?<![^\W_])\d+(?:[.,:]\d+)*|[^\W\d_]+|[^\w\s]")
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
_POINT_IS_DECIMAL = frozenset(("en", "ar"))
_SCALES = {1_000: "duizend", 1_000_000: "miljoen", 1_000_000_000: "miljard"}
_ENDS_CLAUSE = frozenset(".;:!?,")
_LONE_MONTH = {"en": r"(?:in|since|until|till|by|of|from|before|after|during|to|next|last)\s+"}
"""What must stand before a month's name without day or year: `may` and `march` are other words as well."""
_TURKISH_FROM, _TURKISH_TO = frozenset("den dan ten tan".split()), frozenset("a e ya ye".split())


@dataclass(frozen=True)
class _Found:
    """A number in Dutch digits, at `[start, end)` of the tokens."""

    text: str
    start: int
    end: int


def in_dutch(sentence: str, language: str, *, printed: str) -> tuple[str, list[tuple[str, str]]]:
    """Return what a sentence counts and when, in Dutch with ` ; ` between, and the pairs that it says
    something went from and to.

    A number that stands in `printed`, the letters' own words, exactly as in the sentence, is in Dutch notation already.
    """
    text = _SPACED.sub(lambda number: re.sub(r"\D", "", number[0]), plain(sentence, language))
    text, said = _take_dates(text, language)
    text, phrases = _take_phrases(text, language)
    times, named = listed(LIST, language, "time"), finder(LIST, language, "time")
    said += [times[one_form(match)] for match in named.finditer(text)]
    text = named.sub(" ", text)
    text = finder(LIST, language, "percent").sub(" % ", text).replace("٪", "%")
    tokens = _TOKEN.findall(text)
    found = _numbers(tokens, language, printed)
    said += phrases + [_with_unit(each, tokens, language) for each in found]
    return " ; ".join(filter(None, said)), _changes(found, tokens, language)


def _take_dates(text: str, language: str) -> tuple[str, list[str]]:
    """Return `text` without its dates, and those in Dutch."""
    months = listed(LIST, language, "month")
    said: list[str] = []

    def take(match: re.Match[str]) -> str:
        part = match.groupdict()
        month = MONTHS[int(months[one_form(match)]) - 1]
        said.append(" ".join(filter(None, [part.get("d"), month, part.get("y")])))
        return " "

    for each in _dates(language):
        text = each.sub(take, text)
    return text, said


@cache
def _dates(language: str) -> tuple[re.Pattern[str], ...]:
    month = either(listed(LIST, language, "month"), language)
    joint = r"(?:\s*(?:st|nd|rd|th|er|\.|-?го|-?е))?\s*(?:(?:of|de)\s+)?"
    year = r"(?:\.?,?\s+(?:of\s+|de\s+|عام\s+)?(?P<y>\d{4})(?!\d))"
    return (
        re.compile(rf"(?<![\d.,/-])(?P<d>\d{{1,2}}){joint}{month}{year}?"),
        re.compile(rf"{month}\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.:%])(?:,?\s+(?P<y>\d{{4}})(?!\d))?"),
        re.compile(rf"{month}{year}"),
        re.compile(rf"(?<!\w){_LONE_MONTH.get(language, '')}{month}"),
    )


def _take_phrases(text: str, language: str) -> tuple[str, list[str]]:
    phrases = listed(LIST, language, "phrase")
    said: list[str] = []

    def take(match: re.Match[str]) -> str:
        said.append(phrases[one_form(match)].strip("-"))
        return " "

    return finder(LIST, language, "phrase").sub(take, text), said


def _numbers(tokens: Sequence[str], language: str, printed: str) -> list[_Found]:
    found = []
    at = 0
    while at < len(tokens):
        each = _digits_at(tokens, at, language, printed) or _words_at(tokens, at, language)
        if each:
            each = _and_a_half(each, tokens, language)
            found.append(each)
        at = each.end if each else at + 1
    return found


def _digits_at(tokens: Sequence[str], at: int, language: str, printed: str) -> _Found | None:
    token = tokens[at]
    if not token[0].isdigit():
        return None
    if language in _POINT_IS_DECIMAL and not re.search(rf"(?<![\d.,]){re.escape(token)}(?!\d|[.,]\d)", printed):
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", token):
            token = token.replace(",", "").replace(".", ",")
        elif re.fullmatch(r"\d+\.\d+", token):
            token = token.replace(".", ",")
    scale = value_at(tokens, at + 1, language)
    if scale in _SCALES:
        return _Found(f"{token} {_SCALES[scale]}", at, at + 2)
    return _Found(token, at, at + 1)


def _words_at(tokens: Sequence[str], at: int, language: str) -> _Found | None:
    counted = count_at(tokens, at, language)
    return _Found(str(counted[0]), at, counted[1]) if counted else None


def _and_a_half(number: _Found, tokens: Sequence[str], language: str) -> _Found:
    for half, more in listed(LIST, language, "half").items():
        end = number.end + len(half.split())
        if " ".join(tokens[number.end : end]) == half and number.text.isdigit():
            return _Found(number.text + more.removeprefix("0"), number.start, end)
    return number


def _with_unit(number: _Found, tokens: Sequence[str], language: str) -> str:
    before = tokens[number.start - 1] if number.start else ""
    behind = [token for token in tokens[number.end : number.end + 3] if token not in ("-", "'")]
    if before == "%" or behind[:1] == ["%"]:
        return f"{number.text}%"
    if before == "€" or behind[:1] == ["€"]:
        return f"{number.text} euro"
    for token in behind[:3]:
        if token in _ENDS_CLAUSE or token[0].isdigit():
            break
        if unit := unit_at([token], 0, language):
            return f"{number.text} {unit}"
    return number.text


def _changes(found: Sequence[_Found], tokens: Sequence[str], language: str) -> list[tuple[str, str]]:
    """Return the pairs of numbers of which the sentence says that something went from one to the other."""
    starts, goals = listed(LIST, language, "from"), listed(LIST, language, "to")
    pairs = []
    for one, other in itertools.pairwise(found):
        between = tokens[one.end : other.start]
        if language == "tr":
            leads = any(token in _TURKISH_FROM for token in between[:2])
            goes = any(token in _TURKISH_TO for token in tokens[other.end : other.end + 2])
        else:
            leads = one.start > 0 and meaning(tokens[one.start - 1], starts, language) is not None
            goes = any(meaning(token, goals, language) is not None for token in between)
        if leads and goes and len(between) < 6:
            pairs.append((one.text, other.text))
    return pairs
