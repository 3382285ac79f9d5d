"""All that is kept, in one file and back: with a server at work, into another folder, and never by halves."""

from __future__ import annotations

import json
import stat
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock

from index.errors import BusyError, SettingsError, StoreError
from index.run.restore import back_up_all, restore_all
from index.run.run import forget_paths, index_paths
from index.search.library import open_library
from index.settings import Settings
from index.store.archive import SECRET
from index.store.data_folder import LOCK, loose
from index.store.exchanges import read_exchanges
from index.store.originals import original_of
from index.store.staff.people import add_staff, find_member
from index.store.states import newest_state
from qa.as_json import answer_line
from qa.ask import ask
from qa.exchanges import keep
from tests.support import sample_letters

QUESTION = "Hoe lang blijft de weg langs school0 dicht?"


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    folder = sample_letters.write_letters(tmp_path / "brieven", 2)
    index_paths([folder], settings=settings)
    with closing(open_library(settings)) as library:
        keep(answer_line(ask(QUESTION, library=library, settings=settings), library=library), settings)
    add_staff(settings, "Ans", role="admin", by="test", password="h")
    return folder


def said(settings: Settings) -> list[str]:
    with closing(open_library(settings)) as library:
        return [sentence.text for sentence in ask(QUESTION, library=library, settings=settings).sentences]


def test_what_was_kept_is_back_after_all_of_it_went(tmp_path: Path, settings: Settings, folder: Path) -> None:
    before = said(settings)
    asked = [each.question for each in read_exchanges(settings)]
    made = back_up_all(tmp_path / "kopie.zip", settings)
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert abs((made.made_at - datetime.now(UTC)).total_seconds()) < 3600
    with closing(open_library(settings)) as reader:  # as a server has it open
        forget_paths([folder], settings=settings)
        archive, aside = restore_all(made.file, settings)
        assert reader.search(QUESTION), "who reads goes on"
        newest = newest_state(settings)
        assert newest is not None
        assert newest != reader.state, "and finds what came back as a newer state"
    assert archive == made
    assert said(settings) == before
    assert before
    assert [each.question for each in read_exchanges(settings)] == asked == [QUESTION]
    assert find_member(settings, "Ans") is not None
    with closing(open_library(settings)) as library:
        for document in library.documents:
            assert original_of(document, settings) is not None
    assert aside is not None
    assert (aside / "catalog.sqlite").is_file()
    assert loose(settings.data) == []
    assert index_paths([folder], settings=settings).embedded == 0, "nothing has to be made again"


def test_it_goes_into_an_empty_folder(tmp_path: Path, settings: Settings, folder: Path) -> None:
    made = back_up_all(tmp_path / "kopie.zip", settings)
    other = settings.model_copy(update={"data": tmp_path / "elders"})
    assert restore_all(made.file, other)[1] is None
    assert said(other) == said(settings)


def test_nothing_changes_where_the_file_is_not_whole(tmp_path: Path, settings: Settings, folder: Path) -> None:
    before = said(settings)
    made = back_up_all(tmp_path / "kopie.zip", settings)
    with zipfile.ZipFile(made.file) as whole:
        about = json.loads(whole.read("about.json"))
        names = {name: whole.read(name) for name in whole.namelist()}
    original = next(name for name in names if name.startswith("originals/"))
    outside = {**about, "sha256": {**about["sha256"], "../buiten": "0" * 64}}
    newer = {**about, "catalog": "9999"}
    broken: dict[str, dict[str, bytes]] = {
        "other bytes": {**names, original: b"iets anders"},
        "a file less": {name: data for name, data in names.items() if name != original},
        "a file more": {**names, "originals/erbij": b"x"},
        "outside": {**names, "../buiten": b"x", "about.json": json.dumps(outside).encode()},
        "newer": {**names, "about.json": json.dumps(newer).encode()},
        "no list": {**names, "about.json": b"[]"},
    }
    for what, files in broken.items():
        path = tmp_path / f"{what}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        with pytest.raises(StoreError, match="nieuwere versie" if what == "newer" else "geen reservekopie"):
            restore_all(path, settings)
    (tmp_path / "brief.zip").write_text("geen zip")
    cut = tmp_path / "half.zip"
    cut.write_bytes(made.file.read_bytes()[: made.size // 2])
    for path in (tmp_path / "brief.zip", cut, tmp_path / "weg.zip"):
        with pytest.raises(StoreError):
            restore_all(path, settings)
    assert not (tmp_path / "buiten").exists()
    assert not list(settings.data.glob("restoring-*"))
    assert not list(settings.data.glob("before-restore-*"))
    assert said(settings) == before


def test_a_copy_is_never_written_over_nor_made_during_a_run(tmp_path: Path, settings: Settings, folder: Path) -> None:
    there = tmp_path / "kopie.zip"
    there.write_text("iets van iemand")
    with pytest.raises(SettingsError, match="bestaat al"):
        back_up_all(there, settings)
    assert there.read_text() == "iets van iemand"
    with FileLock(settings.data / LOCK), pytest.raises(BusyError):
        back_up_all(tmp_path / "tweede.zip", settings)
    assert {path.name for path in tmp_path.glob("*.zip*")} == {"kopie.zip"}


def test_no_setting_that_may_be_secret_is_written(tmp_path: Path, settings: Settings, folder: Path) -> None:
    telling = ("key", "secret", "password", "url", "base", "token")
    assert {name for name in Settings.model_fields if name.rpartition("_")[2] in telling} <= SECRET
    secret = settings.model_copy(update={"model_api_key": "geheime-sleutel"})
    made = back_up_all(tmp_path / "kopie.zip", secret)
    with zipfile.ZipFile(made.file) as archive:
        about = archive.read("about.json").decode()
    assert "geheime-sleutel" not in about
    assert '"exchanges_days": 90' in about


def test_with_stores_on_a_server_it_is_said_what_does(tmp_path: Path, settings: Settings) -> None:
    elsewhere = settings.model_copy(update={"chroma_url": "http://chroma.test:8000"})
    with pytest.raises(SettingsError, match="staan op een server"):
        back_up_all(tmp_path / "kopie.zip", elsewhere)
