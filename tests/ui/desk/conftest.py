"""A desk without letters, served once for the tests of a file, and browsers that visit it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from index.settings import Settings
from tests.support.web import served
from tests.ui.desk.desk import add, empty_desk, sign_in
from ui.serve import empty_app


@pytest.fixture(name="settings", scope="module")
def settings_fixture(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    data = tmp_path_factory.mktemp("desk") / "data"
    return Settings(_env_file=None, data=data, proxies=("127.0.0.1",), questions_per_minute=600)  # type: ignore[call-arg]


@pytest.fixture(name="address", scope="module")
def address_fixture(settings: Settings) -> Iterator[httpx.URL]:
    with served(empty_app(settings, host="127.0.0.1")) as client:
        yield client.base_url


@pytest.fixture(name="client")
def client_fixture(address: httpx.URL, settings: Settings) -> Iterator[httpx.Client]:
    """A browser at a desk without staff."""
    empty_desk(settings)
    with httpx.Client(base_url=address, headers={"Accept": "text/html"}) as client:
        yield client


@pytest.fixture(name="admin")
def admin_fixture(client: httpx.Client, settings: Settings) -> httpx.Client:
    """The browser in which Noor, an admin and the only one of the staff, is signed in."""
    add(settings, "Noor", "admin")
    sign_in(client, "Noor")
    return client
