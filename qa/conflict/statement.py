"""A sentence of a letter, read so that it can be compared with one of a later letter. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index.dutch.dates import MONTHS, WEEKDAYS, find_dates
from index.dutch.number_words import ordinals
from index.dutch.word_lists import any_of, kinds, listed, rows
from index.dutch.words import fold
from qa.compare.antonyms import NEGATORS
from qa.compare.clauses import clauses, content, is_verb
from qa.compare.number_values import in_digits
from qa.compare.units import TIME_WORDS

DURATION = "duur"
MONEY = "euro"
DAYS_AND_MONTHS = WEEKDAYS | frozenset(MONTHS)
_LABELS = listed("grammar/numbered_things.txt")  # a number behind these names one of several
_COMPARED_AS = {words: same for words, same, *_ in rows("grammar/hedges.tsv")}
_HEDGES = re.compile(rf"\b({any_of(_COMPARED_AS)})\s*(?:een |de |het )?(?:bedrag van )?(?:€ ?|euro )?$")
_GROUPS = re.compile(
    r"(?:tot|vanaf|onder|boven|tussen|jonger dan|ouder dan|meer dan|minder dan|van)(?: de| \d+ (?:en|tot))? $"
)
_NUMBER = re.compile(r"(?<![\w-])\d+(?:[.,:]\d+)*")
_SCALE = re.compile(r"(?:e|ste|de)?\s*(?:duizend|miljoen|mln|miljard|mld)?\b\s*")
_ORDINAL = re.compile(
    rf"\b(?:(\d+)(?:e|ste|de)|({'|'.join(sorted(ordinals(), key=len, reverse=True))}|laatste))\b(?!\s*-?\s*kamer)"
)
_RELATIVE = re.compile(
    r"\b(?:dit|vorig|afgelopen|volgend|komend|huidig|lopend|voorgaand|aankomend|verleden)e?\s+(?:kalender|school|"
    r"cursus|school\s)?"
    r"(?:jaar|maand|week|kwartaal|semester|winter|zomer|najaar|voorjaar|seizoen|periode|jaren|maanden|weken)\b"
)
_PAST = kinds("grammar/verbs.tsv", "past")
_SCALES = ("miljoen", "mln", "miljard", "mld")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEFT_OUT = NEGATORS | _PAST | DAYS_AND_MONTHS | frozenset(_SCALES)
_POINTS = kinds("grammar/pronouns.tsv", "letter")
_STARTS = re.compile(r"\b(?:vanaf|per|sinds|met ingang van|ingaande)\s*(?:de |het )?$")
_ONE = re.compile(rf"\been (?=(?:{'|'.join(sorted(TIME_WORDS, key=len, reverse=True))})\b)")
_JOINS = kinds("grammar/conjunctions.tsv", "joins")
_NUMBERED = re.compile(r"^(?:\W*\d{1,2}[.)]?\s+(?=[A-Z])|[^\w€(\"'‘“]+)")  # of a list or a footnote
_ENDS = re.compile(r"[.!][\"'”’»)\]]*[\d¹²³⁴⁵⁶⁷⁸⁹⁰]*$")
_REASONS = kinds("grammar/conjunctions.tsv", "reason")


@dataclass(frozen=True)
class Figure:
    """A number as it is said: what it counts (a unit of time is `DURATION`), and the word before it
    that bounds or rounds it.

    `picks` is true for a number that picks out a group: an age, a size.
    """

    said: str
    unit: str
    hedge: str
    picks: bool


@dataclass(frozen=True)
class Statement:
    """What a sentence says, if it `states` anything: a heading and a question do not. `words` carry its content,
    without numbers, dates, negations and reasons.

    `labels` name one of several (`groep 3`, `eerste`) or those outside a group (`niet-leden`); `starts` are dates from
    which something holds.
    """

    text: str
    words: tuple[str, ...]
    figures: tuple[Figure, ...]
    labels: frozenset[str]
    starts: frozenset[str]
    states: bool
    past: bool
    relative: bool
    points_back: bool
    denials: tuple[str, ...]


@lru_cache(maxsize=2_000)
def read_statement(text: str) -> Statement:
    """Return what a sentence says. `text` is one sentence, in Dutch, as it stands in a letter or an answer."""
    text = _NUMBERED.sub("", " ".join(text.split()))
    starts = {text[date.start : date.end] for date in find_dates(text) if _STARTS.search(fold(text[: date.start]))}
    starts |= {
        year[0] for year in re.finditer(r"\b(?:19|20)\d\d\b", text) if _STARTS.search(fold(text[: year.start()]))
    }
    undated = fold(_without_dates(text))
    plain = counting_one(in_digits(undated))
    said = [word for clause in clauses(plain) if clause.opener not in _REASONS for word in clause.words]
    figures, counted = _figures(plain)
    return Statement(
        text=text,
        words=tuple(word for word in content(tuple(said)) if _tells(word) and word not in counted),
        figures=figures,
        labels=frozenset([*(match[1] or match[2] for match in _ORDINAL.finditer(undated)), *_labels(plain)]),
        starts=frozenset(starts),
        states=is_whole(text) or ("?" not in text and ":" not in text and any(map(is_verb, said))),
        past=bool(_PAST.intersection(said)),
        relative=_RELATIVE.search(undated) is not None,
        points_back=_points_back(said),
        denials=tuple(sorted(word for word in said if word in NEGATORS)),
    )


def counting_one(text: str) -> str:
    """Return `text` with *een* in digits where it counts time: `een jaar` is `1 jaar`."""
    return _ONE.sub("1 ", text)


def is_whole(text: str) -> bool:
    """True for a text that ends as a sentence does; a footnote's number may follow."""
    return _ENDS.search(text) is not None


def _points_back(said: list[str]) -> bool:
    """True for a sentence that leans on the one before. Behind a noun, `die` and `dat` do not point back."""
    if said[:1] and said[0] in _JOINS:
        return True
    return any(
        word in _POINTS and (word not in ("die", "dat") or i == 0 or said[i - 1] in _JOINS)
        for i, word in enumerate(said)
    )


def _without_dates(text: str) -> str:
    for date in reversed(find_dates(text)):
        text = f"{text[: date.start]} {text[date.end :]}"
    return text


def _tells(word: str) -> bool:
    return not any(c.isdigit() for c in word) and word not in _LEFT_OUT


def _figures(plain: str) -> tuple[tuple[Figure, ...], frozenset[str]]:
    """Return the numbers of a folded text in digits, and the units of time that count with them."""
    found, counted = [], set()
    for match in _NUMBER.finditer(plain):
        before, behind = plain[: match.start()], plain[match.end() :]
        behind = _SCALE.sub("", behind, count=1)
        next_words = re.findall(r"%|[a-z€][\w'-]*", re.split(r"[.;!?,](?:\s|$)", behind, maxsplit=1)[0])[:3]
        first = next_words[0] if next_words else ""
        if re.search(r"(€|\beuro)\s*$", before) or first in ("euro", "€"):
            unit = MONEY
        elif first in ("%", "procent", "pct"):
            unit = "%"
        elif first in TIME_WORDS:
            unit = DURATION
            counted.add(first)
        else:
            unit = next(iter(content(tuple(next_words))), "")
        hedge = _HEDGES.search(before)
        bound = hedge[1] if hedge else ""
        picks = unit not in (MONEY, "%") and _GROUPS.search(before) is not None
        found.append(Figure(match[0], unit, _COMPARED_AS.get(bound, bound), picks))
    return tuple(found), frozenset(counted)


def _labels(plain: str) -> Iterable[str]:
    """Yield the numbers that name: behind a word that is followed by a name, or behind a noun and
    before nothing that it counts.
    """
    for match in re.finditer(r"\b([a-z]+)\.?:?\s+(\d[\d.,]*)(?:\s+([a-z%€]+))?", plain):
        noun, number, next_word = match[1], match[2].rstrip(".,"), match[3] or ""
        counts = bool(content((next_word,))) and number == match[2]
        named = not counts and content((noun,)) and noun not in ("euro", *_SCALES) and not is_verb(noun)
        if noun in _LABELS or noun.endswith("nummer") or (named and not _YEAR.fullmatch(number)):
            yield f"{noun} {number}"
    yield from re.findall(r"\bniet-\w+", plain)
