"""The pages of a letter in a real Chromium: going to the marked words, by keyboard, on a phone, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from index.settings import Settings
from tests.support.chromium import browser_log, needs_chromium, set_width, start_chromium, too_wide, wait
from tests.support.web import served
from tests.ui.letters.shelf import FIRST, shelf, span
from ui.letters.routes import letter_routes
from ui.web.http import web_app
from ui.web.links import letter_link

pytestmark = [pytest.mark.browser, needs_chromium]


@pytest.fixture(name="chromium", scope="module")
def chromium_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with start_chromium(tmp_path_factory.mktemp("profile")) as chromium:
        yield chromium


@pytest.fixture(name="address", scope="module")
def address_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(_env_file=None, data=Path(tmp_path_factory.mktemp("data")))  # type: ignore[call-arg]
    with served(web_app(letter_routes(shelf(), settings))) as client:
        yield str(client.base_url).rstrip("/")


def in_sight(chromium: webdriver.Chrome, css: str) -> bool:
    """Say whether the middle of the first element that is `css` is what a reader sees there."""
    script = """const found = document.querySelector(arguments[0]), box = found.getClientRects()[0];
    const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return !!seen && (seen === found || found.contains(seen));"""
    return bool(chromium.execute_script(script, css))


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_link_to_a_quote_opens_at_its_words(chromium: webdriver.Chrome, address: str, width: int) -> None:
    set_width(chromium, width)
    start, end = span("De sluis is")
    chromium.get("about:blank")
    chromium.get(address + letter_link("brief-1", start=start, end=end))
    wait(chromium, "mark")
    assert in_sight(chromium, "#citaat + mark")
    assert not too_wide(chromium)
    assert chromium.execute_script("return scrollY") > 0


def test_who_comes_from_an_answer_can_go_back_to_it(chromium: webdriver.Chrome, address: str) -> None:
    set_width(chromium, 390)
    start, end = span("De sluis is")
    link = letter_link("brief-1", start=start, end=end)
    kept = "sessionStorage.setItem('briefwijzer', JSON.stringify({last: {sources: arguments[0]}, turns: []}))"
    for quoted, links in ((link, 2), (letter_link("brief-2", start=0, end=1), 0)):
        chromium.get(f"{address}/brieven/brief-1")
        chromium.execute_script(kept, f'<a href=".{quoted}">')
        chromium.get("about:blank")
        chromium.get(address + link)
        wait(chromium, "#citaat + mark:focus")
        back = chromium.find_elements(By.CSS_SELECTOR, ".bw-return:not([hidden]) a")
        assert [(each.text, each.get_attribute("href")) for each in back] == [
            ("Terug naar het antwoord", f"{address}/#bw-answer")
        ] * links
    chromium.execute_script("sessionStorage.clear()")


def test_search_by_keyboard_goes_to_the_first_place_and_on_to_the_next(
    chromium: webdriver.Chrome, address: str
) -> None:
    set_width(chromium, 1280)
    chromium.get(f"{address}/brieven/brief-1")
    field = wait(chromium, "#zoek")
    field.send_keys("gratis", Keys.ENTER)
    wait(chromium, "#gevonden + mark")
    assert in_sight(chromium, "#gevonden + mark")
    chromium.find_element(By.CSS_SELECTOR, ".bw-marks [aria-label='Volgende plek']").send_keys(Keys.ENTER)
    wait(chromium, ".bw-marks [aria-label='Vorige plek']")
    assert in_sight(chromium, "#gevonden + mark")


def test_the_link_can_be_copied_by_script_and_followed_without(chromium: webdriver.Chrome, address: str) -> None:
    start, end = span("De les is gratis.")
    chromium.execute_cdp_cmd(
        "Browser.grantPermissions",
        {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": address},
    )
    chromium.get(address + letter_link("brief-1", start=start, end=end))
    button = wait(chromium, ".bw-actions button")
    assert button.text == "Kopieer koppeling"
    button.send_keys(Keys.ENTER)
    wait(chromium, ".bw-actions [role='status']:not(:empty)")
    copied = chromium.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert copied == address + letter_link("brief-1", start=start, end=end)
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        chromium.refresh()
        link = chromium.find_element(By.CSS_SELECTOR, ".bw-copy")
        assert link.get_attribute("href") == copied
    finally:
        chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_nothing_of_a_letter_runs_and_nothing_fails(chromium: webdriver.Chrome, address: str) -> None:
    browser_log(chromium, "browser")
    chromium.get(f"{address}/brieven/brief-1?zoek=%3Cb%3E")
    wait(chromium, "article")
    assert not chromium.find_elements(By.CSS_SELECTOR, "article b, h1 i")
    said = " ".join(chromium.find_element(By.CSS_SELECTOR, "article").text.split())
    assert " ".join(FIRST.split()[-4:]) in said
    assert [entry for entry in browser_log(chromium, "browser") if "favicon" not in entry["message"]] == []
