"""What time a question asks about: before, after, since or between dates, in a season or a school year. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import zip_longest

from index.dutch.dates import SEASONS
from index.dutch.language import Spoken
from index.dutch.lemmas import surest
from index.dutch.word_lists import any_of, kinds, rows
from index.dutch.words import fold, words
from index.search.named import dates_in

_LIST = "grammar/periods.tsv"
_LETTERS = "letters/asked_about.tsv"
_BEFORE_DATE = ("through", "until", "since", "after", "before", "before_or_for")
_BEHIND_DATE = ("behind_before", "behind_after", "behind_since")
_CLAUSES = ("before_clause", "until_clause", "after_clause", "when_clause")
_SEASON = re.compile(rf"(?<!\w)({any_of(SEASONS)})\s+(?:van\s+)?\Z")
_SEASON_MONTHS = {"1": (3, 6), "2": (6, 9), "3": (9, 12), "4": (12, 2)}
_SCHOOL_YEAR = re.compile(r"\b(20\d\d)\s?[-/–]\s?(?:20)?(\d\d)\b")
_PAST = re.compile(r"\w{3,}(?:te|de)n?")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both included, None where that side is open; `said` are the question's words."""

    said: str
    first: date | None
    last: date | None

    def has(self, iso: str | None) -> bool:
        """True when the day, month or year `iso` (ISO 8601) lies wholly in it; what has no date lies in none."""
        if not iso:
            return False
        begin, end = _days(iso)
        return (self.first is None or begin >= self.first) and (self.last is None or end <= self.last)


@dataclass(frozen=True)
class _Moment:
    """A date at `[start, end)` of a question; `places` where it places something in time by itself: a season."""

    start: int
    end: int
    first: date
    last: date
    places: bool = False


def period_in(text: str, language: Spoken = "nl") -> Period | None:
    """Return the first time that `text` asks about; None where it has none. A date alone is none: it names a letter, or
    a year of which something is told.
    """
    folded = fold(text)
    if not len(text.lower()) == len(folded) == len(text):  # signs written apart: places would not be the same
        text = folded
    lower = text.lower()
    moments = _moments(lower, folded, language)
    for moment, following in zip_longest(moments, moments[1:]):
        between = following and _between(text, moment, following, language)
        if found := between or _in_clause(text, moment, language) or _placed(text, moment, language):
            return found
    return None


def asks_now(text: str, language: Spoken) -> bool:
    """True when `text` asks for what holds at this moment."""
    return _has(text, "now", language)


def relative_time(text: str, language: Spoken) -> str:
    """Return the words of `text` for a year or month that is told from a day that it does not say: `vorig jaar`; "" for
    none.
    """
    found = re.search(rf"(?<!\w){_forms(language, 'relative')}(?!\w)", text, re.IGNORECASE)
    return found[0] if found else ""


def asks_difference(text: str, language: Spoken) -> bool:
    """True when `text` asks to compare two things."""
    return _has(text, "difference", language)


def _between(text: str, moment: _Moment, following: _Moment, language: Spoken) -> Period | None:
    """Return the time between two dates, where the words around them say so."""
    if asks_difference(text, language):
        return None
    join = text[moment.end : following.start].lower()
    joined = {kind for kind in ("and", "to") if re.fullmatch(rf"\W*{_forms(language, kind)}\W*{_more(language)}", join)}
    opened = {"and": _opens(text, moment, "between", language), "to": _opens(text, moment, "from", language)}
    opens = next((start for kind, start in opened.items() if kind in joined and start is not None), None)
    closes = _closes(text, following, "behind_between", language) if "and" in joined else None
    if opens is None and closes is None:
        return None
    start, end = (moment.start if opens is None else opens), closes or following.end
    return Period(text[start:end], moment.first, following.last)


def _in_clause(text: str, moment: _Moment, language: Spoken) -> Period | None:
    """Return the time before, after or of what happens in a clause with a date: `voordat de prijs in mei 2024 steeg`.

    All of the clause places in time. `tot` opens one only where something happens in it: `toegang tot de bus in 2024`.
    """
    for relation in _CLAUSES:
        pattern = rf"(?<!\w){_forms(language, relation)}\s+(?:[^\s,;.?!]+\s+){{0,8}}?\Z"
        opens = re.search(pattern, text[: moment.start].lower())
        closes = re.match(r"[^,;.?!]*", text[moment.end :])
        if opens is None or closes is None:
            continue
        said = text[opens.start() : moment.end + closes.end()]
        if relation in ("until_clause", "when_clause") and not tells_of_past(said):
            continue
        if relation == "when_clause":
            return Period(said, moment.first, moment.last)
        return Period(said, *((moment.first, None) if relation == "after_clause" else (None, moment.first - _DAY)))
    return None


def _placed(text: str, moment: _Moment, language: Spoken) -> Period | None:
    for relation in _BEFORE_DATE:
        opens = _opens(text, moment, relation, language)
        if opens is None:
            continue
        day_or_past = moment.first == moment.last or tells_of_past(text) or _of_letters(text[:opens], language)
        if relation == "before_or_for" and not day_or_past:
            return None  # `het budget voor 2024`
        return _bounded(relation, moment, text[opens : moment.end])
    for relation in _BEHIND_DATE:
        if closes := _closes(text, moment, relation, language):
            return _bounded(relation, moment, text[moment.start : closes])
    if not moment.places:
        return None
    opens = _opens(text, moment, "in", language)
    return Period(text[moment.start if opens is None else opens : moment.end], moment.first, moment.last)


def _bounded(relation: str, moment: _Moment, said: str) -> Period:
    if relation == "through":
        return Period(said, None, moment.last)
    if relation.endswith("after"):
        return Period(said, moment.last + _DAY, None)
    if relation.endswith("since"):
        return Period(said, moment.first, None)
    return Period(said, None, moment.first - _DAY)


def tells_of_past(text: str) -> bool:
    """True when a Dutch text has a verb in the past tense."""
    said = words(text)
    past = kinds("grammar/verbs.tsv", "past")
    return any(word in past or (_PAST.fullmatch(word) and _is_past(word)) for word in said)


def _of_letters(before: str, language: Spoken) -> bool:
    """True for `Welke brieven zijn er`: what stands behind it places letters in time, for they are made for no year."""
    roles = {word: role for of, role, forms in rows(_LETTERS) if of == language for word in re.split(r"[\s_]", forms)}
    said = (roles.get(word, "") for word in reversed(words(before)))
    return next((role for role in said if role not in ("plain", "there")), "") == "letters"


def _is_past(word: str) -> bool:
    """True for `kostte`: a form of a verb, which `gemeente` is not."""
    return any(form.endswith("en") for form in surest(word) - {word, f"{word}n"})


def _moments(lower: str, folded: str, language: Spoken) -> list[_Moment]:
    found = []
    for match in _SCHOOL_YEAR.finditer(lower):
        year = int(match[1])
        opens = re.search(rf"(?<!\w){_forms(language, 'year')}\s+\Z", lower[: match.start()])
        if opens and (year + 1) % 100 == int(match[2]):
            found.append(_Moment(opens.start(), match.end(), date(year, 8, 1), date(year + 1, 7, 31), places=True))
    for start, end, iso in dates_in(folded):
        if iso.startswith("-") or any(each.start <= start < each.end for each in found):
            continue
        season = _SEASON.search(lower[:start])
        if season and len(iso) == len("2023"):
            first, last = _SEASON_MONTHS[SEASONS[season[1]]]
            until = int(iso) + (last < first)
            days = date(int(iso), first, 1), date(until, last, monthrange(until, last)[1])
            found.append(_Moment(season.start(), end, *days, places=True))
        else:
            found.append(_Moment(start, end, *_days(iso)))
    return sorted(found, key=lambda each: each.start)


def _has(text: str, kind: str, language: Spoken) -> bool:
    return re.search(rf"(?<!\w){_forms(language, kind)}(?!\w)", text.lower()) is not None


def _opens(text: str, moment: _Moment, relation: str, language: Spoken) -> int | None:
    """Return where the words begin that stand before a date and relate to it so."""
    pattern = rf"(?<!\w){_forms(language, relation)}\s+{_more(language)}\Z"
    found = re.search(pattern, text[: moment.start].lower())
    return found.start() if found else None


def _closes(text: str, moment: _Moment, relation: str, language: Spoken) -> int | None:
    """Return where the words end that stand behind a date and relate to it so."""
    found = re.match(rf"\W*{_more(language)}\W*{_forms(language, relation)}(?!\w)", text[moment.end :].lower())
    return moment.end + found.end() if found else None


def _days(iso: str) -> tuple[date, date]:
    """Return the first and the last day of an ISO day, month or year."""
    parts = [int(part) for part in iso.split("-")]
    year, month, day = (*parts, None, None)[:3]
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def _more(language: Spoken) -> str:
    return rf"(?:{_forms(language, 'of')}\s*)*"


@cache
def _forms(language: str, kind: str) -> str:
    """Return the pattern of any of the forms of a kind; one that never fits where the language has none."""
    found = [form for of, each, forms in rows(_LIST) if (of, each) == (language, kind) for form in forms.split(",")]
    return any_of(found) if found else r"(?!)"
