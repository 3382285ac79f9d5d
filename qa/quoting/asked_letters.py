"""Which letters a question about letters themselves means. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache

from index.dutch.words import fold, initials, stem, words
from index.records import Hit, Letter
from index.search.named import is_of, likely_letters
from qa.question.about_letters import AboutLetters

_ALIKE = {"nota": "notitie", "notitie": "nota"}  # a memorandum is called either
_LEAST_LIKELY = 1 / 3  # of the words of the question before, for the letter that it speaks of
_SHORTEST_TITLE = 8
_FEWEST_INITIALS = 3


def names_of(letters: Iterable[Letter]) -> tuple[set[str], set[str]]:
    """Return the folded titles and references by which questions may call `letters`."""
    letters = list(letters)
    titles = {title for each in letters for title in _titles(each.title or "")}
    return titles, {_folded(each.reference) for each in letters if each.reference}


def asked_letters(
    about: AboutLetters,
    letters: Iterable[Letter],
    *,
    named: Iterable[str],
    hits: Sequence[Hit] = (),
    leant_on: str = "",
    from_whom: Callable[[Letter], frozenset[str]] = lambda letter: frozenset(),
) -> list[Letter] | None:
    """Return the letters that the question means, empty where there is no such letter; None where its words name none.

    `named` are the ids of the letters that `index.search.named` finds in it, `hits` what the search found for it, and
    `leant_on` is the question before that it leans on. `from_whom` gives the folded words by which a letter says itself
    from whom it is.
    """
    ids = frozenset(named)
    every = list(letters)
    if about.kinds == {"kamervragen"}:  # only letters that answer them have "the questions"
        every = [each for each in every if each.kind == "kamervragen"]
        if not every:
            return None
    among = letters_named(about, every, ids)
    if about.wanted == "letters" and about.topic:
        return None  # what letters are about, their texts tell
    if about.words:
        fitting = _fitting(about, every, from_whom) or _first_found(about, among, hits)
        if not fitting:
            return None
        among = [each for each in fitting if each in among]
    if not among:
        return None if about.wanted == "fields" else []
    if leant_on and about.wanted == "fields" and not about.words and len(among) == len(every):
        likely = likely_letters(leant_on, among)
        among = [letter for letter, fits in likely if fits == likely[0][1] >= _LEAST_LIKELY] or among
        ranked = {hit.letter.id: -hit.rank for hit in hits}
        among = [max(among, key=lambda letter: ranked.get(letter.id, -len(hits) - 1))]
    return _of_kind(about, among)


def letters_named(about: AboutLetters, letters: Sequence[Letter], ids: frozenset[str]) -> list[Letter]:
    """Return the letters that title, reference, date and time leave; all where the question has none of them."""
    names = about.names
    if "bijlage" in about.kinds and ids:  # the attachments of a letter that is named
        return [each for each in letters if each.id in ids]
    kept: list[Letter] = list(letters)
    if names.references:
        kept = [each for each in kept if each.reference and _folded(each.reference) in names.references]
    if names.titles:
        kept = [each for each in kept if not names.titles or set(_titles(each.title or "")) & set(names.titles)]
    if names.dates:
        kept = [each for each in kept if each.date and any(is_of(each.date, date) for date in names.dates)]
    if names.period:
        kept = [each for each in kept if names.period.has(each.date)]
    return kept


def has_words(words: Iterable[str], letter: Letter, stems: Collection[str]) -> bool:
    """True when each of the folded `words` stands among the `stems` of a letter's text, or in its data."""
    own = _own(letter, ("title", "sender", "recipient")) | frozenset(stems)
    return all(_has(word, own) for word in words)


def _fitting(
    about: AboutLetters, letters: Sequence[Letter], from_whom: Callable[[Letter], frozenset[str]]
) -> list[Letter]:
    """Return the letters whose title and writer have all words of the question; else those whose addressee has too."""
    writers = {each.id: frozenset(map(stem, from_whom(each))) for each in letters}
    for parts in (("title", "sender"), ("title", "sender", "recipient")):
        found = [
            each for each in letters if all(_has(word, _own(each, parts) | writers[each.id]) for word in about.words)
        ]
        if found:
            return found
    return []


def _first_found(about: AboutLetters, letters: Sequence[Letter], hits: Sequence[Hit]) -> list[Letter]:
    """Return the letter that the search found first, where its text has the topic and its data the other words."""
    ids = {each.id for each in letters}
    first = next((hit for hit in hits if hit.letter.id in ids), None)
    if first is None or not about.topic:
        return []
    text = {stem(word) for word in words(first.passage.text)}
    own = _own(first.letter, ("title", "sender", "recipient"))
    fits = all(_has(word, own | text if word in about.topic else own) for word in about.words)
    return [first.letter] if fits else []


def _of_kind(about: AboutLetters, letters: list[Letter]) -> list[Letter]:
    """Return the letters of the kinds that the question speaks of. One that it names may be of another kind, and a list
    of letters has them all.
    """
    named = about.wanted == "fields"
    if not about.kinds or ("brief" in about.kinds and not named):
        return letters
    alike = about.kinds | {_ALIKE[kind] for kind in about.kinds if kind in _ALIKE}
    of_kind = [each for each in letters if each.kind in about.kinds] or [each for each in letters if each.kind in alike]
    return of_kind or (letters if named else [])


def _has(word: str, own: frozenset[str] | set[str]) -> bool:
    """True when a word, or all parts of it, stand among stems; an ending behind an apostrophe is none of it."""
    parts = [part for part in re.split(r"[-/]", word.split("'", maxsplit=1)[0]) if part]
    return stem(word) in own or (bool(parts) and all(stem(part) in own for part in parts))


@lru_cache(maxsize=20_000)
def _own(letter: Letter, parts: tuple[str, ...]) -> frozenset[str]:
    """Return the stems of the words in some of a letter's data, and the initials of its sender."""
    said = [word for part in parts for word in words(getattr(letter, part) or "")]
    split = [part for word in said for part in re.split(r"[-/'’]", word) if len(part) > 1]
    return frozenset(stem(word) for word in (*said, *split)) | _initials(letter.sender or "")


def _initials(sender: str) -> set[str]:
    """Return what a sender may be called for short: three or more initials in a row of `initials`, or all of them."""
    whole = initials(sender)
    return whole | {
        name[start:end]
        for name in whole
        for start in range(len(name))
        for end in range(start + _FEWEST_INITIALS, len(name) + 1)
    }


@lru_cache(maxsize=20_000)
def _titles(title: str) -> tuple[str, ...]:
    """Return a title folded, whole and up to its first dash or colon."""
    whole = " ".join(fold(title).replace("’", "'").split())
    opening = re.split(r"\s[–—-]\s|:\s", whole)[0]
    return tuple(dict.fromkeys(each for each in (whole, opening) if len(each) >= _SHORTEST_TITLE))


_folded: Callable[[str], str] = lru_cache(maxsize=20_000)(fold)
