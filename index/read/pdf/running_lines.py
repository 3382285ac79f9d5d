"""Running headers and footers: lines that stand on several pages and say nothing new there. Pure functions.

Only lines at the edge of a page, with nothing but other furniture between them and the edge, can be furniture:
so the letterhead of a second letter in the same file keeps its labels. A line repeats when it is the same on
neighbouring pages, or the same but for a number that counts along with the pages. Its first occurrence stays
in the text, page numbers by themselves go.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Literal

from index.dutch.word_lists import any_of, kinds

Role = Literal["body", "first", "repeat"]
"""A line of the text proper, the first occurrence of a running line, or one to leave out."""

_EDGE = 8  # lines from the top or the bottom of a page that may be furniture
_OUTER = 3  # on two pages only, and for page numbers, it must stand this close to the edge
_SHORT = 60  # characters; a letterhead field is not longer
_CLEAR = 12  # letters that make a line too telling to be the same by chance
_LOOK_BACK = 5  # pages; where a run of furniture starts, its letterhead is not further back
_TELLING = 20  # letters that it takes where only a part is the same
_PAGE = any_of(kinds("letters/line_words.tsv", "page", "page_edge"))
_PAGE_LABEL = re.compile(rf"\W*{_PAGE}\s*\d+(?:\s*(?:van|of|/|-)\s*\d+)?\W*", re.I)
_PAGE_OF = re.compile(r"\W*(\d{1,4})\s*(?:/|van|of)\s*(\d{1,4})\W*", re.I)
_PAGE_BEHIND = re.compile(rf"(?<=\S)\s+{_PAGE}\s*\d+\s*(?:van|of|/)\s*(\d+)\W*", re.I)
_NUMBER_ALONE = re.compile(r"\W{0,3}(\d{1,4})\W{0,3}")
_DIGITS = re.compile(r"\d+")

_Place = tuple[int, int]  # page, line


def furniture(pages: Sequence[Sequence[str]]) -> list[list[Role]]:
    """Return the role of every line of every page. Lines are trimmed and not blank."""
    roles: list[list[Role]] = [["body"] * len(page) for page in pages]
    counted: list[set[int]] = [set() for _ in pages]
    for places, mask in _repeated(pages):
        for n, (page, line) in enumerate(places):
            if mask:
                counted[page].add(line)
            roles[page][line] = "repeat" if n or _stands_before(pages, page, line, mask) else "first"
    for number, page_lines in enumerate(pages):
        for line in _letterhead_again(pages[max(0, number - 2) : number], page_lines):
            roles[number][line] = "repeat"
    for (page, line), (before, first) in _parts_of_longer(pages):
        roles[page][line] = "repeat"
        roles[before][first] = "first" if roles[before][first] == "body" else roles[before][first]
    for page, line in _page_numbers(pages):
        roles[page][line] = "repeat"
    return [_at_the_edges(page, counted[n]) for n, page in enumerate(roles)]


def without_page_number(line: str, *, pages: int) -> str:
    """Return `line` of a document of so many `pages` without the number of its page, which stands far behind it."""
    found = list(_PAGE_BEHIND.finditer(line))[-1:]
    return line[: found[0].start()] if found and found[0].end() == len(line) and int(found[0][1]) == pages else line


def _at_the_edges(roles: list[Role], counted: set[int]) -> list[Role]:
    """Make body again of what has body between it and the edge, unless it counts along with the pages."""
    body = [i for i, role in enumerate(roles) if role == "body"]
    if not body:
        return roles
    return [role if not body[0] < i < body[-1] or i in counted else "body" for i, role in enumerate(roles)]


def _edges(page: Sequence[str], depth: int) -> Iterator[tuple[int, bool]]:
    """Yield (line, at the top) for the lines near the edges; a line of a short page can be at both."""
    for line in range(min(depth, len(page))):
        yield line, True
        yield len(page) - 1 - line, False


def _repeated(pages: Sequence[Sequence[str]]) -> Iterator[tuple[list[_Place], bool]]:
    """Yield the places of each running line, in page order, and whether a number in it counts along."""
    same: dict[tuple[str, bool], list[_Place]] = defaultdict(list)
    alike: dict[tuple[str, bool], list[_Place]] = defaultdict(list)
    for number, page in enumerate(pages):
        for line, top in _edges(page, _EDGE):
            key = _key(page[line], mask=False)
            same[key, top].append((number, line))
            alike[_DIGITS.sub("#", key), top].append((number, line))
    for (key, top), places in same.items():
        for run in _neighbours(places):
            if _on_enough_pages(pages, key, top, run):
                yield run, False
    for (key, top), places in alike.items():
        for run in _neighbours(places):
            if _letters(key) >= _CLEAR and _on_enough_pages(pages, key, top, run) and _count_along(pages, run):
                yield run, True


def _key(line: str, *, mask: bool) -> str:
    key = " ".join(line.casefold().split())
    return _DIGITS.sub("#", key) if mask else key


def _letters(key: str) -> int:
    return sum(c.isalpha() for c in key)


def _neighbours(places: list[_Place]) -> Iterator[list[_Place]]:
    """Yield runs on neighbouring pages; left and right pages may have headers of their own."""
    run: list[_Place] = []
    for place in places:
        if run and place[0] - run[-1][0] > 2:
            yield run
            run = []
        run.append(place)
    yield run


def _on_enough_pages(pages: Sequence[Sequence[str]], key: str, top: bool, places: list[_Place]) -> bool:
    distinct = {page for page, _ in places}
    if len(distinct) >= 3:
        return any(c.isalnum() for c in key)
    outer = all((line if top else len(pages[page]) - 1 - line) < _OUTER for page, line in places)
    return len(distinct) == 2 and outer and _letters(key) >= _CLEAR


def _count_along(pages: Sequence[Sequence[str]], places: list[_Place]) -> bool:
    """Say whether a number in the lines grows with the page; in a telling line others may differ as well."""
    numbers = [[int(n[:9]) for n in _DIGITS.findall(pages[page][line])] for page, line in places]
    columns = list(zip(*numbers, strict=False))
    differing = [column for column in columns if len(set(column)) > 1]
    counting = [c for c in differing if len({n - page for n, (page, _) in zip(c, places, strict=True)}) == 1]
    page, line = places[0]
    return bool(counting) and (len(differing) == 1 or _letters(pages[page][line]) >= _TELLING)


def _stands_before(pages: Sequence[Sequence[str]], page: int, line: int, mask: bool) -> bool:
    """Say whether one of the pages before already has this line."""
    key = _key(pages[page][line], mask=mask)
    return any(_key(other, mask=mask) == key for before in pages[max(0, page - _LOOK_BACK) : page] for other in before)


def _parts_of_longer(pages: Sequence[Sequence[str]]) -> Iterator[tuple[_Place, _Place]]:
    """Yield lines that are part of a longer line at the same edge of the page before, but for numbers, and that
    line: a first page often has a place or a name beside its footer.
    """
    for page in range(1, len(pages)):
        longer = [(line, top, _key(pages[page - 1][line], mask=True)) for line, top in _edges(pages[page - 1], _OUTER)]
        for line, top in _edges(pages[page], _OUTER):
            key = _key(pages[page][line], mask=True)
            for first, first_top, other in longer:
                if top == first_top and _letters(key) >= _TELLING and key in other and key != other:
                    yield (page, line), (page - 1, first)


def _letterhead_again(earlier: Sequence[Sequence[str]], page: Sequence[str]) -> Iterator[int]:
    """Yield the lines of a run at the edge of `page` that repeats fields of a letterhead, such as "Datum" and
    the date below it: two or more short lines, a date or reference among them, that all stand on one page before.
    """
    for before in earlier:
        head = {line.casefold() for line in before if len(line) <= _SHORT and not line.endswith((".", "?", "!"))}
        for order in (range(len(page)), range(len(page) - 1, -1, -1)):
            run = list(takewhile(lambda line: page[line].casefold() in head, order[:_EDGE]))  # noqa: B023
            if len(run) >= 2 and any(sum(c.isdigit() for c in page[line]) >= 4 for line in run):
                yield from run


def _page_numbers(pages: Sequence[Sequence[str]]) -> Iterator[_Place]:
    counted: dict[int, list[_Place]] = defaultdict(list)  # by how far the number is ahead of the page's index
    for number, page in enumerate(pages):
        for line, _ in _edges(page, _OUTER):
            text = page[line]
            of = _PAGE_OF.fullmatch(text)
            if _PAGE_LABEL.fullmatch(text) or (of and int(of[1]) <= int(of[2]) == len(pages)):
                yield number, line
            elif alone := _NUMBER_ALONE.fullmatch(text):
                counted[int(alone[1]) - number].append((number, line))
    for places in counted.values():
        if len({page for page, _ in places}) >= 2:
            yield from places
