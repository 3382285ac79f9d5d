"""The words of a question with what each does in asking about letters, by `letters/asked_about.tsv`. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from index.dutch.language import Spoken
from index.dutch.word_lists import rows
from index.dutch.words import fold, words
from index.search.named import dates_in, reference_places
from qa.question.periods import Period

POINTS = frozenset(("letter", "letters", "questions", "text"))
"""Roles of words for letters."""

NOUNS = frozenset(("party", "period", "occasion"))
"""Roles of nouns that ask for something only behind *which*; elsewhere they are content."""

_MARK = re.compile(r"0(reference|date|title)0")
_SHORTEST_TYPO = 5


@dataclass(frozen=True)
class SaidWord:
    """A folded word or phrase of a question with its role: one of the list, `@reference`, `@date` or `@title` where a
    letter is named so, or "" where the list does not have it.
    """

    word: str
    role: str


@dataclass(frozen=True)
class Names:
    """What a question names letters by, in its order: folded titles and references of letters that are there, and dates
    as `index.search.named.dates_in` has them.
    """

    titles: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    period: Period | None = None
    """The time of which letters are, where the question asks about one."""


def without_names(
    question: str, *, titles: Iterable[str], references: Iterable[str], period: Period | None = None
) -> tuple[str, Names]:
    """Return the folded question with a mark for each name of a letter, and those names; `period` is marked as a date
    is.
    """
    folded = fold(question).replace("’", "'")
    when = fold(period.said).replace("’", "'") if period else ""
    placed = folded.find(when) if when else -1
    found = [(start, end, "date", date) for start, end, date in dates_in(folded)]
    if placed >= 0:
        found = [each for each in found if not placed <= each[0] < placed + len(when)]
        found.append((placed, placed + len(when), "period", when))
    for kind, names in (("title", titles), ("reference", references)):
        for name in names:
            start = folded.find(name)
            if start >= 0 and not (folded[start - 1 : start].isalnum() or folded[start + len(name) :][:1].isalnum()):
                found.append((start, start + len(name), kind, name))
            elif kind == "reference":
                found += [(*place, kind, name) for place in reference_places(name, folded)[:1]]
    kept: list[tuple[int, int, str, str]] = []
    for each in sorted(found, key=lambda each: each[0] - each[1]):  # a date inside a title is part of it
        if all(each[1] <= start or end <= each[0] for start, end, *_ in kept):
            kept.append(each)
    kept.sort()
    for start, end, kind, _ in reversed(kept):
        mark = "date" if kind == "period" else kind
        folded = f"{folded[:start]} 0{mark}0 {folded[end:]}"
    named = {kind: tuple(name for *_, of, name in kept if of == kind) for kind in ("title", "reference", "date")}
    asked = period if any(of == "period" for *_, of, _ in kept) else None
    return folded, Names(named["title"], named["reference"], named["date"], asked)


def said_words(folded: str, language: Spoken, *, occurs: Callable[[str], bool]) -> list[SaidWord]:
    """Return the words of what `without_names` made, phrases together, with their roles in `language`.

    A word that does not occur in letters may be one of the list with a typing error.
    """
    known, longest = _known(language)
    left = [part for word in words(folded) for part in _parts(word, known)]
    found = []
    while left:
        length = next((n for n in range(min(longest, len(left)), 0, -1) if tuple(left[:n]) in known), 1)
        word, role = " ".join(left[:length]), known.get(tuple(left[:length]), "")
        if mark := _MARK.fullmatch(word):
            role = f"@{mark[1]}"
        elif not role and len(word) >= _SHORTEST_TYPO and not occurs(word):
            word, role = _meant(word, known)
        found.append(SaidWord(word, role))
        left = left[length:]
    return found


@cache
def _known(language: str) -> tuple[Mapping[tuple[str, ...], str], int]:
    """Return the role of each form of a language, word by word, and the most words of one."""
    known = {
        tuple(fold(form).split("_")): role
        for of, role, forms in rows("letters/asked_about.tsv")
        if of == language
        for form in forms.split()
    }
    return known, max(map(len, known))


def _parts(word: str, known: Mapping[tuple[str, ...], str]) -> Sequence[str]:
    """Return the parts of a compound with a hyphen or apostrophe that ends in a word for a letter or opens with an
    elided one: `VNG-brief`, `l'auteur`.
    """
    parts = re.split(r"[-']", word)
    if (word,) in known or len(parts) == 1:
        return [word]
    ends = known.get((parts[-1],), "") in POINTS
    return parts if ends or all((part,) in known for part in parts) or len(parts[0]) == 1 < len(parts[1]) else [word]


def _meant(word: str, known: Mapping[tuple[str, ...], str]) -> tuple[str, str]:
    """Return the word of the list that `word` is but for one slip of the finger, with its role, else `word` with ""."""
    near = [
        (form[0], role)
        for form, role in known.items()
        if len(form) == 1
        and len(form[0]) >= _SHORTEST_TYPO
        and form[0][0] == word[0]
        and role not in NOUNS
        and _one_slip(word, form[0])
    ]
    return near[0] if len({role for _, role in near}) == 1 else (word, "")


def _one_slip(one: str, other: str) -> bool:
    """True when one sign more, less or other, or two that changed places, make `other` of `one`."""
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
