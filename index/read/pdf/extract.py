"""PDF pages as lines with their places on the page, without what nobody can see."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from index.read.pdf.attached import files_in
from index.read.pdf.line import PdfLine
from index.read.pdf.opened import opened_pdf
from index.read.pdf.page.annotations import Rectangle
from index.read.pdf.page.drawn import DrawnPage, drawn_page
from index.read.pdf.page.ink import unseen
from index.read.pdf.page.lines import glyph_lines, laid_among
from index.read.pdf.page.objects import PageObject

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_DRAWN = 100  # strokes of a pen: more than a rule or a frame


def read_lines(path: str) -> dict[str, Any]:
    """Return {"pages": [{"lines", "picture", "failed", "unseen", "read", "left_out"}, …], "files", "dynamic"} or
    {"error": "encrypted" | "damaged"}.

    A line has the fields of `index.read.pdf.line.PdfLine`, in their order. Lines stand in the order in which the file
    draws them: for letters and columns that is the order in which people read. `picture`: something other than text is
    drawn. `unseen`: why text is left out that nobody can see, "covered" or "hidden", or that is "marked" to be blacked
    out. `read` and `left_out` count by kind what is laid on the page. `files` are the names of the files in the PDF,
    each with whether anything is in it, and `dynamic` says whether it is a form that only some programs draw.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium_c

    try:
        document = opened_pdf(path)
    except pypdfium2.PdfiumError as error:
        return {"error": "encrypted" if error.err_code == pdfium_c.FPDF_ERR_PASSWORD else "damaged"}
    with closing(document):
        document.init_forms()
        files = list(files_in(document))  # first: what draws a page takes away what is laid on it
        return {
            "pages": [_page(document, n) for n in range(len(document))],
            "files": [[name, bool(data)] for name, data in files],
            "dynamic": document.get_formtype() == pdfium_c.FORMTYPE_XFA_FULL,
        }


def carried_files(path: str) -> Iterator[tuple[str, bytes]]:
    """Yield the names and the bytes of the files that a PDF carries. Raises PdfiumError."""
    with closing(opened_pdf(path)) as document:
        yield from files_in(document)


def _page(document: PdfDocument, n: int) -> dict[str, Any]:
    try:
        drawn = drawn_page(document, n)
        out = unseen(drawn) | dict.fromkeys(_struck_out(drawn), "marked")
        lines = _lines(drawn, out)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  one broken page does not take the others along
        return {"lines": [], "picture": False, "failed": True, "unseen": [], "read": {}, "left_out": {}}
    return {
        "lines": [astuple(line) for line in lines],
        "picture": _has_picture(drawn.objects),
        "failed": False,
        "unseen": sorted(set(out.values())),
        "read": dict(drawn.laid_on.read),
        "left_out": dict(drawn.laid_on.left_out),
    }


def _lines(drawn: DrawnPage, out: Collection[int]) -> list[PdfLine]:
    """Return the lines of a page without the glyphs `out`."""
    seen = [glyph for i, glyph in enumerate(drawn.glyphs) if i not in out] if out else drawn.glyphs
    added = {each.address for each in drawn.objects if each.place >= drawn.own}
    if not added and not drawn.laid_on.lines:
        return glyph_lines(seen)
    own = [glyph for glyph in seen if glyph.style.drawn_by not in added]
    laid_on = [glyph for glyph in seen if glyph.style.drawn_by in added]
    texts = [line for line in glyph_lines(laid_on) if not _within(line, drawn.laid_on.drawn_for)]
    return laid_among(glyph_lines(own), [*texts, *drawn.laid_on.lines])


def _struck_out(drawn: DrawnPage) -> list[int]:
    """Return the glyphs that somebody marked to be blacked out, and that still stand there."""
    places = drawn.laid_on.struck_out
    if not places:
        return []
    boxes = [drawn.text.get_charbox(glyph.number) for glyph in drawn.glyphs]
    return [
        i
        for i, (left, bottom, right, top) in enumerate(boxes)
        if any(a <= (left + right) / 2 <= c and b <= (bottom + top) / 2 <= d for a, b, c, d in places)
    ]


def _within(line: PdfLine, places: Sequence[Rectangle]) -> bool:
    return any(left <= line.x <= right and bottom <= line.y <= top for left, bottom, right, top in places)


def _has_picture(objects: Sequence[PageObject]) -> bool:
    import pypdfium2.raw as pdfium_c

    strokes = 0
    for each in objects:
        if each.kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING):
            return True
        if each.kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            strokes += pdfium_c.FPDFPath_CountSegments(each.handle)
    return strokes > _DRAWN
