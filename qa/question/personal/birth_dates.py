"""Dates of birth in a question: dates beside "geboren" and the like, and those of a child. Pure.

A date after, before or between which people are born is a rule of a letter, and is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.dutch.number_words import number_words
from index.dutch.word_lists import any_of, kinds, rows
from index.records import Span

_LIST = "personal.tsv"
_MONTH = any_of(frozenset(word for word, kind, _ in rows("grammar/calendar.tsv") if kind.startswith("month")))
_DATE = (
    r"(?:(?<![\d./-])\d{1,2}[^\S\n]?[-/.][^\S\n]?\d{1,2}[^\S\n]?[-/.][^\S\n]?(?:\d{4}|['’]?\d{2})(?![\d/-])"
    r"|(?<![\d./-])\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
    rf"|\b\d{{1,2}}(?:e|ste|de|st|nd|rd|th)?[ -](?:{_MONTH})\b\.?(?:[ -]['’]?(?:\d{{4}}|\d{{2}})\b)?"
    rf"|\b(?:{_MONTH}) \d{{1,2}},? \d{{4}}\b|\b\d{{8}}\b)"
)
_BIRTH = any_of(kinds(_LIST, "birth"))
_BOUND = any_of(kinds(_LIST, "bound"))
_LATER = r"(?!\s*(?:of|or)\s+(?:later|eerder|daarna|daarvoor|after|before))"
_WORD = rf"(?!(?:{_BOUND})\b)[^\s\d]{{1,20}}"
_KIN = rf"(?:{any_of(kinds(_LIST, 'owner'))})\s(?:[\w-]{{1,20}}\s){{0,2}}?(?:{any_of(kinds(_LIST, 'kin'))})\b"
_AGE = any_of(frozenset(word for word, number in number_words().items() if number in map(str, range(1, 20))))
_OF_A_CHILD = re.compile(rf"\b(?:hij|zij|ze)\sis\svan\s(?P<date>{_DATE})", re.IGNORECASE)
_CHILD = re.compile(rf"\b{_KIN}", re.IGNORECASE)
_SIGNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:{_BIRTH})(?!\w)[.:]{{0,2}}(?:\s{{1,2}}{_WORD}){{0,5}}?\s{{0,2}}(?P<date>{_DATE}){_LATER}",
        rf"(?<!\w)(?P<before>{_BOUND})?\s?(?P<date>{_DATE})(?:\s{_WORD}){{0,2}}?\s(?:{_BIRTH})\b",
        rf"\b{_KIN}(?:[^\S\n]\w[\w'’-]{{0,30}}){{0,4}}?,?\s?(?:\(|van\s|is\svan\s|is\s)(?P<date>{_DATE})",
        rf"\b(?:{_KIN}(?:\s[^\W\d]{{1,30}}){{0,2}}|hij|zij|ze|ik|she|he)\s(?:wordt|word|werd|turns|turned)\s"
        rf"(?:op\s|on\s)?(?P<date>{_DATE})\s(?:al\s)?(?:\d{{1,2}}|{_AGE})\b",
        rf"(?P<date>{_DATE})\s(?:wordt|word|werd)\s(?:{_KIN}(?:\s[^\W\d]{{1,30}}){{0,2}}|hij|zij|ze|ik)\s"
        rf"(?:al\s)?(?:\d{{1,2}}|{_AGE})\b",
        rf"\b(?:wordt|word|werd|turns|turned)\s(?:\d{{1,2}}|{_AGE})\s(?:jaar\s)?(?:op|on)\s(?P<date>{_DATE})",
    )
)


def birth_dates(text: str) -> Iterator[Span]:
    """Yield the spans [start, end) of dates of birth."""
    for sign in (*_SIGNS, *([_OF_A_CHILD] if _CHILD.search(text) else [])):
        for found in sign.finditer(text):
            if not found.groupdict().get("before"):
                yield found.span("date")
