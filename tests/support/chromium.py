"""A real Chromium and a page that is served, for the tests that look at one."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from selenium import webdriver
from selenium.common.exceptions import InvalidSessionIdException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from index.search.library import Library
from index.settings import Settings
from tests.support.limits import HANG_SECONDS

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
needs_chromium = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="chromium or chromedriver is not installed: run `make system-packages`"
)
MARKS = [pytest.mark.browser, pytest.mark.embedder, needs_chromium]


def serve_page(library: Library, settings: Settings) -> str:
    """Serve the page until the tests end, and return its address."""
    from ui.serve import serve  # gradio takes seconds to load: not for tests of other pages

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = {"host": "127.0.0.1", "port": port}
    threading.Thread(target=serve, args=(library, settings), kwargs=options, daemon=True).start()
    url = f"http://127.0.0.1:{port}/"
    for _ in range(HANG_SECONDS):
        try:
            with urlopen(url, timeout=HANG_SECONDS):
                return url
        except URLError:
            time.sleep(1)
    raise AssertionError(f"no page on {url}")


@contextmanager
def start_chromium(profile: Path, *, language: str = "") -> Iterator[webdriver.Chrome]:
    """Yield a browser that keeps its own folder, and asks for pages in `language` where that is given."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for switch in (
        "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync"
    ).split():
        options.add_argument(switch)
    options.add_argument(f"--user-data-dir={profile}")
    if language:
        options.add_argument(f"--accept-lang={language}")
    # A form with a password otherwise sets Chromium's store of passwords to work, which a test has no use for and which
    # once took the whole browser down as a form was sent.
    options.add_experimental_option(
        "prefs", {"credentials_enable_service": False, "profile.password_manager_leak_detection": False}
    )
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    log = profile.with_suffix(".log")
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(DRIVER), log_output=str(log)))
    try:
        yield driver
    except InvalidSessionIdException as error:  # the browser died: the driver's log says more than the error
        error.add_note("\n".join(log.read_text(errors="replace").splitlines()[-40:]))
        raise
    finally:
        driver.quit()


def set_width(chromium: webdriver.Chrome, width: int, *, height: int = 800) -> None:
    """Make the window `width` pixels wide; below 500 pixels it is a phone."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def set_colours(chromium: webdriver.Chrome, colours: str) -> None:
    """Let the reader prefer "light" or "dark" colours."""
    preferred = {"name": "prefers-color-scheme", "value": colours}
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [preferred]})


def open_page(chromium: webdriver.Chrome, address: str, *, width: int) -> webdriver.Chrome:
    """Return the chat page, freshly opened, `width` pixels wide."""
    set_width(chromium, width)
    for kind in ("performance", "browser"):
        browser_log(chromium, kind)  # what an earlier test did is not this test's matter
    if chromium.current_url.startswith("http"):  # a conversation stays in its tab
        chromium.execute_script("sessionStorage.clear()")
    chromium.get(address)
    wait(chromium, "#bw-question textarea")
    return chromium


def browser_log(page: webdriver.Chrome, kind: str) -> list[dict[str, str]]:
    """Return what the browser logged since the last time."""
    return list(page.get_log(kind))  # type: ignore[no-untyped-call]


def wait(page: webdriver.Chrome, css: str) -> WebElement:
    """Return the first element that is `css`, as soon as there is one."""
    found = WebDriverWait(page, HANG_SECONDS).until(lambda page: page.find_elements(By.CSS_SELECTOR, css))
    return found[0]


def type_question(page: webdriver.Chrome, question: str) -> None:
    """Type a question and press Enter."""
    page.find_element(By.CSS_SELECTOR, "#bw-question textarea").send_keys(question, Keys.ENTER)


def wait_for_answer(page: webdriver.Chrome, question: str) -> WebElement:
    """Return the answer to a question, as soon as it is finished or stopped."""

    def finished(page: webdriver.Chrome) -> bool:
        script = """const answer = document.querySelector("#bw-answer article");
        return !!answer && answer.querySelector("h2").textContent === arguments[0]
            && !!answer.querySelector(".bw-status") && !answer.matches("[aria-busy]")"""
        return bool(page.execute_script(script, question))

    WebDriverWait(page, HANG_SECONDS).until(finished)
    return page.find_element(By.CSS_SELECTOR, "#bw-answer article")


def ask(page: webdriver.Chrome, question: str) -> WebElement:
    """Ask a question and return the answer to it."""
    type_question(page, question)
    return wait_for_answer(page, question)


def too_wide(page: webdriver.Chrome) -> bool:
    """Whether something on the page sticks out of the window."""
    return bool(page.execute_script("return document.documentElement.scrollWidth > innerWidth"))
