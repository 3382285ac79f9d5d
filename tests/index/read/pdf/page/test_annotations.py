"""What is laid on a page is read where people see it: fields, ticks and boxes; notes and attachments are named."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from index.read.file import read
from index.read.inside import files_inside
from index.read.inventory import FilePart
from index.read.pdf.page_picture import paper_page
from index.read.pdf.word_boxes import word_boxes
from index.settings import Settings

SETTINGS = Settings(_env_file=None)  # type: ignore[call-arg]

PAGE = """BT /F1 11 Tf 80 700 Td (Bedrag per kind:) Tj ET BT /F1 11 Tf 80 680 Td (Toegekend:) Tj ET
BT /F1 11 Tf 80 640 Td (Met vriendelijke groet,) Tj ET BT /F1 11 Tf 80 600 Td (mevrouw Voorbeeld) Tj ET"""


def made(path: Path, *, xfa: str = "") -> Path:
    """Write a letter with a filled and a hidden field, a tick, a box of text, a note and a black box on a name."""

    def stream(content: str, keys: str = "") -> str:
        return f"<<{keys} /Length {len(content)}>> stream\n{content}\nendstream"

    form = "/Subtype /Form /BBox [0 0 150 16] /Resources <</Font <</F1 5 0 R>>>>"
    value = stream("/Tx BMC BT /F1 10 Tf 2 4 Td (185 euro) Tj ET EMC", form)
    objects = [
        f"<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [6 0 R 7 0 R 8 0 R] /DR <</Font <</F1 5 0 R>>>> {xfa}>> "
        f"/NeedsRendering {'true' if xfa else 'false'}>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>> "
        "/Annots [6 0 R 7 0 R 8 0 R 9 0 R 10 0 R 11 0 R]>>",
        stream(PAGE),
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        "<</Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (185 euro) /Rect [200 696 350 712] /F 4 /AP <</N 12 0 R>>>>",
        "<</Type /Annot /Subtype /Widget /FT /Tx /T (b) /V (geheim) /Rect [200 500 350 516] /F 2 /AP <</N 12 0 R>>>>",
        "<</Type /Annot /Subtype /Widget /FT /Btn /T (ja) /V /Yes /AS /Yes /Rect [200 678 212 690] /F 4 "
        "/AP <</N <</Yes 13 0 R /Off 13 0 R>>>>>>",
        "<</Type /Annot /Subtype /FreeText /Contents (Betaald op 28 juni.) /Rect [80 650 300 668] /DA (/F1 10 Tf)>>",
        "<</Type /Annot /Subtype /Text /Contents (Klopt dit?) /Rect [400 600 420 620]>>",
        "<</Type /Annot /Subtype /Square /Rect [70 590 230 615] /F 4 /AP <</N 14 0 R>>>>",
        value,
        stream("q 1 1 10 10 re s Q", "/Subtype /Form /BBox [0 0 12 12]"),
        stream("0 0 160 25 re f", "/Subtype /Form /BBox [0 0 160 25]"),
    ]
    body = "\n".join(f"{n} 0 obj {each} endobj" for n, each in enumerate(objects, 1))
    path.write_text(f"%PDF-1.7\n{body}\ntrailer <</Root 1 0 R>>\n%%EOF\n")
    return path


def parts(path: Path) -> tuple[str, dict[str, FilePart]]:
    reading = read(path, name=path.name, settings=SETTINGS)
    return reading.document.text, {part.kind: part for part in reading.inventory}


def test_what_people_see_is_read_in_its_place_and_the_rest_is_named(tmp_path: Path) -> None:
    text, found = parts(made(tmp_path / "a.pdf"))
    assert text.split("\n") == [
        "Bedrag per kind: 185 euro", "Toegekend: ☒", "Betaald op 28 juni.", "", "Met vriendelijke groet,"
    ]  # fmt: skip
    counted = {kind: (part.count, part.read) for kind, part in found.items()}
    assert counted == {
        "covered text": (1, False), "form field": (1, True), "check box": (1, True), "text box": (1, True),
        "comment": (1, False),
    }  # fmt: skip


def test_the_words_of_a_field_are_found_on_the_picture_of_the_page(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf")
    paper = paper_page(path, 1, folder=tmp_path / "pictures" / "a")
    text = "185 euro"
    (box,) = word_boxes(text, (0, len(text)), paper.characters)
    left, top, right, bottom = box
    assert 400 < left < right < 500
    assert 2 * (842 - 712) < top < bottom < 2 * (842 - 696)


def test_what_the_file_carries_and_cannot_show_is_named(tmp_path: Path) -> None:
    _, found = parts(made(tmp_path / "a.pdf", xfa="/XFA 4 0 R"))
    assert "Adobe Reader" in found["dynamic form"].line
    writer = PdfWriter()
    writer.append(PdfReader(Path(__file__).parents[5] / "letters/po-raad-vo-raad-brief-3-februari-2020.pdf"))
    writer.add_attachment("begroting.xlsx", b"PK")
    writer.write(tmp_path / "b.pdf")
    _, found = parts(tmp_path / "b.pdf")
    assert found["attachment"].line.startswith("Niet gelezen: 1 bijlage (begroting.xlsx).")
    writer.add_attachment("tarieven.pdf", b"%PDF-1")
    writer.write(tmp_path / "c.pdf")
    assert files_inside(tmp_path / "c.pdf", name="c.pdf") == [("tarieven.pdf", b"%PDF-1")]


def pinned(writer: PdfWriter, name: str, data: bytes | None, *, flags: int = 0) -> None:
    """Pin a file to the first page of `writer`; without `data` it is only named."""
    held = DecodedStreamObject()
    held.set_data(data or b"")
    file = {NameObject("/F"): writer._add_object(held)} if data is not None else {}
    specification = DictionaryObject(
        {NameObject("/Type"): NameObject("/Filespec"), NameObject("/UF"): TextStringObject(name),
         NameObject("/F"): TextStringObject(name), NameObject("/EF"): DictionaryObject(file)}
    )  # fmt: skip
    annotation = DictionaryObject(
        {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/FileAttachment"),
         NameObject("/Rect"): ArrayObject(map(FloatObject, (40, 40, 60, 60))), NameObject("/F"): NumberObject(flags),
         NameObject("/FS"): writer._add_object(specification)}
    )  # fmt: skip
    page = writer.pages[0]
    page.setdefault(NameObject("/Annots"), ArrayObject()).append(writer._add_object(annotation))


def test_a_file_that_is_pinned_to_a_page_is_read_apart(tmp_path: Path) -> None:
    hidden = 2
    writer = PdfWriter()
    writer.append(PdfReader(Path(__file__).parents[5] / "letters/po-raad-vo-raad-brief-3-februari-2020.pdf"))
    writer.add_attachment("tarieven.pdf", b"%PDF-1")
    pinned(writer, "tarieven.pdf", b"%PDF-1")  # the same as the file carries
    pinned(writer, "C:\\brieven\\rooster.txt", b"Maandag zwemmen.")
    pinned(writer, "begroting.xlsx", b"PK")
    pinned(writer, "weg.pdf", None)
    pinned(writer, "geheim.txt", b"x", flags=hidden)
    writer.write(tmp_path / "b.pdf")
    reading = read(tmp_path / "b.pdf", name="b.pdf", settings=SETTINGS)
    said = {part.read: part.line for part in reading.inventory if part.kind == "attachment"}
    assert "2 bijlagen (tarieven.pdf, rooster.txt)" in said[True]
    assert "2 bijlagen (begroting.xlsx, weg.pdf)" in said[False]
    assert not [part for part in reading.inventory if part.kind == "inserted file"]
    assert files_inside(tmp_path / "b.pdf", name="b.pdf") == [
        ("tarieven.pdf", b"%PDF-1"), ("rooster.txt", b"Maandag zwemmen."),
    ]  # fmt: skip
