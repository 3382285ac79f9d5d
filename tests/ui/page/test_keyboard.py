"""Everything on the pages by keyboard alone, in a real Chromium: what has the focus is seen, and it is never lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from index.search.library import Library
from index.settings import Settings
from tests.support.chromium import MARKS, ask, open_page, set_width, start_chromium, too_wide, wait, wait_for_answer
from tests.support.limits import HANG_SECONDS
from tests.support.page_states import Site, served_site

pytestmark = [*MARKS, pytest.mark.slow]

_MOST_STOPS = 150
_QUESTION = "Wat is inclusief onderwijs?"
_ADDRESS = "https://voorbeeld.test/" + "a" * 877
"""A question of 900 characters in which no line can end."""

_STOP = """const told = arguments[arguments.length - 1];
// not before the browser has scrolled to what has the focus
requestAnimationFrame(() => requestAnimationFrame(() => {
const held = document.activeElement, all = getComputedStyle(held);
if (held === document.body) return told("");
const boxes = [...held.getClientRects()], name = held.outerHTML.slice(0, 90);
const seen = boxes.some((box) => [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.2]].some(([right, down]) => {
  const found = document.elementFromPoint(box.x + box.width * right, box.y + box.height * down);
  return found && (held.contains(found) || found.contains(held));
}));
const disc = held.querySelector(".bw-reach"); // a mark of a timeline shows the focus so
const ring = disc ? parseFloat(getComputedStyle(disc).strokeWidth) >= 2
  : all.outlineStyle !== "none" && parseFloat(all.outlineWidth) >= 2;
told(name + (seen ? "" : " IS COVERED") + (ring ? "" : " HAS NO RING"));
}));"""


@pytest.fixture(name="site", scope="module")
def site_fixture(library: Library, bundled_settings: Settings) -> Iterator[Site]:
    with served_site(library, bundled_settings) as site:
        yield site


@pytest.fixture(name="chromium", scope="module")
def chromium_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with start_chromium(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


def _press(page: webdriver.Chrome, key: str) -> None:
    ActionChains(page).send_keys(key).perform()


def _tab(page: webdriver.Chrome) -> str:
    """Go one stop on, and return what has the focus there; "" behind the last one."""
    _press(page, Keys.TAB)
    return str(page.execute_async_script(_STOP))


def _go_to(page: webdriver.Chrome, css: str) -> WebElement:
    """Press Tab until what is `css` has the focus, and return it."""
    for _ in range(_MOST_STOPS):
        stop = _tab(page)
        assert "IS COVERED" not in stop
        assert "HAS NO RING" not in stop
        held = page.switch_to.active_element
        if stop and page.execute_script("return arguments[0].matches(arguments[1])", held, css):
            return held
    raise AssertionError(f"no way to {css}")


def _held(page: webdriver.Chrome, css: str) -> None:
    """Wait until something that is `css` has the focus."""
    try:
        WebDriverWait(page, HANG_SECONDS).until(
            lambda page: page.execute_script("return document.activeElement.matches(arguments[0])", css)
        )
    except Exception as fault:
        raise AssertionError(f"{css} has no focus, but {page.execute_async_script(_STOP) or 'nothing'}") from fault


def _whole_page(page: webdriver.Chrome) -> None:
    """Walk through a page from its top to its end."""
    page.execute_script("document.querySelector('.bw-skip').focus()")
    stops = []
    while stop := _tab(page):
        stops.append(stop)
        assert len(stops) < _MOST_STOPS
    assert [stop for stop in stops if stop.endswith(("COVERED", "RING"))] == []
    assert len(stops) > 5


@pytest.mark.parametrize("width", [390, 1280])
def test_every_stop_on_every_page_is_seen(chromium: webdriver.Chrome, site: Site, width: int) -> None:
    open_page(chromium, f"{site.whole}/", width=width)
    wait(chromium, "#bw-examples li:nth-child(4)")
    _whole_page(chromium)
    ask(chromium, _QUESTION)
    wait(chromium, "#bw-follow li")
    for details in chromium.find_elements(By.CSS_SELECTOR, "#bw-answer details > summary"):
        details.send_keys(Keys.ENTER)
    _whole_page(chromium)
    for path in (site.letter, site.paper, "/brieven", "/onderwerpen", "/bewaard", "/brieven/weg-1", "/over"):
        chromium.get(site.whole + path)
        wait(chromium, "main a, main button")
        _whole_page(chromium)


def _take_along(page: webdriver.Chrome) -> None:
    """Copy, save, print and share the answer, the focus staying at each."""
    _go_to(page, ".bw-take summary")
    _press(page, Keys.ENTER)
    page.execute_script("window.print = () => { document.body.dataset.printed = 'yes' }")
    for css, done in (
        (".bw-copy", ".bw-take .bw-done:not(:empty)"),
        ("[value=pdf]", ".bw-take[open]"),
        (".bw-print", "[data-printed]"),
        (".bw-share", ".bw-take .bw-done:not(:empty)"),
    ):
        _go_to(page, f".bw-take {css}")
        _press(page, Keys.ENTER)
        wait(page, done)
        _held(page, f".bw-take {css}")


def _judge(page: webdriver.Chrome) -> None:
    """Say that the answer did not help, and why."""
    _go_to(page, ".bw-helped [value=nee]")
    _press(page, Keys.ENTER)
    _held(page, ".bw-why input")
    _press(page, Keys.SPACE)
    _go_to(page, ".bw-why textarea")
    _press(page, "te kort")
    _go_to(page, ".bw-why button")
    _press(page, Keys.ENTER)
    _held(page, ".bw-opinion .bw-done")


def test_a_conversation_by_keyboard_never_loses_the_focus(chromium: webdriver.Chrome, site: Site) -> None:
    page = open_page(chromium, f"{site.whole}/", width=1280)
    wait(page, "#bw-examples li:nth-child(4)")
    example = _go_to(page, ".bw-example").text
    _press(page, Keys.ENTER)
    wait_for_answer(page, example)
    _held(page, "#bw-answer article")

    citation = _go_to(page, "a.bw-cite")
    _press(page, Keys.ENTER)
    _held(page, "#bw-sources summary")
    _press(page, Keys.ESCAPE)
    assert page.switch_to.active_element == citation

    _take_along(page)
    _judge(page)

    _go_to(page, "#bw-change")
    _press(page, Keys.ENTER)
    _held(page, "#bw-box")
    _press(page, Keys.ESCAPE)
    _held(page, "#bw-box")
    assert not page.find_element(By.ID, "bw-box").get_attribute("value")
    _go_to(page, "#bw-retry")
    _press(page, Keys.ENTER)
    wait(page, "#bw-next:not([hidden])")
    _held(page, "#bw-answer article")
    wait(page, "#bw-follow:not([hidden])")
    question = _go_to(page, "#bw-follow .bw-example").text
    _press(page, Keys.ENTER)
    wait_for_answer(page, question)
    _held(page, "#bw-answer article")
    _go_to(page, ".bw-earlier > summary")
    _press(page, Keys.ENTER)
    wait(page, ".bw-earlier[open]")

    _go_to(page, "#bw-new")
    _press(page, Keys.ENTER)
    _held(page, "#bw-box")
    _go_to(page, "#bw-undo")
    _press(page, Keys.ENTER)
    _held(page, "#bw-answer article")
    _go_to(page, "#bw-forget")
    _press(page, Keys.ENTER)
    _held(page, "#bw-box")


def test_from_an_answer_through_the_letter_and_back(chromium: webdriver.Chrome, site: Site) -> None:
    page = open_page(chromium, f"{site.whole}/", width=1280)
    ask(page, _QUESTION)
    _go_to(page, "a.bw-cite")
    _press(page, Keys.ENTER)
    _held(page, "#bw-sources summary")
    _go_to(page, ".bw-links a[href*='van=']:not([href*='/pagina/'])")
    _press(page, Keys.ENTER)
    wait(page, ".bw-whole-letter")
    _held(page, "mark")
    page.get(site.whole + site.letter)
    _go_to(page, "#zoek")
    _press(page, f"onderwijs{Keys.ENTER}")
    _held(page, "#gevonden + mark")
    page.execute_script("document.querySelector('.bw-skip').focus()")
    _go_to(page, "[aria-label='Volgende plek']")
    _press(page, Keys.ENTER)
    wait(page, "[aria-label='Vorige plek']")
    _held(page, "#gevonden + mark")
    page.get(site.whole + site.paper)
    _go_to(page, ".bw-actions a")
    _press(page, Keys.ENTER)
    wait(page, ".bw-fact-list")
    for link, there in (("/brieven", ".bw-letters"), ("/onderwerpen", "main h1"), ("/", "#bw-box")):
        _go_to(page, f".bw-top li a[href='{link}']")
        _press(page, Keys.ENTER)
        wait(page, f".bw-top a[href='{link}'][aria-current]")
        wait(page, there)
    _go_to(page, ".bw-language")
    _press(page, Keys.ENTER)
    wait(page, "html[lang=en]")
    page.get(f"{site.whole}/?taal=nl")


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256)])  # a phone; a desk at four times the size
def test_a_question_that_cannot_be_broken_leaves_its_answer_in_sight(
    chromium: webdriver.Chrome, site: Site, width: int, height: int
) -> None:
    page = open_page(chromium, f"{site.whole}/", width=width)
    set_width(page, width, height=height)
    ask(page, _ADDRESS)
    assert not too_wide(page)
    ask(page, f"Wat is inclusief onderwijs volgens {_ADDRESS}?"[:900])
    assert not too_wide(page)
    page.find_element(By.ID, "bw-change").send_keys(Keys.ENTER)
    _held(page, "#bw-box")
    room = """const box = document.getElementById("bw-ask").getBoundingClientRect();
    return [box.height, document.documentElement.scrollHeight,
            document.getElementById("bw-conversation").getBoundingClientRect().bottom + scrollY]"""
    asking, whole, end = page.execute_script(room)
    if height == 640:  # the box lies over the page
        assert asking <= height / 3
        assert end <= whole - asking
    assert not too_wide(page)
