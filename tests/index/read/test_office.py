"""Word and OpenDocument files made on the spot."""

import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from odf import style as odf_style
from odf import table as odf_table
from odf import text as odf_text
from odf.opendocument import OpenDocumentText

from index.errors import ReadError
from index.read.file import read
from index.records import Document
from index.settings import Settings

SETTINGS = Settings(_env_file=None)  # type: ignore[call-arg]


def reading(path: Path) -> Document:
    return read(path, name=path.name, settings=SETTINGS).document


def headings(document: Document) -> list[str]:
    return [document.text[start:end] for start, end in document.headings]


def saved(document: Any, path: Path) -> Document:
    document.save(str(path))
    return reading(path)


def test_word(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Brief aan ouders", 0)
    made.add_paragraph("Eerste alinea\nmet een regeleinde.")
    made.add_heading("Wat verandert er?", 2)
    made.add_paragraph("een punt", style="List Bullet")
    made.add_paragraph("dieper", style="List Bullet 2")
    made.add_paragraph("eerst", style="List Number")
    made.add_paragraph("daarna", style="List Number")
    made.add_paragraph("Slot.")
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("Naam", "Bedrag", "Ali", "€ 5"), strict=True):
        cell.text = text
    document = saved(made, tmp_path / "brief.docx")
    assert document.text == (
        "Brief aan ouders\n\nEerste alinea\nmet een regeleinde.\n\nWat verandert er?\n\n- een punt\n- dieper\n"
        "1. eerst\n2. daarna\n\nSlot.\n\nNaam | Bedrag\nAli | € 5"
    )
    assert headings(document) == ["Brief aan ouders", "Wat verandert er?"]
    assert document.page_starts == (0,)


def test_word_letterhead_fields_and_tracked_changes(tmp_path: Path) -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Gemeente Voorbeeld"
    made.add_paragraph("De datum is ")._p.append(
        parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent><w:r><w:t>1 mei 2024</w:t></w:r></w:sdtContent></w:sdt>")
    )
    made.add_paragraph("Dit is ")._p.append(
        parse_xml(
            f"<w:ins {nsdecls('w')} w:id='1' w:author='x'><w:r><w:t>nieuw</w:t></w:r></w:ins>",
        )
    )
    made.paragraphs[-1]._p.append(
        parse_xml(f"<w:del {nsdecls('w')} w:id='2' w:author='x'><w:r><w:delText>oud</w:delText></w:r></w:del>")
    )
    document = saved(made, tmp_path / "brief.docx")
    assert document.text == "Gemeente Voorbeeld\n\nDe datum is 1 mei 2024\n\nDit is nieuw"


def test_opendocument(tmp_path: Path) -> None:
    made = OpenDocumentText()
    numbered = odf_text.ListStyle(name="Nummers")
    numbered.addElement(odf_text.ListLevelStyleNumber(level="1", numformat="a"))
    made.automaticstyles.addElement(numbered)
    made.automaticstyles.addElement(odf_style.Style(name="P1", family="paragraph", parentstylename="Title"))
    made.text.addElement(odf_text.P(text="Brief aan ouders", stylename="P1"))
    made.text.addElement(odf_text.H(outlinelevel=1, text="Wat verandert er?"))
    paragraph = odf_text.P(text="Eerste")
    paragraph.addElement(odf_text.S(c=1))
    paragraph.addText("alinea")
    paragraph.addElement(odf_text.LineBreak())
    paragraph.addText("met een regeleinde.")
    note = odf_text.Note(noteclass="footnote")
    note.addElement(odf_text.NoteCitation(text="1"))
    note.addElement(odf_text.NoteBody())
    paragraph.addElement(note)
    made.text.addElement(paragraph)
    for name, items in ((None, ("een punt", "nog een")), ("Nummers", ("eerst", "daarna"))):
        points = odf_text.List(stylename=name) if name else odf_text.List()
        for item in items:
            element = odf_text.ListItem()
            element.addElement(odf_text.P(text=item))
            if item == "nog een":
                inner, deep = odf_text.List(), odf_text.ListItem()
                deep.addElement(odf_text.P(text="dieper"))
                inner.addElement(deep)
                element.addElement(inner)
            points.addElement(element)
        made.text.addElement(points)
    table = odf_table.Table(name="T")
    for cells in (("Naam", "Bedrag"), ("Ali", "€ 5")):
        row = odf_table.TableRow()
        for text in cells:
            cell = odf_table.TableCell()
            cell.addElement(odf_text.P(text=text))
            row.addElement(cell)
        table.addElement(row)
    made.text.addElement(table)
    document = saved(made, tmp_path / "brief.odt")
    assert document.text == (
        "Brief aan ouders\n\nWat verandert er?\n\nEerste alinea\nmet een regeleinde.¹\n\n- een punt\n- nog een\n"
        "  - dieper\na. eerst\nb. daarna\n\nNaam | Bedrag\nAli | € 5"
    )
    assert headings(document) == ["Brief aan ouders", "Wat verandert er?"]


def test_encrypted_and_mistaken_files(tmp_path: Path) -> None:
    def reason(name: str, data: bytes) -> str:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ReadError) as caught:
            reading(tmp_path / name)
        assert name in caught.value.message
        return caught.value.reason

    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert reason("dicht.docx", ole + "EncryptedPackage".encode("utf-16-le") + bytes(99)) == "encrypted"
    assert reason("oud.docx", ole) == "wrong_type"
    assert reason("tekst.docx", b"gewoon tekst") == "wrong_type"
    assert reason("kapot.docx", b"PK\x03\x04" + bytes(300)) == "damaged"
    for name, inside in (("dicht.odt", "encryption-data"), ("ander.odt", "iets")):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.writestr("META-INF/manifest.xml", f"<manifest>{inside}</manifest>")
        expected = "encrypted" if name == "dicht.odt" else "wrong_type"
        assert reason(name, (tmp_path / "a.zip").read_bytes()) == expected


def test_a_small_file_that_unpacks_to_a_huge_one(tmp_path: Path) -> None:
    path = tmp_path / "bom.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    with pytest.raises(ReadError) as caught:
        read(path, name="bom.docx", settings=Settings(_env_file=None, max_file_mb=1))  # type: ignore[call-arg]
    assert caught.value.reason == "too_large"
