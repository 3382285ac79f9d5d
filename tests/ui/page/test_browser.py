"""The chat page in a real Chromium, over a real index of a few letters written here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from index.errors import SettingsError
from index.search.library import Library, open_library
from index.settings import Settings
from tests.support.chromium import (
    MARKS,
    ask,
    browser_log,
    open_page,
    serve_page,
    set_width,
    start_chromium,
    too_wide,
    type_question,
    wait,
    wait_for_answer,
)
from tests.support.letter_index import index_letters
from tests.support.limits import HANG_SECONDS
from ui.serve import serve

pytestmark = MARKS

_ATTACK = (
    "<script>document.title='gekraakt'</script><img src=x onerror=\"document.title='gekraakt'\">"
    "</mark></details><a href=\"javascript:document.title='gekraakt'\" onclick=\"document.title='gekraakt'\">klik</a>"
    "${document.title='gekraakt'} {{value}}"
)
_LETTERS = {
    "zwemles.txt": f"""Gemeente Vlieterdam

Aan: alle ouders
Datum: 24 maart 2023
Kenmerk: VD-2023-118
Onderwerp: Schoolzwemmen {_ATTACK}

Geachte ouders,

Uw kind krijgt dit schooljaar zwemles van de gemeente.

De zwemles kost tien euro per kind {_ATTACK} en dat bedrag betaalt u aan de school. Wie dat niet kan missen, vraagt \
5.1.2.e om hulp.

De bus naar het zwembad is gratis en vertrekt op maandag om negen uur.

Met vriendelijke groet,

5.1.2.e
Gemeente Vlieterdam
""",
    "moestuin.txt": """Basisschool De Sterrenbos

Aan: de ouders van groep 5
Datum: 3 mei 2024
Kenmerk: SB-77
Onderwerp: De moestuin achter de school

Beste ouders,

Groep 5 begint in mei met een moestuin. De leerlingen zaaien worteltjes, sla en radijs.

Wilt u op zaterdag helpen met spitten? Meld u dan voor 10 mei aan bij de conciërge.

Met vriendelijke groet,

Jannie Okkerse
directeur
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(index_letters(_LETTERS, tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="module")
def address(library: Library, tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve_page(library, Settings(data=tmp_path_factory.mktemp("kept"), questions_per_minute=1_000))


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with start_chromium(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, chromium: webdriver.Chrome, address: str) -> webdriver.Chrome:
    """The page, freshly opened, as wide as a phone and as wide as a desk."""
    return open_page(chromium, address, width=request.param)


def _opened(page: webdriver.Chrome, place: str) -> WebElement:
    """Return where a citation of `place` led to, the focus with it: beside the answer on a desk, else in a sheet."""
    if page.execute_script("return innerWidth") > 1000:
        opened = wait(page, f"[id='{place}'][open]")
        assert page.switch_to.active_element == opened.find_element(By.CSS_SELECTOR, "summary")
    else:
        opened = wait(page, "dialog[open]")
        assert page.switch_to.active_element == opened.find_element(By.CSS_SELECTOR, "button")
    return opened


def test_a_citation_opens_at_the_marked_words_and_nothing_from_a_letter_runs(
    page: webdriver.Chrome, address: str
) -> None:
    assert not too_wide(page)
    answer = ask(page, "Hoeveel kost de zwemles?")
    assert "bw-answered" in str(answer.get_attribute("class"))
    assert "tien euro" in answer.text
    citation = next(
        item.find_element(By.CSS_SELECTOR, "a.bw-cite")
        for item in answer.find_elements(By.CSS_SELECTOR, "li")
        if "tien euro" in item.text
    )
    place = str(citation.get_attribute("href")).partition("#")[2]
    citation.send_keys(Keys.ENTER)
    (mark,) = _opened(page, place).find_elements(By.CSS_SELECTOR, "mark")
    assert "De zwemles kost tien euro per kind <script>" in mark.text
    assert " ".join(mark.text.split()) in " ".join(_LETTERS["zwemles.txt"].split())
    shown = page.find_elements(By.CSS_SELECTOR, "#bw-sources, dialog[open]")[-1].text
    assert "24 maart 2023" in shown
    assert "kenmerk VD-2023-118" in shown
    assert "Lees de hele brief vanaf hier" in shown
    assert "onleesbaar gemaakt (Woo art. 5.1.2.e)" in shown
    assert not too_wide(page)

    assert page.title == "Hoeveel kost de zwemles? – Briefwijzer"
    own_links = "a:not(.bw-cite, .bw-back, .bw-links a)"
    hostile = ("script", "img", own_links, "form:not([action^='./'], [method='dialog'])", "[onclick]", "[onerror]")
    assert not page.find_elements(
        By.CSS_SELECTOR, ", ".join(f":is(#bw-answer, #bw-sources, #bw-sheet) {part}" for part in hostile)
    )
    assert not [entry for entry in browser_log(page, "browser") if entry["level"] == "SEVERE"]
    requested = [
        message["params"]["request"]["url"]
        for entry in browser_log(page, "performance")
        if (message := json.loads(entry["message"])["message"])["method"] == "Network.requestWillBeSent"
    ]
    assert address in requested
    hosts = {urlsplit(url).netloc for url in requested if urlsplit(url).scheme in ("http", "https", "ws", "wss")}
    assert hosts == {urlsplit(address).netloc}


@pytest.mark.parametrize("height", [640, 200])  # a small phone; a desk where everything is four times as large
def test_a_sheet_keeps_the_focus_and_gives_it_back(chromium: webdriver.Chrome, address: str, height: int) -> None:
    page = open_page(chromium, address, width=320)
    set_width(page, 320, height=height)
    answer = ask(page, "Hoeveel kost de zwemles?")
    citation = answer.find_element(By.CSS_SELECTOR, "a.bw-cite")
    citation.send_keys(Keys.ENTER)
    sheet = wait(page, "dialog[open]")
    assert sheet.accessible_name == "Brief van Gemeente Vlieterdam"
    close = sheet.find_element(By.CSS_SELECTOR, "button").size
    assert close["width"] > close["height"]
    for _ in range(5):
        page.switch_to.active_element.send_keys(Keys.TAB)
        assert page.execute_script("return document.activeElement.closest('dialog') || !document.hasFocus()")
    assert not too_wide(page)
    assert sheet.rect["y"] >= 0
    page.find_element(By.CSS_SELECTOR, "dialog a").send_keys(Keys.ESCAPE)
    assert page.switch_to.active_element == citation
    assert not page.find_elements(By.CSS_SELECTOR, "dialog[open]")


def test_what_is_nearest_is_no_answer_and_leads_to_its_place(page: webdriver.Chrome) -> None:
    answer = ask(page, "Hoeveel kost de zwemles in 2019?")
    assert "bw-not_found" in str(answer.get_attribute("class"))
    nearest = answer.find_element(By.CSS_SELECTOR, ".bw-nearest")
    assert nearest.accessible_name == "Dit komt het dichtst in de buurt:"
    assert "De zwemles kost tien euro per kind" in nearest.text
    assert "24 maart 2023" in nearest.text
    first = nearest.find_element(By.CSS_SELECTOR, "a.bw-cite")
    place = str(first.get_attribute("href")).partition("#")[2]
    first.send_keys(Keys.ENTER)
    assert _opened(page, place).find_element(By.CSS_SELECTOR, "mark").text in nearest.text
    assert "Dit komt het dichtst in de buurt:" in str(wait(page, "#bw-log").get_attribute("textContent"))
    assert not too_wide(page)


def test_a_citation_can_be_hit_and_beside_the_answer_its_letter_stays_named(page: webdriver.Chrome) -> None:
    answer = ask(page, "Wat kost de zwemles?")
    link = answer.find_element(By.CSS_SELECTOR, "a.bw-cite")
    hit = """const link = arguments[0], box = link.getBoundingClientRect(), y = box.y + box.height / 2;
    return [-21, 21].every((off) => document.elementFromPoint(box.x + box.width / 2, y + off) === link)"""
    assert page.execute_script(hit, link)
    link.click()
    if page.execute_script("return innerWidth") > 1000:
        set_width(page, 1280, height=300)
        wait(page, "#bw-sources details[open]")
        page.execute_script("document.querySelector('#bw-sources').scrollTop = 1e6")
        above = """const panel = document.querySelector("#bw-sources").getBoundingClientRect();
        return document.querySelector("#bw-sources h3").getBoundingClientRect().top >= panel.top - 1"""
        assert page.execute_script(above)


def test_a_conversation_goes_on_and_starts_anew(page: webdriver.Chrome) -> None:
    first = page.find_elements(By.CSS_SELECTOR, ".bw-example")
    assert 0 < len(first) <= 4
    ask(page, "Wat kost de zwemles?")
    assert not page.find_element(By.CSS_SELECTOR, "#bw-question textarea").get_attribute("value")
    ask(page, "En de bus?")
    earlier = page.find_element(By.CSS_SELECTOR, "#bw-earlier summary")
    assert earlier.text == "Wat kost de zwemles?"
    page.find_element(By.CSS_SELECTOR, "#bw-new").send_keys(Keys.ENTER)
    WebDriverWait(page, HANG_SECONDS).until(
        lambda page: not page.find_elements(By.CSS_SELECTOR, "#bw-answer article, #bw-earlier summary")
    )
    example = wait(page, ".bw-example")
    question = example.text
    example.click()
    wait(page, "#bw-answer .bw-status")
    assert page.find_element(By.CSS_SELECTOR, "#bw-answer h2").text == question


def test_many_tabs_ask_at_once_and_none_holds_a_connection(chromium: webdriver.Chrome, address: str) -> None:
    page = open_page(chromium, address, width=1280)
    first = page.current_window_handle
    asked: dict[str, str] = {}
    try:
        for number in range(1, 11):  # a browser has six connections to one host
            if number > 1:
                page.switch_to.new_window("tab")
                open_page(page, address, width=1280)
            asked[page.current_window_handle] = f"Wat kost de zwemles van groep {number}?"
            type_question(page, asked[page.current_window_handle])
        for tab, question in asked.items():
            page.switch_to.window(tab)
            assert "tien euro" in wait_for_answer(page, question).text
            assert not page.find_elements(By.CSS_SELECTOR, "#bw-earlier summary")
        assert "gratis" in ask(page, "Wat kost de bus?").text  # while nine tabs are idle
    finally:
        for tab in asked.keys() - {first}:
            page.switch_to.window(tab)
            page.close()
        page.switch_to.window(first)


def test_the_served_page_names_no_other_host_and_says_what_may_run(address: str) -> None:
    with urlopen(address, timeout=HANG_SECONDS) as response:
        html, rules = response.read().decode(), response.headers["Content-Security-Policy"]
    assert '<html lang="nl"' in " ".join(html.split())
    assert not re.search(r"(?:https?:)?//[\w-]+(?:\.[\w-]+)+", html)
    assert "unsafe" not in rules.partition("script-src")[2].partition(";")[0]


def test_a_port_in_use_is_said_with_the_next_step(library: Library, address: str) -> None:
    port = urlsplit(address).port or 0
    with pytest.raises(SettingsError, match=f"--port {port + 1}"):
        serve(library, Settings(), host="127.0.0.1", port=port)
