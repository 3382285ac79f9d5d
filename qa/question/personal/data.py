"""Personal data in a question: what tells who somebody is, and no letter can answer. Pure.

What is known of each kind is in `numbers`, `names` and `birth_dates`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from index.records import Span
from qa.question.personal.birth_dates import birth_dates
from qa.question.personal.names import WHOSE, name_parts, person_names
from qa.question.personal.numbers import address_parts, citizen_numbers, emails, home_addresses, ibans, phones

PersonalKind = Literal["email", "iban", "bsn", "phone", "address", "name", "birth_date"]

LEFT_OUT = "…"

# The surest first: where two overlap, the later one is told of what is left.
_FINDERS: tuple[tuple[PersonalKind, Callable[[str], Iterator[Span]]], ...] = (
    ("email", emails),
    ("iban", ibans),
    ("birth_date", birth_dates),
    ("phone", phones),
    ("bsn", citizen_numbers),
    ("address", home_addresses),
    ("name", person_names),
)


@dataclass(frozen=True)
class PersonalData:
    """What stands in a span [start, end) of a text."""

    kind: PersonalKind
    span: Span


def personal_data(text: str) -> tuple[PersonalData, ...]:
    """Return the personal data in `text`, in order, no two overlapping: what overlaps is one, of the surer kind."""
    found: list[PersonalData] = []
    for kind, finder in _FINDERS:
        for span in finder(text):
            start, end = span
            over = [each for each in found if each.span[0] < end and start < each.span[1]]
            found = [each for each in found if each not in over]
            spans = [span, *(each.span for each in over)]
            whole = min(start for start, _ in spans), max(end for _, end in spans)
            found.append(PersonalData(over[0].kind if over else kind, whole))
    return tuple(sorted(found, key=lambda each: each.span))


def masked(text: str) -> str:
    """Return `text` with `LEFT_OUT` for all personal data."""
    for each in reversed(personal_data(text)):
        start, end = each.span
        text = text[:start] + LEFT_OUT + text[end:]
    return text


def personal_words(*texts: str) -> list[str]:
    """Return the personal data of `texts` as they are written there, and their parts that tell somebody by
    themselves, the longest first.
    """
    found = set[str]()
    for text in texts:
        for each in personal_data(text):
            said = text[slice(*each.span)]
            found |= {said, *_telling_parts(said, each.kind)}
    return sorted(found, key=lambda each: (-len(each), each))


def _telling_parts(said: str, kind: PersonalKind) -> list[str]:
    return name_parts(said) if kind == "name" else address_parts(said) if kind == "address" else []


def without_words(text: str, words: list[str]) -> str:
    """Return `text` with `LEFT_OUT` for each of `words`, also where other signs or blanks stand between its parts.

    A word inside another one is left: who is called Bas is not in every basisschool.
    """
    for word in words:
        text = _anywhere(word).sub(LEFT_OUT, text)
    return text


def _anywhere(word: str) -> re.Pattern[str]:
    parts = re.findall(r"\w+", word)
    sign = re.escape(word) if not parts else r"\W{0,3}".join(map(re.escape, parts))
    # of digits and addresses case tells nothing; a name in lower case may be any word
    any_case = any(part.isdigit() for part in parts) or "@" in word
    return re.compile(rf"(?<!\w){sign}{'' if any_case else WHOSE}(?!\w)", re.IGNORECASE if any_case else 0)
