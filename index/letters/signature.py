"""Who signs a letter: the people and the organisations under its closing. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.dutch.dates import find_dates
from index.dutch.letter_words import (
    FUNCTIONS,
    LEADING,
    NAME_PARTICLES,
    OFFICES,
    ORGANISATION_ENDINGS,
    ORGANISATION_WORDS,
    TITLES_OF_PEOPLE,
)
from index.dutch.words import stop_words
from index.letters.letterhead import REDACTED, is_closing, is_office, label_on
from index.letters.lines import TextLine, paragraphs_of
from index.records import Span

_LONGEST = 90
_MOST_LINES = 14
_WORD = re.compile(r"[\w'’.-]+")
_FUNCTION = re.compile(
    rf"(?P<function>(?:[^\W\d_]+[ -])?\w*?(?:{'|'.join(sorted(FUNCTIONS, key=len, reverse=True))}))\b[,:]?\s*",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:van\s+)?(?:de|het)\s+(?=\S)", re.IGNORECASE)
_DEPUTY = re.compile(r"(?:mede )?namens deze[n]?\b.*", re.IGNORECASE)
_BELOW = re.compile(
    r"[¹²³\d]\s|bijlagen?\b|p\.?s\.?\b|cc\b|c\.c\.|kopie\b", re.IGNORECASE
)  # notes, attachments, copies
_NAMED = re.compile(r"(?P<name>[^,(]+)(?:,\s+(?P<what>[^,]+)|\s+\((?P<within>[^()]+)\))")
_ALL_OF_US = frozenset(("deze", "dezen", "ondertekenaars", "ons allen", "allen", "ons"))
_CONTACT = re.compile(r"@|www\.|https?:|\d{5}|\d[\d -]{7}")


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
        return _unannounced(lines)
    first = lines[closing]
    block = _short(lines[closing + 1 : closing + 1 + _MOST_LINES])
    same_line = re.split(r",\s*|\s{2,}", first.words, maxsplit=1)[1:]
    own = (
        [first.words]
        if first.words.lower().startswith(("namens", *OFFICES))
        else [words for words in same_line if words]
    )
    people, organisations = _sort([*own, *(line.words for line in block)])
    last = block[-1] if block else first
    return Signature((first.start, last.end), people, organisations)


def _closing(lines: Sequence[TextLine]) -> int | None:
    """Return the line of the last closing. `Namens …` right below Hoogachtend belongs to what Hoogachtend opens."""
    last = next((i for i in range(len(lines) - 1, -1, -1) if is_closing(lines[i])), None)
    if last is None:
        return next((i for i in range(len(lines) - 1, max(len(lines) - 9, -1), -1) if is_office(lines, i)), None)
    return next((i for i in range(max(last - 3, 0), last) if is_closing(lines[i])), last)


def _unannounced(lines: Sequence[TextLine]) -> Signature | None:
    """Names at the very end, without Hoogachtend: people each with their organisation, or organisations and a date."""
    paragraphs = paragraphs_of(lines[-12:]) if len(lines) > 12 else []
    block: list[TextLine] = []
    while paragraphs and len(paragraphs[-1]) <= 4 and is_person(paragraphs[-1][0].words):
        block = [*paragraphs.pop(), *block]
    if block:
        people, organisations = _sort([line.words for line in block])
        return Signature((block[0].start, block[-1].end), people, organisations) if organisations else None
    for names, date in zip(paragraphs[-2:-1] + paragraphs[-1:], paragraphs[-1:] + paragraphs[-2:-1], strict=False):
        organisations = _listed(" ".join(line.words for line in names))
        if _only_a_date(date) and organisations:
            both = sorted([*names, *date], key=lambda line: line.start)
            return Signature((both[0].start, both[-1].end), (), organisations)
    return None


def _only_a_date(lines: Sequence[TextLine]) -> bool:
    return len(lines) == 1 and len(lines[0].words) < 40 and bool(find_dates(lines[0].words))


def is_person(words: str) -> bool:
    """True for a line that reads as a person's name: `mr. L.K. Geluk`, `Rinda den Besten`."""
    tokens = [token.strip(".,") for token in _WORD.findall(words)]
    tokens = [token for token in tokens if token.lower() not in TITLES_OF_PEOPLE]
    if not 1 < len(tokens) <= 6 or any(token.isdigit() for token in tokens) or is_organisation(words):
        return False
    names = [token for token in tokens if token.lower() not in NAME_PARTICLES]
    return len(names) >= 2 and all(token[:1].isupper() for token in names) and any(len(token) > 2 for token in names)


def _sort(block: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the people and the organisations of a block, as printed. An office, or who `namens` names, speaks alone."""
    people: list[str] = []
    named: list[str] = []
    speaks: list[str] = []
    for words in (line.rstrip(",.; ") for line in _one_each(block)):
        if REDACTED.fullmatch(words) or not words or _DEPUTY.fullmatch(words):
            continue
        if words.lower().startswith("namens "):
            rest = _without_article(words[7:])
            if rest.lower() not in _ALL_OF_US:
                (people if is_person(rest) else speaks).append(rest)
        elif words.lower().startswith(OFFICES):
            speaks.append(_without_article(words))
        elif match := _FUNCTION.match(words):
            rest = _without_article(words[match.end() :])
            if is_person(rest):
                people.append(rest)
            elif rest and _is_led(match["function"], words[match.end() :]):
                named.append(rest)
        elif is_person(words):
            people.append(words)
        elif words[:1].isupper() or is_organisation(words.split()[0]):
            named.append(_without_article(words))
    return tuple(dict.fromkeys(people)), tuple(dict.fromkeys(speaks or named))


def _one_each(block: Sequence[str]) -> list[str]:
    """Return the lines of a block, a person, function, office or organisation each.

    An office that is broken at a comma (`de minister van Onderwijs,` `Cultuur en Wetenschap,`) becomes one line;
    `Jan Bos (Balans)` and `Jan Bos, voorzitter Balans` become two; a date is none of them.
    """
    lines: list[str] = []
    for words in block:
        office = bool(lines) and lines[-1].lower().startswith(OFFICES) and lines[-1].endswith(",")
        named = _NAMED.fullmatch(words.rstrip(",.; "))
        if office and words.endswith(",") and words[0].isupper():
            lines[-1] += " " + words
        elif named and is_person(named["name"].strip()):
            lines += [named["name"].strip(), named["what"] or named["within"]]
        elif not any(date.iso for date in find_dates(words)):
            lines.append(words)
    return lines


def _is_led(function: str, what: str) -> bool:
    """True when what follows a function is an organisation; after most functions it may be a department."""
    first = what.split(maxsplit=1)[0]
    return (
        function.lower() in LEADING
        or is_organisation(first)
        or sum(c.isupper() for c in first) > 1
        or re.match(r"(?:van )?(?:de|het) (?:[A-Z]|\w*school)|De |Het ", what) is not None
    )


def _without_article(words: str) -> str:
    match = _ARTICLE.match(words)
    return words[match.end() :] if match else words


def _short(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines up to the first that is no name: a sentence, a footnote, a label, a telephone number."""
    block: list[TextLine] = []
    for line in lines:
        ended = len(line.words.split()) > 5 and line.words.endswith(".")
        if len(line.words) > _LONGEST or ended or label_on(line) or _BELOW.match(line.words):
            break
        if _CONTACT.search(line.words) or _begins_sentence(line.words):
            break
        block.append(line)
    return block


def _begins_sentence(words: str) -> bool:
    first = words.split(maxsplit=1)[0].lower().strip(".,")
    return (
        len(words.split()) > 3 and first in stop_words() and first not in {"de", "het", "namens", "van", "een", "mede"}
    )


def _listed(names: str) -> tuple[str, ...]:
    """Return the names of an enumeration, or nothing when a part of it is no name."""
    parts = [_without_article(part.strip()) for part in re.split(r",\s+|\s+en\s+", names.strip(" ."))]
    named = all(len(part.split()) <= 8 and (part[:1].isupper() or part[1:2].isupper()) for part in parts)
    return tuple(parts) if named and (len(parts) > 1 or is_organisation(parts[0])) else ()


def is_organisation(words: str) -> bool:
    """True when a word of the line says that it names an organisation, also as the last part of a compound."""
    tokens = [token.lower().strip(".,") for token in re.split(r"[\s\-/]+", words)]
    return any(
        token in ORGANISATION_WORDS or (len(token) > 7 and token.endswith(ORGANISATION_ENDINGS)) for token in tokens
    )
