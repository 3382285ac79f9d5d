"""The pages follow the index while they are served, whoever changes it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from index.run.letter_changes import LetterChange, change_letter
from index.run.run import forget_paths, index_paths
from index.search.library import Library, open_library
from index.settings import Settings
from index.store.published import published
from tests.support.limits import HANG_SECONDS
from tests.support.sample_letters import letter, write_letters
from tests.support.servers import chroma_server, postgres_server
from tests.support.web import served
from ui.letters.routes import letter_routes
from ui.serve import empty_app
from ui.web.http import web_app
from ui.web.renewing import RenewingApp


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The settings of a catalog and vectors that servers keep."""
    with postgres_server() as catalog, chroma_server(tmp_path_factory.mktemp("chroma")) as vectors:
        yield {"database_url": catalog, "chroma_url": vectors}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_letters(tmp_path / "brieven", 2)


@pytest.fixture(params=["files", pytest.param("servers", marks=pytest.mark.slow)])
def settings(request: pytest.FixtureRequest, tmp_path: Path, tiny: str, folder: Path) -> Iterator[Settings]:
    where = request.getfixturevalue("servers") if request.param == "servers" else {}
    settings = Settings(data=tmp_path / "data", embedder=tiny, **where)
    index_paths([folder], settings=settings)
    yield settings
    forget_paths([folder], settings=settings)  # the servers are those of the next test


@pytest.fixture
def app(settings: Settings) -> RenewingApp:
    def app_over(library: Library | None) -> FastAPI:
        return web_app(letter_routes(library, settings)) if library else empty_app(settings, host="127.0.0.1")

    return RenewingApp(open_library(settings), settings, app_over)


@pytest.fixture
def pages(app: RenewingApp) -> Iterator[httpx.Client]:
    with served(app) as client:  # type: ignore[arg-type]
        yield client


def comes(pages: httpx.Client, path: str, status: int) -> bool:
    """Ask until the answer has `status`, as far as that comes."""
    deadline = time.monotonic() + HANG_SECONDS
    while time.monotonic() < deadline:
        if pages.get(path).status_code == status:
            return True
        time.sleep(0.2)
    return False


def letter_in(file: str, settings: Settings) -> str:
    """Return the id of the letter in `file`."""
    with closing(open_library(settings)) as library:
        (found,) = [each.id for each in library.letters.values() if library.document_of(each).path == file]
    return found


def test_letters_that_are_indexed_and_forgotten_elsewhere_come_and_go(
    pages: httpx.Client, settings: Settings, folder: Path
) -> None:
    new = folder / "nieuw.txt"
    new.write_text(letter(30), encoding="utf-8")
    index_paths([folder], settings=settings)
    added = letter_in("nieuw.txt", settings)
    assert comes(pages, f"/brieven/{added}", 200)
    forget_paths([new], settings=settings)
    assert comes(pages, f"/brieven/{added}", 404)


def test_where_all_is_forgotten_the_page_says_so_until_there_are_letters_again(
    pages: httpx.Client, settings: Settings, folder: Path
) -> None:
    first = letter_in("brief-000.txt", settings)
    forget_paths([folder], settings=settings)
    assert comes(pages, f"/brieven/{first}", 503)
    assert "geen brieven" in pages.get("/").text
    index_paths([folder], settings=settings)
    assert comes(pages, f"/brieven/{first}", 200)


def test_a_run_that_changes_nothing_gives_no_other_name(settings: Settings, folder: Path) -> None:
    before = published(settings)
    assert before
    index_paths([folder], settings=settings)
    assert published(settings) == before
    change_letter(letter_in("brief-000.txt", settings), LetterChange(hidden=True), settings=settings)
    with closing(open_library(settings)) as library:
        assert before != library.published == published(settings)


def test_who_read_what_was_before_goes_on_when_what_is_newer_is_closed(settings: Settings) -> None:
    with closing(open_library(settings)) as newer:
        open_library(settings).close()
        assert newer.search("Hoe lang blijft de weg langs school0 dicht?")


@pytest.mark.parametrize("settings", ["files"], indirect=True)
def test_what_cannot_be_opened_is_tried_again_and_said_once(
    settings: Settings, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    broken = threading.Event()

    def app_over(library: Library | None) -> FastAPI:
        if broken.is_set():
            raise ConnectionError("the server of vectors is away")
        return web_app(letter_routes(library, settings)) if library else empty_app(settings, host="127.0.0.1")

    with served(RenewingApp(open_library(settings), settings, app_over)) as pages:  # type: ignore[arg-type]
        broken.set()
        (folder / "nieuw.txt").write_text(letter(30), encoding="utf-8")
        index_paths([folder], settings=settings)
        added = letter_in("nieuw.txt", settings)
        deadline = time.monotonic() + HANG_SECONDS
        while not caplog.records and time.monotonic() < deadline:
            time.sleep(0.2)
        broken.clear()
        assert comes(pages, f"/brieven/{added}", 200)
    assert len(caplog.records) == 1


@pytest.mark.slow
@pytest.mark.parametrize("settings", ["servers"], indirect=True)
def test_vectors_that_a_server_lost_are_made_from_the_catalog(settings: Settings, folder: Path, tmp_path: Path) -> None:
    with chroma_server(tmp_path / "vectors") as empty:
        elsewhere = settings.model_copy(update={"chroma_url": empty})
        assert index_paths([folder], settings=elsewhere).embedded > 0
        with closing(open_library(elsewhere)) as library:
            assert library.search("Hoe lang blijft de weg langs school0 dicht?")
