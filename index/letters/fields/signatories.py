"""The people and the organisations in the block under a letter. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from index.dutch.dates import find_dates
from index.dutch.letter_words import FUNCTIONS, LEADING, OFFICES
from index.dutch.word_lists import any_of, kinds
from index.letters.fields.name_kinds import is_organisation, is_person, is_redacted

_FUNCTION = re.compile(rf"(?P<function>(?:[^\W\d_]+[ -])?\w*?{any_of(FUNCTIONS)})\b[,:]?\s*", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:van\s+)?(?:de|het)\s+(?=\S)", re.IGNORECASE)
_DEPUTY = re.compile(r"(?:mede )?namens deze[n]?\b.*", re.IGNORECASE)
_NAMED = re.compile(r"(?P<name>[^,(]+)(?:,\s+(?P<what>[^,]+)|\s+\((?P<within>[^()]+)\))")
_EVERYONE = kinds("letters/signatures.tsv", "everyone")

_Party = Literal["person", "speaker", "organisation"]  # a speaker: an office, or whom `namens` names


def signatories(block: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the people and the organisations that the lines of a block name, as printed.

    An office, or whom `namens` names, speaks alone.
    """
    named: dict[_Party, list[str]] = {"person": [], "speaker": [], "organisation": []}
    for words in (line.rstrip(",.; ") for line in _one_each(block)):
        party = _party(words) if words and not is_redacted(words) and not _DEPUTY.fullmatch(words) else None
        if party:
            named[party[0]].append(party[1])
    return tuple(dict.fromkeys(named["person"])), tuple(dict.fromkeys(named["speaker"] or named["organisation"]))


def listed_organisations(names: str) -> tuple[str, ...]:
    """Return the names of an enumeration, or nothing when a part of it is no name."""
    parts = [_without_article(part.strip()) for part in re.split(r",\s+|\s+en\s+", names.strip(" ."))]
    named = all(len(part.split()) <= 8 and (part[:1].isupper() or part[1:2].isupper()) for part in parts)
    return tuple(parts) if named and (len(parts) > 1 or is_organisation(parts[0])) else ()


def _party(words: str) -> tuple[_Party, str] | None:
    """Return whom a line of a block names, without function and article; None for nobody."""
    if words.lower().startswith("namens "):
        rest = _without_article(words[7:])
        if rest.lower() in _EVERYONE:
            return None
        return "person" if is_person(rest) else "speaker", rest
    if words.lower().startswith(OFFICES):
        return "speaker", _without_article(words)
    if match := _FUNCTION.match(words):
        return _behind_function(match["function"], words[match.end() :])
    if is_person(words):
        return "person", words
    if words[:1].isupper() or is_organisation(words.split(maxsplit=1)[0]):
        return "organisation", _without_article(words)
    return None


def _behind_function(function: str, words: str) -> tuple[_Party, str] | None:
    name = _without_article(words)
    if is_person(name):
        return "person", name
    return ("organisation", name) if name and _is_led(function, words) else None


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
