"""All pages and all states of the chat by the rules of axe-core: no barrier that it calls serious or critical.

One server over the bundled letters, one browser for each language. Each state is looked at in a wide window and in one
of a phone, in light colours and in dark ones.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium import webdriver

from index.search.library import Library
from index.settings import Settings
from tests.support.barriers import barriers
from tests.support.chromium import MARKS, start_chromium
from tests.support.page_states import Site, served_site, visited

pytestmark = [*MARKS, pytest.mark.slow]

_LOOKS = {
    "nl": ((1280, "light"), (320, "dark")),
    "en": ((1280, "dark"), (390, "light")),
    "ar": ((1280, "light"), (320, "light")),
}
"""By language of the browser: widths of the window in pixels, each with the colours that its reader prefers."""


@pytest.fixture(name="site", scope="module")
def site_fixture(library: Library, bundled_settings: Settings) -> Iterator[Site]:
    with served_site(library, bundled_settings) as site:
        yield site


@pytest.fixture(name="language", scope="module", params=["nl", "en", "ar"])
def language_fixture(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(name="chromium", scope="module")
def chromium_fixture(language: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with start_chromium(tmp_path_factory.mktemp("chromium"), language=language) as browser:
        yield browser


def test_no_page_and_no_state_has_a_serious_barrier(chromium: webdriver.Chrome, site: Site, language: str) -> None:
    found = [
        f"{name}: {each}" for name in visited(chromium, site, language) for each in barriers(chromium, _LOOKS[language])
    ]
    assert found == []
