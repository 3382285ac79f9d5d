"""Who signs a letter: the people and the organisations under its closing. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.dutch.dates import find_dates
from index.dutch.letter_words import FUNCTIONS, NAME_PARTICLES, OFFICES, ORGANISATION_WORDS, TITLES_OF_PEOPLE
from index.letterhead import REDACTED, is_closing, label_on
from index.lines import Line
from index.records import Span

_LONGEST = 90
_MOST_LINES = 14
_WORD = re.compile(r"[\w'’.-]+")
_FUNCTION = re.compile(rf"(?:{'|'.join(sorted(FUNCTIONS, key=len, reverse=True))})\b[,:]?\s*", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:van\s+)?(?:de|het)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Signature:
    """The block under a letter. `people` and `organisations` are as printed, without function and article."""

    span: Span
    people: tuple[str, ...]
    organisations: tuple[str, ...]


def signature(lines: Sequence[Line]) -> Signature | None:
    """Return what stands under the letter that `lines` make up, or None where nothing signs it."""
    closing = next((i for i in range(len(lines) - 1, -1, -1) if is_closing(lines[i])), None)
    if closing is not None:
        block = _short(lines[closing + 1 : closing + 1 + _MOST_LINES])
        people, organisations = _sort(block)
        last = block[-1] if block else lines[closing]
        return Signature((lines[closing].start, last.end), people, organisations)
    return _unannounced(lines)


def _unannounced(lines: Sequence[Line]) -> Signature | None:
    """Names at the very end, without Hoogachtend: people each with their organisation, or organisations and a date."""
    paragraphs = _paragraphs(lines[-12:]) if len(lines) > 12 else []
    block: list[Line] = []
    while paragraphs and len(paragraphs[-1]) <= 4 and is_person(paragraphs[-1][0].words):
        block = [*paragraphs.pop(), *block]
    if block:
        people, organisations = _sort(block)
        return Signature((block[0].start, block[-1].end), people, organisations) if organisations else None
    for names, date in zip(
        paragraphs[-2:-1] + paragraphs[-1:], paragraphs[-1:] + paragraphs[-2:-1], strict=False
    ):
        organisations = _listed(" ".join(line.words for line in names))
        if _only_a_date(date) and organisations:
            both = sorted([*names, *date], key=lambda line: line.start)
            return Signature((both[0].start, both[-1].end), (), organisations)
    return None


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def _only_a_date(lines: Sequence[Line]) -> bool:
    return len(lines) == 1 and len(lines[0].words) < 40 and bool(find_dates(lines[0].words))


def is_person(words: str) -> bool:
    """True for a line that reads as a person's name: `mr. L.K. Geluk`, `Rinda den Besten`."""
    tokens = [token.strip(".,") for token in _WORD.findall(words)]
    tokens = [token for token in tokens if token.lower() not in TITLES_OF_PEOPLE]
    if not 1 < len(tokens) <= 6 or any(
        token.lower() in ORGANISATION_WORDS or token.isdigit() for token in tokens
    ):
        return False
    names = [token for token in tokens if token.lower() not in NAME_PARTICLES]
    if any("-" in token and token.split("-")[-1].lower() in ORGANISATION_WORDS for token in names):
        return False
    return (
        len(names) >= 2
        and all(token[:1].isupper() for token in names)
        and any(len(token) > 2 for token in names)
    )


def _sort(block: Sequence[Line]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    people: list[str] = []
    organisations: list[str] = []
    for line in block:
        words = line.words.rstrip(",.;")
        if REDACTED.fullmatch(words):
            continue
        if words.lower().startswith(OFFICES):
            organisations.append(_ARTICLE.sub("", words, count=1))
        elif match := _FUNCTION.match(words):
            rest = _ARTICLE.sub("", words[match.end() :], count=1)
            if rest and not is_person(rest):
                organisations.append(rest)
            elif rest:
                people.append(rest)
        elif is_person(words):
            people.append(words)
        elif words[:1].isupper() or is_organisation(words):
            organisations.append(_ARTICLE.sub("", words, count=1))
    return tuple(dict.fromkeys(people)), tuple(dict.fromkeys(organisations))


def _short(lines: Sequence[Line]) -> list[Line]:
    block: list[Line] = []
    for line in lines:
        if len(line.words) > _LONGEST or label_on(line) or re.match(r"[¹²³\d]\s", line.words):
            break
        block.append(line)
    return block


def _listed(names: str) -> tuple[str, ...]:
    """Return the names of an enumeration, or nothing when a part of it is no name."""
    parts = [
        _ARTICLE.sub("", part.strip(), count=1) for part in re.split(r",\s+|\s+en\s+", names.strip(" ."))
    ]
    named = all(len(part.split()) <= 8 and (part[:1].isupper() or part[1:2].isupper()) for part in parts)
    return tuple(parts) if named and (len(parts) > 1 or is_organisation(parts[0])) else ()


def is_organisation(words: str) -> bool:
    """True when a word of the line says that it names an organisation, also as the last part of a compound."""
    tokens = [token.lower().strip(".,") for token in re.split(r"[\s\-/]+", words)]
    return any(token in ORGANISATION_WORDS for token in tokens)
