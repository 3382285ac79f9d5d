"""What readers with a screen reader, a keyboard or a phone need of the pages: headings, names, ids, width."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup, Tag
from selenium.webdriver.common.keys import Keys

from index.settings import Settings
from tests.support.chromium import needs_chromium, set_width, start_chromium, too_wide
from tests.support.web import served
from tests.ui.exploring.shelf import Written, shelf
from ui.exploring.about_routes import about_routes
from ui.exploring.routes import exploring_routes
from ui.web.http import web_app

_PAGES = (
    "/brieven",
    "/brieven?zoek=niets",
    "/onderwerpen",
    "/onderwerpen/leerlingenvervoer",
    "/onderwerpen/nergens",
    "/over",
    "/toegankelijkheid",
)
_LONG = (
    "Hoofdafdelingleerlingenvervoerencoördinatiejeugdgezondheidszorg en zeer veel andere zaken van de gemeente Dalfsen"
)


@pytest.fixture(name="pages", scope="module")
def pages_fixture() -> Iterator[httpx.Client]:
    library = shelf(
        Written(
            "In het leerlingenvervoer zitten te veel kinderen bij elkaar. De gemeente trekt 3 miljoen euro uit voor "
            "het leerlingenvervoer naar het dorpshuis.",
            "De bus",
            _LONG,
            _LONG,
            "2023-03-24",
        ),
        Written(
            "Ouders vragen het leerlingenvervoer aan. De gemeente trekt 2 miljoen euro uit voor het leerlingenvervoer "
            "naar het dorpshuis.",
            _LONG,
            "Gemeente Dalfsen",
            None,
            "2021-05-01",
        ),
        Written("Zonder datum.", None),
    )
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    with served(web_app(exploring_routes(library, settings), about_routes(library, settings))) as client:
        yield client


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", _PAGES)
def test_headings_are_in_order_and_everything_has_a_name(pages: httpx.Client, path: str, language: str) -> None:
    html = BeautifulSoup(pages.get(path, params={"taal": language}).text, "lxml")
    assert html.html is not None
    assert html.html["lang"] == language
    levels = [int(each.name[1]) for each in html.find_all(["h1", "h2", "h3", "h4"])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [each["id"] for each in html.select("[id]")]
    assert len(ids) == len(set(ids))
    assert all(html.find(id=each["aria-labelledby"]) for each in html.select("[aria-labelledby]"))
    assert all(html.select(f"label[for='{each['id']}']") for each in html.select("input, select"))
    assert all(_name(each) for each in html.select("a, button, summary, nav, svg, section, form"))
    names = [_name(each) for each in html.select("nav")]
    assert len(names) == len(set(names))


def _name(element: Tag) -> str:
    said = element.get("aria-label") or element.get("aria-labelledby") or ""
    return str(said) or ("" if element.name in ("nav", "svg", "section", "form") else element.get_text(strip=True))


@pytest.mark.browser
@needs_chromium
def test_pages_fit_a_narrow_phone_and_marks_are_reached_by_keyboard(pages: httpx.Client, tmp_path: Path) -> None:
    with start_chromium(tmp_path) as chromium:
        set_width(chromium, 320)
        for path in _PAGES:
            chromium.get(f"{pages.base_url}{path}")
            assert not too_wide(chromium), path
        chromium.get(f"{pages.base_url}/brieven")
        reached = []
        for _ in range(30):
            chromium.switch_to.active_element.send_keys(Keys.TAB)
            reached.append(chromium.execute_script("return document.activeElement.getAttribute('aria-label')"))
        assert "24 maart 2023: De bus" in reached
        visible = "return getComputedStyle(document.querySelector('.bw-mark:focus-visible .bw-said')).visibility"
        chromium.execute_script("document.querySelector('.bw-over a').focus()")
        chromium.switch_to.active_element.send_keys(Keys.TAB)
        assert chromium.execute_script(visible) == "visible"
