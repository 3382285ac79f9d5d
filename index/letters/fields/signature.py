"""Who signs a letter: the block under its closing, with the people and the organisations in it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.dutch.dates import find_dates
from index.dutch.letter_words import OFFICES
from index.letters.fields.name_kinds import is_person
from index.letters.fields.signatories import Signatories, listed_organisations, signatories
from index.letters.lines import TextLine, paragraphs_of, signs_as_office
from index.records import Span

_LONGEST = 90
_MOST_LINES = 14
_LAST = 14  # lines at the end of a letter in which a closing of other words can stand
_LONGEST_CLOSING = 6  # words


@dataclass(frozen=True)
class Signature:
    """The block under a letter, and who signs there."""

    span: Span
    signers: Signatories


def signature(lines: Sequence[TextLine]) -> Signature | None:
    """Return what stands under the letter that `lines` make up, or None where nothing signs it."""
    closing = _closing(lines)
    if closing is None:
        return _without_closing(lines)
    first = lines[closing]
    block = _names_below(lines[closing + 1 : closing + 1 + _MOST_LINES])
    if _goes_on(lines[closing + 1 + len(block) :]):
        block = paragraphs_of(block)[0] if block else block  # what is named further down may open what follows
    beside = _names_beside(first)
    below = [[line.words for line in paragraph] for paragraph in paragraphs_of(block)]
    if beside and block and not block[0].gap:
        below[0] = [*beside, *below[0]]
    elif beside:
        below = [beside, *below]
    last = block[-1] if block else first
    return Signature((first.start, last.end), signatories(below))


def _closing(lines: Sequence[TextLine]) -> int | None:
    """Return the line of the last closing. `Namens …` right below Hoogachtend belongs to what Hoogachtend opens."""
    last = next((i for i in range(len(lines) - 1, -1, -1) if "closing" in lines[i].roles), None)
    if last is None:
        office = next(
            (i for i in range(len(lines) - 1, max(len(lines) - 9, -1), -1) if signs_as_office(lines, i)), None
        )
        return _closing_in_other_words(lines) if office is None else office
    return next((i for i in range(max(last - 3, 0), last) if "closing" in lines[i].roles), last)


def _closing_in_other_words(lines: Sequence[TextLine]) -> int | None:
    """Return a short line by itself that ends in a comma, with a name below it: `Tot ziens in september,`."""
    for i in range(len(lines) - 2, max(len(lines) - _LAST, 0), -1):
        line, below = lines[i], lines[i + 1]
        short = line.gap and line.words.endswith(",") and len(line.words.split()) <= _LONGEST_CLOSING
        if short and line.words[0].isupper() and not line.roles & {"salutation", "item"} and line.label is None:
            return i if is_person(below.words.rstrip(",.")) else None
    return None


def _names_beside(closing: TextLine) -> list[str]:
    """Return who signs on the line of the closing itself."""
    if closing.words.lower().startswith(("namens", *OFFICES)):
        return [closing.words]
    beside = [words for words in re.split(r",\s*|\s{2,}", closing.words, maxsplit=1)[1:] if words]
    behind = closing.words.partition(" ")[2]
    return beside or ([behind] if behind and all(word[0].isupper() for word in behind.split()) else [])


def _names_below(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines up to the first that is no name: a sentence, a footnote, a label, a telephone number."""
    block: list[TextLine] = []
    for line in lines:
        ended = (len(line.words.split()) > 5 and line.words.endswith(".")) or (line.words.endswith(":") and line.gap)
        if len(line.words) > _LONGEST or ended or line.label or line.roles & {"below_signature", "contact", "sentence"}:
            # an address begins with the name above it, which may be that of the addressee
            if line.roles & {"street", "postcode"} and not line.gap:
                block.append(line)
            break
        block.append(line)
    return block


def _goes_on(lines: Sequence[TextLine]) -> bool:
    """True when running text stands right below a block of names."""
    return bool(lines) and not lines[0].roles & {"below_signature", "contact"} and lines[0].words[-1] in ".?"


def _without_closing(lines: Sequence[TextLine]) -> Signature | None:
    """Names at the very end, without Hoogachtend: people each with their organisation, or organisations and a date."""
    paragraphs = paragraphs_of(lines[-12:]) if len(lines) > 12 else []
    block: list[list[TextLine]] = []
    while paragraphs and len(paragraphs[-1]) <= 4 and is_person(paragraphs[-1][0].words):
        block = [paragraphs.pop(), *block]
    if block:
        signers = signatories([[line.words for line in paragraph] for paragraph in block])
        span = (block[0][0].start, block[-1][-1].end)
        return Signature(span, signers) if signers.organisations else None
    for names, date in zip(paragraphs[-2:-1] + paragraphs[-1:], paragraphs[-1:] + paragraphs[-2:-1], strict=False):
        organisations = listed_organisations(" ".join(line.words for line in names))
        if _only_a_date(date) and organisations:
            both = sorted([*names, *date], key=lambda line: line.start)
            return Signature((both[0].start, both[-1].end), Signatories((), organisations))
    return None


def _only_a_date(lines: Sequence[TextLine]) -> bool:
    return len(lines) == 1 and len(lines[0].words) < 40 and bool(find_dates(lines[0].words))
