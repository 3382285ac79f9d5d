"""PDFs made on the spot: what people see on paper comes out in order, and what cannot be read is named."""

import io
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject
from pypdfium2 import PdfDocument, PdfiumError
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from index.errors import ReadError
from index.read.file import ReadDocument, read
from index.read.pdf import ocr
from index.settings import Settings

pytestmark = pytest.mark.slow

SETTINGS = Settings(_env_file=None)  # type: ignore[call-arg]
Draw = Callable[[Canvas], None]


def pdf(path: Path, *pages: Draw, encrypt: object = None) -> Path:
    canvas = Canvas(str(path), pagesize=A4, encrypt=encrypt)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


@pytest.mark.parametrize("root", [b"/Root 99 0 R", b""])
def test_a_file_that_pdfium_refuses_is_written_anew_and_read(root: bytes, tmp_path: Path) -> None:
    path = pdf(tmp_path / "brief.pdf", lines("Het zwembad is open op dinsdag."))
    path.write_bytes(re.sub(rb"/Root \d+ 0 R", root, path.read_bytes()))
    with pytest.raises(PdfiumError):
        PdfDocument(path)
    assert "Het zwembad is open op dinsdag." in read(path, name="brief.pdf", settings=SETTINGS).document.text


def lines(*texts: str, x: float = 80, y: float = 700, size: float = 11, leading: float = 14) -> Draw:
    """Draw lines below each other; an empty one leaves half a line open more than usual."""

    def draw(canvas: Canvas) -> None:
        at = y
        canvas.setFont("Helvetica", size)
        for text in texts:
            canvas.drawString(x, at, text)
            at -= leading

    return draw


def both(*draws: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (200, 300), 200)), 50, 50, 400, 600)


def reading(path: Path, **options: bool) -> ReadDocument:
    return read(path, name=path.name, settings=SETTINGS, **options)


def refusal(path: Path, settings: Settings = SETTINGS, **options: bool) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(path, name=path.name, settings=settings, **options)
    return caught.value


def body(page: int) -> list[str]:
    words = ("leerlingen", "ouders", "scholen", "gemeenten", "besturen", "leraren", "kinderen", "partners", "teams")
    return [
        f"De {word} krijgen op bladzijde {'abc'[page]} een eigen zin over {words[-n]}." for n, word in enumerate(words)
    ]


def test_paragraphs_and_pages(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "brief.pdf",
        both(lines("Geachte ouders,"), lines("De school begint", "om negen uur.", y=670), lines("Tot dan.", y=620)),
        lines("Met vriendelijke groet,"),
    )
    document = reading(path).document
    assert document.text == (
        "Geachte ouders,\n\nDe school begint\nom negen uur.\n\nTot dan.\n\nMet vriendelijke groet,"
    )
    assert [document.page_of(document.text.index(word)) for word in ("Geachte", "Tot", "groet")] == [1, 1, 2]
    assert document.media_type == "application/pdf"
    assert document.path == "brief.pdf"


def test_ligatures_and_hyphens(tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("DejaVu", _font()))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("DejaVu", 11)
        for n, text in enumerate(
            ("De ﬁnanciën van het onder-", "wijs zijn eﬃciënt, zegt de PO-", "Raad over taal-", "en rekenles.")
        ):
            canvas.drawString(80, 700 - 14 * n, text)

    text = reading(pdf(tmp_path / "a.pdf", draw)).document.text
    assert text == "De financiën van het onderwijs zijn efficiënt, zegt de PO-Raad over taal-\nen rekenles."


def _font() -> str:
    import reportlab

    bundled = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    system = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    return str(system if system.is_file() else bundled)


def test_running_headers_stay_once(tmp_path: Path) -> None:
    pages = [
        both(
            lines("Gemeente Voorbeeld, afdeling Onderwijs", y=800),
            lines(*body(n), y=700),
            lines(f"Pagina {n + 1} van 3", y=40),
        )
        for n in range(3)
    ]
    text = reading(pdf(tmp_path / "a.pdf", *pages)).document.text
    assert text.count("Gemeente Voorbeeld") == 1
    assert "Pagina" not in text
    assert all(line in text for n in range(3) for line in body(n))


def test_letterhead_beside_later_pages_goes(tmp_path: Path) -> None:
    head = lines("Datum", "15 maart 2023", "Onze referentie", "37318203", x=420, y=780, size=9, leading=11)
    start = [*body(0), "Wij vragen om een besluit over de"]
    pages = [
        both(head, lines(*start)),
        both(head, lines("toelating van leerlingen.", *body(1))),
        both(head, lines(*body(2))),
    ]
    text = reading(pdf(tmp_path / "a.pdf", *pages)).document.text
    assert text.count("15 maart 2023") == text.count("37318203") == text.count("Datum") == 1
    assert "een besluit over de\ntoelating van leerlingen." in text


def test_a_note_does_not_cut_the_sentence_that_goes_on_overleaf(tmp_path: Path) -> None:
    first = both(
        lines(*body(0), "", "Daarna vraagt het bestuur om een besluit over de"),
        lines("1 Kamerstuk 31 497, nummer 327.", y=80, size=7),
        lines("Brief over onderwijs, blad 1", y=40, size=9),
    )
    second = both(lines("toelating van leerlingen.", *body(1)), lines("Brief over onderwijs, blad 2", y=40, size=9))
    document = reading(pdf(tmp_path / "a.pdf", first, second)).document
    assert "een besluit over de\ntoelating van leerlingen." in document.text
    assert document.page_of(document.text.index("Kamerstuk")) == 1
    assert document.page_of(document.text.index("toelating")) == 2
    assert document.text.count("Brief over onderwijs") == 1


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = lines("De linker kolom begint hier", "en loopt door tot", x=60)
    right = lines("in de rechter kolom,", "waar zij eindigt.", x=320)
    text = reading(pdf(tmp_path / "a.pdf", both(left, right))).document.text
    assert " ".join(text.split()) == (
        "De linker kolom begint hier en loopt door tot in de rechter kolom, waar zij eindigt."
    )


def test_columns_that_are_drawn_row_by_row_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = (
        "Het zwembad aan de Dorpsstraat",
        "is vanaf dinsdag weer open voor",
        "alle inwoners van de gemeente.",
        "Welkom!",
    )
    right = ("De bibliotheek aan het plein sluit", "in juli vier weken wegens groot", "onderhoud aan het dak.", "")
    rows = [
        lines(text, x=x, y=700 - 14 * n)
        for n, row in enumerate(zip(left, right, strict=True))
        for text, x in zip(row, (60, 320), strict=True)
    ]
    text = reading(pdf(tmp_path / "a.pdf", both(*rows))).document.text
    assert " ".join(text.split()) == " ".join((*left, *right)).strip()


@pytest.mark.parametrize(
    "rows",
    [
        [(f"Zwembad nummer {n} in de stad", f"Geopend op {n} en in het weekend") for n in ("een", "twee", "drie")],
        [
            ("bijdrage van de ouders", "wat u zelf betaalt voor de zwemles van uw kind"),
            ("gemeentelijke toelage", "wat de gemeente betaalt"),
            ("tegemoetkoming bij ziekte", "wat u terugkrijgt als uw kind lang niet kan komen"),
            ("restitutie van lesgeld", "wat u later terugkrijgt"),
        ],
    ],
)
def test_rows_of_a_table_with_long_cells_stay_rows(rows: list[tuple[str, str]], tmp_path: Path) -> None:
    drawn = [
        lines(text, x=x, y=700 - 14 * n) for n, row in enumerate(rows) for text, x in zip(row, (60, 300), strict=True)
    ]
    text = reading(pdf(tmp_path / "a.pdf", both(*drawn))).document.text
    assert text.split("\n") == [" ".join(row) for row in rows]


def test_text_that_is_marked_to_be_blacked_out_is_left_out_and_said(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lines("Het zwembad is open.", "De klager heet Bram de Wit.", "Welkom."))
    writer = PdfWriter(clone_from=path)
    place = ArrayObject(map(NumberObject, (70, 683, 400, 696)))
    mark = DictionaryObject({NameObject("/Subtype"): NameObject("/Redact"), NameObject("/Rect"): place})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([mark])
    writer.write(path)
    found = reading(path)
    assert found.document.text.split() == "Het zwembad is open. Welkom.".split()
    assert [(part.kind, part.read) for part in found.inventory] == [("marked text", False)]


def test_rotated_page(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 300)
        canvas.rotate(90)
        lines("Deze tekst staat op zijn kant", "en heeft twee regels.", x=0, y=0)(canvas)

    assert (
        reading(pdf(tmp_path / "a.pdf", draw)).document.text == "Deze tekst staat op zijn kant\nen heeft twee regels."
    )


def test_cells_of_a_table_stay_apart(tmp_path: Path) -> None:
    row = both(*(lines(cell, x=x, y=500) for cell, x in (("0", 80), ("12", 90), ("3.456", 130), ("Zwolle", 200))))
    assert reading(pdf(tmp_path / "a.pdf", row)).document.text.split() == ["0", "12", "3.456", "Zwolle"]


def test_scan_without_text_layer(tmp_path: Path) -> None:
    error = refusal(pdf(tmp_path / "scan.pdf", picture, picture, picture))
    assert error.reason == "no_text_layer"
    assert "scan.pdf" in error.message
    assert "pagina 1 t/m 3" in error.message
    assert "ocrmypdf" in error.help or "--ocr" in error.help


def test_scanned_pages_between_others_are_named(tmp_path: Path) -> None:
    result = reading(pdf(tmp_path / "a.pdf", lines(*body(0)), picture, picture, lines(*body(1))))
    document = result.document
    assert len(document.page_starts) == 4
    assert document.page_of(document.text.index(body(1)[0])) == 4
    (note,) = result.notes
    assert note.startswith("Pagina 2 en 3 hebben geen tekstlaag en zijn niet gelezen.")
    assert "--ocr" in note


def test_blank_pages_are_no_news(tmp_path: Path) -> None:
    result = reading(pdf(tmp_path / "a.pdf", lines(*body(0)), lines(), lines(*body(1))))
    assert result.notes == ()
    assert refusal(pdf(tmp_path / "b.pdf", lines(), lines())).reason == "empty"


def gibberish(canvas: Canvas) -> None:
    lines(*("".join(chr(ord(c) + 3) if c.strip() else c for c in line) for line in body(0)))(canvas)


def test_gibberish(tmp_path: Path) -> None:
    error = refusal(pdf(tmp_path / "a.pdf", gibberish))
    assert error.reason == "not_text"
    result = reading(pdf(tmp_path / "b.pdf", lines(*body(0)), gibberish, lines(*body(1))))
    assert "Gh" not in result.document.text
    assert result.notes[0].startswith("Pagina 2 bevat tekens die geen tekst zijn")
    assert result.document.page_of(result.document.text.index(body(1)[0])) == 3


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_encrypted(tmp_path: Path, algorithm: str) -> None:
    plain = pdf(tmp_path / "plain.pdf", lines(*body(0)))

    def protect(name: str, password: str) -> Path:
        writer = PdfWriter(clone_from=PdfReader(plain))
        writer.encrypt(user_password=password, owner_password="eigenaar", algorithm=algorithm)
        writer.write(tmp_path / name)
        return tmp_path / name

    error = refusal(protect("dicht.pdf", "geheim"))
    assert error.reason == "encrypted"
    assert "zonder wachtwoord" in error.help
    assert body(0)[0] in reading(protect("open.pdf", "")).document.text


def test_damaged(tmp_path: Path) -> None:
    whole = pdf(tmp_path / "a.pdf", lines(*body(0)), lines(*body(1))).read_bytes()
    path = tmp_path / "half.pdf"
    path.write_bytes(whole[:200])
    assert refusal(path).reason in ("damaged", "empty")
    path.write_bytes(b"%PDF-1.7\n" + b"<" * 50_000 + b"[" * 50_000 + b"\nstartxref\n9\n%%EOF")
    assert refusal(path).reason == "damaged"


def test_a_picture_with_the_name_of_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "foto.pdf"
    image = io.BytesIO()
    Image.new("L", (20, 20)).save(image, "PNG")
    path.write_bytes(image.getvalue())
    error = refusal(path)
    assert error.reason == "wrong_type"
    assert "PNG" in error.message


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program named ocrmypdf on the path that does what `script` says."""
    program = folder / "ocrmypdf"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def test_text_recognition_ends_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "sleep 600")
    with pytest.raises(ocr.OcrTooSlowError):
        ocr.add_text_layer(tmp_path / "a.pdf", tmp_path / "b.pdf", seconds=0.2)


def test_letters_that_stand_apart_are_the_word_that_people_see(tmp_path: Path) -> None:
    """Typed with blanks, set wide, or each in its place; lines and cells that only look like it stay as they are."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 14)
        canvas.drawString(80, 780, "K a m e r b r i e f")
        canvas.drawString(80, 750, "N O T A  A A N  D E  M I N I S T E R")
        canvas.drawString(80, 720, "Bijlage", charSpace=5)
        for n, letter in enumerate("MEMO"):
            canvas.drawString(80 + 20 * n, 690, letter)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(80, 660, "Ondertekend door J. P. M. de Vries en A B C D Jansen.")
        canvas.drawString(80, 640, "Kies uit a b c of d, of uit 1 2 3 4 5.")
        for row, cells in enumerate(("12345", "JNNJN")):
            for n, cell in enumerate(cells):
                canvas.drawString(80 + 30 * n, 610 - 14 * row, cell)

    text = read(pdf(tmp_path / "a.pdf", draw), name="a.pdf", settings=SETTINGS).document.text
    for said in (
        "Kamerbrief", "NOTA AAN DE MINISTER", "Bijlage", "MEMO", "door J. P. M. de Vries en A B C D Jansen.",
        "uit a b c of d, of uit 1 2 3 4 5.", "1 2 3 4 5", "J N N J N",
    ):  # fmt: skip
        assert said in text
