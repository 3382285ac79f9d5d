"""What a sender or an addressee is called: in full, in part, by its initials, by the short form that
letters spell out. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from index.dutch.letter_words import FUNCTIONS, NAME_PARTICLES, ORGANISATION_WORDS, TITLES_OF_PEOPLE
from index.dutch.word_lists import kinds
from index.dutch.words import fold, words
from index.letters.short_forms import initials_of

_BEFORE = "letters/before_names.tsv"
MEMBERS = kinds(_BEFORE, "member")
"""Words before the name of a member or a party of a parliament or council."""

ROLES = MEMBERS | kinds(_BEFORE, "office") | TITLES_OF_PEOPLE | FUNCTIONS
"""Words before the name of a person or a ministry."""

ARTICLES = kinds(_BEFORE, "article")
"""Articles and other small words before a name."""

_PARTS = re.compile(r"[,;()]|\s(?:en|namens|via|and)\s|t\.a\.v\.")
_HEAD = re.compile(r"(.+?)\s(?:der|van|uit)\s")  # Tweede Kamer | der Staten-Generaal
_ORDINARY = ORGANISATION_WORDS | ROLES | ARTICLES | NAME_PARTICLES
_LENGTHS = range(3, 8)  # of initials that people use


def names_of(
    party: str | None, spelled_out: Mapping[str, frozenset[str]], *, addressee: bool = False
) -> dict[str, bool]:
    """Return the folded names of `party`, each with whether it is told from ordinary words by itself, as `vng` is.

    `spelled_out` has the folded long forms of short forms. An `addressee` goes by its head too: "ouders van De
    Regenboog" by "ouders".
    """
    wholes = [part for part in re.split(r"[()]", party or "") if part.strip()]
    parts = dict.fromkeys([*wholes, *(part for whole in wholes for part in _PARTS.split(whole))])
    found: dict[str, bool] = {}
    for bare in filter(None, (_bare(part.split()) for part in parts)):
        found |= _names_of_part(bare, spelled_out)
        if addressee and (head := _HEAD.match(" ".join(bare) + " ")):
            found[" ".join(words(head[1]))] = len(head[1].split()) > 1
    return {name: sure for name, sure in found.items() if not all(word in _ORDINARY for word in name.split())}


def _names_of_part(part: list[str], spelled_out: Mapping[str, frozenset[str]]) -> dict[str, bool]:
    """Return the folded names of one party: as printed, with its short forms, and its initials."""
    name = " ".join(words(" ".join(part)))
    initials = initials_of(part)
    if fold(part[0]) in ORGANISATION_WORDS:
        initials |= initials_of(part[1:])
    found = dict.fromkeys({name, *_otherwise(name, spelled_out)}, _stands_out(part))
    return found | dict.fromkeys((short for short in initials if len(short) in _LENGTHS), True)


def _bare(name: list[str]) -> list[str]:
    """Return a name without what stands before it: `Minister De Jonge` as `De Jonge`,
    `De Tweede Kamer` as `Tweede Kamer`.
    """
    while name and (
        name[0] in ARTICLES
        or name[0] == "en"
        or fold(name[0]).strip(".") in ROLES
        or (name[0] in ("De", "Het", "The") and len(name) > 2)  # two words are a person's: De Jonge
        or re.fullmatch(r"(?:\w\.)+", name[0])
    ):
        name = name[1:]
    return name


def _otherwise(name: str, spelled_out: Mapping[str, frozenset[str]]) -> Iterable[str]:
    """Yield a name with a long form in it shortened, or a short form in it spelled out, and the other form by
    itself.
    """
    padded = f" {name} "
    for short, longs in spelled_out.items():
        for long in longs:
            for here, there in ((long, short), (short, long)):
                if f" {here} " in padded:
                    yield from (there, padded.replace(f" {here} ", f" {there} ").strip())


def _stands_out(name: list[str]) -> bool:
    """True for a name of several words, or of one that is no ordinary word: LECSO, PO-Raad."""
    telling = [word for word in name if fold(word) not in NAME_PARTICLES | ARTICLES]
    return len(telling) > 1 or sum(c.isupper() or c.isdigit() for word in telling for c in word) > 1
