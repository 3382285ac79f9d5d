"""From glyphs to lines: what stands on one baseline, in whatever pieces the file draws it. Pure functions.

A gap wider than letters have between them parts words, a far wider one parts the cells of a table. Letters that are
set wide, or apart as in a heading, stay one word. A mark that is raised above its line stands apart, so that it is no
digit of a number.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from index.dutch.signs import ends_in_length
from index.read.pdf.line import PdfLine
from index.read.pdf.page.columns import columns_apart
from index.read.pdf.page.glyphs import Glyph, Style
from index.read.pdf.page.letterspaced import letterspaced

_WORD_GAP = 0.15  # of the letter size: the next glyph starts a word
_CELL_GAP = 1.5  # of the letter size: the next glyph starts a cell
_OFF = 0.5  # of the larger letter size: a glyph further from the baseline is on another line
_RAISED, _SMALL = 0.15, 0.85  # of the letter size: a glyph so far above the line, and so small, is a mark
_SIZED_APART = 1.15  # times larger or smaller: across a wide gap such letters are not one line
_SMALL_PRINT, _BESIDE = 1.3, 0.6  # times smaller, across a gap of that much of the letter size: small print beside it
_BACK = 1.0  # of the letter size: a glyph so far before the end of the line is overprinted, or a line anew
_CLOSE = 0.08  # of the letter size: glyphs of one object that are so near stand in a word
_SET_WIDE = 0.08  # of the letter size: so far apart at least are letters that are set wide
_ENOUGH = 4  # glyphs tell that they are set wide
_MARK = 6  # characters of a number or list mark, which may stand far from its text
_POWERS = {"2": "²", "3": "³"}


def glyph_lines(glyphs: Iterable[Glyph]) -> list[PdfLine]:
    """Return the lines of a page, in the order of `glyphs`."""
    found: list[_OpenLine] = []
    last: Glyph | None = None
    for glyph in glyphs:
        style = glyph.style
        close = last is not None and last.style is style and abs(glyph.x - last.end) < style.size * _CLOSE
        if not close and (last is None or not found[-1].goes_on_with(glyph)):
            found.append(_OpenLine(style.y))
        found[-1].glyphs.append(glyph)
        if not glyph.character.isspace():
            found[-1].weigh(style)
        last = glyph
    rows = [line.glyphs for line in found if any(not glyph.character.isspace() for glyph in line.glyphs)]
    return [_OpenLine.of(row).closed() for row in columns_apart(rows)]


def laid_among(own: Sequence[PdfLine], laid_on: Iterable[PdfLine]) -> list[PdfLine]:
    """Return the lines `own` of a page with those `laid_on` it: behind the line that they stand beside, as the value of
    a field behind its name, else before the first one that stands lower.
    """
    found = list(own)
    for line in sorted(laid_on, key=lambda line: (-line.y, line.x)):
        beside = [n for n, other in enumerate(found) if _beside(other, line)]
        if beside:
            n = max(beside, key=lambda n: found[n].x)
            found[n] = replace(found[n], text=f"{found[n].text} {line.text}")
            continue
        lower = (n for n, other in enumerate(found) if other.turn == line.turn and other.y < line.y)
        found.insert(next(lower, len(found)), line)
    return found


def _beside(line: PdfLine, other: PdfLine) -> bool:
    """Say whether `other` stands on `line`, or about so, and after its start."""
    return line.turn == other.turn and abs(line.y - other.y) <= max(line.size, other.size) * _OFF and line.x < other.x


@dataclass
class _OpenLine:
    """A line while its glyphs come in. `y` and `size` are those of most of its letters."""

    y: float
    size: float = 0.0
    glyphs: list[Glyph] = field(default_factory=list)
    sizes: Counter[float] = field(default_factory=Counter)

    @classmethod
    def of(cls, glyphs: Sequence[Glyph]) -> _OpenLine:
        """Return the line of `glyphs`."""
        line = cls(glyphs[0].style.y, glyphs=list(glyphs))
        for glyph in glyphs:
            if not glyph.character.isspace():
                line.weigh(glyph.style)
        return line

    def weigh(self, style: Style) -> None:
        """Let a glyph of `style` count for the size and the baseline of the line."""
        self.sizes[style.size] += 1
        if self.sizes[style.size] >= self.sizes[self.size]:
            self.size, self.y = style.size, style.y

    def goes_on_with(self, glyph: Glyph) -> bool:
        last, style = self.glyphs[-1], glyph.style
        if style.turn != last.style.turn:
            return False
        larger, smaller = max(style.size, self.size), min(style.size, self.size)
        gap = last.x - glyph.end if _is_leftward(glyph) else glyph.x - last.end
        if abs(style.y - self.y) > larger * _OFF or gap < -larger * _BACK:
            return False
        if not smaller or larger < smaller * _SIZED_APART:
            return True
        return gap < larger * (_CELL_GAP if larger < smaller * _SMALL_PRINT else _BESIDE)

    def closed(self) -> PdfLine:
        """Return the line as it is read."""
        drawn = [glyph for glyph in self.glyphs if not glyph.character.isspace()]
        text, cells = self._text()
        bold = all(glyph.style.bold for glyph in drawn if glyph.character.isalnum())
        pale = all(glyph.style.pale for glyph in drawn)
        first = drawn[0]
        return PdfLine(text, first.x, self.y, self.size, first.style.turn, bold, cells, pale)

    def _text(self) -> tuple[str, bool]:
        """Return the text of the line, and whether wide gaps part it."""
        parts: list[str] = []
        wide = _set_wide(self.glyphs)
        joined = letterspaced(self.glyphs, word_gap=_WORD_GAP)
        cells = raised = spaced = False
        for n, glyph in enumerate(self.glyphs):
            if glyph.character.isspace():
                spaced = True
                continue
            before = self.glyphs[n - 1]
            style = glyph.style
            close = not spaced and before.style is style and abs(glyph.x - before.end) < style.size * _CLOSE
            if parts and (close or n in joined):
                parts.append(glyph.character)
                spaced = False
                continue
            if parts:
                gap = before.x - glyph.end if _is_leftward(glyph) else glyph.x - before.end
                size = max(before.style.size, glyph.style.size)
                far = gap > size * _CELL_GAP
                cells |= far and (" " in parts or len(parts) > _MARK)
                was, raised = raised, self._is_raised(glyph)
                character, apart = _set_apart("".join(parts[-4:]), glyph.character, was=was, raised=raised)
                if far or spaced or apart or gap > size * (_WORD_GAP + wide.get(glyph.style.drawn_by, 0.0)):
                    parts.append(" ")
                parts.append(character)
            else:
                raised = self._is_raised(glyph)
                parts.append(glyph.character)
            spaced = False
        return " ".join("".join(parts).split()), cells

    def _is_raised(self, glyph: Glyph) -> bool:
        style = glyph.style
        return style.y - self.y > self.size * _RAISED and style.size < self.size * _SMALL


def _set_apart(before: str, character: str, *, was: bool, raised: bool) -> tuple[str, bool]:
    """Return the next character of a line that ends in `before`, and whether it stands apart as the start or end of a
    raised mark. `was`: whether the last character is raised.
    """
    if raised and not was and character in _POWERS and ends_in_length(before):
        return _POWERS[character], False
    if raised and not was:
        return character, character.isdigit()
    return character, was and not raised and character.isalnum() and before[-1:].isdigit()


def _set_wide(glyphs: Sequence[Glyph]) -> dict[int, float]:
    """Return by how much, in letter sizes, the letters of objects are set wide: all of them stand so far apart."""
    wide: dict[int, list[float]] = {}
    narrow: set[int] = set()
    for before, glyph in pairwise(glyphs):
        style = glyph.style
        if before.style is style:
            gap = glyph.x - before.end
            if gap <= style.size * _SET_WIDE:
                narrow.add(style.drawn_by)
            else:
                wide.setdefault(style.drawn_by, []).append(gap / style.size)
    return {drawn_by: min(gaps) for drawn_by, gaps in wide.items() if drawn_by not in narrow and len(gaps) >= _ENOUGH}


def _is_leftward(glyph: Glyph) -> bool:
    """Say whether the glyph is of a script that is written from right to left."""
    return glyph.character > "\u0590" and unicodedata.bidirectional(glyph.character) in ("R", "AL")
