"""A page that is opened to be read: what it draws, the glyphs of its text, and what is laid on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.read.pdf.page.annotations import Annotations, annotations_of, settled
from index.read.pdf.page.glyphs import Glyph, glyphs
from index.read.pdf.page.objects import PageObject, page_objects

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage


@dataclass(frozen=True)
class DrawnPage:
    """What pdfium knows of a page: its objects and its glyphs, in the order in which it draws and reads them. `own` is
    how many of the outermost objects the page draws itself; those after them were laid on it.
    """

    document: PdfDocument
    page: PdfPage
    text: PdfTextPage
    objects: list[PageObject]
    glyphs: list[Glyph]
    laid_on: Annotations
    own: int


def drawn_page(document: PdfDocument, n: int) -> DrawnPage:
    """Return what page `n` of `document`, from 0, draws. Raises PdfiumError."""
    import pypdfium2.raw as pdfium_c

    bare = document[n]
    laid_on, own = annotations_of(document, bare), pdfium_c.FPDFPage_CountObjects(bare)
    bare.close()
    page = settled(document, n)
    text = page.get_textpage()
    return DrawnPage(document, page, text, page_objects(page), glyphs(text), laid_on, own)
