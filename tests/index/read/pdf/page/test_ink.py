"""Text that nobody can see is left out, whatever hides it; text that somebody can see stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from index.read.pdf.extract import read_lines

SECRET = "Klaagster is mevrouw Voorbeeld"
TEXT = f"BT /F1 11 Tf 80 700 Td ({SECRET}) Tj ET"
BAR = "75 695 250 18 re f"
OPEN = "De klacht is behandeld."

Read = tuple[str, list[str]]
"""The text of the page, and why text is left out of it."""


def read(path: Path) -> Read:
    (page,) = read_lines(str(path))["pages"]
    return "\n".join(line[0] for line in page["lines"]), page["unseen"]


def drawn(folder: Path, content: str) -> Path:
    """Write a page that draws `content` below a line that all can see. /Off is a layer that is off, /On one that is on,
    /Half makes what follows half transparent.
    """
    stream = f"BT /F1 11 Tf 80 740 Td ({OPEN}) Tj ET {content}"
    path = folder / "a.pdf"
    path.write_text(
        f"""%PDF-1.7
1 0 obj <</Type /Catalog /Pages 2 0 R /OCProperties <</OCGs [5 0 R 6 0 R] /D <</OFF [5 0 R]>>>>>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources
  <</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>
    /ExtGState <</Half <</ca 0.5>>>> /Properties <</Off 5 0 R /On 6 0 R>>>>>> endobj
4 0 obj <</Length {len(stream)}>> stream
{stream}
endstream endobj
5 0 obj <</Type /OCG /Name (Off)>> endobj
6 0 obj <</Type /OCG /Name (On)>> endobj
trailer <</Root 1 0 R>>
%%EOF
"""
    )
    return path


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(f"{TEXT} {BAR}", "covered", id="under a black bar"),
        pytest.param(f"{TEXT} 1 g {BAR}", "covered", id="under a white bar"),
        pytest.param(f"0 0 1 rg {TEXT} {BAR}", "covered", id="coloured, under its own colour"),
        pytest.param(f"1 g {TEXT}", "hidden", id="white on white"),
        pytest.param(f"{BAR} {TEXT}", "covered", id="black on black"),
        pytest.param(f"3 Tr {TEXT}", "hidden", id="not drawn"),
        pytest.param(f"/OC /Off BDC {TEXT} EMC", "hidden", id="in a layer that is off"),
        pytest.param(
            f"/OC /Off BDC {TEXT} EMC BT /F1 11 Tf 80 700 Td (Op dezelfde plek:) Tj ET", "hidden", id="layers"
        ),
        pytest.param(f"q 0 0 50 50 re W n {TEXT} Q", "hidden", id="clipped"),
        pytest.param(TEXT.replace("80 700", "80 -700"), "hidden", id="beyond the edge"),
    ],
)
def test_what_nobody_sees_is_left_out(tmp_path: Path, content: str, why: str) -> None:
    text, unseen = read(drawn(tmp_path, content))
    assert "Voorbeeld" not in text
    assert OPEN in text
    assert unseen == [why]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TEXT, id="plain"),
        pytest.param(f"0.85 g {TEXT}", id="pale"),
        pytest.param(f"{BAR} 1 g {TEXT}", id="white on a black bar"),
        pytest.param(f"{TEXT} /Half gs 1 1 0 rg {BAR}", id="under a marker pen"),
        pytest.param(f"{TEXT} 80 703 250 0.7 re f", id="struck through"),
        pytest.param(f"/OC /On BDC {TEXT} EMC", id="in a layer that is on"),
        pytest.param(f"1 Tr {TEXT}", id="in outline"),
        pytest.param(TEXT.replace("F1 11", "F1 3"), id="very small"),
    ],
)
def test_what_somebody_sees_stays(tmp_path: Path, content: str) -> None:
    assert read(drawn(tmp_path, content)) == (f"{OPEN}\n{SECRET}", [])


def test_a_name_within_a_line_is_left_out_alone(tmp_path: Path) -> None:
    line = "BT /F1 11 Tf 80 700 Td (Wij spraken ) Tj (mevrouw Voorbeeld ) Tj (op woensdag.) Tj ET"
    text, unseen = read(drawn(tmp_path, f"{line} 139 695 102 18 re f"))
    assert text == f"{OPEN}\nWij spraken op woensdag."
    assert unseen == ["covered"]


def scan(path: Path, *, ink: str, over: bool) -> Path:
    """Write a scanned page that shows `ink`, with recognised text that is not drawn, or lies under the picture."""
    paper = Image.new("L", (1240, 1754), 250)
    pen = ImageDraw.Draw(paper)
    if ink:
        pen.text((170, 280), ink, fill=20, font=ImageFont.load_default(28))
    else:
        pen.rectangle((150, 260, 900, 340), fill=0)
    canvas = Canvas(str(path), pagesize=A4)
    layer = canvas.beginText(82, 695)
    layer.setFont("Helvetica", 12)
    layer.setTextRenderMode(0 if over else 3)
    layer.textLine(SECRET)
    if over:
        canvas.drawText(layer)
    canvas.drawImage(ImageReader(paper), 0, 0, *A4)
    if not over:
        canvas.drawText(layer)
    canvas.save()
    return path


@pytest.mark.parametrize("over", [False, True])
def test_the_recognised_text_of_a_scan_is_what_its_picture_shows(tmp_path: Path, over: bool) -> None:
    assert read(scan(tmp_path / "a.pdf", ink=SECRET, over=over)) == (SECRET, [])
    text, unseen = read(scan(tmp_path / "b.pdf", ink="", over=over))
    assert text == ""
    assert unseen == ["covered" if over else "hidden"]


def test_a_picture_on_the_text_covers_it(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.drawString(80, 740, OPEN)
    canvas.drawString(80, 700, SECRET)
    canvas.drawImage(ImageReader(Image.effect_noise((60, 10), 90)), 75, 690, 300, 24)
    canvas.save()
    assert read(tmp_path / "a.pdf") == (OPEN, ["covered"])


def test_a_page_on_its_side_is_looked_at_as_it_is_seen(tmp_path: Path) -> None:
    path = drawn(tmp_path, f"{TEXT} {BAR}")
    path.write_text(path.read_text().replace("/Type /Page ", "/Type /Page /Rotate 90 "))
    assert read(path) == (OPEN, ["covered"])
