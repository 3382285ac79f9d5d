"""Set a fact sheet as an OpenDocument text with outline headings and real lists, Dutch as its language."""

from __future__ import annotations

import io
from typing import Any

from odf import dc, meta
from odf.opendocument import OpenDocumentText
from odf.style import (
    DefaultStyle,
    ListLevelProperties,
    MasterPage,
    PageLayout,
    PageLayoutProperties,
    ParagraphProperties,
    Style,
    TextProperties,
)
from odf.text import H, List, ListItem, ListLevelStyleBullet, ListStyle, P, Span

from tests.support.fact_sheets.sheet import Block, label_and_value

FIXED = "2000-01-01T00:00:00"
PARAGRAPHS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "Title": ({"margintop": "0cm", "marginbottom": "0.3cm"}, {"fontsize": "15pt", "fontweight": "bold"}),
    "Heading": (
        {"margintop": "0.35cm", "marginbottom": "0.15cm"},
        {"fontsize": "11.5pt", "fontweight": "bold"},
    ),
    "Field": ({"marginbottom": "0.05cm"}, {}),
    "Text": ({"marginbottom": "0.2cm"}, {}),
    "Item": ({"marginbottom": "0.08cm"}, {}),
}


def odt_bytes(blocks: list[Block], title: str) -> bytes:
    """Return the OpenDocument file. Raises ValueError for a numbered list, for which it has no style."""
    document = OpenDocumentText()
    _describe(document, title)
    styles = _add_styles(document)
    for block in blocks:
        for element in _elements(block, styles):
            document.text.addElement(element)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _elements(block: Block, styles: dict[str, Any]) -> list[Any]:
    match block.kind:
        case "title":
            return [H(outlinelevel=1, stylename=styles["Title"], text=block.lines[0])]
        case "heading":
            return [H(outlinelevel=2, stylename=styles["Heading"], text=block.lines[0])]
        case "fields":
            return [_field(line, styles) for line in block.lines]
        case "bullets":
            items = List(stylename=styles["Bullets"])
            for line in block.lines:
                item = ListItem()
                item.addElement(P(stylename=styles["Item"], text=line))
                items.addElement(item)
            return [items]
        case "paragraph":
            return [P(stylename=styles["Text"], text=block.lines[0])]
        case _:
            raise ValueError(f"an OpenDocument sheet has no style for {block.kind}")


def _field(line: str, styles: dict[str, Any]) -> Any:
    label, value = label_and_value(line)
    paragraph = P(stylename=styles["Field"])
    paragraph.addElement(Span(stylename=styles["Label"], text=label))
    paragraph.addText(value)
    return paragraph


def _describe(document: Any, title: str) -> None:
    for element in list(document.meta.childNodes):
        document.meta.removeChild(element)  # odfpy's own lines hold the time and its version
    document.meta.addElement(dc.Title(text=title))
    document.meta.addElement(dc.Language(text="nl-NL"))
    document.meta.addElement(dc.Description(text="Samenvatting in eigen woorden"))
    document.meta.addElement(meta.InitialCreator(text="Briefwijzer"))
    document.meta.addElement(meta.CreationDate(text=FIXED))
    document.meta.addElement(dc.Date(text=FIXED))


def _add_styles(document: Any) -> dict[str, Any]:
    default = DefaultStyle(family="paragraph")
    default.addElement(TextProperties(fontfamily="Arial", fontsize="10pt", language="nl", country="NL"))
    document.styles.addElement(default)
    page = PageLayout(name="A4")
    page.addElement(PageLayoutProperties(pagewidth="21cm", pageheight="29.7cm", margin="2.3cm"))
    document.automaticstyles.addElement(page)
    document.masterstyles.addElement(MasterPage(name="Standard", pagelayoutname=page))

    styles: dict[str, Any] = {}
    for name, (around, letters) in PARAGRAPHS.items():
        styles[name] = Style(name=name, family="paragraph")
        styles[name].addElement(ParagraphProperties(**around))
        styles[name].addElement(TextProperties(**letters))
    styles["Label"] = Style(name="Label", family="text")
    styles["Label"].addElement(TextProperties(fontweight="bold"))
    styles["Bullets"] = ListStyle(name="Bullets")
    level = ListLevelStyleBullet(level=1, bulletchar="•")
    level.addElement(ListLevelProperties(spacebefore="0.3cm", minlabelwidth="0.5cm"))
    styles["Bullets"].addElement(level)
    for style in styles.values():
        document.styles.addElement(style)
    return styles
