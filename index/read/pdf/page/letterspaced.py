"""Letters that stand apart and are a word, as in `B R I E F`: typed with blanks, or each put in its own place. Pure.

The gaps of the line tell: those between the letters of a word are alike, and clearly narrower than those around it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.read.pdf.page.glyphs import Glyph

_FEWEST = 4  # letters; fewer are initials or a list: `a b c`
_ALIKE = 1.5  # times the narrowest gap: a wider one parts words
_WIDEST = 0.8  # of the letter size: letters further apart are cells of a table


def letterspaced(glyphs: Sequence[Glyph], *, word_gap: float) -> frozenset[int]:
    """Return the places in `glyphs`, those of one line from left to right, of letters that belong to the letter before
    them although they stand apart: by a blank, or by more than `word_gap` of the letter size.
    """
    drawn = [n for n, glyph in enumerate(glyphs) if not glyph.character.isspace()]
    between = [_gap(glyphs[m], glyphs[n]) for m, n in pairwise(drawn)]
    gaps = [math.inf, *between, math.inf]  # before each, and behind the last
    apart = [True, *(n > m + 1 or gaps[i] > word_gap for i, (m, n) in enumerate(pairwise(drawn), 1)), True]
    lone = [apart[i] and apart[i + 1] for i in range(len(drawn))]
    letters = [lone[i] and glyphs[n].character.isalpha() for i, n in enumerate(drawn)]
    found: set[int] = set()
    for start, end in _runs(letters):
        narrowest = min(gaps[start + 1 : end])
        beside = [(gaps[start], start - 1), (gaps[end], end)]
        alone = all(gap > narrowest * _ALIKE or lone[i] for gap, i in beside)  # beside a word a blank is but a blank
        if alone and 0 < narrowest <= _WIDEST:
            words = list(_words(range(start, end), gaps, narrowest * _ALIKE))
            if any(_is_word([glyphs[drawn[i]].character for i in word]) for word in words):
                found.update(drawn[i] for word in words for i in word[1:])
    return frozenset(found)


def _gap(left: Glyph, right: Glyph) -> float:
    return (right.x - left.end) / (max(left.style.size, right.style.size) or 1.0)


def _runs(letters: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each stretch of lone letters that is long enough for a word."""
    start = 0
    for i, letter in enumerate([*letters, False]):
        if not letter:
            if i - start >= _FEWEST:
                yield start, i
            start = i + 1


def _words(run: range, gaps: Sequence[float], widest: float) -> Iterator[list[int]]:
    """Yield the words of a run, which gaps wider than `widest` part."""
    word: list[int] = []
    for i in run:
        if word and gaps[i] > widest:
            yield word
            word = []
        word.append(i)
    yield word


def _is_word(letters: Sequence[str]) -> bool:
    """Say whether letters are enough for a word, and not counted off as `a b c d`."""
    return len(letters) >= _FEWEST and any(ord(right) != ord(left) + 1 for left, right in pairwise(letters))
