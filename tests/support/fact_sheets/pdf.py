"""Set a fact sheet as a PDF: A4, running header and footer, embedded font, bookmarks, in Dutch."""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph

from tests.support.fact_sheets.sheet import Block, label_and_value

# Bitstream Vera comes with reportlab, so that every machine embeds the same outlines.
pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
pdfmetrics.registerFont(TTFont("Vera-Bold", "VeraBd.ttf"))
pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="Vera-Bold", italic="Vera", boldItalic="Vera-Bold")

BLUE = HexColor("#154273")
GREY = HexColor("#595959")
MARGIN = 22 * mm
TEXT = ParagraphStyle(
    "text", fontName="Vera", bulletFontName="Vera", fontSize=8.8, leading=12.4, spaceBefore=4, spaceAfter=4
)
FIELD = ParagraphStyle("field", parent=TEXT, spaceBefore=0, spaceAfter=1, leftIndent=8 * mm, firstLineIndent=-8 * mm)
TITLE = ParagraphStyle(
    "title",
    parent=TEXT,
    fontName="Vera-Bold",
    fontSize=13.5,
    leading=17.5,
    textColor=BLUE,
    spaceBefore=14,
    spaceAfter=8,
)
HEADING = ParagraphStyle(
    "heading",
    parent=TEXT,
    fontName="Vera-Bold",
    fontSize=10,
    textColor=BLUE,
    spaceBefore=7,
    spaceAfter=3,
    keepWithNext=True,
)
ITEM = ParagraphStyle(
    "item",
    parent=TEXT,
    leftIndent=6 * mm,
    bulletIndent=1 * mm,
    bulletFontSize=8.8,
    spaceBefore=0,
    spaceAfter=1.5,
)
LEAD_IN = ParagraphStyle("lead-in", parent=TEXT, keepWithNext=True)


class _Template(BaseDocTemplate):  # type: ignore[misc]
    """One frame a page, with header and footer; titles become bookmarks."""

    def __init__(self, out: io.BytesIO, title: str, *, pages: int) -> None:
        super().__init__(
            out, pagesize=A4, title=title, author="Briefwijzer", subject="Samenvatting in eigen woorden",
            lang="nl-NL", displayDocTitle=True, invariant=True,
        )  # fmt: skip
        width, height = A4
        self._pages = pages
        frame = Frame(MARGIN, 19 * mm, width - 2 * MARGIN, height - 41 * mm, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate(frames=[frame], onPage=self._header, onPageEnd=self._footer))

    def _header(self, canvas: Any, _: object) -> None:
        width, height = A4
        canvas.saveState()
        canvas.setFont("Vera", 7.5)
        canvas.setFillColor(GREY)
        canvas.setStrokeColor(GREY)
        canvas.setLineWidth(0.4)
        canvas.drawString(MARGIN, height - 15 * mm, self.title)
        canvas.line(MARGIN, height - 17 * mm, width - MARGIN, height - 17 * mm)
        canvas.restoreState()

    def _footer(self, canvas: Any, _: object) -> None:
        canvas.saveState()
        canvas.setFont("Vera", 7.5)
        canvas.setFillColor(GREY)
        canvas.drawString(MARGIN, 11 * mm, "Feitenblad in eigen woorden")
        canvas.drawRightString(A4[0] - MARGIN, 11 * mm, f"Pagina {self.page} van {self._pages}")
        canvas.restoreState()

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802  # reportlab calls it by this name
        if getattr(flowable, "style", None) is TITLE:
            key = f"part-{self.page}-{self.frame._y:.0f}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.getPlainText(), key)


def pdf_bytes(blocks: list[Block], title: str) -> bytes:
    """Return the PDF. It is set twice: the first pass counts the pages that the footer names."""
    pages = _set(blocks, title, pages=0)[1]
    return _set(blocks, title, pages=pages)[0]


def _set(blocks: list[Block], title: str, *, pages: int) -> tuple[bytes, int]:
    out = io.BytesIO()
    template = _Template(out, title, pages=pages)
    template.build(_flowables(blocks))
    return out.getvalue(), template.page


def _flowables(blocks: list[Block]) -> list[Any]:
    story: list[Any] = []
    following = [block.kind for block in blocks[1:]] + [None]
    for block, after in zip(blocks, following, strict=True):
        if block.kind == "title" and story:
            story.append(PageBreak())
        for number, line in enumerate(block.lines, start=1):
            story.append(_paragraph(block, line, number, before_list=after in ("bullets", "numbers")))
    return story


def _paragraph(block: Block, line: str, number: int, *, before_list: bool) -> Paragraph:
    text = escape(line)
    match block.kind:
        case "title":
            return Paragraph(text, TITLE)
        case "heading":
            return Paragraph(text, HEADING)
        case "fields":
            label, value = label_and_value(text)
            return Paragraph(f"<b>{label}</b>{value}", FIELD)
        case "bullets":
            return Paragraph(text, ITEM, bulletText="•")
        case "numbers":
            return Paragraph(text, ITEM, bulletText=f"{number}.")
        case "paragraph":
            return Paragraph(text, LEAD_IN if before_list else TEXT)
