"""What staff change in letters: kept with the bytes of the file, seen at once, and nothing else embedded."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from index.errors import NotIndexedError, SettingsError
from index.letters.corrections import LeftOut
from index.letters.find import find_letters
from index.letters.passages import find_passages
from index.models.embed import Embedder
from index.records import Letter
from index.run import look
from index.run.alone import alone
from index.run.deletions import GRACE, delete_file, end_deletions, end_deletions_in_time, undo
from index.run.letter_changes import LetterChange, change_letter, join_letter, split_letter
from index.run.report import IndexReport
from index.run.run import forget_paths, index_paths
from index.search.library import open_library
from index.settings import Settings
from index.store.catalog.connection import open_catalog
from index.store.catalog.contents import Contents
from index.store.catalog.reading import read_contents
from index.store.corrections import note_deletion

TWO = """Aan: alle ouders
Van: dienst Onderwijs
Datum: 3 maart 2025
Kenmerk: OND-1
Betreft: Schoolreis

Geachte ouders,

De schoolreis kost dit jaar 50 euro per leerling. Wie dat niet kan betalen, belt de conciërge.

Met vriendelijke groet,
dienst Onderwijs

Aan: alle ouders
Van: dienst Onderwijs
Datum: 9 april 2025
Kenmerk: OND-2
Betreft: Bibliotheek

Geachte ouders,

De bibliotheek in de wijk is op maandag dicht. Boeken inleveren kan bij de balie van het buurthuis.

Met vriendelijke groet,
dienst Onderwijs
"""

NEWER = """Aan: alle ouders
Van: Stichting De Brug
Datum: 1 september 2025
Kenmerk: BRUG-7
Betreft: Schoolreis

Geachte ouders,

De schoolreis kost vanaf nu 65 euro per leerling.

Met vriendelijke groet,
Stichting De Brug
"""


def written_in(home: Path) -> Path:
    """Write both files in a new folder, and return it."""
    folder = home / "brieven"
    folder.mkdir()
    (folder / "twee.txt").write_text(TWO, encoding="utf-8")
    (folder / "nieuw.txt").write_text(NEWER, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written_in(tmp_path)


@pytest.fixture
def indexed(folder: Path, settings: Settings) -> Settings:
    report = index_paths([folder], settings=settings)
    assert report.totals["letters"] == 3
    return settings


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that the embedder is asked for, as they come."""
    texts: list[str] = []
    embed = Embedder.passages

    def noted(self: Embedder, passages: Sequence[str]) -> object:
        texts.extend(passages)
        return embed(self, passages)

    monkeypatch.setattr(Embedder, "passages", noted)
    return texts


def letters(settings: Settings) -> list[Letter]:
    """Return the letters that readers see."""
    return list(open_library(settings).letters.values())


def contents(settings: Settings) -> Contents:
    engine = open_catalog(settings)
    held = read_contents(engine)
    engine.dispose()
    return held


def titled(title: str, settings: Settings) -> Letter:
    return next(each for each in letters(settings) if each.title == title)


def test_data_is_corrected_at_once_and_sentences_are_not_embedded_again(indexed: Settings, asked: list[str]) -> None:
    state = open_library(indexed).state
    fields = {"title": "Kosten van de schoolreis", "date": "4 maart 2025", "reference": ""}
    changed = change_letter("twee.txt-1", LetterChange(fields), settings=indexed)  # type: ignore[arg-type]
    now = titled("Kosten van de schoolreis", indexed)
    assert open_library(indexed).state != state  # what other processes look for
    assert (now.id, now.date, now.reference, now.sender) == (changed.letter.id, "2025-03-04", None, "dienst Onderwijs")
    assert now.found == {"title": "Schoolreis", "date": "2025-03-03", "reference": "OND-1"}
    library = open_library(indexed)
    own = [each for each in library.passages.values() if each.letter_id == now.id]
    assert len(asked) == changed.embedded == len(own)  # the whole of each passage, which has the letter's data in it
    assert all(text.startswith("brief · Kosten van de schoolreis") for text in asked)
    assert library.search("kosten van de schoolreis")[0].letter.id == now.id


def test_the_same_vectors_as_when_the_whole_file_is_embedded(
    indexed: Settings, folder: Path, tmp_path: Path, asked: list[str]
) -> None:
    change_letter("twee.txt-1", LetterChange({"title": "Kosten"}), settings=indexed)
    question = "Wat kost de schoolreis?"
    copied = open_library(indexed).search(question)
    forget_paths([folder], settings=indexed)
    index_paths([folder], settings=indexed)
    assert open_library(indexed).search(question) == copied


@pytest.mark.parametrize("anew", ["forgotten", "read by other rules", "from another folder"])
def test_corrections_stay_with_the_bytes_of_the_file(
    anew: str, indexed: Settings, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_letter("twee.txt-2", LetterChange({"sender": "De bibliotheek"}, hidden=True), settings=indexed)
    where = folder
    if anew == "read by other rules":
        for module in ("look", "writing.made_by"):
            monkeypatch.setattr(f"index.run.{module}.READ_BY", "next")
    else:
        forget_paths([folder], settings=indexed)
        assert contents(indexed).letters == {}
        assert contents(indexed).left_out == ()  # of files that are not there nothing is said
    if anew == "from another folder":
        where = tmp_path / "elders"
        where.mkdir()
        shutil.copy(folder / "twee.txt", where / "anders.txt")
    index_paths([where], settings=indexed)
    (letter,) = (each for each in contents(indexed).letters.values() if each.sender == "De bibliotheek")
    assert letter.hidden
    assert letter.found == {"sender": "dienst Onderwijs"}
    assert letter.id not in open_library(indexed).letters


def test_a_letter_that_begins_elsewhere(indexed: Settings, asked: list[str]) -> None:
    before = letters(indexed)
    with pytest.raises(SettingsError, match="geen regel"):
        split_letter("twee.txt-1", "Wie dat niet kan betalen", settings=indexed)
    split = split_letter("twee.txt-1", "de  SCHOOLREIS kost", settings=indexed)
    assert [each.start for each in letters(indexed)] != [each.start for each in before]
    assert split.letter.start == TWO.index("De schoolreis kost")
    assert (titled("Bibliotheek", indexed).id, len(letters(indexed))) == (split.letter.id[:-1] + "3", 4)
    assert not any("bibliotheek" in text for text in asked)  # a letter that only got another number
    joined = join_letter(split.letter.id, settings=indexed)
    assert [each.start for each in letters(indexed)] == [each.start for each in before]
    assert joined.letter.start == 0
    asked.clear()
    one = join_letter("twee.txt-2", settings=indexed)
    assert (one.letter.start, one.letter.end) == (0, len(TWO.rstrip()))
    with pytest.raises(SettingsError, match="eerste brief"):
        join_letter("twee.txt", settings=indexed)


def test_a_correction_that_fits_nothing_any_more_is_told_and_left_out(
    indexed: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_letter("twee.txt-2", LetterChange({"title": "De bieb"}), settings=indexed)
    change_letter("nieuw.txt", LetterChange(hidden=True), settings=indexed)

    def read_otherwise(change: Callable[[str], str]) -> Contents:
        cut = look.read_and_cut

        def other(*args: object, **options: object) -> object:
            found = cut(*args, **options)  # type: ignore[arg-type]
            document = replace(found.document, text=change(found.document.text))
            there = tuple(find_letters(document))
            return replace(
                found,
                document=document,
                letters=there,
                passages=tuple(passage for each in there for passage in find_passages(document, each)),
            )

        with monkeypatch.context() as patched:
            patched.setattr(look, "read_and_cut", other)
            forget_paths([folder], settings=indexed)
            index_paths([folder], settings=indexed)
        return contents(indexed)

    moved = read_otherwise(lambda text: text.replace("\n", "  \n"))
    assert {each.title for each in moved.letters.values()} >= {"De bieb"}  # the same words elsewhere
    assert moved.left_out == ()
    changed = read_otherwise(lambda text: text.replace("OND-2", "OND-3").replace("BRUG-7", "BRUG-8"))
    assert "De bieb" not in {each.title for each in changed.letters.values()}
    assert [(type(each), each.reason) for each in changed.left_out] == [(LeftOut, "text")] * 2
    hidden = [each for each in changed.letters.values() if each.hidden]
    assert [each.reference for each in hidden] == ["BRUG-8"]  # rather too much hidden than too little
    again = change_letter("nieuw.txt", LetterChange(as_found=True), settings=indexed).contents
    assert [each.correction.fields for each in again.left_out] == [{"title": "De bieb"}]
    assert not any(each.hidden for each in again.letters.values())


def test_a_hidden_letter_is_neither_searched_nor_quoted_nor_listed(indexed: Settings, asked: list[str]) -> None:
    change_letter("twee.txt-2", LetterChange(hidden=True), settings=indexed)
    library = open_library(indexed)
    (document,) = (each for each in library.documents.values() if each.path == "twee.txt")
    assert [each.title for each in library.letters.values()] == ["Schoolreis", "Schoolreis"]
    assert all("bibliotheek" not in hit.passage.text for hit in library.search("Is de bibliotheek op maandag dicht?"))
    assert "bibliotheek" not in document.text
    assert len(document.text) == len(TWO.rstrip())
    assert document.id in library.withheld
    change_letter("twee.txt-1", LetterChange(hidden=True), settings=indexed)
    assert [each.path for each in open_library(indexed).documents.values()] == ["nieuw.txt"]
    assert len(contents(indexed).letters) == 3  # for staff
    for number in (1, 2):
        change_letter(f"twee.txt-{number}", LetterChange(hidden=False), settings=indexed)
    assert len(letters(indexed)) == 3
    assert asked == []


def test_a_letter_is_replaced_by_another_and_never_in_a_circle(indexed: Settings, asked: list[str]) -> None:
    change_letter("twee.txt-1", LetterChange(replaced_by="nieuw.txt"), settings=indexed)
    old = next(each for each in letters(indexed) if each.replaced_by)
    assert open_library(indexed).letters[old.replaced_by or ""].reference == "BRUG-7"
    change_letter("twee.txt-2", LetterChange(replaced_by="twee.txt-1"), settings=indexed)
    for newer, fault in (("twee.txt-2", "zelf vervangen door"), ("nieuw.txt", "door zichzelf")):
        with pytest.raises(SettingsError, match=fault):
            change_letter("nieuw.txt", LetterChange(replaced_by=newer), settings=indexed)
    change_letter("nieuw.txt", LetterChange(hidden=True), settings=indexed)
    assert not next(each for each in letters(indexed) if each.reference == "OND-1").replaced_by
    change_letter("twee.txt-1", LetterChange(replaced_by=""), settings=indexed)
    assert asked == []


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("date", "31 februari 2025", "bestaat"),
        ("date", "2025-13", "bestaat"),
        ("kind", "roman", "soort"),
        ("title", "x" * 301, "te lang"),
    ],
)
def test_what_cannot_be_is_refused(field: str, value: str, fault: str, indexed: Settings) -> None:
    with pytest.raises(SettingsError, match=fault):
        change_letter("nieuw.txt", LetterChange({field: value}), settings=indexed)  # type: ignore[dict-item]


def test_a_deleted_file_can_be_had_back_for_a_day_and_is_then_gone(
    indexed: Settings, folder: Path, asked: list[str]
) -> None:
    def statuses(report: IndexReport) -> dict[str, str]:
        return {file.name: file.status for file in report.files}

    with pytest.raises(NotIndexedError, match="staan 2 brieven"):
        delete_file("twee.txt-1", settings=indexed)
    deletion = delete_file("twee.txt", settings=indexed)
    assert [each.reference for each in letters(indexed)] == ["BRUG-7"]
    assert statuses(index_paths([folder], settings=indexed)) == {"nieuw.txt": "unchanged", "twee.txt": "skipped"}
    assert undo("twee.txt", settings=indexed).kept
    assert len(letters(indexed)) == 3
    assert asked == []
    change_letter("twee.txt-1", LetterChange(hidden=True), settings=indexed)
    delete_file("twee.txt", settings=indexed)
    with alone(indexed) as catalog:
        end_deletions(catalog, indexed, now=deletion.deleted_at + GRACE - timedelta(minutes=1))
    assert (indexed.data / "originals" / deletion.document_id).exists()
    with alone(indexed) as catalog:
        end_deletions(catalog, indexed, now=datetime.now(UTC) + GRACE)
    assert not (indexed.data / "originals" / deletion.document_id).exists()
    assert len(contents(indexed).letters) == 1
    assert not any(b"conci" in path.read_bytes() for path in (indexed.data / "backups").iterdir())
    assert (folder / "twee.txt").exists()  # a file outside the data folder is its owner's
    for _ in range(2):
        assert statuses(index_paths([folder], settings=indexed))["twee.txt"] == "skipped"
    with pytest.raises(NotIndexedError, match="geen verwijderd"):
        undo("nieuw.txt", settings=indexed)
    assert not undo(deletion.document_id[:8], settings=indexed).kept
    assert statuses(index_paths([folder], settings=indexed))["twee.txt"] == "indexed"
    assert len(letters(indexed)) == 3


def test_the_server_itself_ends_deletions_with_the_file_that_was_uploaded(settings: Settings, folder: Path) -> None:
    uploads = settings.data / "uploads"
    uploads.mkdir(parents=True)
    for name in ("twee.txt", "nieuw.txt"):
        shutil.copy(folder / name, uploads)
    index_paths([uploads], settings=settings)
    deletion = delete_file("twee.txt", settings=settings)
    stopped = Event()
    stopped.set()
    end_deletions_in_time(settings, stopped)
    assert (uploads / "twee.txt").exists()
    with alone(settings) as catalog:
        note_deletion(catalog, deletion.document_id, name="twee.txt", at=deletion.deleted_at - GRACE)
        end_deletions_in_time(settings, stopped)  # a run is at work: later then
    assert (uploads / "twee.txt").exists()
    end_deletions_in_time(settings, stopped)
    assert [path.name for path in uploads.iterdir()] == ["nieuw.txt"]
    assert [each.reference for each in contents(settings).letters.values()] == ["BRUG-7"]
