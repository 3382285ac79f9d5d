"""What is laid on a page: fields that are filled in, ticks and boxes of text, which people see, and notes beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from index.read.marks import CHECKED, UNCHECKED
from index.read.pdf.line import PdfLine
from index.read.pdf.page.buffers import string

if TYPE_CHECKING:
    from pypdfium2 import PdfAttachment, PdfDocument, PdfPage

_SIZE = 10.0  # points, of text that says nothing of its letters
_LEADING = 1.2  # times that
_DROP = 0.2  # of the height of a box: so far below its tick is the baseline beside it

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


@dataclass
class Annotations:
    """What is laid on a page. `lines` are ticks, and texts that the file does not draw itself; what it draws in the
    places `drawn_for` are those ticks, and buttons; what stands in the places `struck_out` is marked to be blacked out.
    `read` and `left_out` count the parts by kind, as `index.read.inventory` names them.
    """

    lines: list[PdfLine] = field(default_factory=list)
    drawn_for: list[Rectangle] = field(default_factory=list)
    struck_out: list[Rectangle] = field(default_factory=list)
    read: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)


def settled(document: PdfDocument, n: int) -> PdfPage:
    """Return page `n` of `document`, from 0, with what is laid on it drawn into it. Raises PdfiumError."""
    import pypdfium2.raw as pdfium_c

    page = document[n]
    if not pdfium_c.FPDFPage_GetAnnotCount(page):
        return page
    pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
    page.close()
    return document[n]


def annotations_of(document: PdfDocument, page: PdfPage) -> Annotations:
    """Return what is laid on `page`, which is not yet `settled`."""
    import pypdfium2.raw as pdfium_c

    found = Annotations()
    for i in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        with _annotation(page, i) as each:
            if _is_hidden(each):
                continue
            kind = pdfium_c.FPDFAnnot_GetSubtype(each)
            said = string(lambda *a: pdfium_c.FPDFAnnot_GetStringValue(each, b"Contents", *a)).strip()
            if kind == pdfium_c.FPDF_ANNOT_WIDGET:
                _add_field(found, document, each)
            elif kind == pdfium_c.FPDF_ANNOT_FREETEXT:
                found.read["text box"] += bool(said)
                if not pdfium_c.FPDFAnnot_HasKey(each, b"AP"):
                    found.lines += _lines(said, _rectangle(each))
            elif kind == pdfium_c.FPDF_ANNOT_REDACT:
                found.struck_out += _marked(each)
            elif kind not in (
                pdfium_c.FPDF_ANNOT_LINK,
                pdfium_c.FPDF_ANNOT_POPUP,
                pdfium_c.FPDF_ANNOT_FILEATTACHMENT,
            ):
                found.left_out["comment"] += bool(said)
    return found


def pinned_files(document: PdfDocument, page: PdfPage) -> Iterator[PdfAttachment]:
    """Yield the files that are pinned to `page`, which is not yet `settled`, where people can see a pin."""
    import pypdfium2
    import pypdfium2.raw as pdfium_c

    for i in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        with _annotation(page, i) as each:
            pinned = pdfium_c.FPDFAnnot_GetFileAttachment(each)
            if pinned and not _is_hidden(each):
                yield pypdfium2.PdfAttachment(pinned, document)


def _is_hidden(each: Any) -> bool:
    import pypdfium2.raw as pdfium_c

    hidden = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
    return bool(pdfium_c.FPDFAnnot_GetFlags(each) & hidden)


@contextmanager
def _annotation(page: PdfPage, i: int) -> Iterator[Any]:
    import pypdfium2.raw as pdfium_c

    handle = pdfium_c.FPDFPage_GetAnnot(page, i)
    try:
        yield handle
    finally:
        pdfium_c.FPDFPage_CloseAnnot(handle)


def _add_field(found: Annotations, document: PdfDocument, each: Any) -> None:
    import pypdfium2.raw as pdfium_c

    form = document.formenv
    if form is None:
        return
    kind = pdfium_c.FPDFAnnot_GetFormFieldType(form, each)
    place = _rectangle(each)
    if kind == pdfium_c.FPDF_FORMFIELD_PUSHBUTTON:
        found.drawn_for.append(place)
    elif kind in (pdfium_c.FPDF_FORMFIELD_CHECKBOX, pdfium_c.FPDF_FORMFIELD_RADIOBUTTON):
        ticked = pdfium_c.FPDFAnnot_IsChecked(form, each)
        left, bottom, _, top = place
        found.lines.append(
            PdfLine(CHECKED if ticked else UNCHECKED, left, bottom + (top - bottom) * _DROP, top - bottom)
        )
        found.drawn_for.append(place)
        found.read["check box"] += 1
    else:
        value = string(lambda *a: pdfium_c.FPDFAnnot_GetFormFieldValue(form, each, *a)).strip()
        found.read["form field"] += bool(value)


def _lines(said: str, place: Rectangle) -> list[PdfLine]:
    left, _, _, top = place
    rows = [row.strip() for row in said.replace("\r", "\n").split("\n")]
    return [PdfLine(row, left, top - _SIZE - n * _SIZE * _LEADING, _SIZE) for n, row in enumerate(rows) if row]


def _marked(each: Any) -> list[Rectangle]:
    """Return the places that a mark over text covers, one a line where it says so."""
    import pypdfium2.raw as pdfium_c

    quad = pdfium_c.FS_QUADPOINTSF()
    places = []
    for n in range(pdfium_c.FPDFAnnot_CountAttachmentPoints(each)):
        if pdfium_c.FPDFAnnot_GetAttachmentPoints(each, n, quad):
            across, up = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            places.append((min(across), min(up), max(across), max(up)))
    return places or [_rectangle(each)]


def _rectangle(each: Any) -> Rectangle:
    import pypdfium2.raw as pdfium_c

    rectangle = pdfium_c.FS_RECTF()
    pdfium_c.FPDFAnnot_GetRect(each, rectangle)
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
