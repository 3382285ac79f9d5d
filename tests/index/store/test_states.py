"""What readers see while others write, and after what was written got damaged."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import NotIndexedError, StoreError
from index.run.run import forget_paths, index_paths
from index.search.library import open_library
from index.settings import Settings
from index.store import states
from index.store.states import damage, newest_state, remove_superseded_states
from tests.support import sample_letters
from tests.support.limits import PROCESS_SECONDS
from tests.support.paths import ROOT

QUESTION = "Hoe lang blijft de weg langs school0 dicht?"


@pytest.fixture
def settings(tmp_path: Path, tiny: str) -> Settings:
    return Settings(data=tmp_path / "data", embedder=tiny)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sample_letters.write_letters(tmp_path / "brieven", 3)


def state_of(settings: Settings) -> Path:
    state = newest_state(settings)
    assert state is not None
    return state


def found(settings: Settings) -> list[tuple[str, float]]:
    with closing(open_library(settings)) as library:
        return [(hit.passage.id, hit.score) for hit in library.search(QUESTION)]


def overwrite(file: Path) -> None:
    """Damage a file as a disk does: in its middle, with its length kept."""
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(size // 3)
        opened.write(b"\xff" * min(8192, size // 2))


def test_a_run_that_changes_nothing_publishes_nothing(folder: Path, settings: Settings) -> None:
    index_paths([folder], settings=settings)
    state = state_of(settings)
    index_paths([folder], settings=settings)
    assert state_of(settings) == state
    assert damage(state) == ""


def test_a_state_stays_as_it_was_for_who_reads_it(folder: Path, settings: Settings) -> None:
    index_paths([folder], settings=settings)
    with closing(open_library(settings)) as library:
        before = library.search(QUESTION)
        forget_paths([folder / "brief-000.txt"], settings=settings)
        assert library.search(QUESTION) == before
        assert damage(state_of(settings)) == ""
    with closing(open_library(settings)) as library:
        assert "brief-000.txt" not in {each.path for each in library.documents.values()}


def test_what_is_forgotten_is_in_no_state_after_two_minutes(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_paths([folder], settings=settings)
    forget_paths([folder], settings=settings)
    with pytest.raises(NotIndexedError):
        open_library(settings)
    assert len(list((settings.data / "states").iterdir())) == 2
    monkeypatch.setattr(states, "_GRACE", 0)
    remove_superseded_states(settings.data)
    assert list((settings.data / "states").iterdir()) == [state_of(settings)]


@pytest.mark.parametrize("server", ["chroma_url", "database_url"])
def test_where_a_server_keeps_what_is_indexed_no_state_of_before_is_read(
    folder: Path, settings: Settings, server: str
) -> None:
    index_paths([folder], settings=settings)
    assert newest_state(settings.model_copy(update={server: "http://127.0.0.1:9"})) is None


def test_a_state_holds_nothing_that_was_asked(folder: Path, settings: Settings) -> None:
    index_paths([folder], settings=settings)
    with closing(sqlite3.connect(state_of(settings) / "catalog.sqlite")) as catalog:
        tables = {name for (name,) in catalog.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == {"meta", "documents", "files", "letters", "passages", "corrections", "deletions"}


def test_what_a_killed_run_was_publishing_is_no_state(folder: Path, settings: Settings) -> None:
    index_paths([folder], settings=settings)
    left = settings.data / "states" / "making-1234"
    left.mkdir()
    assert newest_state(settings) != left
    (folder / "nieuw.txt").write_text(sample_letters.letter(30), encoding="utf-8")
    index_paths([folder], settings=settings)
    assert not left.exists()


@pytest.mark.parametrize("whose", ["the state's", "the run's", "both"])
def test_damaged_vectors_are_found_and_replaced(folder: Path, settings: Settings, whose: str) -> None:
    index_paths([folder], settings=settings)
    expected = found(settings)
    for place in (state_of(settings), settings.data):
        if whose in ("both", "the state's" if place != settings.data else "the run's"):
            overwrite(next((place / "chroma").rglob("data_level0.bin")))
    if whose != "the run's":
        assert "data_level0.bin" in damage(state_of(settings))
        with pytest.raises(StoreError, match=r"beschadigd.*\n?.*briefwijzer index"):
            open_library(settings)
    report = index_paths([folder], settings=settings)
    assert report.mended == (whose != "the state's")
    assert report.embedded == (report.totals["passages"] if whose == "both" else 0)
    assert damage(state_of(settings)) == ""
    assert found(settings) == expected


def test_a_state_that_nobody_may_write_to_is_read(folder: Path, settings: Settings, tmp_path: Path) -> None:
    index_paths([folder], settings=settings)
    expected = found(settings)
    mounted = tmp_path / "gekoppeld"
    mounted.mkdir()
    bound = ["mount", "--bind", str(settings.data), str(mounted)]
    if shutil.which("mount") is None or subprocess.run(bound, capture_output=True, check=False).returncode:
        pytest.skip("only who may mount a folder can mount it for reading")
    try:
        if subprocess.run(["mount", "-o", "remount,ro,bind", str(mounted)], check=False).returncode:
            pytest.skip("only who may mount a folder can mount it for reading")
        assert found(settings.model_copy(update={"data": mounted})) == expected
    finally:
        subprocess.run(["umount", "--lazy", str(mounted)], check=True)


@pytest.mark.slow
def test_two_readers_live_through_a_writer(folder: Path, settings: Settings, tmp_path: Path) -> None:
    index_paths([folder], settings=settings)
    stop = tmp_path / "stop"
    reader = f"""
import sys
from contextlib import closing
from pathlib import Path
from index.search.library import open_library
from index.settings import Settings
settings, asked = Settings(data=Path({str(settings.data)!r}), embedder={settings.embedder!r}), 0
while not Path({str(stop)!r}).exists() or asked == 0:
    with closing(open_library(settings)) as library:
        for hit in library.search({QUESTION!r}):
            document = library.document_of(hit.letter)
            assert document.text[hit.passage.start:hit.passage.end] == hit.passage.text
        assert library.search({QUESTION!r}), "the first letters never leave"
    asked += 1
print(asked)
"""
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", reader], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    try:
        for number in range(12):
            new = folder / "nieuw.txt"
            new.write_text(sample_letters.letter(30 + number), encoding="utf-8")
            index_paths([folder], settings=settings)
            forget_paths([new], settings=settings)
    finally:
        stop.touch()
        said = [process.communicate(timeout=PROCESS_SECONDS) for process in readers]
    for process, (out, errors) in zip(readers, said, strict=True):
        assert process.returncode == 0, errors
        assert int(out) > 0
