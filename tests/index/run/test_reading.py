"""Files are read in a process of its own: one that hangs, swells, crashes or says too much is refused, and the next one
is read.
"""

import os
import signal
import zipfile
from pathlib import Path

import pytest

from index.errors import ReadError
from index.letters.find import find_letters
from index.letters.passages import find_passages
from index.read.file import read
from index.run.reading import CutDocument, cut_anew, read_and_cut, reader
from index.settings import Settings
from tests.index.read.pdf.test_extract import body, both, lines, pdf, picture, stand_in

pytestmark = pytest.mark.slow

SETTINGS = Settings(_env_file=None)  # type: ignore[call-arg]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def cut(path: Path, settings: Settings = SETTINGS, **options: bool) -> CutDocument:
    return read_and_cut(path, name=path.name, settings=settings, **options)


def refusal(path: Path, settings: Settings = SETTINGS, **options: bool) -> ReadError:
    with pytest.raises(ReadError) as caught:
        cut(path, settings, **options)
    assert path.name in caught.value.message
    return caught.value


def word_file(path: Path, body: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/'
            'document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main'
            '+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    return path


def test_what_comes_back_is_what_reading_and_cutting_give_here(tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    path.write_text("# Zwemles\n\n" + "De gemeente betaalt het zwemmen van alle leerlingen in groep vijf. " * 30)
    found, here = cut(path), read(path, name="brief.md", settings=SETTINGS)
    assert (found.document, found.inventory) == (here.document, here.inventory)
    assert list(found.letters) == find_letters(here.document)
    assert list(found.passages) == find_passages(here.document, found.letters[0])
    assert len(found.passages) > 1
    anew = cut_anew(found.document, settings=SETTINGS)
    assert (anew.document, anew.letters, anew.passages) == (found.document, found.letters, found.passages)


def test_boxes_in_boxes_are_read_once(tmp_path: Path) -> None:
    """Of boxes and tables that stand in each other each is read once: reading what is in them again at every level
    takes twice as long for each level.
    """
    deep = "<w:p><w:r><w:t>Diep</w:t></w:r></w:p>"
    for _ in range(60):
        deep = f"<w:p><w:r><w:txbxContent>{deep}</w:txbxContent></w:r></w:p>"
    assert cut(word_file(tmp_path / "vakken.docx", deep)).document.text == "Diep"
    deep = "<w:p><w:r><w:t>Diep</w:t></w:r></w:p>"
    for _ in range(60):
        deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc></w:tr></w:tbl>"
    assert cut(word_file(tmp_path / "tabellen.docx", deep)).document.text == "Diep"


def test_what_is_too_deep_is_called_so(tmp_path: Path) -> None:
    (tmp_path / "diep.html").write_text("<div>" * 20_000 + "tekst")
    assert "in elkaar" in refusal(tmp_path / "diep.html").message


def test_a_level_that_no_list_has(tmp_path: Path) -> None:
    place = '<w:numPr><w:ilvl w:val="90000000"/><w:numId w:val="1"/></w:numPr>'
    item = f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>Punt</w:t></w:r></w:p>"
    assert cut(word_file(tmp_path / "niveau.docx", item * 3)).document.text.split() == ["-", "Punt"] * 3


def test_a_small_file_with_much_xml(tmp_path: Path) -> None:
    path = word_file(tmp_path / "zwaar.docx", "<w:p/>" * 17_000_000)
    assert path.stat().st_size < 1_000_000
    error = refusal(path)
    assert (error.reason, "100 MB" in error.message) == ("too_large", True)


def test_a_file_with_more_text_than_a_file_may_have(tmp_path: Path) -> None:
    text = "De school is dicht. " * 60_000
    path = word_file(tmp_path / "lang.docx", f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    error = refusal(path, SETTINGS.model_copy(update={"max_file_mb": 1}))
    assert error.reason == "too_large"
    assert "1,2 MB als het is uitgepakt" in error.message


def test_too_slow_and_then_on_with_the_next(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", *[lines(*body(n % 3)) for n in range(200)])
    reader.stop()  # a new process needs more than a millisecond to start
    error = refusal(path, Settings(_env_file=None, read_seconds=0.001))  # type: ignore[call-arg]
    assert error.reason == "too_slow"
    assert len(cut(path).document.page_starts) == 200


def test_one_process_reads_many_files_and_is_replaced_when_it_dies(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lines(*body(0)))
    text = cut(path).document.text
    process = reader._process
    assert process is not None
    assert cut(path).document.text == text
    assert reader._process is process
    os.kill(process.pid, signal.SIGSTOP)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert cut(path).document.text == text
    assert reader._process is not process


def test_a_process_that_dies_while_it_reads_means_damaged(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lines(*body(0)))
    cut(path)
    process = reader._process
    assert process is not None
    os.kill(process.pid, signal.SIGSTOP)  # it takes the request and never answers

    def die(*_: object) -> None:
        os.kill(process.pid, signal.SIGKILL)

    before = signal.signal(signal.SIGALRM, die)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        assert refusal(path).reason == "damaged"
    finally:
        signal.signal(signal.SIGALRM, before)
    assert cut(path).document.text


def test_text_recognition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = pdf(tmp_path / "scan.pdf", lines(*body(0)), picture)
    done = pdf(tmp_path / "klaar.pdf", lines(*body(0)), both(picture, lines(*body(1))))
    stand_in(tmp_path, monkeypatch, f'echo "$@" > {tmp_path}/called; for last; do :; done; cp {done} "$last"')
    reader.stop()  # it has the path of before
    without = cut(scan)
    assert "briefwijzer index --ocr" in without.inventory[0].line
    result = cut(scan, ocr=True)
    assert (tmp_path / "called").read_text().startswith("-l nld --skip-text")
    assert result.document.page_of(result.document.text.index(body(1)[0])) == 2
    assert result.document.id == without.document.id
    assert [part.line for part in result.inventory] == [
        "Gelezen met tekstherkenning, controleer op leesfouten: pagina 2."
    ]


def test_text_recognition_that_finds_nothing_or_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = pdf(tmp_path / "scan.pdf", picture)
    stand_in(tmp_path, monkeypatch, f'for last; do :; done; cp {scan} "$last"')
    reader.stop()
    error = refusal(scan, ocr=True)
    assert error.reason == "no_text_layer"
    assert "ook de tekstherkenning" in error.message
    stand_in(tmp_path, monkeypatch, "echo taal nld ontbreekt >&2; exit 3")
    error = refusal(scan, ocr=True)
    assert error.reason == "no_text_layer"
    assert "taal nld ontbreekt" in error.message


def test_attachments_that_a_letter_names_and_that_are_not_there_are_said(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text("Gemeente Duinrand\n\nDatum: 3 mei 2024\nBijlagen: 2\n\nGeachte ouders,\n\nHet zwembad is open.\n")
    (part,) = cut(path).inventory
    assert (part.count, part.read) == (2, False)
    assert "2 bijlagen, die niet in dit bestand zitten" in part.line
