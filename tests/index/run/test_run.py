"""An index run on files that come, change, move, break and go."""

from __future__ import annotations

import hashlib
import os
import shutil
import unicodedata
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pypdf
import pytest
from odf.opendocument import OpenDocumentText
from odf.text import P

from index.errors import NotIndexedError, SettingsError, StoreError
from index.run.report import FileReport, IndexProgress, IndexReport
from index.run.run import belongs_in_index, forget_paths, index_paths
from index.search.find_document import find_document
from index.search.library import open_library
from index.settings import Settings
from index.store.data_folder import own_files
from tests.support import sample_letters
from tests.support.compound_files import compound_file, package


def index(*paths: Path, into: Settings, **options: Any) -> IndexReport:
    return index_paths(paths, settings=into, **options)


def statuses(report: IndexReport) -> dict[str, str]:
    return {file.name: file.status for file in report.files}


def by_name(report: IndexReport) -> dict[str, FileReport]:
    return {file.name: file for file in report.files}


def indexed(settings: Settings) -> list[str]:
    """Return the names of the documents in the index."""
    return [document.path for document in open_library(settings).documents.values()]


def passages_of(name: str, settings: Settings) -> int:
    library = open_library(settings)
    (document,) = (each for each in library.documents.values() if each.path == name)
    letters = {letter.id for letter in library.letters.values() if letter.document_id == document.id}
    return sum(passage.letter_id in letters for passage in library.passages.values())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sample_letters.write_letters(tmp_path / "brieven", 3)


def test_a_report_says_what_each_file_holds(folder: Path, settings: Settings) -> None:
    report = index(folder, into=settings)
    assert statuses(report) == dict.fromkeys(["brief-000.txt", "brief-001.txt", "brief-002.txt"], "indexed")
    for file in report.files:
        assert (file.letters, file.pages, file.passages) == (1, 1, passages_of(file.name, settings))
    assert report.embedded == report.totals["passages"] == sum(file.passages for file in report.files)
    assert (report.totals["documents"], report.totals["letters"]) == (3, 3)
    assert report.embedder.name == settings.embedder


def test_only_what_changed_is_embedded(folder: Path, settings: Settings) -> None:
    index(folder, into=settings)
    again = index(folder, into=settings)
    assert again.embedded == 0
    assert set(statuses(again).values()) == {"unchanged"}
    (folder / "brief-001.txt").write_text(sample_letters.letter(1, weeks=52), encoding="utf-8")
    changed = index(folder, into=settings)
    assert statuses(changed) == {"brief-000.txt": "unchanged", "brief-001.txt": "indexed", "brief-002.txt": "unchanged"}
    assert changed.embedded == passages_of("brief-001.txt", settings)
    library = open_library(settings)
    texts = [document.text for document in library.documents.values()]
    assert len(texts) == 3
    assert "52 weken" in texts[1]
    assert "14 weken" not in texts[1]


def test_a_touched_file_is_not_read_again(folder: Path, settings: Settings) -> None:
    index(folder, into=settings)
    os.utime(folder / "brief-000.txt", (1, 1))
    assert set(statuses(index(folder, into=settings)).values()) == {"unchanged"}


def test_a_file_that_is_gone_leaves_the_index(folder: Path, settings: Settings) -> None:
    index(folder, into=settings)
    (folder / "brief-001.txt").unlink()
    report = index(folder, into=settings)
    assert statuses(report)["brief-001.txt"] == "removed"
    assert report.embedded == 0
    assert indexed(settings) == ["brief-000.txt", "brief-002.txt"]
    assert statuses(index(folder, into=settings)) == dict.fromkeys(["brief-000.txt", "brief-002.txt"], "unchanged")


def test_a_renamed_or_moved_file_is_embedded_nowhere(folder: Path, settings: Settings, tmp_path: Path) -> None:
    index(folder, into=settings)
    before = open_library(settings).passages
    (folder / "map").mkdir()
    (folder / "brief-000.txt").rename(folder / "anders.txt")
    (folder / "brief-001.txt").rename(folder / "map" / "brief-001.txt")
    report = index(folder, into=settings)
    assert report.embedded == 0
    assert indexed(settings) == ["anders.txt", "brief-002.txt", "map/brief-001.txt"]
    assert open_library(settings).passages.keys() == before.keys()
    # moved to another folder, of which alone is told
    (tmp_path / "elders").mkdir()
    (folder / "anders.txt").rename(tmp_path / "elders" / "anders.txt")
    report = index(tmp_path / "elders", into=settings)
    assert report.embedded == 0
    assert sorted((file.name, file.status) for file in report.files) == [
        ("anders.txt", "removed"),
        ("anders.txt", "unchanged"),
    ]
    assert len(indexed(settings)) == 3


def test_contents_that_change_places_stay_with_their_file(folder: Path, settings: Settings) -> None:
    index(folder, into=settings)
    one, two = folder / "brief-000.txt", folder / "brief-001.txt"
    first, second = one.read_text(), two.read_text()
    one.write_text(second)
    two.write_text(first)
    report = index(folder, into=settings)
    assert report.embedded == 0
    texts = {document.path: document.text for document in open_library(settings).documents.values()}
    assert "school0" not in texts["brief-000.txt"]
    assert "school0" in texts["brief-001.txt"]


def test_copies_are_named_and_the_content_stays_as_long_as_one_is_left(folder: Path, settings: Settings) -> None:
    index(folder, into=settings)
    shutil.copy(folder / "brief-000.txt", folder / "a-kopie.txt")
    (folder / "map").mkdir()
    shutil.copy(folder / "brief-000.txt", folder / "map" / "brief-000.txt")
    report = index(folder, into=settings)
    assert report.embedded == 0
    assert statuses(report)["a-kopie.txt"] == "unchanged"
    for name in ("brief-000.txt", "map/brief-000.txt"):
        copy = by_name(report)[name]
        assert (copy.status, copy.reason) == ("duplicate", "duplicate")
        assert "a-kopie.txt" in str(copy.message)
        assert copy.help
    assert indexed(settings)[0] == "a-kopie.txt"
    (folder / "a-kopie.txt").unlink()
    assert index(folder, into=settings).embedded == 0
    assert indexed(settings)[0] == "brief-000.txt"


def test_copies_of_the_same_name_in_two_folders_are_duplicates(
    folder: Path, settings: Settings, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "ook")
    report = index(folder, tmp_path / "ook", into=settings)
    found = sorted(file.status for file in report.files)
    assert found == ["duplicate"] * 3 + ["indexed"] * 3
    assert report.totals["documents"] == 3


def bad_files(folder: Path) -> dict[str, str]:
    """Write files that cannot be read into `folder`; return the reason of each by name."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(folder / "leeg-blad.pdf")
    writer.encrypt("geheim", algorithm="AES-256")
    writer.write(folder / "slot.pdf")
    (folder / "stuk.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    (folder / "stuk.docx").write_bytes(b"PK\x03\x04" + b"x" * 300)
    (folder / "plaatje.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "geen.xyz").write_text("tekst")
    (folder / "leeg.txt").write_text("")
    (folder / "wit.md").write_text(" \n\n\t\n")
    return {
        "leeg-blad.pdf": "empty",
        "slot.pdf": "encrypted",
        "stuk.pdf": "damaged",
        "stuk.docx": "damaged",
        "plaatje.txt": "wrong_type",
        "geen.xyz": "wrong_type",
        "leeg.txt": "empty",
        "wit.md": "empty",
    }


def test_bad_files_stop_nothing_and_are_reported_with_what_to_do(folder: Path, settings: Settings) -> None:
    reasons = bad_files(folder)
    for _ in range(2):  # the second run knows it from the first
        report = index(folder, into=settings)
        assert {file.name: file.reason for file in report.failed} == reasons
        assert all(file.message and file.help for file in report.failed)
        assert report.totals["documents"] == 3
    assert len(indexed(settings)) == 3


def test_only_bad_files_make_an_empty_index(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "leeg.txt").write_text("")
    for _ in range(2):
        report = index(tmp_path / "leeg.txt", into=settings)
        assert report.totals == {"documents": 0, "letters": 0, "passages": 0}
        with pytest.raises(NotIndexedError, match="briefwijzer index"):
            open_library(settings)


def test_a_file_that_is_mended_is_read_and_one_that_breaks_leaves(folder: Path, settings: Settings) -> None:
    (folder / "brief-000.txt").write_bytes(b"")
    assert by_name(index(folder, into=settings))["brief-000.txt"].reason == "empty"
    (folder / "brief-000.txt").write_text(sample_letters.letter(0), encoding="utf-8")
    assert statuses(index(folder, into=settings))["brief-000.txt"] == "indexed"
    assert len(indexed(settings)) == 3
    (folder / "brief-000.txt").write_bytes(b"\x00" * 50)
    assert statuses(index(folder, into=settings))["brief-000.txt"] == "failed"
    assert indexed(settings) == ["brief-001.txt", "brief-002.txt"]


def test_a_limit_that_is_raised_lets_a_file_in(folder: Path, settings: Settings) -> None:
    small = settings.model_copy(update={"max_file_mb": 0.0005})
    assert {file.reason for file in index(folder, into=small).failed} == {"too_large"}
    assert set(statuses(index(folder, into=settings)).values()) == {"indexed"}


def test_only_makes_the_index_hold_nothing_else(folder: Path, settings: Settings, tmp_path: Path) -> None:
    other = sample_letters.write_letters(tmp_path / "ander", 5)
    index(folder, into=settings)
    index(other / "brief-004.txt", into=settings)
    assert indexed(settings) == ["brief-000.txt", "brief-001.txt", "brief-002.txt", "brief-004.txt"]
    report = index(other / "brief-003.txt", into=settings, only=True)
    assert indexed(settings) == ["brief-003.txt"]
    assert sorted(statuses(report).values()) == ["indexed", "removed", "removed", "removed", "removed"]


def test_files_in_other_folders_stay(folder: Path, settings: Settings, tmp_path: Path) -> None:
    index(folder, into=settings)
    (tmp_path / "leeg").mkdir()
    assert index(tmp_path / "leeg", into=settings).files == ()
    assert len(indexed(settings)) == 3


def test_forgetting_takes_files_out_of_the_index_and_leaves_them_alone(
    folder: Path, settings: Settings, tmp_path: Path
) -> None:
    index(folder, into=settings)
    gone = forget_paths([folder / "brief-001.txt", tmp_path / "nooit.txt"], settings=settings)
    assert [(file.name, file.status) for file in gone] == [("brief-001.txt", "removed")]
    assert indexed(settings) == ["brief-000.txt", "brief-002.txt"]
    assert (folder / "brief-001.txt").exists()
    # also with a setting that fits no index: nothing is loaded, nothing is made
    assert len(forget_paths([folder], settings=settings.model_copy(update={"embedder": "er/niet"}))) == 2
    with pytest.raises(NotIndexedError):
        open_library(settings)
    assert index(folder, into=settings).totals["documents"] == 3


def test_names_are_forgotten_as_they_are_typed(tmp_path: Path, settings: Settings) -> None:
    folder = sample_letters.write_letters(tmp_path / "brieven", 3)
    (folder / "brief-000.txt").rename(folder / unicodedata.normalize("NFD", "crèche.txt"))
    index(folder, into=settings)
    assert find_document("crèche.txt", open_library(settings)).path == "crèche.txt"
    (gone,) = forget_paths([folder / "crèche.txt"], settings=settings)
    assert gone.name == "crèche.txt"
    (gone,) = forget_paths([Path("brief-001.txt")], settings=settings)  # as `letters` shows it
    assert gone.name == "brief-001.txt"
    assert indexed(settings) == ["brief-002.txt"]


def test_a_run_does_not_read_what_it_wrote(folder: Path, settings: Settings) -> None:
    settings = settings.model_copy(update={"data": folder / "data"})
    first = index(folder, into=settings)
    open_library(settings).close()  # which keeps its own index of words
    assert {path.name for path in settings.data.iterdir()} == {path.name for path in own_files(settings.data)}
    assert statuses(index(folder, into=settings)) == dict.fromkeys(statuses(first), "unchanged")


def test_links_that_are_not_followed_are_no_failures(folder: Path, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "geheim.txt").write_text("geheim")
    (folder / "uit.txt").symlink_to(tmp_path / "geheim.txt")
    report = index(folder, into=settings)
    assert report.failed == ()
    assert by_name(report)["uit.txt"].status == "skipped"


def test_the_letters_folder_is_brought_up_to_date_where_it_is_in_the_index(
    folder: Path, settings: Settings, tmp_path: Path
) -> None:
    data = settings.data
    here = settings.model_construct(**{**dict(settings), "letters": folder}, _fields_set={"data"})
    assert belongs_in_index(here)
    assert not data.exists()
    index(tmp_path / "brieven", into=settings)
    assert belongs_in_index(here)
    forget_paths([folder / "brief-000.txt", folder / "brief-001.txt", folder / "brief-002.txt"], settings=settings)
    index(sample_letters.write_letters(tmp_path / "ander", 4), into=settings)
    assert not belongs_in_index(here)


def test_a_path_that_is_not_there_changes_nothing(folder: Path, settings: Settings) -> None:
    index(folder, into=settings)
    with pytest.raises(SettingsError, match="bestaat niet"):
        index(folder, folder / "weg", into=settings)
    assert len(indexed(settings)) == 3


def test_names_of_every_kind_are_kept(tmp_path: Path, settings: Settings) -> None:
    names = [
        "Ouders & school (2024).txt",
        "één brief.txt",
        "عربى.txt",
        "👩‍🏫.txt",
        "100%_'\"?#.txt",
        "x" * 200 + ".txt",
    ]
    folder = tmp_path / "naam met %20 en ?"
    folder.mkdir()
    for number, name in enumerate(names):
        (folder / name).write_text(sample_letters.letter(number), encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/slecht-\xff.txt")).write_text(sample_letters.letter(20), encoding="utf-8")
    own = settings.model_copy(update={"data": folder.with_name("gegevens ?#%41")})
    report = index(folder, into=own)
    assert set(statuses(report)) == {*names, "slecht-\\xff.txt"}
    assert not report.failed
    assert sorted(indexed(own)) == sorted([*names, "slecht-\\xff.txt"])
    assert index(folder, into=own).embedded == 0
    assert (own.data / "catalog.sqlite").exists()


def test_a_very_long_letter_is_indexed_whole(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "lang.txt").write_text(sample_letters.letter(3, paragraphs=1200), encoding="utf-8")
    (tmp_path / "een-zin.txt").write_text("woord " * 20_000, encoding="utf-8")
    (tmp_path / "een-woord.txt").write_text("Aan: x\n\n" + "a" * 100_000, encoding="utf-8")
    report = index(tmp_path / "lang.txt", tmp_path / "een-zin.txt", into=settings)
    assert by_name(report)["lang.txt"].passages > 1000
    assert index(tmp_path / "een-woord.txt", into=settings).files
    library = open_library(settings)
    assert library.search("punt 1199 over ouders3")[0].passage.id in library.passages


def test_progress_counts_files_and_passages(folder: Path, settings: Settings) -> None:
    steps: list[IndexProgress] = []
    index(folder, into=settings, on_progress=steps.append)
    reads = [step for step in steps if step.stage == "read"]
    assert [(step.done, step.total) for step in reads] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert [step.name for step in reads] == ["brief-000.txt", "brief-001.txt", "brief-002.txt", ""]
    assert any(step.stage == "embed" for step in steps)
    assert all(0 <= step.done <= step.total for step in steps)


def test_vectors_that_are_lost_are_missed_and_made_again(folder: Path, settings: Settings) -> None:
    index(folder, into=settings)
    other = settings.model_copy(update={"data": settings.data.with_name("kopie")})
    shutil.copytree(settings.data, other.data)
    shutil.rmtree(other.data / "chroma")
    (state,) = (other.data / "states").iterdir()
    shutil.rmtree(state / "chroma")
    with pytest.raises(StoreError, match="briefwijzer index"):
        open_library(other)
    report = index(folder, into=other)
    assert report.embedded == report.totals["passages"]
    question = "Hoe lang blijft de weg langs school0 dicht?"
    assert open_library(other).search(question) == open_library(settings).search(question)


def test_new_reading_rules_read_every_file_again(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(folder, into=settings)
    shutil.copy(folder / "brief-000.txt", folder / "a.txt")
    for module in ("look", "writing.made_by"):
        monkeypatch.setattr(f"index.run.{module}.READ_BY", "next")
    report = index(folder, into=settings)
    assert statuses(report) == {"a.txt": "indexed", "brief-000.txt": "duplicate"} | dict.fromkeys(
        ["brief-001.txt", "brief-002.txt"], "indexed"
    )
    assert report.embedded == 0  # the same rules in truth: no text is another one
    assert index(folder, into=settings).embedded == 0


@pytest.mark.parametrize("seconds", [120.0, 0.001])  # in the second nothing can be cut: what was cut stays
def test_new_rules_of_cutting_cut_the_stored_texts_anew_within_the_limits(
    seconds: float, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(folder, into=settings)
    before = list(open_library(settings).passages.values())
    monkeypatch.setattr("index.run.writing.made_by.SPLITTER", "next")
    monkeypatch.setattr("index.search.library.SPLITTER", "next", raising=False)
    index(folder, into=settings.model_copy(update={"read_seconds": seconds}))
    assert list(open_library(settings).passages.values()) == before


def originals(settings: Settings) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((settings.data / "originals").iterdir())}


def test_files_are_kept_as_they_were_handed_in_and_go_with_their_documents(folder: Path, settings: Settings) -> None:
    index(folder, into=settings)
    handed_in = {file: file.read_bytes() for file in folder.iterdir()}
    assert sorted(originals(settings).values()) == sorted(handed_in.values())
    assert all(hashlib.sha256(data).hexdigest() == name for name, data in originals(settings).items())
    (folder / "brief-001.txt").write_text(sample_letters.letter(1, weeks=52), encoding="utf-8")
    (folder / "brief-002.txt").unlink()
    index(folder, into=settings)
    assert sorted(originals(settings).values()) == sorted(file.read_bytes() for file in folder.iterdir())
    (settings.data / "page-pictures" / next(iter(originals(settings)))).mkdir(parents=True)
    forget_paths([folder], settings=settings)
    assert originals(settings) == {}
    assert not list((settings.data / "page-pictures").iterdir())


def test_an_index_without_originals_gets_them_and_embeds_nothing(folder: Path, settings: Settings) -> None:
    index(folder, into=settings)
    kept = originals(settings)
    shutil.rmtree(settings.data / "originals")
    assert index(folder, into=settings).embedded == 0
    assert originals(settings) == kept


def test_a_file_that_cannot_be_kept_is_a_fault_that_says_what_to_do(folder: Path, settings: Settings) -> None:
    settings.data.mkdir(parents=True)
    (settings.data / "originals").write_text("in de weg", encoding="utf-8")
    with pytest.raises(StoreError, match="originals") as fault:
        index(folder, into=settings)
    assert "er staat al iets anders met die naam" in fault.value.message


def mail(subject: str, text: str, **attached: bytes) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = (
        "Anja Smit <a@b.nl>",
        subject,
        "Mon, 04 Mar 2024 09:00:00 +0100",
    )
    message.set_content(text)
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return message


def test_files_inside_a_file_are_documents_of_their_own(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "brieven"
    folder.mkdir()
    prices = sample_letters.letter(1).encode()
    inner = mail("Prijzen", "Zie de lijst.", lijst_txt=prices)
    outer = mail("Zwemles", "Zie het bericht.", foto_png=b"x")
    outer.add_attachment(inner)
    (folder / "a.eml").write_bytes(bytes(outer))
    names = ["a.eml", "a.eml › Prijzen.eml", "a.eml › Prijzen.eml › lijst.txt"]
    first = index(folder, into=settings)
    assert statuses(first) == dict.fromkeys(names, "indexed")
    assert [(part.count, part.read) for part in by_name(first)["a.eml"].inventory] == [(1, True), (1, False)]
    again = index(folder, into=settings)
    assert (again.embedded, set(statuses(again).values())) == (0, {"unchanged"})

    (folder / "a.eml").rename(folder / "b.eml")  # a file that is moved keeps what is inside it
    moved = statuses(index(folder, into=settings))
    assert [name for name, status in moved.items() if status != "removed"] == [f"b{name[1:]}" for name in names]
    assert sorted(indexed(settings)) == [f"b{name[1:]}" for name in names]

    (folder / "b.eml").write_bytes(bytes(mail("Zwemles", "Zonder bijlage.")))
    assert statuses(index(folder, into=settings))["b.eml › Prijzen.eml"] == "removed"
    assert indexed(settings) == ["b.eml"]


def test_objects_in_a_text_are_documents_of_their_own_and_a_bad_one_is_told(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "brieven"
    folder.mkdir()
    objects = {
        "Object 1": compound_file({"\x01Ole10Native": package("Brief.txt", sample_letters.letter(1).encode())}),
        "Object 2": compound_file({"\x01Ole10Native": package("Kapot.pdf", b"%PDF-1.7 kapot")}),
        "Object 3": compound_file({"Workbook": b"oud"}),
    }
    letter = OpenDocumentText()
    letter.text.addElement(P(text="Zie de brief."))
    letter.save(str(folder / "a.odt"))
    with zipfile.ZipFile(folder / "a.odt", "a") as archive:
        for name, data in objects.items():
            archive.writestr(name, data)
    report = index(folder, into=settings)
    assert statuses(report) == {
        "a.odt": "indexed", "a.odt › Brief.txt": "indexed", "a.odt › Kapot.pdf": "failed",
    }  # fmt: skip
    assert by_name(report)["a.odt › Kapot.pdf"].reason == "damaged"
    assert "(Object 3.xls)" in by_name(report)["a.odt"].inventory[-1].line
    again = index(folder, into=settings)
    assert (again.embedded, statuses(again)["a.odt › Brief.txt"]) == (0, "unchanged")


def test_what_is_inside_a_file_goes_with_it(tmp_path: Path, settings: Settings) -> None:
    folder = sample_letters.write_letters(tmp_path / "brieven", 1)
    path = folder / "z.eml"
    path.write_bytes(bytes(mail("Zwemles", "Zie de lijst.", brief_txt=sample_letters.letter(7).encode())))
    index(folder, into=settings)
    assert {file.name for file in forget_paths([path], settings=settings)} == {"z.eml", "z.eml › brief.txt"}
    index(folder, into=settings)
    path.unlink()
    assert statuses(index(folder, into=settings))["z.eml › brief.txt"] == "removed"
    assert indexed(settings) == ["brief-000.txt"]
