"""Reviewing in a real Chromium: from the list to a verdict by keyboard, and no barrier on any of the pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.ui import WebDriverWait

from index.search.library import open_library
from index.store.review.reviews import read_reviews
from tests.support.barriers import barriers
from tests.support.chromium import MARKS, browser_log, set_width, start_chromium, wait
from tests.support.limits import HANG_SECONDS
from tests.support.web import served
from tests.ui.desk.desk import PASSWORD
from tests.ui.desk.review.desk_with_letters import ASKED, desk_with_letters
from ui.serve import chat_app

pytestmark = [*MARKS, pytest.mark.slow]

_LOOKS = ((1280, "light"), (390, "dark"))


def _press(chromium: webdriver.Chrome, *keys: str) -> None:
    """Press keys where the focus is, the last of which leads to another page."""
    page = chromium.find_element(By.TAG_NAME, "html")
    for key in keys:
        chromium.switch_to.active_element.send_keys(key)
    WebDriverWait(chromium, HANG_SECONDS).until(expected_conditions.staleness_of(page))
    wait(chromium, "main h1")


def test_a_review_by_keyboard_from_the_list_to_the_verdict(tmp_path: Path) -> None:
    settings, ids = desk_with_letters(tmp_path)
    found: list[str] = []
    app = chat_app(open_library(settings), settings, host="127.0.0.1")
    with served(app) as client, start_chromium(tmp_path / "chromium", language="nl") as chromium:

        def look(name: str) -> None:
            found.extend(f"{name}: {each}" for each in barriers(chromium, _LOOKS))
            set_width(chromium, 1280)

        chromium.get(f"{client.base_url}/beheer/vragen")
        chromium.find_element(By.ID, "naam").send_keys("Anna")
        chromium.find_element(By.ID, "wachtwoord").send_keys(PASSWORD)
        chromium.find_element(By.CSS_SELECTOR, "main form button").send_keys(Keys.ENTER)
        wait(chromium, ".bw-queue a")
        look("queue")
        chromium.find_element(By.CSS_SELECTOR, ".bw-queue a").send_keys(Keys.ENTER)
        wait(chromium, ".bw-judging")
        _press(chromium, "1", Keys.ENTER)  # by a digit
        assert ASKED[1] in chromium.find_element(By.TAG_NAME, "h1").text
        look("exchange")
        chromium.refresh()
        wait(chromium, ".bw-judging")
        _press(chromium, Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER)  # by arrows, which need no script
        assert ASKED[0] in chromium.find_element(By.TAG_NAME, "h1").text
        assert "is bewaard" in wait(chromium, "[role=status]").text
        quote = chromium.find_element(By.NAME, "citaat-1-1")
        quote.send_keys("4")
        assert chromium.switch_to.active_element.get_attribute("value") == "incomplete"
        note = chromium.find_element(By.ID, "opmerking")
        note.send_keys("2 keer")  # a digit is a digit where one types
        chromium.execute_script("document.querySelector('[name=antwoord][value=partly]').focus()")
        _press(chromium, "2", Keys.ENTER)
        assert chromium.current_url.endswith(f"/beheer/vragen?gedaan=oordeel&met={ids[ASKED[0]]}")
        for path in ("onbeantwoord", "vastgezet", "metingen"):
            chromium.get(f"{client.base_url}/beheer/{path}")
            wait(chromium, "main h1")
            look(path)
        complaints = [each["message"] for each in browser_log(chromium, "browser")]
    verdicts = [read_reviews(settings, ids[question])[0].answer for question in ASKED]
    assert verdicts == ["partly", "wrong", "good"]
    [last] = read_reviews(settings, ids[ASKED[0]])
    assert last.note == "2 keer"
    assert [each.verdict for each in last.quotes] == ["incomplete"]
    assert found == []
    assert complaints == []
