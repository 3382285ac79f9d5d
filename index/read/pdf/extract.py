"""PDF pages as lines with their places on the page, without what nobody can see."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from index.read.pdf.page.drawn import drawn_page
from index.read.pdf.page.ink import unseen
from index.read.pdf.page.lines import lines
from index.read.pdf.page.objects import PageObject

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_DRAWN = 100  # strokes of a pen: more than a rule or a frame


def read_lines(path: str) -> dict[str, Any]:
    """Return {"pages": [{"lines": [[…], …], "picture": bool, "failed": bool, "unseen": […]}, …]} or
    {"error": "encrypted" | "damaged"}.

    A line has the fields of `index.read.pdf.line.PdfLine`, in their order. Lines stand in the order in which the file
    draws them: for letters and columns that is the order in which people read. `picture`: something other than text is
    drawn. `unseen`: why text is left out that nobody can see, "covered" or "hidden".
    """
    import pypdfium2
    import pypdfium2.raw as pdfium_c

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        return {"error": "encrypted" if error.err_code == pdfium_c.FPDF_ERR_PASSWORD else "damaged"}
    with closing(document):
        return {"pages": [_page(document, n) for n in range(len(document))]}


def _page(document: PdfDocument, n: int) -> dict[str, Any]:
    try:
        drawn = drawn_page(document, n)
        out = unseen(drawn)
        seen = lines(glyph for i, glyph in enumerate(drawn.glyphs) if i not in out)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  one broken page does not take the others along
        return {"lines": [], "picture": False, "failed": True, "unseen": []}
    return {
        "lines": [astuple(line) for line in seen],
        "picture": _has_picture(drawn.objects),
        "failed": False,
        "unseen": sorted(set(out.values())),
    }


def _has_picture(objects: Sequence[PageObject]) -> bool:
    import pypdfium2.raw as pdfium_c

    strokes = 0
    for each in objects:
        if each.kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING):
            return True
        if each.kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            strokes += pdfium_c.FPDFPath_CountSegments(each.handle)
    return strokes > _DRAWN
