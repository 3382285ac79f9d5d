"""A run that is killed at any write: what is served stays complete, and the next run leaves nothing of it."""

from __future__ import annotations

import shutil
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from index.errors import NotIndexedError, StoreError
from index.letters.passages import sentence_windows
from index.run.report import IndexProgress
from index.run.run import forget_paths, index_paths
from index.search.library import open_library
from index.settings import Settings
from index.store.catalog.connection import open_catalog
from index.store.catalog.meta import read_meta
from index.store.catalog.reading import read_contents
from index.store.vectors import VectorStore
from tests.index.run.killed_run import run_until_read, run_until_write
from tests.support import sample_letters
from tests.support.embedders import make_embedder
from tests.support.limits import HANG_SECONDS

pytestmark = pytest.mark.slow

QUESTIONS = ["Hoe lang blijft de weg langs school0 dicht?", "leerling ouders gemeente", "nieuw besluit"]

Served = dict[str, tuple[str, list[Any], list[Any]]]
"""By file name: a document's text, its letters and its passages."""


@dataclass(frozen=True)
class Scene:
    """A folder of letters that has changed since `old` was indexed, and what an undisturbed index of it is."""

    folder: Path
    data: Path  # the index before the change; copied, never opened
    embedder: str
    old: Served
    new: Served
    hits: list[Any]

    def copy(self, to: Path) -> Settings:
        shutil.copytree(self.data, to)
        return Settings(data=to, embedder=self.embedder)


def served(settings: Settings) -> Served:
    library = open_library(settings)
    found: Served = {}
    for document in library.documents.values():
        assert document.path not in found, "one version of a file is served"
        letters = [letter for letter in library.letters.values() if letter.document_id == document.id]
        ids = {letter.id for letter in letters}
        passages = [passage for passage in library.passages.values() if passage.letter_id in ids]
        found[document.path] = (document.text, letters, passages)
    assert sum(len(passages) for _, _, passages in found.values()) == len(library.passages)
    return found


def hits(settings: Settings) -> list[Any]:
    library = open_library(settings)
    return [library.search(question) for question in QUESTIONS]


def open_store(settings: Settings) -> VectorStore:
    engine = open_catalog(settings)
    collection = read_meta(engine)["collection"]
    engine.dispose()
    return VectorStore(settings, collection=collection)


def check_rows(settings: Settings) -> None:
    """Raise AssertionError unless the store holds a row of each current passage, one of each of its
    windows, and no others.
    """
    engine = open_catalog(settings)
    contents = read_contents(engine)
    engine.dispose()
    expected = set()
    for passage in contents.passages.values():
        own = f"{passage.id}@{contents.version[contents.letters[passage.letter_id].document_id]}"
        windows = range(1, len(sentence_windows(passage.text)) + 1)
        expected |= {own, *(f"{own}/{number}" for number in windows)}
    assert open_store(settings).keys() == expected
    assert len(expected) > 2 * len(contents.passages), "some passages have several windows"


def collections(settings: Settings) -> list[str]:
    import chromadb

    client = VectorStore(settings, collection="looking")._client
    assert isinstance(client, chromadb.api.client.Client)
    client.delete_collection("looking")
    return [collection.name for collection in client.list_collections()]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, tiny: str) -> Scene:
    home = tmp_path_factory.mktemp("kill")
    folder = sample_letters.write_letters(home / "brieven", 7)
    (folder / "lang.txt").write_text(sample_letters.letter(40, paragraphs=12), encoding="utf-8")
    # made by another process: one that has opened a store would not see what others do to its files
    assert run_until_write(-1, [folder], {"data": home / "oud", "embedder": tiny}, group=8) is None
    shutil.copytree(home / "oud", home / "gelezen")
    old = served(Settings(data=home / "gelezen", embedder=tiny))
    (folder / "brief-001.txt").write_text(sample_letters.letter(1, weeks=99, paragraphs=9), encoding="utf-8")
    (folder / "lang.txt").write_text(sample_letters.letter(41, paragraphs=12), encoding="utf-8")
    (folder / "brief-002.txt").unlink()
    (folder / "brief-003.txt").rename(folder / "hernoemd.txt")
    (folder / "nieuw.txt").write_text(sample_letters.letter(30, paragraphs=10), encoding="utf-8")
    undisturbed = Settings(data=home / "nieuw", embedder=tiny)
    index_paths([folder], settings=undisturbed)
    return Scene(folder, home / "oud", tiny, old, served(undisturbed), hits(undisturbed))


def check_repaired(settings: Settings, scene: Scene) -> None:
    """Raise AssertionError unless one more run makes the index like one that was never disturbed."""
    index_paths([scene.folder], settings=settings)
    assert served(settings) == scene.new
    assert hits(settings) == scene.hits
    check_rows(settings)
    assert len(collections(settings)) == 1
    again = index_paths([scene.folder], settings=settings)
    assert again.embedded == 0
    assert {file.status for file in again.files} == {"unchanged"}


def test_killed_before_any_write_every_file_is_served_whole_and_the_next_run_repairs(
    scene: Scene, tmp_path: Path
) -> None:
    killed_at = []
    for number in range(100):
        settings = scene.copy(tmp_path / f"data-{number}")
        write = run_until_write(number, [scene.folder], settings.model_dump(), group=20)
        if write is None:
            break
        killed_at.append(write)
        assert served(settings) == scene.old, (number, write)
        check_repaired(settings, scene)
    assert set(killed_at) == {"add", "remove", "drop_others", "write_meta", "write_entries", "forget_files"}
    assert killed_at.count("write_entries") > 1


def test_killed_in_a_first_run_the_next_one_makes_the_whole_index(scene: Scene, tmp_path: Path) -> None:
    for number in (0, 1, 2, 4, 7):
        settings = Settings(data=tmp_path / f"data-{number}", embedder=scene.embedder)
        assert run_until_write(number, [scene.folder], settings.model_dump(), group=8)
        try:
            now = served(settings)
        except NotIndexedError:
            assert number < 3
        else:
            assert now
            assert all(scene.new[name] == state for name, state in now.items())
        check_repaired(settings, scene)


def test_killed_while_another_embedder_takes_over_the_first_is_served(scene: Scene, tmp_path: Path) -> None:
    other = str(make_embedder(tmp_path / "ander", dimension=24, seed=1))
    fresh = Settings(data=tmp_path / "vers", embedder=other)
    index_paths([scene.folder], settings=fresh)
    for number in range(100):
        before = scene.copy(tmp_path / f"data-{number}")
        after = Settings(data=before.data, embedder=other)
        write = run_until_write(number, [scene.folder], after.model_dump(), group=60)
        if write is None:
            break
        assert served(before) == scene.old
        with pytest.raises(StoreError, match="briefwijzer index"):
            open_library(after)
        if number % 2:  # who gives the new one up gets the old index back
            check_repaired(before, scene)
        else:
            check_repaired(after, Scene(scene.folder, scene.data, other, scene.old, scene.new, hits(fresh)))
    assert number > 3


def test_killed_by_another_process_in_the_midst_of_its_work_it_is_repaired(scene: Scene, tmp_path: Path) -> None:
    folder = sample_letters.write_letters(tmp_path / "brieven", 60, paragraphs=8)
    settings = Settings(data=tmp_path / "data", embedder=scene.embedder)
    run_until_read(30, [folder], settings.model_dump())
    halfway = served(settings)
    assert 0 < len(halfway) < 60
    index_paths([folder], settings=settings)
    undisturbed = Settings(data=tmp_path / "vers", embedder=scene.embedder)
    index_paths([folder], settings=undisturbed)
    assert served(settings) == served(undisturbed)
    assert halfway.items() <= served(settings).items()
    check_rows(settings)


def test_rows_that_a_killed_run_left_out_are_made_again(scene: Scene, tmp_path: Path) -> None:
    settings = scene.copy(tmp_path / "data")
    assert run_until_write(3, [scene.folder], settings.model_dump(), group=20)
    now = served(settings)
    store = open_store(settings)
    # of one letter a window, of another a whole passage with all its windows
    lost = {name: now[name][2][-1].id for name in ("brief-004.txt", "brief-005.txt")}
    rows = [row for row in store.keys() if row.partition("@")[0] in lost.values()]  # noqa: SIM118 - no mapping
    window = next(row for row in rows if row.startswith(lost["brief-004.txt"]) and row.endswith("/1"))
    store.remove([window, *(row for row in rows if row.startswith(lost["brief-005.txt"]))])
    check_repaired(settings, scene)


def test_a_second_run_at_the_same_time_is_refused(scene: Scene, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", embedder=scene.embedder)
    going, refused, go_on = threading.Event(), threading.Event(), threading.Event()

    def wait(progress: IndexProgress) -> None:
        going.set()
        assert go_on.wait(HANG_SECONDS)

    run = threading.Thread(target=lambda: index_paths([scene.folder], settings=settings, on_progress=wait))
    run.start()
    try:
        assert going.wait(HANG_SECONDS)
        with pytest.raises(StoreError, match="Wacht tot dat klaar is"):
            index_paths([scene.folder], settings=settings)
        with pytest.raises(StoreError, match="Wacht tot dat klaar is"):
            forget_paths([scene.folder], settings=settings)
        refused.set()
    finally:
        go_on.set()
        run.join()
    assert refused.is_set()
    assert served(settings) == scene.new
