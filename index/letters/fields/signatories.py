"""The people and the organisations in the block under a letter. Pure.

Each line is judged by what it is. A line that nothing shows to be a name (a slogan, a stamp, what someone is charged
with) names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.dutch.dates import find_dates
from index.dutch.letter_words import FUNCTIONS, LEADING, OFFICES
from index.dutch.word_lists import any_of, kinds
from index.letters.fields.name_kinds import (
    has_initials,
    is_office,
    is_person,
    is_redacted,
    is_surely_person,
    names_department,
    names_organisation,
    opens_organisation,
    without_article,
)
from index.letters.line_roles import roles_of

_SIGNATURES = "letters/signatures.tsv"
_FUNCTION = re.compile(rf"(?P<function>(?:[^\W\d_]+[ -])?\w*?{any_of(FUNCTIONS)})\b[,:]?\s*", re.IGNORECASE)
_DEPUTY = re.compile(r"(?:mede )?namens deze[n]?\b.*", re.IGNORECASE)
_NAMED = re.compile(r"(?P<name>[^,(]+)(?:,\s+(?P<what>[^,]+)|\s+\((?P<within>[^()]+)\))")
_LEADING_ARTICLE = re.compile(r"\A(?:de|het|it) ", re.IGNORECASE)
_EVERYONE = kinds(_SIGNATURES, "everyone")
_MARK = re.compile(rf"{any_of(kinds(_SIGNATURES, 'mark'))}(?!\w)[:,]?\s*", re.IGNORECASE)
_PRIVATE = re.compile(rf"(?:en )?{any_of(kinds(_SIGNATURES, 'private'))}(?: \w+)? (?:van|fan|of)\b", re.IGNORECASE)
_SPEAKS_FOR_ITSELF = "lid"  # a member of a council or a parliament does not speak for all of it
_MOST_IN_NAME = 5  # words of a signer of whom nothing more is known

_Kind = Literal[
    "person",
    "speaker",
    "organisation",
    "department",
    "function",
    "charge",
    "person or charge",
    "address",
    "private",
    "other",
]


@dataclass(frozen=True)
class Signatories:
    """Who signs, as printed, without function and article; an office, or whom `namens` names, speaks alone.

    `private`: they sign as parents, for themselves.
    """

    people: tuple[str, ...]
    organisations: tuple[str, ...]
    private: bool = False


@dataclass(frozen=True)
class _Part:
    """A line, or what stands on it behind a person's name, in brackets or behind a comma."""

    words: str
    place: Literal["", "in brackets", "behind a comma"] = ""


@dataclass(frozen=True)
class _Line:
    """A line of a block, what it is and whom it names; `paragraph` counts from 0."""

    kind: _Kind
    name: str
    paragraph: int


def signatories(block: Sequence[Sequence[str]]) -> Signatories:
    """Return the people and the organisations that a block names: its paragraphs, each with its lines."""
    parts = [(number, part) for number, paragraph in enumerate(block) for part in _one_each(paragraph)]
    listed = any(part.place == "in brackets" for _, part in parts)
    lines = [_line(part, number, listed=listed) for number, part in parts]
    lines = _told_apart([line for line in lines if line.name])
    people = _people(lines)
    private = any(line.kind == "private" for line in lines)
    first = min((line.paragraph for line in lines if line.kind == "person"), default=len(block))
    speakers = [line.name for line in lines if line.kind == "speaker" and line.paragraph <= first]
    if private and any(map(is_office, speakers)):
        return Signatories((), (), private)  # no parent signs for a minister
    organisations = speakers or [
        line.name for line in lines if line.kind == "organisation" and not _is_below(line, lines)
    ]
    if not speakers and len(people) > 1 and any(line.kind == "charge" and line.name[0].isupper() for line in lines):
        organisations = []  # of one of them it is not sure for whom, so the others' organisations are half of it
    if not people and not organisations:
        departments = [line.name for line in lines if line.kind == "department" and names_organisation(line.name)]
        people, organisations = ([], departments) if departments else (_unknown(lines), [])
    return Signatories(tuple(dict.fromkeys(people)), tuple(dict.fromkeys(organisations)), private)


def listed_organisations(names: str) -> tuple[str, ...]:
    """Return the names of an enumeration, or nothing when a part of it is no name."""
    parts = [without_article(part.strip()) for part in re.split(r",\s+|\s+en\s+", names.strip(" ."))]
    named = all(len(part.split()) <= 8 and (part[:1].isupper() or part[1:2].isupper()) for part in parts)
    return tuple(parts) if named and (len(parts) > 1 or names_organisation(parts[0])) else ()


def _line(part: _Part, paragraph: int, *, listed: bool) -> _Line:
    """Return what a line of a block is; its name is "" where it says nothing at all.

    What stands in brackets behind a person's name is whom that person speaks for; so is what stands behind a comma
    where other names of the block have brackets (`listed`).
    """
    words = part.words.rstrip(",.; ")
    if match := _MARK.match(words):
        words = words[match.end() :]
    if not words or _DEPUTY.fullmatch(words):
        return _Line("other", "", paragraph)
    kind, name = _party(words)
    if kind in ("other", "person") and part.place and listed and words[0].isupper():
        return _Line("organisation", name, paragraph)
    return _Line(kind, name, paragraph)


def _party(words: str) -> tuple[_Kind, str]:
    if is_redacted(words):
        return "other", words
    if words.lower().startswith("namens "):
        rest = without_article(words[7:])
        return ("other", words) if rest.lower() in _EVERYONE else ("person" if is_person(rest) else "speaker", rest)
    if words.lower().startswith(OFFICES):
        return "speaker", _LEADING_ARTICLE.sub("", words)
    if _PRIVATE.match(words):
        return "private", words
    if {"street", "postcode", "page_foot"} & roles_of(words, gap=False):
        return "address", words
    if (match := _FUNCTION.match(words)) and not opens_organisation(words):
        return _behind_function(match["function"], words[match.end() :])
    name = without_article(words)
    if names_department(name):
        return "department", name
    if names_organisation(name):
        return "organisation", name
    if is_person(words) and not (words.isupper() and len(words) > 3 and not is_surely_person(words)):
        return "person", words
    return "other", words


def _behind_function(function: str, words: str) -> tuple[_Kind, str]:
    name = without_article(words)
    if is_person(name):
        return "person" if is_surely_person(name) else "person or charge", name
    if not name or function.lower().endswith(_SPEAKS_FOR_ITSELF):
        return "function", function
    return ("organisation" if _is_led(function, words) else "charge", name)


def _is_led(function: str, words: str) -> bool:
    """True when what follows a function is an organisation; after most functions it may be a department."""
    name = without_article(words)
    if names_department(name) or not name[0].isupper():
        return names_organisation(name) and not names_department(name)
    return (
        function.lower() in LEADING
        or names_organisation(name)
        or sum(c.isupper() for c in name.split()[0]) > 1
        or re.match(r"(?:van )?(?:de|het) (?:[A-Z]|\w*school)|De |Het ", words) is not None
    )


def _one_each(block: Sequence[str]) -> list[_Part]:
    """Return the lines of a paragraph, a person, function, office or organisation each.

    An office that is broken at a comma (`de minister van Onderwijs,` `Cultuur en Wetenschap,`) becomes one line;
    `Jan Bos (Balans)` and `Jan Bos, voorzitter Balans` become two; a date is none of them.
    """
    parts: list[_Part] = []
    for words in block:
        last = parts[-1].words if parts else ""
        named = _NAMED.fullmatch(words.rstrip(",.; "))
        if last.lower().startswith(OFFICES) and last.endswith(",") and words.endswith(",") and words[0].isupper():
            parts[-1] = _Part(f"{last} {words}")
        elif named and is_person(_MARK.sub("", named["name"], count=1).strip()):
            place: Literal["in brackets", "behind a comma"] = "in brackets" if named["within"] else "behind a comma"
            parts += [_Part(named["name"].strip()), _Part(named["what"] or named["within"], place)]
        elif not any(date.iso for date in find_dates(words)):
            parts.append(_Part(words))
    return parts


def _told_apart(lines: Sequence[_Line]) -> list[_Line]:
    """Return the lines. Two words with capitals behind a function are a person where nobody is named above
    (`directeur Jan Bos`), and else what someone is charged with (`directeur Zorg Zuid`).
    """
    first = next((i for i, line in enumerate(lines) if line.kind == "person"), len(lines))
    return [
        replace(line, kind="person" if i < first else "charge") if line.kind == "person or charge" else line
        for i, line in enumerate(lines)
    ]


def _people(lines: Sequence[_Line]) -> list[str]:
    """Return the people. Two words with capitals can be a slogan as well, so they count only where a name is due:
    first, beside another person whose name is written likewise, or above a function or an organisation.
    """
    found: list[str] = []
    for i, line in enumerate(lines):
        if line.kind != "person":
            continue
        near = [other for other in lines[max(i - 1, 0) : i + 2] if other.paragraph == line.paragraph and other != line]
        after = lines[i + 1].kind in ("function", "charge", "organisation") if i + 1 < len(lines) else False
        alike = (other for other in near if has_initials(other.name) == has_initials(line.name))
        beside = any(other.kind == "person" for other in alike) or (after and lines[i + 1] in near)
        if not found or beside or is_surely_person(line.name):
            found.append(line.name)
    return found


def _is_below(line: _Line, lines: Sequence[_Line]) -> bool:
    """True for a name above an address below who signs: of whom the letter is for, or of who prints it."""
    before = any(other.paragraph < line.paragraph and other.kind in ("person", "organisation") for other in lines)
    return before and any(other.kind == "address" and other.paragraph == line.paragraph for other in lines)


def _unknown(lines: Sequence[_Line]) -> list[str]:
    """Return who signs with a name that shows nothing more, right below the closing: `Noor`, `obs Het Anker`."""
    if not lines or lines[0].kind != "other" or is_redacted(lines[0].name):
        return []
    name = lines[0].name
    plain = len(name.split()) <= _MOST_IN_NAME and name[-1] not in "!?:" and not any(c.isdigit() for c in name)
    named = any(word[0].isupper() for word in name.split()) and not name.isupper()
    return [name] if plain and named and "sentence" not in roles_of(name, gap=False) else []
