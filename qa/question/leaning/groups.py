"""Who is meant by what several senders of one letter are together: `de raden` for the PO-Raad and the VO-raad. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.dutch.lemmas import surest
from index.dutch.words import fold
from qa.question.leaning.noun_phrases import capital

_GROUP = re.compile(
    r"\b(?i:die|deze|beide|de(?: beide| twee| drie)?)\s+(?P<noun>[a-zà-ÿ]{2,}(?:en|s))\b(?!\s+van\s+[A-Z])"
)
_SENDERS = re.compile(r",\s*|\s+en\s+")


def with_group_named(question: str, senders: Iterable[str]) -> str:
    """Return a Dutch question with the names of the senders in the place of a plural that says what they are together,
    where one letter has two or more senders that are such a thing, and no other letter has others.
    """
    for match in _GROUP.finditer(question):
        named = [names for sender in senders if len(names := _named(match["noun"], sender)) > 1]
        if named and all(_same(each, named[0]) for each in named):
            return f"{question[: match.start()]}{_joined(named[0])}{question[match.end() :]}"
    return question


def _named(noun: str, sender: str) -> tuple[str, ...]:
    """Return those of the names in `sender` of which the plural `noun` says what they are."""
    names = [re.sub(r"\A(?:de|het)\s+", "", each.strip()) for each in _SENDERS.split(sender)]
    return tuple(each for each in names if each and _is_one_of(noun, each))


def _same(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return set(map(fold, names)) == set(map(fold, others))


def _is_one_of(noun: str, name: str) -> bool:
    """True where a plural is that of the first or last word of a name, or of what stands behind its hyphen."""
    said = name.split()
    heads = {fold(part) for word in (said[0], said[-1]) for part in (word, word.rpartition("-")[2])}
    plural = fold(noun)
    return capital(name) and plural not in heads and not heads.isdisjoint(surest(plural))


def _joined(names: tuple[str, ...]) -> str:
    *others, last = names
    return f"{', '.join(others)} en {last}"
