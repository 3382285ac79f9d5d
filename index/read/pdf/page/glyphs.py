"""The glyphs of a page: which characters they stand for, where they are and how they are set."""

from __future__ import annotations

import ctypes
import math
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_FORCE_BOLD = 1 << 18
_BOLD = re.compile(r"bold|black|heavy|demi|medium|[-,]med?i?\b|[-,]bd|^/?(?:CM|SF)B", re.I)
_OBLIQUE = 0.09  # the sine of five degrees: a scan may lie askew by less
_PALE = 175  # of 255: how light letters are that are meant to be looked through
_HYPHENS = frozenset("\x02\ufffe")  # how pdfium writes the hyphen at the end of a line

Vector = tuple[float, float]


@dataclass(frozen=True)
class Style:
    """How the glyphs of one text object are set.

    `drawn_by` is the address of the object, `y` its baseline seen upright, `size` the height of its letters in points,
    `turn` their direction in degrees, `bold` whether they are, `pale` whether they are light or can be looked through.
    `along` and `up` are unit vectors on the page: the way of its line, and up from it. `oblique`: it stands neither
    upright nor on its side.
    """

    drawn_by: int
    y: float
    size: float
    turn: int
    bold: bool
    pale: bool
    along: Vector
    up: Vector
    oblique: bool = False


class Glyph(NamedTuple):
    """A character. Seen upright, it starts at `x` and the next one may start at `end`, in points. `number` is its place
    in what pdfium reads.
    """

    character: str
    x: float
    end: float
    style: Style
    number: int


def glyphs(text: PdfTextPage) -> list[Glyph]:
    """Return the glyphs of a page, spaces that it draws too, in the order in which pdfium reads them: that of the file,
    but for those of one line.
    """
    import pypdfium2.raw as pdfium_c

    raw, number = text.raw, text.count_chars()
    characters = _characters(raw, number)
    cell = pdfium_c.FS_RECTF()
    to_cell = ctypes.byref(cell)
    styles: dict[int, Style] = {}
    found: list[Glyph] = []
    for i in range(number):
        handle = pdfium_c.FPDFText_GetTextObject(raw, i)
        if not handle:  # a space or line end that pdfium made up
            continue
        drawn_by = ctypes.addressof(handle.contents)
        style = styles.get(drawn_by)
        if style is None:
            style = styles[drawn_by] = _style(raw, i, drawn_by)
        pdfium_c.FPDFText_GetLooseCharBox(raw, i, to_cell)
        if style.turn == 0 and not style.oblique:  # most glyphs by far
            x, end = cell.left, cell.right
        elif style.oblique:
            x, end = _oblique(raw, i, style, characters[i])
        else:
            (a, b), left, right, bottom, top = style.along, cell.left, cell.right, cell.bottom, cell.top
            x = (left if a >= 0 else right) * a + (bottom if b >= 0 else top) * b
            end = (right if a >= 0 else left) * a + (top if b >= 0 else bottom) * b
        if math.isfinite(x) and math.isfinite(end):
            character = characters[i]
            found.append(Glyph("-" if character in _HYPHENS else character, x, end, style, i))
    return found


def _oblique(text: Any, i: int, style: Style, character: str) -> tuple[float, float]:
    """Return where a glyph starts and ends that stands neither upright nor on its side, so that its box is too wide."""
    import pypdfium2.raw as pdfium_c

    across, up, width = ctypes.c_double(), ctypes.c_double(), ctypes.c_float()
    pdfium_c.FPDFText_GetCharOrigin(text, i, across, up)
    font = pdfium_c.FPDFTextObj_GetFont(pdfium_c.FPDFText_GetTextObject(text, i))
    pdfium_c.FPDFFont_GetGlyphWidth(font, ord(character), style.size, width)
    x = across.value * style.along[0] + up.value * style.along[1]
    return x, x + width.value


def _characters(text: Any, number: int) -> Sequence[str]:
    """Return the character of each glyph, the replacement character where the font does not tell."""
    import pypdfium2.raw as pdfium_c

    codes = (pdfium_c.FPDFText_GetUnicode(text, i) for i in range(number))
    return [chr(code) if 0 < code <= sys.maxunicode else "\ufffd" for code in codes]


def _style(text: Any, i: int, drawn_by: int) -> Style:
    import pypdfium2.raw as pdfium_c

    matrix, x, y = pdfium_c.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(text, i, x, y)
    if not pdfium_c.FPDFText_GetMatrix(text, i, matrix):
        matrix = pdfium_c.FS_MATRIX(1, 0, 0, 1, 0, 0)
    a, b, c, d = (value if math.isfinite(value) else 0.0 for value in (matrix.a, matrix.b, matrix.c, matrix.d))
    wide, high = math.hypot(a, b) or 1.0, math.hypot(c, d) or 1.0
    along, up = (a / wide, b / wide), (c / high, d / high)
    baseline, size = x.value * up[0] + y.value * up[1], abs(pdfium_c.FPDFText_GetFontSize(text, i)) * high
    baseline, size = (value if math.isfinite(value) else 0.0 for value in (baseline, size))
    turn = round(math.degrees(math.atan2(b, a)))
    oblique = min(map(abs, along)) > _OBLIQUE
    return Style(drawn_by, baseline, round(size, 4), turn, _is_bold(text, i), _is_pale(text, i), along, up, oblique)


def _is_bold(text: Any, i: int) -> bool:
    """Say whether a font is bold by its name, or by its descriptor (ISO 32000-1, 9.8)."""
    import pypdfium2.raw as pdfium_c

    name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(text, i, name, len(name), flags)
    named = name.value.decode("utf-8", "replace").rpartition("+")[2]
    return _BOLD.search(named) is not None or bool(flags.value & _FORCE_BOLD)


def _is_pale(text: Any, i: int) -> bool:
    import pypdfium2.raw as pdfium_c

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFText_GetFillColor(text, i, red, green, blue, alpha):
        return False
    light = 0.3 * red.value + 0.59 * green.value + 0.11 * blue.value
    return 255 - (255 - light) * alpha.value / 255 >= _PALE
