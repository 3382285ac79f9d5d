"""The pages follow the index while they are served, whoever changes it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from index.run.run import forget_paths, index_paths
from index.search.library import Library, open_library
from index.settings import Settings
from tests.support.limits import HANG_SECONDS
from tests.support.sample_letters import letter, write_letters
from tests.support.web import served
from ui.letters.routes import letter_routes
from ui.serve import empty_app
from ui.web.http import web_app
from ui.web.renewing import RenewingApp


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_letters(tmp_path / "brieven", 2)


@pytest.fixture
def settings(tmp_path: Path, tiny: str, folder: Path) -> Settings:
    settings = Settings(data=tmp_path / "data", embedder=tiny)
    index_paths([folder], settings=settings)
    return settings


@pytest.fixture
def pages(settings: Settings) -> Iterator[httpx.Client]:
    def app_over(library: Library | None) -> object:
        return web_app(letter_routes(library, settings)) if library else empty_app(settings, host="127.0.0.1")

    with served(RenewingApp(open_library(settings), settings, app_over)) as client:  # type: ignore[arg-type]
        yield client


def comes(pages: httpx.Client, path: str, status: int) -> bool:
    """Ask until the answer has `status`, as far as that comes."""
    deadline = time.monotonic() + HANG_SECONDS
    while time.monotonic() < deadline:
        if pages.get(path).status_code == status:
            return True
        time.sleep(0.2)
    return False


def test_letters_that_are_indexed_and_forgotten_elsewhere_come_and_go(
    pages: httpx.Client, settings: Settings, folder: Path
) -> None:
    new = folder / "nieuw.txt"
    new.write_text(letter(30), encoding="utf-8")
    index_paths([folder], settings=settings)
    library = open_library(settings)
    (added,) = [each.id for each in library.letters.values() if library.document_of(each).path == "nieuw.txt"]
    assert comes(pages, f"/brieven/{added}", 200)
    forget_paths([new], settings=settings)
    assert comes(pages, f"/brieven/{added}", 404)


def test_where_all_is_forgotten_the_page_says_so_until_there_are_letters_again(
    pages: httpx.Client, settings: Settings, folder: Path
) -> None:
    (first, *_) = open_library(settings).letters
    forget_paths([folder], settings=settings)
    assert comes(pages, f"/brieven/{first}", 503)
    assert "geen brieven" in pages.get("/").text
    index_paths([folder], settings=settings)
    assert comes(pages, f"/brieven/{first}", 200)
