"""PDF pages as they look on paper: pictures, and where each character stands on them.

Run as a program (`python -m index.read.pdf.pdfium`) it answers JSON requests on its standard input, one a line, with
one JSON line each: `{"path", "page"}` with `characters`, `{"path", "page", "marks", "picture"}` with `draw`. pdfium is
not safe among threads; a file that makes it hang or crash takes only this process along.
"""

from __future__ import annotations

import ctypes
import math
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from index.read.child_program import serve
from index.read.pdf.opened import opened_pdf
from index.read.pdf.page.annotations import settled

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_SCALE = 2.0  # pixels a point: 144 an inch
_LONGEST = 2600  # pixels of the longer side: a poster is drawn smaller
_MARK = (255, 226, 138)  # multiplied with what is drawn: text stays black
_UNDERLINE = (140, 90, 0)


def characters(path: str, page: int) -> dict[str, Any]:
    """Return {"width", "height", "characters": [[character, left, top, right, bottom], ...]} of `page`, from 1, all in
    pixels of its picture, the characters in the order in which pdfium reads them; the box of what is not drawn, such as
    a line end, is empty.
    """
    import pypdfium2.raw as pdfium_c

    with _opened(path, page) as opened:
        width, height = _pixels(opened)
        text = opened.get_textpage()
        x, y = ctypes.c_int(), ctypes.c_int()

        def on_picture(across: float, up: float) -> tuple[int, int]:
            pdfium_c.FPDF_PageToDevice(opened, 0, 0, width, height, 0, across, up, x, y)
            return x.value, y.value

        found = []
        for i in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(i)
            (x0, y0), (x1, y1) = on_picture(left, bottom), on_picture(right, top)
            box = (
                [min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)] if left < right and bottom < top else [0, 0, 0, 0]
            )
            code = pdfium_c.FPDFText_GetUnicode(text, i)
            found.append([chr(code) if code <= sys.maxunicode else "\ufffd", *box])
        return {"width": width, "height": height, "characters": found}


def draw(path: str, page: int, marks: Sequence[Sequence[int]], picture: str) -> dict[str, Any]:
    """Write `page`, from 1, as a PNG to `picture`, with the boxes `marks` on it marked."""
    from PIL import Image, ImageChops, ImageDraw

    with _opened(path, page) as opened:
        drawn = opened.render(scale=_scale(opened)).to_pil().convert("RGB")
    pen = ImageDraw.Draw(drawn)
    for left, top, right, bottom in marks:
        box = (left - 3, top - 3, right + 3, bottom + 3)
        under = drawn.crop(box)
        drawn.paste(ImageChops.multiply(under, Image.new("RGB", under.size, _MARK)), box)
        pen.line([(box[0], box[3]), (box[2], box[3])], fill=_UNDERLINE, width=2)
    drawn.save(picture, "PNG")
    return {}


@contextmanager
def _opened(path: str, page: int) -> Iterator[PdfPage]:
    document = opened_pdf(path)
    try:
        document.init_forms()
        yield settled(document, page - 1)
    finally:
        document.close()


def _scale(page: PdfPage) -> float:
    width, height = page.get_size()
    return min(_SCALE, _LONGEST / max(float(width), float(height)))


def _pixels(page: PdfPage) -> tuple[int, int]:
    scale = _scale(page)
    width, height = page.get_size()
    return math.ceil(width * scale), math.ceil(height * scale)


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    try:
        return draw(**request) if "picture" in request else characters(**request)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  a damaged file raises anything; the parent reports it
        return {"error": repr(error)[:300]}


if __name__ == "__main__":
    serve(_answer)
