"""What a reader does with an answer, in a real Chromium: look at its sources, copy, print, share, take along, judge."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from index.search.library import open_library
from index.settings import Settings
from index.store.exchanges import Exchange, read_exchanges
from tests.support.chromium import (
    MARKS,
    ask,
    open_page,
    serve_page,
    start_chromium,
    too_wide,
    type_question,
    wait,
    wait_for_answer,
)
from tests.support.letter_index import index_letters
from tests.support.limits import HANG_SECONDS

pytestmark = MARKS

_QUESTION = "Hoeveel kost de zwemles?"
_PRICE = "De zwemles kost tien euro per kind en dat bedrag betaalt u aan de school."
_LETTER = f"""Gemeente Vlieterdam

Aan: alle ouders
Datum: 24 maart 2023
Onderwerp: Schoolzwemmen

Geachte ouders,

Uw kind krijgt dit schooljaar zwemles van de gemeente.

{_PRICE}

De bus naar het zwembad is gratis en vertrekt op maandag om negen uur.

Met vriendelijke groet,

Gemeente Vlieterdam
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = index_letters({"zwemles.txt": _LETTER}, tmp_path_factory.mktemp("tools"))
    return made.model_copy(update={"exchanges_days": 30})


@pytest.fixture(scope="module")
def address(settings: Settings) -> str:
    return serve_page(open_library(settings), settings)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with start_chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture(params=[390, 1280])
def page(chromium: webdriver.Chrome, address: str, request: pytest.FixtureRequest) -> webdriver.Chrome:
    chromium.get(address)
    chromium.execute_script("sessionStorage.clear()")
    return open_page(chromium, address, width=request.param)


# on a phone a citation opens a sheet: tests/ui/page/test_browser.py
_WIDE = pytest.mark.parametrize("page", [1280], indirect=True)


def _press(page: webdriver.Chrome, css: str) -> WebElement:
    button = wait(page, css)
    page.execute_script("arguments[0].scrollIntoView({ block: 'center' })", button)
    button.click()
    return button


def _says(page: webdriver.Chrome, css: str, words: str) -> None:
    WebDriverWait(page, HANG_SECONDS).until(lambda page: words in page.find_element(By.CSS_SELECTOR, css).text)


def _focused(page: webdriver.Chrome) -> WebElement:
    return page.switch_to.active_element


@_WIDE
def test_a_citation_leads_to_its_source_and_escape_leads_back(page: webdriver.Chrome) -> None:
    answer = ask(page, _QUESTION)
    citation = answer.find_element(By.CSS_SELECTOR, "a.bw-cite")
    citation.send_keys(Keys.ENTER)
    details = wait(page, "#bw-sources details[open]")
    assert _focused(page) == details.find_element(By.CSS_SELECTOR, "summary")
    whole = details.find_element(By.CSS_SELECTOR, ".bw-links a")
    assert whole.text == "Lees de hele brief vanaf hier"
    _focused(page).send_keys(Keys.ESCAPE)
    assert _focused(page) == citation
    assert not page.find_elements(By.CSS_SELECTOR, "#bw-sources details[open]")
    citation.send_keys(Keys.ENTER)
    details.find_element(By.CSS_SELECTOR, ".bw-back").send_keys(Keys.ENTER)
    assert _focused(page) == citation
    assert not too_wide(page)


def test_sources_stand_beside_the_answer_where_there_is_room(page: webdriver.Chrome) -> None:
    answer = ask(page, _QUESTION)
    sources = page.find_element(By.ID, "bw-sources")
    beside = sources.rect["x"] > answer.rect["x"] + answer.rect["width"]
    assert beside == (page.execute_script("return innerWidth") == 1280)
    assert not too_wide(page)


@_WIDE
def test_the_links_of_a_source_lead_to_the_marked_words_and_the_file(page: webdriver.Chrome) -> None:
    answer = ask(page, _QUESTION)
    answer.find_element(By.CSS_SELECTOR, "a.bw-cite").send_keys(Keys.ENTER)
    original = page.find_element(By.CSS_SELECTOR, ".bw-card > .bw-links a").get_attribute("href")
    status = "return fetch(arguments[0]).then((answer) => answer.status)"
    assert page.execute_script(status, original) == 200
    wait(page, "#bw-sources details[open] .bw-links a").send_keys(Keys.ENTER)
    assert wait(page, "#citaat ~ mark").text == _PRICE


def test_an_answer_is_copied_with_its_sources_and_that_is_said(page: webdriver.Chrome, address: str) -> None:
    page.execute_cdp_cmd(
        "Browser.grantPermissions",
        {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": address.rstrip("/")},
    )
    ask(page, _QUESTION)
    _press(page, ".bw-take > summary")
    _press(page, ".bw-copy[value=text]")
    _says(page, ".bw-take .bw-done", "Gekopieerd.")
    copied = page.execute_script("return navigator.clipboard.readText()")
    assert f"- {_PRICE} [1]" in copied
    assert "Gemeente Vlieterdam" in copied
    assert f"{address}brieven/" in copied
    _press(page, ".bw-copy[value=markdown]")
    WebDriverWait(page, HANG_SECONDS).until(
        lambda page: page.execute_script("return navigator.clipboard.readText()").startswith("# Hoeveel kost")
    )
    _press(page, ".bw-share")
    WebDriverWait(page, HANG_SECONDS).until(
        lambda page: page.execute_script("return navigator.clipboard.readText()").startswith(address)
    )
    assert page.execute_script("return navigator.clipboard.readText()").endswith("?q=Hoeveel+kost+de+zwemles%3F")
    assert not too_wide(page)


def test_a_link_with_something_personal_is_copied_only_after_a_warning(page: webdriver.Chrome) -> None:
    question = "Hoeveel kost de zwemles voor jan@voorbeeld.nl?"
    type_question(page, question)
    _press(page, ".bw-personal button:not(.bw-primary)")  # to ask it as it is
    wait_for_answer(page, question)
    _press(page, ".bw-take > summary")
    button = _press(page, ".bw-share")
    _says(page, ".bw-take .bw-done", "Wie de link heeft, leest uw vraag.")
    assert button.text == "Kopieer de link toch"
    button.click()
    _says(page, ".bw-take .bw-done", "Gekopieerd.")


def test_files_come_down_and_the_page_stays(page: webdriver.Chrome, tmp_path: Path) -> None:
    page.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    ask(page, _QUESTION)
    _press(page, ".bw-take > summary")
    for kind, suffix, start in (("word", ".docx", b"PK"), ("pdf", ".pdf", b"%PDF")):
        _press(page, f".bw-take [value={kind}]")
        file = _downloaded(tmp_path, suffix)
        assert file.read_bytes().startswith(start)
    assert page.find_element(By.CSS_SELECTOR, "#bw-answer h2").text == _QUESTION


def _downloaded(folder: Path, suffix: str) -> Path:
    for _ in range(HANG_SECONDS * 10):
        if found := [path for path in folder.iterdir() if path.suffix == suffix]:
            return found[0]
        time.sleep(0.1)
    raise AssertionError(f"no {suffix} came down")


def test_paper_has_the_answer_its_quotes_and_the_date_and_nothing_to_press(page: webdriver.Chrome) -> None:
    ask(page, _QUESTION)
    page.execute_script("dispatchEvent(new Event('beforeprint'))")
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        for css in ("#bw-answer h2", ".bw-text", "#bw-sources mark", ".bw-made", ".bw-card h3"):
            assert page.find_element(By.CSS_SELECTOR, css).is_displayed(), css
        for css in ("#bw-ask", ".bw-take", ".bw-opinion", ".bw-top", "#bw-next", "#bw-conversation", ".bw-links"):
            assert not page.find_element(By.CSS_SELECTOR, css).is_displayed(), css
    finally:
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    page.execute_script("dispatchEvent(new Event('afterprint'))")
    assert not page.find_elements(By.CSS_SELECTOR, "#bw-sources details[open]")


def test_whoever_finds_an_answer_helpful_is_thanked_in_place(page: webdriver.Chrome, settings: Settings) -> None:
    ask(page, _QUESTION)
    page.find_element(By.CSS_SELECTOR, ".bw-helped [value=ja]").send_keys(Keys.ENTER)
    _says(page, ".bw-opinion .bw-done", "Bedankt.")
    assert _focused(page) == page.find_element(By.CSS_SELECTOR, ".bw-opinion .bw-done")
    assert not page.find_element(By.CSS_SELECTOR, ".bw-helped").is_displayed()
    assert _newest(settings).helpful is True


def test_whoever_does_not_can_say_why_by_keyboard(page: webdriver.Chrome, settings: Settings) -> None:
    ask(page, _QUESTION)
    assert not page.find_element(By.CSS_SELECTOR, ".bw-why").is_displayed()
    page.find_element(By.CSS_SELECTOR, ".bw-helped [value=nee]").send_keys(Keys.ENTER)
    _says(page, ".bw-opinion .bw-done", "U kunt hieronder zeggen wat er niet goed is.")
    assert _newest(settings).helpful is False
    assert _focused(page).get_attribute("value") == "wrong"
    _focused(page).send_keys(Keys.ARROW_DOWN)
    page.find_element(By.CSS_SELECTOR, ".bw-why textarea").send_keys("De bus mist <b>.")
    assert not too_wide(page)
    page.find_element(By.CSS_SELECTOR, ".bw-why button").send_keys(Keys.ENTER)
    _says(page, ".bw-opinion .bw-done", "Bedankt. Medewerkers lezen dit")
    newest = _newest(settings)
    assert (newest.helpful, newest.reason, newest.remark) == (False, "source", "De bus mist <b>.")
    assert not page.find_element(By.CSS_SELECTOR, ".bw-why").is_displayed()


def test_an_english_page_speaks_english_around_dutch_quotes(page: webdriver.Chrome, address: str) -> None:
    page.get(f"{address}?taal=en")
    try:
        wait(page, "#bw-box")
        answer = ask(page, _QUESTION)
        assert answer.find_element(By.CSS_SELECTOR, ".bw-status").text == "Answered: this is in the letters"
        assert answer.find_element(By.CSS_SELECTOR, "h2").get_attribute("lang") == "nl"
        assert answer.find_element(By.CSS_SELECTOR, ".bw-text").get_attribute("lang") == "nl"
        spoken = page.execute_script("return document.querySelector('.bw-status').closest('[lang]').lang")
        assert spoken == "en"
        assert page.find_element(By.CSS_SELECTOR, ".bw-opinion legend").text == "Does this answer help you?"
    finally:
        page.get(f"{address}?taal=nl")


def _newest(settings: Settings) -> Exchange:
    return next(iter(read_exchanges(settings)))
