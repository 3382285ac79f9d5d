"""Which letters a reader wants to see, and in what order: newest first, those without a date last. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from urllib.parse import urlencode

from index.dutch.words import fold
from index.records import Document, Letter
from ui.wording.display import letter_name

PAGE_SIZE = 50
"""Letters on one page of the list."""

_LONGEST = 200  # characters of a search that are looked at


@dataclass(frozen=True)
class LetterFilter:
    """What a reader asked for; "" asks for nothing.

    `theme` is the id of a theme; `since` and `until` are an ISO year or month, both included. `page` counts from 1.
    """

    words: str = ""
    sender: str = ""
    kind: str = ""
    theme: str = ""
    since: str = ""
    until: str = ""
    page: int = 1

    @property
    def limits(self) -> bool:
        """True when some letters may be left out."""
        return any((self.words.strip(), self.sender, self.kind, self.theme, self.since, self.until))

    def address(self, *, page: int = 1) -> str:
        """Return the address of this list at `page`, from the root path on."""
        asked = {
            "zoek": self.words.strip(),
            "afzender": self.sender,
            "soort": self.kind,
            "onderwerp": self.theme,
            "vanaf": self.since,
            "tot": self.until,
            "pagina": str(page) if page > 1 else "",
        }
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"/brieven?{query}" if query else "/brieven"


@dataclass(frozen=True)
class LetterPage:
    """One page of a list: its letters by year ("" without a date), how many the whole list has, and its pages."""

    years: Sequence[tuple[str, Sequence[Letter]]]
    count: int
    page: int
    pages: int


@dataclass(frozen=True)
class Choices:
    """What can be chosen: every sender and kind by its letters, most first; the years, newest first."""

    senders: Sequence[tuple[str, int]]
    kinds: Sequence[tuple[str, int]]
    years: Sequence[str]
    undated: int


def newest_first(letters: Iterable[Letter]) -> list[Letter]:
    """Return the letters with the newest first and those without a date last."""
    by_name = sorted(letters, key=lambda letter: (letter_name(letter), letter.id))
    return sorted(by_name, key=lambda letter: letter.date or "", reverse=True)


def matching(wanted: LetterFilter, letters: Iterable[Letter], documents: Mapping[str, Document]) -> list[Letter]:
    """Return the letters that are `wanted`, newest first; of what theme they are must be looked at before.

    Every word of the search stands in the letter, its title or its sender, also inside another word.
    """
    sought = fold(wanted.words[:_LONGEST]).split()
    found = [letter for letter in letters if _fits(letter, wanted)]
    if sought:
        found = [letter for letter in found if _has(letter, documents[letter.document_id], sought)]
    return newest_first(found)


def in_pages(letters: Sequence[Letter], page: int) -> LetterPage:
    """Return the letters of one page, by year; a page that is not there is the nearest."""
    pages = max(1, -(-len(letters) // PAGE_SIZE))
    page = min(max(1, page), pages)
    some = letters[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    years = [(year, list(group)) for year, group in groupby(some, key=lambda letter: (letter.date or "")[:4])]
    return LetterPage(years, len(letters), page, pages)


def choices(letters: Iterable[Letter]) -> Choices:
    """Return what a list of `letters` can be limited to."""
    letters = list(letters)
    years = {letter.date[:4] for letter in letters if letter.date}
    return Choices(
        senders=_counted(letter.sender for letter in letters),
        kinds=_counted(letter.kind for letter in letters),
        years=sorted(years, reverse=True),
        undated=sum(letter.date is None for letter in letters),
    )


def _fits(letter: Letter, wanted: LetterFilter) -> bool:
    if (wanted.sender and letter.sender != wanted.sender) or (wanted.kind and letter.kind != wanted.kind):
        return False
    if not (wanted.since or wanted.until):
        return True
    if not letter.date:
        return False
    late_enough = letter.date >= wanted.since
    return late_enough and (not wanted.until or letter.date[: len(wanted.until)] <= wanted.until)


def _has(letter: Letter, document: Document, sought: Sequence[str]) -> bool:
    text = _searched(document, letter)
    return all(word in text for word in sought)


@lru_cache(maxsize=2_000)
def _searched(document: Document, letter: Letter) -> str:
    return fold("\n".join((letter.title or "", letter.sender or "", document.text[letter.start : letter.end])))


def _counted(values: Iterable[str | None]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for value in values:
        if value:
            counts[value] = counts.get(value, 0) + 1
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
