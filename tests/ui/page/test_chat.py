"""The chat page itself in a real Chromium: its language, its conversation, what it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from fastapi import FastAPI
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from index.search.library import Library, open_library
from index.settings import Settings
from tests.support.chromium import (
    MARKS,
    ask,
    open_page,
    serve_page,
    set_width,
    start_chromium,
    too_wide,
    wait,
    wait_for_answer,
)
from tests.support.letter_index import index_letters
from tests.support.limits import HANG_SECONDS
from tests.support.web import served
from ui.page.routes import chat_routes
from ui.web.fair_queue import FairQueue
from ui.web.http import web_app

pytestmark = MARKS

_LETTER = """Gemeente Vlieterdam

Aan: alle ouders
Datum: 24 maart 2023
Kenmerk: VD-2023-118
Onderwerp: Zwemles op school

Geachte ouders,

De zwemles kost tien euro per kind. De bus naar het zwembad is gratis.

Met vriendelijke groet,

Gemeente Vlieterdam
"""
_QUESTION = "Hoeveel kost de zwemles?"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(index_letters({"zwemles.txt": _LETTER}, tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="module")
def address(library: Library, tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve_page(library, Settings(data=tmp_path_factory.mktemp("kept")))


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with start_chromium(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture
def page(chromium: webdriver.Chrome, address: str) -> webdriver.Chrome:
    """The page with nothing kept from before."""
    open_page(chromium, f"{address}?taal=nl", width=390)
    return chromium


def _box(page: webdriver.Chrome) -> WebElement:
    return page.find_element(By.CSS_SELECTOR, "#bw-question textarea")


def _press(page: webdriver.Chrome, css: str) -> None:
    wait(page, f"{css}:not([hidden])").send_keys(Keys.ENTER)


def _until(page: webdriver.Chrome, script: str) -> None:
    WebDriverWait(page, HANG_SECONDS).until(lambda page: page.execute_script(f"return {script}"))


@pytest.mark.parametrize("language", ["en", "de", "ar", "tr"])
def test_the_page_is_in_its_own_language_whatever_that_of_the_browser(
    page: webdriver.Chrome, address: str, language: str
) -> None:
    page.execute_cdp_cmd("Emulation.setLocaleOverride", {"locale": language})
    page.execute_cdp_cmd(
        "Emulation.setUserAgentOverride",
        {"userAgent": str(page.execute_script("return navigator.userAgent")), "acceptLanguage": language},
    )
    try:
        page.get(address)
        ask(page, _QUESTION)
        assert page.execute_script("return navigator.language") == language
        assert page.execute_script("return document.documentElement.lang") == "nl"
        assert page.find_element(By.ID, "bw-send").text == "Vraag"
    finally:
        page.execute_cdp_cmd("Emulation.setLocaleOverride", {})
        page.execute_cdp_cmd(
            "Emulation.setUserAgentOverride",
            {"userAgent": str(page.execute_script("return navigator.userAgent")), "acceptLanguage": "nl"},
        )


def test_the_page_in_english_keeps_the_conversation_and_says_in_english_what_stands_around_its_quotes(
    page: webdriver.Chrome, address: str
) -> None:
    ask(page, "Wie stuurde de brief?")
    ask(page, _QUESTION)
    page.find_element(By.CSS_SELECTOR, "header a[hreflang=en]").click()
    _until(page, "document.documentElement.lang === 'en' && document.getElementById('bw-answer').lang === 'en'")
    assert page.find_element(By.ID, "bw-send").text == "Ask"
    answer = wait_for_answer(page, _QUESTION)
    assert "tien euro" in answer.text
    assert answer.find_element(By.CSS_SELECTOR, ".bw-status").text == "Answered: this is in the letters"
    assert "Letter of Gemeente Vlieterdam, 24 March 2023" in answer.text
    assert answer.find_element(By.CSS_SELECTOR, ".bw-text").get_attribute("lang") == "nl"
    assert "Open the original" in page.find_element(By.ID, "bw-sources").text
    assert "Answered" in str(page.find_element(By.CSS_SELECTOR, "#bw-earlier article").get_attribute("textContent"))
    page.get(address)
    assert page.execute_script("return document.documentElement.lang") == "en"
    page.get(f"{address}?taal=nl")
    _until(page, "document.getElementById('bw-answer').textContent.includes('Beantwoord')")


def test_a_card_is_shown_once_in_a_conversation_and_unfolds_after_that(page: webdriver.Chrome) -> None:
    first = ask(page, "Mijn dochter wordt gepest op school. Hoeveel kost de zwemles?")
    assert first.find_element(By.CSS_SELECTOR, "section.bw-help a[href^='tel:']").is_displayed()
    page.refresh()
    second = ask(page, "Mijn zoon wordt ook gepest. Is de bus naar het zwembad gratis?")
    card = second.find_element(By.CSS_SELECTOR, "details.bw-help")
    assert not card.find_element(By.CSS_SELECTOR, "a[href^='tel:']").is_displayed()
    card.find_element(By.CSS_SELECTOR, "summary").send_keys(Keys.ENTER)
    assert card.find_element(By.CSS_SELECTOR, "a[href^='tel:']").is_displayed()
    _press(page, "#bw-new")
    _until(page, "!document.querySelector('#bw-answer article')")
    anew = ask(page, "Mijn dochter wordt gepest op school. Hoeveel kost de zwemles?")
    assert anew.find_element(By.CSS_SELECTOR, "section.bw-help a[href^='tel:']").is_displayed()


def test_enter_sends_and_shift_enter_breaks_the_line(page: webdriver.Chrome) -> None:
    _box(page).send_keys("Hoeveel kost", Keys.SHIFT + Keys.ENTER + Keys.NULL, "de zwemles?")
    assert _box(page).get_attribute("value") == "Hoeveel kost\nde zwemles?"
    _box(page).send_keys(Keys.ENTER)
    assert "tien euro" in wait_for_answer(page, _QUESTION).text


def test_a_reload_keeps_the_conversation_and_what_was_typed(page: webdriver.Chrome) -> None:
    ask(page, "Wie stuurde de brief?")
    ask(page, _QUESTION)
    _box(page).send_keys("En de b")
    page.refresh()
    assert "tien euro" in wait_for_answer(page, _QUESTION).text
    assert _box(page).get_attribute("value") == "En de b"
    assert page.find_element(By.CSS_SELECTOR, "#bw-earlier summary").text == "Wie stuurde de brief?"
    assert page.title == f"{_QUESTION} – Briefwijzer"
    page.get("about:blank")
    page.back()
    assert "tien euro" in wait_for_answer(page, _QUESTION).text
    assert _box(page).get_attribute("value") == "En de b"


def test_a_new_conversation_can_be_taken_back_and_all_can_be_deleted(page: webdriver.Chrome) -> None:
    ask(page, _QUESTION)
    _press(page, "#bw-new")
    _until(page, "!document.querySelector('#bw-answer article')")
    assert page.switch_to.active_element == _box(page)
    assert (
        page.find_element(By.ID, "bw-log").get_attribute("textContent") == "Het gesprek is leeg. U kunt het terughalen."
    )
    _press(page, "#bw-undo")
    assert "tien euro" in wait_for_answer(page, _QUESTION).text
    assert not page.find_element(By.ID, "bw-undo").is_displayed()
    _press(page, "#bw-forget")
    _until(page, "!document.querySelector('#bw-answer article')")
    assert not page.find_element(By.ID, "bw-undo").is_displayed()
    page.refresh()
    assert not page.find_elements(By.CSS_SELECTOR, "#bw-answer article")


def test_a_long_conversation_does_not_make_the_page_grow(page: webdriver.Chrome) -> None:
    for number in range(25):
        ask(page, f"Hoeveel kost de zwemles in week {number + 1}?")
    size = """const kept = JSON.parse(sessionStorage.getItem("briefwijzer"));
        return [document.querySelectorAll("#bw-earlier-list > *").length, kept.turns.length]"""
    assert page.execute_script(size) == [10, 20]
    assert len(page.find_elements(By.CSS_SELECTOR, "#bw-log p")) < 25


def test_two_tabs_are_two_conversations(page: webdriver.Chrome, address: str) -> None:
    ask(page, _QUESTION)
    first = page.current_window_handle
    page.switch_to.new_window("tab")
    set_width(page, 390)
    page.get(address)
    wait(page, "#bw-question textarea")
    assert not page.find_elements(By.CSS_SELECTOR, "#bw-answer article")
    page.close()
    page.switch_to.window(first)
    assert page.find_elements(By.CSS_SELECTOR, "#bw-answer article")


def test_the_last_question_can_be_changed_and_its_answer_is_replaced(page: webdriver.Chrome) -> None:
    ask(page, "Wie stuurde de brief?")
    _press(page, "#bw-change")
    assert page.switch_to.active_element == _box(page)
    assert _box(page).get_attribute("value") == "Wie stuurde de brief?"
    _box(page).send_keys(Keys.CONTROL + "a" + Keys.NULL, _QUESTION, Keys.ENTER)
    assert "tien euro" in wait_for_answer(page, _QUESTION).text
    assert not page.find_elements(By.CSS_SELECTOR, "#bw-earlier summary")


def test_an_address_asks_its_question_once_and_is_plain_again_after_the_next(
    page: webdriver.Chrome, address: str
) -> None:
    page.get(f"{address}?q=Hoeveel+kost+de+zwemles%3F")
    assert "tien euro" in wait_for_answer(page, _QUESTION).text
    assert "q=" in page.current_url
    ask(page, "Wie stuurde de brief?")
    assert "q=" not in page.current_url


def test_a_long_paste_is_searched_by_its_question_and_stays_in_the_box(page: webdriver.Chrome) -> None:
    long = f"{'Onze school schreef een lange brief en ik snap er weinig van. ' * 20}{_QUESTION} Alvast bedankt."
    page.execute_script(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))", _box(page), long
    )
    assert f"{len(long) - 1_000} tekens te veel" in page.find_element(By.ID, "bw-count").text
    _box(page).send_keys(Keys.ENTER)
    assert "tien euro" in wait_for_answer(page, _QUESTION).text
    assert page.find_element(By.ID, "bw-note").text.startswith("Ik heb alleen de vraag hieronder gebruikt.")
    assert _box(page).get_attribute("value") == long


def test_the_last_characters_are_counted(page: webdriver.Chrome) -> None:
    script = "arguments[0].value = 'a'.repeat(arguments[1]); arguments[0].dispatchEvent(new Event('input'))"
    page.execute_script(script, _box(page), 799)
    assert not page.find_element(By.ID, "bw-count").text
    page.execute_script(script, _box(page), 850)
    assert page.find_element(By.ID, "bw-count").text == "Nog 150 tekens over."


def test_an_example_is_answered_and_the_focus_goes_to_its_answer(page: webdriver.Chrome) -> None:
    example = wait(page, "#bw-examples .bw-example")
    question = example.text
    example.send_keys(Keys.ENTER)
    answer = wait_for_answer(page, question)
    assert "bw-answered" in str(answer.get_attribute("class"))
    assert page.switch_to.active_element == answer


def test_without_script_a_question_is_answered_in_the_page(page: webdriver.Chrome, address: str) -> None:
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.get(address)
        assert "JavaScript uit" in page.find_element(By.TAG_NAME, "noscript").text
        _box(page).send_keys(_QUESTION)
        page.find_element(By.ID, "bw-send").click()
        assert "tien euro" in wait(page, "#bw-answer article").text
    finally:
        page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_sticks_out_and_what_can_be_pressed_is_large_enough(page: webdriver.Chrome, width: int) -> None:
    set_width(page, width)
    ask(page, _QUESTION)
    assert not too_wide(page)
    small = page.execute_script(
        """return [...document.querySelectorAll("button, header a, textarea")].filter((each) => each.offsetParent
            && each.getBoundingClientRect().height < 44).map((each) => each.outerHTML)"""
    )
    assert small == []


def test_headings_are_in_order_and_landmarks_have_names_of_their_own(page: webdriver.Chrome) -> None:
    ask(page, "Wie stuurde de brief?")
    ask(page, _QUESTION)
    levels = page.execute_script(
        """return [...document.querySelectorAll("h1, h2, h3, h4")].filter((each) => each.offsetParent)
            .map((each) => Number(each.tagName[1]))"""
    )
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    names = [
        each.accessible_name
        for each in page.find_elements(
            By.CSS_SELECTOR, "main section[aria-label], main section[aria-labelledby], nav, form[role=search]"
        )
        if each.is_displayed()
    ]
    assert all(names)
    assert len(names) == len(set(names))
    assert len(page.find_elements(By.CSS_SELECTOR, "[aria-live]")) == 1


def test_a_server_that_restarts_answers_what_was_asked_meanwhile(
    chromium: webdriver.Chrome, library: Library, tmp_path: Path
) -> None:
    def app() -> FastAPI:
        return web_app(chat_routes(library, Settings(data=tmp_path), FairQueue(2, per_minute=100)))

    with served(app()) as first:
        address = f"{str(first.base_url).rstrip('/')}/"
        page = open_page(chromium, f"{address}?taal=nl", width=390)
        ask(page, "Wie stuurde de brief?")
    _box(page).send_keys(_QUESTION, Keys.ENTER)
    _until(page, "document.getElementById('bw-note').textContent.startsWith('De verbinding is weg.')")
    with served(app(), port=first.base_url.port or 0):
        assert "tien euro" in wait_for_answer(page, _QUESTION).text
        assert not page.find_element(By.ID, "bw-note").is_displayed()
        assert page.find_element(By.CSS_SELECTOR, "#bw-earlier summary").text == "Wie stuurde de brief?"
    with served(app(), port=first.base_url.port or 0):  # which knows of no answer, and answers again
        page.get(f"{address}?taal=en")
        _until(page, "document.getElementById('bw-answer').textContent.includes('Answered')")
        assert "tien euro" in page.find_element(By.ID, "bw-answer").text
        page.get(f"{address}?taal=nl")
