"""Where words of the canonical text stand on the picture of their page: exactly there, or not at all. Pure.

The characters that pdfium finds on the page are held against the canonical text. White space does not count, nor does a
hyphen with which the paper ends a line. Words are placed only where each of their characters aligns, where what stands
around them tells which of several places is theirs, and where their boxes cover no other character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from index.read.canonical import canonical
from index.records import Span

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels of the page's picture."""

PageCharacter = tuple[str, Box]
"""A character as `index.read.pdf.pdfium.characters` finds it, with its box: empty where nothing is drawn."""

_LINE_END_HYPHENS = frozenset("\x02\ufffe")  # how pdfium writes the hyphen at the end of a line
_AROUND = 300  # characters before and after that tell places apart
_ENOUGH = 24  # characters that must agree: those of the words, and around them


@dataclass(frozen=True)
class _BareText:
    """Characters without white space and hyphens. `places[i]` is where `text[i]` comes from; `hyphens` are the indices
    before which one or more hyphens stood.
    """

    text: str
    places: list[int]
    hyphens: frozenset[int]


def word_boxes(text: str, span: Span, characters: Sequence[PageCharacter]) -> list[Box]:
    """Return boxes that cover exactly the words `text[start:end]` of a page's canonical `text`, in order, a box a line
    where that can be; none where the words cannot be placed for certain.
    """
    start, end = span
    page, paper = _folded(text), _folded(character for character, _ in characters)
    inside = [i for i, place in enumerate(page.places) if start <= place < end]
    if not inside:
        return []
    first, last = inside[0], inside[-1] + 1
    at = _place(page.text, first, last, paper.text)
    if at is None or not _hyphens_agree(page, (first, last), paper, at, characters):
        return []
    places = paper.places[at : at + last - first]
    return _boxes(dict.fromkeys(places), characters)


def _folded(characters: Iterable[str]) -> _BareText:
    kept: list[str] = []
    places: list[int] = []
    hyphens: set[int] = set()
    for place, character in enumerate(characters):
        for each in _fold(character):
            if each == "-":
                hyphens.add(len(kept))
            else:
                kept.append(each)
                places.append(place)
    return _BareText("".join(kept), places, frozenset(hyphens))


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    if character in _LINE_END_HYPHENS:
        return "-"
    return "".join(unicodedata.normalize("NFKD", canonical(character)).split())


def _place(page: str, first: int, last: int, paper: str) -> int | None:
    """Return where `page[first:last]` stands in `paper`; None where it does not, or where that is not certain."""
    words = page[first:last]
    before, after = page[max(0, first - _AROUND) : first], page[last : last + _AROUND]
    scored: list[tuple[int, int]] = []
    at = paper.find(words)
    while at >= 0:
        end = at + len(words)
        agrees = _alike(before[::-1], paper[max(0, at - _AROUND) : at][::-1]) + _alike(
            after, paper[end : end + _AROUND]
        )
        scored.append((agrees, at))
        at = paper.find(words, at + 1)
    scored.sort(reverse=True)
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    agrees, at = scored[0]
    # on a page with less text than that, all of it must agree
    enough = min(_ENOUGH, len(before) + len(words) + len(after))
    return at if agrees + (len(words) if len(scored) == 1 else 0) >= enough else None


def _alike(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    n = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        n += 1
    return n


def _hyphens_agree(
    page: _BareText, words: Span, paper: _BareText, at: int, characters: Sequence[PageCharacter]
) -> bool:
    """Say whether hyphens stand between the same characters, but for those at line ends of the paper."""
    first, last = words
    for i in range(first + 1, last):
        there = at + i - first
        if (i in page.hyphens) == (there in paper.hyphens):
            continue
        left, right = paper.places[there - 1], paper.places[there]
        if i in page.hyphens or not _line_ends(characters[left : right + 1]):
            return False
    return True


def _line_ends(between: Sequence[PageCharacter]) -> bool:
    """Say whether a line ends between the first and the last of these characters."""
    (_, first), (_, last) = between[0], between[-1]
    return any(character in "\r\n" or character in _LINE_END_HYPHENS for character, _ in between) or not _beside(
        first, last
    )


def _boxes(places: Iterable[int], characters: Sequence[PageCharacter]) -> list[Box]:
    """Return the boxes of the characters at `places`, those of a line as one; none where one covers others."""
    ours = set(places)
    single = [characters[place][1] for place in sorted(ours) if _is_drawn(characters[place][1])]
    others = [box for place, (character, box) in enumerate(characters) if place not in ours and _counts(character, box)]
    for boxes in (_joined(single), single):
        if not any(_covers(box, other) for box in boxes for other in others):
            return boxes
    return []


def _counts(character: str, box: Box) -> bool:
    return _is_drawn(box) and _fold(character).strip("-") != ""


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes of a line as one, whether the lines lie or, on a turned page, stand."""
    turned = sum(_above(*pair) for pair in pairwise(boxes)) > sum(_beside(*pair) for pair in pairwise(boxes))
    on_a_line = _above if turned else _beside
    joined: list[Box] = []
    for box in boxes:
        if joined and on_a_line(joined[-1], box):
            last = joined[-1]
            joined[-1] = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        else:
            joined.append(box)
    return joined


def _above(one: Box, other: Box) -> bool:
    """Say whether the boxes stand in one column, near each other."""
    shared = min(one[2], other[2]) - max(one[0], other[0])
    width = min(one[2] - one[0], other[2] - other[0])
    apart = max(other[1] - one[3], one[1] - other[3])
    return shared > width / 2 and apart < 3 * max(width, 8)


def _beside(left: Box, right: Box) -> bool:
    """Say whether `right` stands on the line of `left`, after it and near it."""
    height = min(left[3] - left[1], right[3] - right[1])
    tallest = max(left[3] - left[1], right[3] - right[1])
    shared = min(left[3], right[3]) - max(left[1], right[1])
    low = abs(left[3] - right[3]) <= tallest / 2  # a comma or a dash shares little with its line
    return (shared > height / 2 or low) and left[0] <= right[0] and right[0] - left[2] < 3 * max(tallest, 8)


def _is_drawn(box: Box) -> bool:
    return box[0] < box[2] and box[1] < box[3]


def _covers(box: Box, other: Box) -> bool:
    """Say whether the middle of `other` lies in `box`."""
    x, y = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
