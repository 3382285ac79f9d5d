"""Who signs a letter: the block under its closing, with the people and the organisations in it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.dutch.dates import find_dates
from index.dutch.letter_words import OFFICES
from index.letters.fields.name_kinds import is_person
from index.letters.fields.signatories import listed_organisations, signatories
from index.letters.lines import TextLine, paragraphs_of, signs_as_office
from index.records import Span

_LONGEST = 90
_MOST_LINES = 14


@dataclass(frozen=True)
class Signature:
    """The block under a letter. `people` and `organisations` are as printed, without function and article."""

    span: Span
    people: tuple[str, ...]
    organisations: tuple[str, ...]


def signature(lines: Sequence[TextLine]) -> Signature | None:
    """Return what stands under the letter that `lines` make up, or None where nothing signs it."""
    closing = _closing(lines)
    if closing is None:
        return _without_closing(lines)
    first = lines[closing]
    block = _names_below(lines[closing + 1 : closing + 1 + _MOST_LINES])
    people, organisations = signatories([*_names_beside(first), *(line.words for line in block)])
    last = block[-1] if block else first
    return Signature((first.start, last.end), people, organisations)


def _closing(lines: Sequence[TextLine]) -> int | None:
    """Return the line of the last closing. `Namens …` right below Hoogachtend belongs to what Hoogachtend opens."""
    last = next((i for i in range(len(lines) - 1, -1, -1) if "closing" in lines[i].roles), None)
    if last is None:
        return next((i for i in range(len(lines) - 1, max(len(lines) - 9, -1), -1) if signs_as_office(lines, i)), None)
    return next((i for i in range(max(last - 3, 0), last) if "closing" in lines[i].roles), last)


def _names_beside(closing: TextLine) -> list[str]:
    """Return who signs on the line of the closing itself."""
    if closing.words.lower().startswith(("namens", *OFFICES)):
        return [closing.words]
    return [words for words in re.split(r",\s*|\s{2,}", closing.words, maxsplit=1)[1:] if words]


def _names_below(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines up to the first that is no name: a sentence, a footnote, a label, a telephone number."""
    block: list[TextLine] = []
    for line in lines:
        ended = len(line.words.split()) > 5 and line.words.endswith(".")
        if len(line.words) > _LONGEST or ended or line.label or line.roles & {"below_signature", "contact", "sentence"}:
            break
        block.append(line)
    return block


def _without_closing(lines: Sequence[TextLine]) -> Signature | None:
    """Names at the very end, without Hoogachtend: people each with their organisation, or organisations and a date."""
    paragraphs = paragraphs_of(lines[-12:]) if len(lines) > 12 else []
    block: list[TextLine] = []
    while paragraphs and len(paragraphs[-1]) <= 4 and is_person(paragraphs[-1][0].words):
        block = [*paragraphs.pop(), *block]
    if block:
        people, organisations = signatories([line.words for line in block])
        return Signature((block[0].start, block[-1].end), people, organisations) if organisations else None
    for names, date in zip(paragraphs[-2:-1] + paragraphs[-1:], paragraphs[-1:] + paragraphs[-2:-1], strict=False):
        organisations = listed_organisations(" ".join(line.words for line in names))
        if _only_a_date(date) and organisations:
            both = sorted([*names, *date], key=lambda line: line.start)
            return Signature((both[0].start, both[-1].end), (), organisations)
    return None


def _only_a_date(lines: Sequence[TextLine]) -> bool:
    return len(lines) == 1 and len(lines[0].words) < 40 and bool(find_dates(lines[0].words))
