"""The desk in a real Chromium, by keyboard: set-up, wrong and right passwords, a session that expires, signing out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.ui import WebDriverWait
from sqlalchemy import update

from index.settings import Settings
from index.store.staff.sessions import IDLE
from index.store.staff.tables import staff_sessions
from index.store.transactions import opened_catalog, writing
from qa.exchanges import keep, new_code
from tests.support.barriers import barriers
from tests.support.chromium import needs_chromium, set_width, start_chromium, wait
from tests.support.limits import HANG_SECONDS
from tests.support.web import served
from tests.ui.desk.desk import PASSWORD, add
from tests.whole.test_exchanges import answer
from ui.serve import empty_app

pytestmark = [pytest.mark.browser, pytest.mark.slow, needs_chromium]

_LOOKS = ((1280, "light"), (390, "dark"))


@pytest.fixture(name="settings")
def settings_fixture(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data=tmp_path / "data", questions_per_minute=600)  # type: ignore[call-arg]


@pytest.fixture(name="desk")
def desk_fixture(settings: Settings) -> Iterator[str]:
    with served(empty_app(settings, host="127.0.0.1")) as client:
        yield f"{client.base_url}/beheer"


def _press(chromium: webdriver.Chrome, *keys: str) -> None:
    for key in keys:
        chromium.switch_to.active_element.send_keys(key)


def _sign_in(chromium: webdriver.Chrome, name: str, password: str) -> None:
    """Go from the top of the page to the form with Tab, fill it in, and press Enter."""
    chromium.execute_script("document.activeElement.blur()")
    chromium.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    for _ in range(12):
        if chromium.switch_to.active_element.get_attribute("id") == "naam":
            break
        _press(chromium, Keys.TAB)
    _press(chromium, Keys.CONTROL + "a")
    _press(chromium, name, Keys.TAB)
    page = chromium.find_element(By.TAG_NAME, "html")
    _press(chromium, password, Keys.ENTER)
    _gone(chromium, page)


def _choose(chromium: webdriver.Chrome, code: str) -> None:
    """Fill in the code of a conversation, and go by Tab to what erases it."""
    page = chromium.find_element(By.TAG_NAME, "html")
    field = chromium.find_element(By.ID, "code")
    field.clear()
    field.send_keys(code, Keys.TAB)
    _press(chromium, Keys.TAB)
    assert chromium.switch_to.active_element.text == "Wis"
    _press(chromium, Keys.ENTER)
    _gone(chromium, page)


def _gone(chromium: webdriver.Chrome, page: WebElement) -> None:
    """Wait until another page has taken the place of `page`."""
    WebDriverWait(chromium, HANG_SECONDS).until(expected_conditions.staleness_of(page))


def test_the_desk_from_set_up_to_signing_out(desk: str, settings: Settings, tmp_path: Path) -> None:
    found: list[str] = []
    with start_chromium(tmp_path / "chromium", language="nl") as chromium:

        def look(name: str) -> str:
            found.extend(f"{name}: {each}" for each in barriers(chromium, _LOOKS))
            set_width(chromium, 1280)
            return wait(chromium, "main").text

        chromium.get(desk)
        assert "briefwijzer staff add NAAM --role admin" in look("set-up")
        add(settings, "Noor", "admin")
        chromium.get(desk)
        look("sign-in")
        _sign_in(chromium, "Noor", "niet het wachtwoord")
        assert "De naam of het wachtwoord klopt niet" in look("wrong password")
        assert wait(chromium, "#naam").get_attribute("value") == "Noor"
        _sign_in(chromium, "Noor", PASSWORD)
        assert "Welkom, Noor" in look("start")
        for path in ("medewerkers", "logboek", "wachtwoord", "privacy"):
            chromium.get(f"{desk}/{path}")
            look(path)
        _choose(chromium, "0123-4567-89ab-cdef-ghjk")
        assert "Bij deze code is niets bewaard" in look("privacy, wrong code")
        assert chromium.switch_to.active_element.get_attribute("id") == "code"
        code = new_code()
        keep(answer(), settings, code=code)
        _choose(chromium, code)
        assert "1 vraag met antwoord voorgoed wissen?" in look("privacy, sure")
        sure = chromium.find_element(By.CSS_SELECTOR, "main .bw-primary")
        sure.send_keys(Keys.ENTER)
        _gone(chromium, sure)
        assert "1 vraag met antwoord is gewist" in look("privacy, erased")
        with opened_catalog(settings) as engine, writing(engine) as connection:
            row = connection.execute(staff_sessions.select()).one()
            connection.execute(update(staff_sessions).values(seen_at=row.seen_at - IDLE - timedelta(minutes=1)))
        chromium.get(f"{desk}/logboek")
        assert "omdat u een tijd niets deed" in look("expired")
        _sign_in(chromium, "Noor", PASSWORD)
        assert chromium.current_url == f"{desk}/logboek"
        out = chromium.find_element(By.CSS_SELECTOR, ".bw-who button")
        out.send_keys(Keys.ENTER)
        _gone(chromium, out)
        assert chromium.current_url == f"{desk}/aanmelden"
        chromium.back()
        chromium.refresh()
        assert "Aanmelden" in wait(chromium, "h1").text
    assert found == []
