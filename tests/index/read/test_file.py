"""Every file either gives a sound document or a ReadError with the right reason and what to do."""

import hashlib
import io
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentText
from odf.text import P
from reportlab.pdfgen.canvas import Canvas

from index.errors import ReadError
from index.read.canonical import canonical
from index.read.file import ReadDocument, read, sha256
from index.read.file_types import MEDIA_TYPES
from index.records import pages
from index.settings import Settings

SETTINGS = Settings(_env_file=None)  # type: ignore[call-arg]


def refusal(path: Path, settings: Settings = SETTINGS) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(path, name=path.name, settings=settings)
    assert path.name in caught.value.message
    assert caught.value.help.strip()
    return caught.value


def test_identity_name_and_type(tmp_path: Path) -> None:
    path = tmp_path / "upload-123"
    path.write_text("Beste ouders,")
    document = read(path, name="map/Brief.TXT", settings=SETTINGS).document
    assert document.id == sha256(path, name=path.name) == hashlib.sha256(b"Beste ouders,").hexdigest()
    assert document.path == "map/Brief.TXT"
    assert document.media_type == "text/plain"


def test_what_cannot_be_read(tmp_path: Path) -> None:
    def made(name: str, data: bytes = b"") -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    assert refusal(made("leeg.txt")).reason == "empty"
    assert refusal(made("wit.md", b" \n\t\n")).reason == "empty"
    assert refusal(made("alleen.md", b"<!-- weg -->")).reason == "empty"
    assert refusal(made("rekenblad.xlsx", b"PK")).reason == "wrong_type"
    assert refusal(made("zonder", b"tekst")).reason == "wrong_type"
    assert refusal(made("foto.txt", b"\x89PNG\r\n\x1a\n\x00\x00")).reason == "wrong_type"
    assert refusal(made("pdf.txt", b"%PDF-1.4 tekst")).reason == "wrong_type"
    assert refusal(made("tekst.pdf", b"gewone tekst")).reason == "wrong_type"
    assert refusal(made("onzin.txt", b"xq zvk wpjt qkx " * 30)).reason == "not_text"
    assert refusal(tmp_path / "weg.txt").reason == "unreadable"
    (tmp_path / "map.txt").mkdir()
    assert refusal(tmp_path / "map.txt").reason == "unreadable"


RTF = rb"{\rtf1\ansi De zwemles begint om 9 uur.}"
PAGE = b"<!DOCTYPE html><html><p>Beste ouders</p></html>"


@pytest.mark.parametrize(
    ("name", "data", "says", "advises"),
    [
        ("brief.rtf", RTF, "een .rtf-bestand", "sla het op als Word-bestand"),
        ("brief.docx", RTF, "geen .docx-bestand maar een RTF-bestand", "sla het op als Word-bestand"),
        ("brief.doc", b"\xd0\xcf\x11\xe0" * 9, "een .doc-bestand", "sla het op als Word-bestand"),
        ("brief.doc", PAGE, "een .doc-bestand", "Er staat een webpagina in. Geef het een naam die eindigt op .html"),
        ("mail.msg", b"\xd0\xcf\x11\xe0" * 9, "een .msg-bestand", "Open de e-mail in Outlook"),
        ("brief.pdf", PAGE, "geen .pdf-bestand maar een webpagina", "Geef het de juiste naam: brief.html"),
        ("brief.odt", b"Beste ouders", "geen .odt-bestand maar een tekstbestand", "juiste naam: brief.txt"),
        ("lijst.csv", b"naam;bedrag\nzwemles;75", "een .csv-bestand", "sla het op als PDF"),
        (
            "brief",
            b"%PDF-1.4",
            "een bestand zonder achtervoegsel",
            "Er staat een PDF in. Geef het een naam die eindigt op",
        ),
        ("scan.png", b"\x89PNG\r\n\x1a\n\x00", "een .png-bestand", "briefwijzer index --ocr"),
        ("brief.txt", b"\x00\x01\x02\x03", "geen .txt-bestand maar een bestand van een onbekende soort", "leest PDF"),
        ("nul.pdf", b"", "nul.pdf is een leeg bestand", "Haal het opnieuw op"),
        ("nul.iets", b"", "een .iets-bestand", "Briefwijzer leest PDF"),
    ],
)
def test_what_is_not_read_is_named_with_the_step_that_helps(
    name: str, data: bytes, says: str, advises: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    error = refusal(tmp_path / name)
    assert says in error.message
    assert advises in error.help
    assert ("juiste naam" in error.help) == ("juiste naam" in advises)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "dicht.txt"
    path.write_text("tekst")
    path.chmod(0)
    assert refusal(path).reason == "unreadable"


def test_too_large_names_size_and_setting(tmp_path: Path) -> None:
    path = tmp_path / "groot.txt"
    path.write_bytes(b"a" * 2_500_000)
    error = refusal(path, Settings(_env_file=None, max_file_mb=2))  # type: ignore[call-arg]
    assert error.reason == "too_large"
    assert "2,5 MB" in error.message
    assert "BRIEFWIJZER_MAX_FILE_MB" in error.help


def test_a_missing_file_has_no_hash(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        sha256(tmp_path / "weg.pdf", name="weg.pdf")
    assert caught.value.reason == "unreadable"


def sound(reading: ReadDocument) -> None:
    document = reading.document
    assert document.text.strip()
    assert canonical(document.text) == document.text
    assert document.page_starts[0] == 0
    assert list(document.page_starts) == sorted(document.page_starts)
    assert "".join(document.text[start:end] for start, end in pages(document)) == document.text
    assert all(0 <= start < end <= len(document.text) for start, end in document.headings)
    assert list(document.headings) == sorted(document.headings)


def attempt(data: bytes, suffix: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"bestand{suffix}"
        path.write_bytes(data)
        try:
            sound(read(path, name=path.name, settings=SETTINGS))
        except ReadError as error:
            assert path.name in error.message  # noqa: PT017  a reading and a refusal are both right


STARTS = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"<html><body>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"# Kop\n\n",
    b"\xd0\xcf\x11\xe0",
]


@settings(max_examples=150)
@given(st.sampled_from(STARTS), st.binary(max_size=300), st.sampled_from(sorted(MEDIA_TYPES)))
def test_random_bytes_never_break_it(start: bytes, data: bytes, suffix: str) -> None:
    attempt(start + data, suffix)


@settings(max_examples=100)
@given(st.text(max_size=300), st.sampled_from([".txt", ".md", ".html"]))
def test_any_text_gives_a_sound_document(text: str, suffix: str) -> None:
    attempt(text.encode("utf-8", "surrogatepass"), suffix)


def made(suffix: str) -> bytes:
    buffer = io.BytesIO()
    if suffix == ".pdf":
        canvas = Canvas(buffer, invariant=True)
        for page in ("Beste ouders, dit is een brief.", "Met vriendelijke groet, de school"):
            canvas.drawString(80, 700, page)
            canvas.showPage()
        canvas.save()
    elif suffix == ".docx":
        word = docx.Document()
        word.add_heading("Brief", 1)
        word.add_paragraph("Beste ouders", style="List Number")
        word.save(buffer)
    else:
        open_document = OpenDocumentText()
        open_document.text.addElement(P(text="Beste ouders"))
        open_document.write(buffer)
    return buffer.getvalue()


WHOLE = {suffix: made(suffix) for suffix in (".pdf", ".docx", ".odt")}


@settings(max_examples=80)
@given(st.data(), st.sampled_from(sorted(WHOLE)))
def test_damaged_files_never_break_it(data: st.DataObject, suffix: str) -> None:
    whole = bytearray(WHOLE[suffix])
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    attempt(bytes(whole[: data.draw(st.integers(1, len(whole)))]), suffix)
