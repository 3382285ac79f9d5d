"""What tests of answering share: a model server, and the letters of a test file opened for asking."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.search.library import Library, open_library
from index.settings import Settings
from tests.support.model_server import ModelServer, model_server


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture(scope="module")
def library(settings: Settings) -> Iterator[Library]:
    """The index that a test file names in its own fixture `settings`, of a whole module."""
    opened = open_library(settings)
    yield opened
    opened.close()
