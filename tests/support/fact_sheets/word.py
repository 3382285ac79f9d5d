"""Set a fact sheet as a Word file with Word's own heading and list styles, Dutch as its language."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tests.support.fact_sheets.sheet import Block, label_and_value

FIXED = datetime(2000, 1, 1)
STYLES = {
    "title": "Heading 1",
    "heading": "Heading 2",
    "bullets": "List Bullet",
    "numbers": "List Number",
    "fields": "Normal",
    "paragraph": "Normal",
}


def docx_bytes(blocks: list[Block], title: str) -> bytes:
    """Return the Word file. Raises ValueError for a second numbered list, which Word would number on."""
    if sum(block.kind == "numbers" for block in blocks) > 1:
        raise ValueError("a Word sheet can have one numbered list: a second one would go on counting")
    document = Document()
    _prepare(document, title)
    for block in blocks:
        for line in block.lines:
            paragraph = document.add_paragraph(style=STYLES[block.kind])
            if block.kind == "fields":
                label, value = label_and_value(line)
                paragraph.add_run(label).bold = True
                paragraph.add_run(value)
                paragraph.paragraph_format.space_after = Pt(1)
            else:
                paragraph.add_run(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _prepare(document: Any, title: str) -> None:
    about = document.core_properties
    about.title, about.author, about.comments = title, "Briefwijzer", "Samenvatting in eigen woorden"
    about.language = "nl-NL"
    about.created = about.modified = FIXED
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(24)
    page.top_margin = page.bottom_margin = Mm(22)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-NL")
    for name, size in (("Normal", 10), ("Heading 1", 15), ("Heading 2", 11.5)):
        style = document.styles[name]
        _set_font(style, "Arial")
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(5)
        if name != "Normal":
            style.font.color.rgb = RGBColor(0x15, 0x42, 0x73)


def _set_font(style: Any, name: str) -> None:
    style.font.name = name
    fonts = style.element.rPr.rFonts
    for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[theme]  # a theme font would win over the named one
