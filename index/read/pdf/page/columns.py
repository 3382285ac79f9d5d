"""Columns of running text that a file draws row by row, a line of each in turn: read one after the other. Pure.

Rows of a table are drawn the same way. What tells columns is that on both sides lines begin in the middle of sentences
and fill the column, and that the sides begin at the same place on every row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.read.pdf.page.glyphs import Glyph

GlyphRow = Sequence[Glyph]

_GUTTER = 1.5  # of the letter size: a gap so wide parts columns
_ENOUGH = 3  # rows with a line on both sides
_LONG = 15  # letters that a line of a column has at least, on such a row
_LEADING = 1.8  # times the letter size: what is further below is another part of the page
_IN_SENTENCE = 0.3  # of the lines of a side begin with a small letter
_FULL = 0.7  # of the widest line, and of the lines
_NUMBERS = 0.1  # of the characters are digits at most


@dataclass(frozen=True)
class _Sides:
    """What stands on a row left and right of a gutter; one of them may be empty."""

    left: GlyphRow
    right: GlyphRow


def columns_apart(rows: Sequence[GlyphRow]) -> list[GlyphRow]:
    """Return the rows of a page, those of columns that were drawn row by row as the rows of one column after the
    other.
    """
    found: list[GlyphRow] = []
    i = 0
    while i < len(rows):
        sides = _run(rows, i)
        if _are_columns(sides):
            found += [side.left for side in sides if side.left] + [side.right for side in sides if side.right]
            i += len(sides)
        else:
            found.append(rows[i])
            i += 1
    return found


def _run(rows: Sequence[GlyphRow], first: int) -> list[_Sides]:
    """Return the sides of the rows from `first` on that stand left and right of the gutter of that row."""
    cut = _gutter(rows[first])
    if cut is None:
        return []
    gutter = rows[first][cut].x
    run: list[_Sides] = []
    for before, row in zip([None, *rows[first:]], rows[first:], strict=False):
        sides = _at(row, gutter)
        if sides is None or (before is not None and not _is_below(before, row)):
            break
        run.append(sides)
    return run


def _gutter(row: GlyphRow) -> int | None:
    """Return the glyph behind the only wide gap of a row that has a line on both sides of it."""
    drawn = [i for i, glyph in enumerate(row) if not glyph.character.isspace()]
    wide = [
        after
        for before, after in pairwise(drawn)
        if row[after].x - row[before].end > max(row[before].style.size, row[after].style.size) * _GUTTER
    ]
    if len(wide) != 1 or min(_letters(row[: wide[0]]), _letters(row[wide[0] :])) < _LONG:
        return None
    return wide[0]


def _at(row: GlyphRow, gutter: float) -> _Sides | None:
    """Return what stands on both sides of a `gutter`; None where a row runs through it or is no line of a column."""
    size = row[0].style.size
    drawn = [glyph for glyph in row if not glyph.character.isspace()]
    if not drawn:
        return None
    cut = _gutter(row)
    if cut is not None:
        return _Sides(row[:cut], row[cut:]) if abs(row[cut].x - gutter) < size else None
    if abs(drawn[0].x - gutter) < size:
        return _Sides((), row)
    return _Sides(row, ()) if max(glyph.end for glyph in drawn) < gutter else None


def _is_below(before: GlyphRow, row: GlyphRow) -> bool:
    style, last = row[0].style, before[0].style
    down = last.y - style.y
    return style.turn == last.turn and -style.size * 0.5 < down < style.size * _LEADING


def _are_columns(run: Sequence[_Sides]) -> bool:
    if sum(bool(sides.left and sides.right) for sides in run) < _ENOUGH:
        return False
    glyphs = [glyph for sides in run for glyph in (*sides.left, *sides.right) if not glyph.character.isspace()]
    digits = sum(glyph.character.isdigit() for glyph in glyphs)
    lefts, rights = ([each for each in side if each] for side in zip(*((s.left, s.right) for s in run), strict=True))
    return digits <= len(glyphs) * _NUMBERS and _is_running(lefts) and _is_running(rights)


def _is_running(rows: Sequence[GlyphRow]) -> bool:
    """Say whether lines begin in the middle of sentences, and are about as wide as each other but for the last."""
    begin = [next((glyph.character for glyph in row if glyph.character.isalnum()), "") for row in rows]
    widths = [max(glyph.end for glyph in row) - row[0].x for row in rows]
    full = sum(width >= max(widths) * _FULL for width in widths[:-1])
    goes_on = sum(character.islower() for character in begin[1:])
    return goes_on >= max(1, len(begin[1:]) * _IN_SENTENCE) and full >= len(widths[:-1]) * _FULL


def _letters(row: GlyphRow) -> int:
    return sum(glyph.character.isalpha() for glyph in row)
