"""A page that is opened to be read: what it draws, and the glyphs of its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.read.pdf.page.glyphs import Glyph, glyphs
from index.read.pdf.page.objects import PageObject, page_objects

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage


@dataclass(frozen=True)
class DrawnPage:
    """What pdfium knows of a page: its objects and its glyphs, in the order in which it draws and reads them."""

    document: PdfDocument
    page: PdfPage
    text: PdfTextPage
    objects: list[PageObject]
    glyphs: list[Glyph]


def drawn_page(document: PdfDocument, n: int) -> DrawnPage:
    """Return what page `n` of `document`, from 0, draws. Raises PdfiumError."""
    page = document[n]
    text = page.get_textpage()
    return DrawnPage(document, page, text, page_objects(page), glyphs(text))
