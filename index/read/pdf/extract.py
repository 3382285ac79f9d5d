"""PDF pages as lines with their places on the page; the only file that knows pypdf."""

from __future__ import annotations

import math
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

_SEMIBOLD = 600  # of 100 to 900: from here on a weight counts as bold
_FORCE_BOLD = 1 << 18
_BOLD = re.compile(r"bold|black|heavy|demi|medium|[-,]med?i?\b|[-,]bd|^/?(?:CM|SF)B", re.I)
_WIDE = 0.65  # of the size of its letters: a line of capitals is not wider than this a letter
_MARK = 6  # characters of a number or list mark, which may stand apart from its text
_DRAWN = 2000  # bytes of drawing without text: more than a rule or a frame


_Piece = tuple[str, list[float], float, bool]
"""Text as drawn in one go, its matrix, the size of its font, and whether that is bold."""


def read_lines(path: str) -> dict[str, Any]:
    """Return {"pages": [{"lines": [[text, x, y, size, turn, bold, cells], ...], "picture": bool, "failed": bool}]} or
    {"error": "encrypted" | "damaged"}.

    `x` and `y` are where a line starts, in points, seen upright: y grows upwards, x to the right. `size` is the
    height of most of the letters in points, `turn` their direction in degrees, `bold` whether all of them are, and
    `cells` whether wide gaps part the line, as in a table. Lines stand in the order in which the file
    draws them: for letters and columns that is the order in which people read. `picture`: something
    other than text is drawn.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"error": "encrypted"}
        return {"pages": [_page(page) for page in reader.pages]}
    except (FileNotDecryptedError, DependencyError):
        return {"error": "encrypted"}
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  pypdf raises anything on damaged files; the caller reports it
        return {"error": "damaged", "detail": repr(error)[:300]}


def _page(page: PageObject) -> dict[str, Any]:
    pieces: list[_Piece] = []
    weights: dict[int, bool] = {}

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if text:
            if id(font) not in weights:
                weights[id(font)] = _is_bold(font)
            pieces.append((text, _product(tm, cm), size, weights[id(font)]))

    failed = False
    try:
        page.extract_text(visitor_text=visit)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  one broken page does not take the others along
        failed = True
    return {"lines": _lines(pieces), "picture": _has_picture(page), "failed": failed}


def _is_bold(font: Any) -> bool:
    """Say whether a font is bold by its name, or by its descriptor (ISO 32000-1, 9.8)."""
    with suppress(Exception):
        if _BOLD.search(str(font.get("/BaseFont", "")).rpartition("+")[2]):
            return True
        inner = font.get("/DescendantFonts")
        owner = inner.get_object()[0].get_object() if inner is not None else font
        descriptor = owner["/FontDescriptor"].get_object()
        return descriptor.get("/FontWeight", 0) >= _SEMIBOLD or bool(descriptor.get("/Flags", 0) & _FORCE_BOLD)
    return False


def _product(a: list[float], b: list[float]) -> list[float]:
    """Return the PDF matrix `a` followed by `b` (ISO 32000-1, 8.3.4)."""
    return [
        a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
    ]  # fmt: skip


def _lines(pieces: list[_Piece]) -> list[list[Any]]:
    lines: list[_DrawnLine] = []
    is_open = False
    for text, matrix, font_size, bold in pieces:
        x, y, size, turn = _place(matrix, font_size)
        for n, part in enumerate(text.split("\n")):
            is_open = is_open and n == 0
            if part.strip():
                if not is_open:
                    lines.append(_DrawnLine(x, y, turn))
                lines[-1].draw(part, x, size=size, bold=bold)
                is_open = True
            elif is_open:
                lines[-1].text += part
    return [line.as_list() for line in lines]


@dataclass
class _DrawnLine:
    """A line while its pieces come in.

    `end` is where the last piece ends at the furthest, if every letter were as wide as high, and `slack` by how much
    it ends earlier for certain, if no letters are wider than most capitals.
    """

    x: float
    y: float
    turn: int
    text: str = ""
    bold: bool = True
    cells: bool = False
    end: float = 0.0
    slack: float = 0.0
    sizes: Counter[float] = field(default_factory=Counter)

    def draw(self, part: str, x: float, *, size: float, bold: bool) -> None:
        """Add a piece of text that starts at `x`."""
        before = self.text.strip()
        if before:
            self.cells |= x > self.end - self.slack and (" " in before or len(before) > _MARK)
            apart = x > self.end and not self.text.endswith(" ")  # pypdf runs narrow table cells together
            self.text += " " if apart else ""
        self.text += part
        self.bold &= bold or not any(c.isalnum() for c in part)
        self.sizes[size] += len(part.strip())
        self.end = x + (len(part) + 0.3) * size
        self.slack = max(0.0, (len(part.strip()) * (1 - _WIDE) - 1) * size)

    def as_list(self) -> list[Any]:
        """Return the line as `read_lines` gives it."""
        size = max(self.sizes, key=lambda size: (self.sizes[size], size))
        return [" ".join(self.text.split()), self.x, self.y, size, self.turn, self.bold, self.cells]


def _place(matrix: list[float], font_size: float) -> tuple[float, float, float, int]:
    a, b, c, d, e, f = matrix
    along, up = math.hypot(a, b) or 1.0, math.hypot(c, d) or 1.0
    turn = round(math.degrees(math.atan2(b, a)))
    x = (e * a + f * b) / along
    y = (e * c + f * d) / up
    x, y, size = (value if math.isfinite(value) else 0.0 for value in (x, y, abs(font_size) * up))
    return x, y, size, turn


def _has_picture(page: PageObject) -> bool:
    with suppress(Exception):
        if _images(page.get("/Resources"), depth=3):
            return True
        contents = page.get_contents()
        if contents is not None:
            data = contents.get_data()
            return (b"BI" in data and b"ID" in data) or len(data) > _DRAWN
    return False


def _images(resources: Any, *, depth: int) -> bool:
    objects = resources.get_object().get("/XObject") if resources is not None and depth else None
    for reference in objects.get_object().values() if objects is not None else ():
        found = reference.get_object()
        if found.get("/Subtype") == "/Image" or _images(found.get("/Resources"), depth=depth - 1):
            return True
    return False
