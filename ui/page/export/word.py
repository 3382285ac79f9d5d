"""An answer on paper as a Word file, with headings, lists and links that a screen reader finds."""

from __future__ import annotations

import io

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from ui.page.export.paper import Paper

_TAGS = {"nl": "nl-NL", "en": "en-GB"}


def as_word(paper: Paper) -> bytes:
    """Return the paper as the bytes of a .docx file."""
    file = docx.Document()
    file.core_properties.title = paper.question
    file.core_properties.author = "Briefwijzer"
    file.core_properties.language = _TAGS[paper.language]
    _speaks(file, _TAGS[paper.language])
    file.add_heading(paper.question, level=1)
    _strong(file, paper.state)
    if paper.notice:
        file.add_paragraph(paper.notice)
    for whose, lines in paper.runs:
        _strong(file, whose).paragraph_format.keep_with_next = True
        for line in lines:
            file.add_paragraph(line, style="List Bullet")
    if paper.origin:
        file.add_paragraph(paper.origin)
    if paper.sources:
        file.add_heading(paper.sources_title, level=2)
    for each in paper.sources:
        file.add_heading(f"[{each.number}] {each.letter}", level=3)
        file.add_paragraph(each.facts)
        file.add_paragraph(f"“{each.quote}”", style="Quote")
        _link(file.add_paragraph(), each.link)
    file.add_paragraph(paper.made)
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def _strong(file: WordDocument, words: str) -> Paragraph:
    paragraph = file.add_paragraph()
    paragraph.add_run(words).bold = True
    return paragraph


def _speaks(file: WordDocument, tag: str) -> None:
    """Set the language in which the file is read aloud and its spelling checked."""
    style = file.styles["Normal"]
    style.font.size = Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), tag)
    style.element.get_or_add_rPr().append(language)


def _link(paragraph: Paragraph, address: str) -> None:
    """Add a link to a paragraph; python-docx has no call for one."""
    place = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), place)
    run = paragraph.add_run(address)
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)
