"""An answer on paper as a PDF, with its fonts inside."""

from __future__ import annotations

import io
from functools import cache
from html import escape

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, ListFlowable, ListItem, Paragraph, SimpleDocTemplate

from ui.page.export.paper import Paper

WRITES = frozenset(("nl", "en", "de", "fr"))
"""Languages of questions whose letters the font has: it has no Arabic, Cyrillic or Turkish ones."""

_FONT, _BOLD = "Vera", "VeraBd"  # lie in reportlab


def as_pdf(paper: Paper) -> bytes:
    """Return the paper as the bytes of a PDF; a sign that the font lacks becomes a question mark."""
    body, head = _style(_FONT, 10.5), _style(_BOLD, 15, before=0)
    strong, small = _style(_BOLD, 10.5, before=8), _style(_FONT, 9)
    quote = _style(_FONT, 10.5, indent=12)
    flow: list[Flowable] = [_paragraph(paper.question, head), _paragraph(paper.state, strong)]
    flow += [_paragraph(paper.notice, body)] if paper.notice else []
    for whose, lines in paper.runs:
        flow.append(_paragraph(whose, strong))
        items = [ListItem(_paragraph(line, body)) for line in lines]
        flow.append(ListFlowable(items, bulletType="bullet", bulletFontName=_FONT, bulletFontSize=8, leftIndent=14))
    flow += [_paragraph(paper.origin, small)] if paper.origin else []
    flow += [_paragraph(paper.sources_title, _style(_BOLD, 13, before=14))] if paper.sources else []
    for each in paper.sources:
        flow.append(_paragraph(f"[{each.number}] {each.letter}", strong))
        flow.append(_paragraph(each.facts, small))
        flow.append(_paragraph(f"“{each.quote}”", quote))
        address = escape(each.link)
        flow.append(Paragraph(f'<link href="{address}"><u>{address}</u></link>', small))
    flow.append(_paragraph(paper.made, _style(_FONT, 9, before=14)))
    made = io.BytesIO()
    file = SimpleDocTemplate(
        made,
        pagesize=A4,
        title=paper.question,
        author="Briefwijzer",
        lang=paper.language,
        **dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 22 * mm),
    )
    file.build(flow)
    return made.getvalue()


def _style(font: str, size: float, *, before: float = 3, indent: float = 0) -> ParagraphStyle:
    _fonts()
    return ParagraphStyle(
        f"{font}{size}{before}{indent}",
        fontName=font,
        fontSize=size,
        leading=size * 1.4,
        spaceBefore=before,
        spaceAfter=3,
        leftIndent=indent,
        alignment=TA_LEFT,
    )


def _paragraph(words: str, style: ParagraphStyle) -> Paragraph:
    known = pdfmetrics.getFont(style.fontName).face.charToGlyph
    return Paragraph(escape("".join(char if ord(char) in known else "?" for char in words)), style)


@cache
def _fonts() -> None:
    for name in (_FONT, _BOLD):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
