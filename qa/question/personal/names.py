"""Names of people in a question, told by where they stand: behind a child, "mijn naam is", under a mail. Pure.

No list of names: a name is words with a capital in a place where people write one. Names of people in office, and
those behind "mevrouw" and "de heer", stand in the letters, and are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.dutch.word_lists import any_of, kinds, listed
from index.dutch.words import fold
from index.records import Span

_LIST = "personal.tsv"
_SPACE = r"[^\S\n]{1,3}"
_UPPER = "".join(sign for sign in map(chr, range(0x530)) if sign.isupper())
_LETTERS = r"[^\W\d_]"
_PARTICLE = rf"(?i:{any_of(listed('letters/name_particles.txt'))})"
_AGE = r"(?:jaar|jr|maanden|weken|years?)\b"
_NUMBERED = rf"(?!-?{_LETTERS}|[^\S\n]?\d{{1,2}}(?!\d|[./-]\d|[^\S\n]?{_AGE}))"  # Havo 3, Groep 8
_CAPITAL = rf"[{_UPPER}]{_LETTERS}{{0,30}}(?:(?:['’]|-(?=[{_UPPER}])){_LETTERS}{{1,30}}){{0,3}}"
_WORD = rf"{_CAPITAL}(?:-(?:{_PARTICLE}{_SPACE}){{1,2}}{_CAPITAL})?"  # Jansen-de Boer
_NAME = (
    rf"(?:(?:[{_UPPER}][a-z]?\.[^\S\n]?){{1,5}}(?:\({_WORD}\){_SPACE})?(?:{_PARTICLE}{_SPACE}){{0,3}})?"
    rf"{_WORD}{_NUMBERED}"
    rf"(?:{_SPACE}(?:{_PARTICLE}{_SPACE}){{0,3}}{_WORD}{_NUMBERED}){{0,4}}"
)
_ANY_CASE = (
    rf"{_LETTERS}{{2,30}}(?:-{_LETTERS}{{2,30}}){{0,2}}(?:(?:{_SPACE}{_PARTICLE}){{1,3}}{_SPACE}{_LETTERS}{{2,30}})?"
)
_TITLE = rf"\b(?i:{any_of(listed('letters/titles_of_people.txt'))})"
_NO_ARTICLE = r"(?!(?:De|Het|'t)\b)"  # De Springplank
_AND = rf"(?:,[^\S\n]?|{_SPACE}(?:en|and|und|et|&){_SPACE})"


def _of(*which: str) -> str:
    return rf"(?i:{any_of(kinds(_LIST, *which))})"


_ONE = rf"\b{_of('owner')}{_SPACE}(?:[\w-]{{1,20}}{_SPACE}){{0,2}}?(?:\w{{1,12}}-)?{_of('kin')}\b"
_OLD = rf"(?:{_SPACE}van{_SPACE}\d{{1,2}}(?:{_SPACE}{_AGE})?|[^\S\n]?\(\d{{1,2}}(?:{_SPACE}{_AGE})?\))?,?"
_KIN = rf"(?:{_ONE}|\b(?i:leerling|leerlinge|zoon|dochter|kleinzoon|kleindochter|pleegkind)\b)"
_VERB = any_of(kinds("grammar/verbs.tsv", "clause"))
_CLOSINGS = any_of(
    kinds(_LIST, "closing") | {each for each in kinds("letters/line_words.tsv", "closing") if "namens" not in each}
)

_CAPITALISED = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"{_KIN}{_OLD}(?:{_SPACE}(?:{_of('named')}{_SPACE})?|{_SPACE}?[\"'“‘]|{_SPACE}?\()(?P<name>{_NAME})",
        rf"{_ONE},{_SPACE}(?P<name>{_NAME})(?=[,)])",
        rf"(?P<name>{_NAME}),{_SPACE}{_ONE}",
        rf"\b{_of('parent', 'title')}{_SPACE}van{_SPACE}{_NO_ARTICLE}(?P<name>{_NAME}(?:{_AND}{_NAME}){{0,5}})",
        rf"\b{_of('owner')}{_SPACE}(?:[\w-]{{1,20}}{_SPACE}){{0,2}}?{_of('kins')}[,:]?[^\S\n(]{{1,2}}\(?"
        rf"(?P<name>{_NAME}(?:{_AND}{_NAME}){{1,8}})",
        rf"\b(?i:wordt|word){_SPACE}(?P<name>{_NAME}){_SPACE}(?i:genoemd)\b",
        rf"\b{_of('title')}{_SPACE}(?P<name>{_NAME})",
        rf"\b{_of('self')}{_SPACE}(?:{_TITLE}\.?{_SPACE})?(?P<name>{_NAME})",
        rf"\b{_of('together')}{_SPACE}(?P<name>{_NAME}{_AND}{_NAME})",
        rf"\b{_of('mine')}{_SPACE}(?P<name>{_NAME}){_SPACE}(?:{_VERB}|zit)\b",
        rf"(?P<name>{_NAME})[^\S\n]?[,(]?[^\S\n]?(?:geboren|geb)\b",
        rf"\b{_of('perhaps')}{_SPACE}(?P<name>{_NAME})(?=[^\S\n]*(?:$|[,.!?;(]|\b(?:en|van|uit|moeder|vader|ouder)\b))",
        rf"(?:^|[\n.!?,])[^\S\n]*(?i:{_CLOSINGS})[.,!]{{0,2}}\s{{1,6}}(?:van{_SPACE})?(?!(?i:{_CLOSINGS})\b)"
        rf"(?:{_TITLE}\.?[^\S\n]?){{0,3}}(?P<name>{_NAME})",
        rf"^[^\S\n]*{_of('greeting')}{_SPACE}(?P<name>{_NAME})[^\S\n]*(?:[,!]|$)",
        rf"(?P<name>{_NAME})[^\S\n]?[<(\[](?:mailto:)?[\w.+-]{{1,64}}@",
        rf"(?:^|[.;,])[^\S\n]*{_of('label')}(?:{_SPACE}{_of('label', 'kin')}|{_SPACE}van{_SPACE}{_KIN})?[^\S\n]?:"
        rf"[^\S\n]*(?P<name>{_NAME})",
    )
)
_WITHOUT_CAPITAL = (
    re.compile(rf"\b{_of('perhaps')}{_SPACE}(?P<name>{_LETTERS}{{3,20}}),{_SPACE}(?:de{_SPACE})?{_of('parent')}\b"),
    re.compile(rf"{_ONE},{_SPACE}(?P<name>{_LETTERS}{{3,20}}),"),
    re.compile(rf"\b{_of('self')}{_SPACE}(?P<name>{_ANY_CASE})"),
    re.compile(rf"{_KIN}{_SPACE}{_of('named')}{_SPACE}(?P<name>{_ANY_CASE})"),
    # before the verb of a sentence that a child opens stands nothing but the child
    re.compile(rf"(?:^|[.!?\n])[^\S\n]*{_ONE}{_SPACE}(?P<name>{_LETTERS}{{3,20}}){_SPACE}(?:{_VERB}|zit)\b"),
)
_NO_NAME = frozenset(
    map(
        fold,
        kinds(_LIST, "no_name", "kins")
        | kinds("letters/before_names.tsv", "office", "body", "member")
        | kinds("letters/organisations.tsv", "word", "both", "department", "public", "subject")
        | kinds("letters/functions.tsv", "whole", "part")
        | listed("claims/agents.txt"),
    )
)
_NEVER_A_NAME = listed("stop_words.txt") | kinds("grammar/verbs.tsv", "clause") | listed("letters/titles_of_people.txt")
_ORGANISATION = tuple(kinds("letters/organisations.tsv", "ending", "both"))
_OF_PLACE = ("mmer", "ger", "nder", "naar", "kaan")  # Rotterdammer, Limburger, Brabander, Hagenaar
_SHORTEST_OF_PLACE = 8  # longer than Rutger
_PARTS = re.compile(rf"{_LETTERS}+(?:['’-]{_LETTERS}+)*")

WHOSE = r"(?:['’]?s)?"
"""What may stand behind a name: Levi's, Daans."""


def person_names(text: str) -> Iterator[Span]:
    """Yield the spans [start, end) of names of people, and of those names wherever else `text` has them."""
    found = list(dict.fromkeys(_told(text)))
    yield from found
    for word in {part for start, end in found for part in name_parts(text[start:end])}:
        yield from (again.span() for again in re.finditer(rf"(?<!\w){re.escape(word)}{WHOSE}(?!\w)", text))


def name_parts(name: str) -> list[str]:
    """Return the words of `name` that tell somebody by themselves: without initials, `van` and `en`."""
    small = listed("letters/name_particles.txt") | {"en", "and", "und", "et"}
    words = (re.sub(r"['’]s$", "", word) for word in _PARTS.findall(name))
    return [word for word in words if len(word) > 1 and word.lower() not in small]


def _told(text: str) -> Iterator[Span]:
    for pattern in _CAPITALISED:
        for found in pattern.finditer(text):
            name = found["name"]
            shouts = text[max(0, found.start() - 40) : found.end("name")].isupper()
            end = _end_of_name(name, shouts=shouts)
            if end:
                yield found.start("name"), found.start("name") + end
    for pattern in _WITHOUT_CAPITAL:
        for found in pattern.finditer(text):
            first = fold(_PARTS.findall(found["name"])[0])
            if first not in _NEVER_A_NAME and first not in _NO_NAME:
                yield found.span("name")


def _end_of_name(name: str, *, shouts: bool) -> int:
    """Return where the name ends that `name` begins with, 0 where it is the name of nobody."""
    end = 0
    for word in _PARTS.finditer(name):
        said = word[0]
        small = said.lower() in listed("letters/name_particles.txt")
        abbreviated = (
            len(said) > 1 and said[:2].isalpha() and said[:2].isupper() and not said.startswith("IJ") and not shouts
        )
        organisation = not end and fold(said).endswith(_ORGANISATION)
        if not small and (abbreviated or organisation or _is_no_name(said)):
            return end
        if not small and len(said) > 1:
            end = word.end()
    return end


def _is_no_name(word: str) -> bool:
    """Whether a word with a capital is the name of nobody: of a language, a subject, people of a place."""
    folded = fold(word)
    return not {folded, folded.removesuffix("s")}.isdisjoint(_NO_NAME) or (
        len(folded) >= _SHORTEST_OF_PLACE and folded.removesuffix("s").endswith(_OF_PLACE)
    )
