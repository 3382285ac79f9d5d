"""Whether a statement of a later letter repeats an older one with a change. Pure.

Strict on purpose: to call a letter's words older than they are does more harm than not to. So all that carries content
must be said in both, what picks out a group, a place or a year must be the same, and what differs must be a number, a
date or a denial.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.dutch.dates import MONTHS, WEEKDAYS, find_dates
from index.dutch.lemmas import surest
from index.dutch.word_lists import rows
from index.dutch.words import content_words, fold
from qa.compare.antonyms import opposite
from qa.compare.clauses import like, synonyms
from qa.compare.negation import contradiction
from qa.compare.numbers import missing_numbers
from qa.conflict.statement import Figure, Statement, counting_one, read_statement

LEAST = 0.7
"""Share of the content words of each that the other must have, be they ever so light."""

_SAME_WORD = 0.8
_TITLES = 0.6  # share of the words of each title that the other must have
_ENOUGH = (
    3  # content words that say what a statement is about without its letter's title, where one of them is particular
)
_PARTICULAR = 2  # or as many that are particular
_YEAR = re.compile(r"(?:19|20)\d\d")
_REFERENCE = re.compile(r"\d{5,}")  # of a file, a telephone; an amount has marks between its thousands
_ONCE = re.compile(r"\b(?:in werking|van kracht)\b")  # what begins once does not come round every year

Relation = Literal["change", "same", "other"]


@dataclass(frozen=True)
class Said:
    """A sentence, the title and date (ISO 8601) of its letter, and the words for its sender that say
    no more than `wij`.
    """

    text: str
    title: str | None = None
    date: str | None = None
    sender: frozenset[str] = frozenset()


def relation(older: Said, newer: Said) -> Relation:
    """Return whether `newer` says something else of what `older` speaks of, the same of it, or speaks
    of something else.
    """
    old, new = read_statement(older.text), read_statement(newer.text)
    if not _comparable(old, new) or not _of_the_same(old, new, older, newer):
        return "other"
    denies = _denies(old.text, new.text)
    figures = _figures_changed(old, new, older.date, newer.date)
    if figures is None or (figures and (denies or old.denials != new.denials)):
        return "other"  # who has no diploma is another group, with numbers of its own
    return "change" if figures or denies else "same"


def alike(word: str, other: str) -> bool:
    """True when two folded words say the same or the opposite of the same; a compound is not its part."""
    if opposite(word, other):
        return True
    if min(like(word, other), like(other, word)) >= _SAME_WORD:
        return True
    return bool(surest(other) & synonyms(word) or surest(word) & synonyms(other))


def _denies(one: str, other: str) -> bool:
    """True when two texts say the contrary, each of the other."""
    return bool(contradiction(one, [other]) and contradiction(other, [one]))


def _comparable(old: Statement, new: Statement) -> bool:
    """True when both state something, of the same time, of the same one of several."""
    return (
        (old.states and new.states)
        and old.past == new.past
        and not (old.relative or new.relative)
        and old.labels == new.labels
        and old.denials.count("zonder") == new.denials.count("zonder")
    )


def _of_the_same(old: Statement, new: Statement, older: Said, newer: Said) -> bool:
    senders = older.sender | newer.sender
    shared = [word for word in old.words if _in(word, new)]
    back = [word for word in new.words if _in(word, old)]
    if not old.words or not new.words:
        return False
    if min(len(shared) / len(old.words), len(back) / len(new.words)) < LEAST:
        return False
    rest = [word for word in (*old.words, *new.words) if word not in shared and word not in back]
    if any(not _light(word) and word not in senders for word in rest):
        return False
    telling = {word for word in shared if not _light(word) and word not in senders}
    particular = {word for word in telling if not _general(word)}
    alone = len(particular) >= _PARTICULAR or (len(particular) == 1 and len(telling) >= _ENOUGH)
    return (alone and not (old.points_back or new.points_back)) or _same_title(older.title, newer.title)


def _in(word: str, statement: Statement) -> bool:
    return any(alike(word, other) for other in statement.words)


def _same_title(one: str | None, other: str | None) -> bool:
    mine, theirs = (
        [word for word in content_words(title or "") if not any(c.isdigit() for c in word) and not _light(word)]
        for title in (one, other)
    )
    if not mine or not theirs:
        return False
    shares = (
        sum(any(alike(word, other) for other in there) for word in here) / len(here)
        for here, there in ((mine, theirs), (theirs, mine))
    )
    return min(shares) >= _TITLES


def _figures_changed(old: Statement, new: Statement, old_date: str | None, new_date: str | None) -> bool | None:
    """Return whether a number or date changed; None where what differs makes it another statement."""
    lost = missing_numbers(counting_one(old.text), [new.text])
    gained = [said for said in missing_numbers(counting_one(new.text), [old.text]) if said not in new.starts]
    if new.starts and any(not _is_time(said) for said in lost):
        lost = [said for said in lost if said not in old.starts]  # each amount from its own day
    if any(map(_recurs, old.words)) and any(map(_is_time, lost)):
        return None  # this meeting and the next
    times, new_times = ([said for said in each if _is_time(said)] for each in (lost, gained))
    numbers, new_numbers = ([said for said in each if not _is_time(said)] for each in (lost, gained))
    if len(times) != len(new_times) or len(numbers) != len(new_numbers):
        return None
    if times and (numbers or len(times) > 1 or not _moved(times[0], new_times[0], old, old_date, new_date)):
        return None
    pairs = _pairs(numbers, new_numbers, old, new)
    if pairs is None or any(a.hedge != b.hedge or (not a.unit and _REFERENCE.fullmatch(a.said)) for a, b in pairs):
        return None
    if len(pairs) > 1 and any(a.picks or a.hedge for a, _ in pairs):
        return None  # one of them is a condition for the other
    return bool(times or pairs)


def _is_time(said: str) -> bool:
    return bool(find_dates(said)) or _YEAR.fullmatch(said) is not None or said[:1].isalpha()


def _moved(before: str, after: str, old: Statement, old_date: str | None, new_date: str | None) -> bool:
    """True when one date or weekday took the place of another, and not that of the next year."""
    days = find_dates(before), find_dates(after)
    if not days[0] or not days[1]:
        named = ({before, after} <= WEEKDAYS) or ({before, after} <= set(MONTHS))
        years = _YEAR.fullmatch(before) and _YEAR.fullmatch(after)
        return bool(named or (years and not _next_year(int(before), int(after), old_date, new_date)))
    first, second = days[0][0], days[1][0]
    if (first.year is None) != (second.year is None) or (first.day is None) != (second.day is None):
        return False
    if first.year is None or second.year is None or first.year == second.year or _ONCE.search(fold(old.text)):
        return True
    return not _next_year(first.year, second.year, old_date, new_date)


def _next_year(before: int, after: int, old_date: str | None, new_date: str | None) -> bool:
    """True when two years lie as far from those of their letters: then each letter speaks of its own."""
    if old_date is None or new_date is None:
        return True
    return before - int(old_date[:4]) == after - int(new_date[:4])


def _pairs(numbers: list[str], others: list[str], old: Statement, new: Statement) -> list[tuple[Figure, Figure]] | None:
    """Return each number that is gone with the one that counts the same instead of it; None where there is none."""
    left = [_figure(said, new) for said in others]
    found = []
    for number in (_figure(said, old) for said in numbers):
        same = next((each for each in left if number and each and _counts_same(number, each)), None)
        if number is None or same is None:
            return None
        left.remove(same)
        found.append((number, same))
    return found


def _figure(said: str, statement: Statement) -> Figure | None:
    digits = re.match(r"\d+(?:[.,:]\d+)*", said)
    return next((each for each in statement.figures if digits and each.said == digits[0]), None)


def _counts_same(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit or bool(one.unit and other.unit and alike(one.unit, other.unit))


@lru_cache(maxsize=20_000)
def _light(word: str) -> bool:
    return bool(surest(word) & _listed("light"))


@lru_cache(maxsize=20_000)
def _general(word: str) -> bool:
    return bool(surest(word) & (_listed("general") | _listed("recurs")))


@lru_cache(maxsize=20_000)
def _recurs(word: str) -> bool:
    return any(form.endswith(tuple(_listed("recurs"))) for form in surest(word))


@lru_cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(
        fold(form)
        for word, each, *_ in rows("claims/statement_words.tsv")
        if each == kind
        for form in (word, *surest(word))
    )
