"""The chat page in a real Chromium, over a real index of a few letters written here."""

from __future__ import annotations

import json
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from index.errors import SettingsError
from index.indexer import index_paths
from index.library import Library, open_library
from index.settings import BUNDLED_EMBEDDER, Settings
from ui.page import serve

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.embedder,
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER), reason="chromium or chromedriver is not installed: run `make system-packages`"
    ),
]

_PATIENCE = 90  # seconds: only a fault waits this long
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
    folder = tmp_path_factory.mktemp("letters")
    for name, text in _LETTERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(data=tmp_path_factory.mktemp("data"), embedder=BUNDLED_EMBEDDER)
    index_paths([folder], settings=settings)
    return open_library(settings)


@pytest.fixture(scope="module")
def address(library: Library) -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = {"host": "127.0.0.1", "port": port}
    threading.Thread(target=serve, args=(library, Settings()), kwargs=options, daemon=True).start()
    url = f"http://127.0.0.1:{port}/"
    for _ in range(_PATIENCE):
        try:
            with urlopen(url, timeout=_PATIENCE):
                return url
        except URLError:
            time.sleep(1)
    raise AssertionError(f"no page on {url}")


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for switch in (
        "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync"
    ).split():
        options.add_argument(switch)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('chromium')}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(DRIVER)))
    yield driver
    driver.quit()


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, chromium: webdriver.Chrome, address: str) -> webdriver.Chrome:
    """The page, freshly opened, as wide as a phone and as wide as a desk."""
    metrics = {"width": request.param, "height": 800, "deviceScaleFactor": 1, "mobile": request.param < 500}
    chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    for kind in ("performance", "browser"):
        _log(chromium, kind)  # what an earlier test did is not this test's matter
    chromium.get(address)
    _wait(chromium, "#bw-question textarea")
    return chromium


def _log(page: webdriver.Chrome, kind: str) -> list[dict[str, str]]:
    """Return what the browser logged since the last time."""
    return list(page.get_log(kind))  # type: ignore[no-untyped-call]


def _wait(page: webdriver.Chrome, css: str) -> WebElement:
    found = WebDriverWait(page, _PATIENCE).until(lambda page: page.find_elements(By.CSS_SELECTOR, css))
    return found[0]


def _ask(page: webdriver.Chrome, question: str) -> WebElement:
    """Type a question, press Enter, and return the answer to it."""
    page.find_element(By.CSS_SELECTOR, "#bw-question textarea").send_keys(question, Keys.ENTER)

    def answered(page: webdriver.Chrome) -> bool:
        script = """const answer = document.querySelector("#bw-answer article");
        return !!answer && answer.querySelector("h2").textContent === arguments[0]
            && !!answer.querySelector(".bw-status")"""
        return bool(page.execute_script(script, question))

    WebDriverWait(page, _PATIENCE).until(answered)
    return page.find_element(By.CSS_SELECTOR, "#bw-answer article")


def _too_wide(page: webdriver.Chrome) -> bool:
    return bool(page.execute_script("return document.documentElement.scrollWidth > innerWidth"))


def test_a_citation_opens_at_the_marked_words_and_nothing_from_a_letter_runs(
    page: webdriver.Chrome, address: str
) -> None:
    assert not _too_wide(page)
    answer = _ask(page, "Hoeveel kost de zwemles?")
    assert "bw-answered" in str(answer.get_attribute("class"))
    assert "tien euro" in answer.text
    citation = next(
        item.find_element(By.CSS_SELECTOR, "a.bw-cite")
        for item in answer.find_elements(By.CSS_SELECTOR, "li")
        if "tien euro" in item.text
    )
    place = str(citation.get_attribute("href")).partition("#")[2]
    citation.send_keys(Keys.ENTER)
    details = _wait(page, f"[id='{place}'][open]")
    assert page.switch_to.active_element == details.find_element(By.CSS_SELECTOR, "summary")
    (mark,) = details.find_elements(By.CSS_SELECTOR, "mark")
    assert "De zwemles kost tien euro per kind <script>" in mark.text
    assert " ".join(mark.text.split()) in " ".join(_LETTERS["zwemles.txt"].split())
    shown = page.find_element(By.CSS_SELECTOR, "#bw-sources").text
    assert "24 maart 2023" in shown
    assert "kenmerk VD-2023-118" in shown
    assert "Bestand: zwemles.txt" in shown
    assert "onleesbaar gemaakt (Woo art. 5.1.2.e)" in shown
    assert not _too_wide(page)

    assert page.title == "Briefwijzer"
    hostile = "script, img, a:not(.bw-cite):not(.bw-back), [onclick], [onerror]"
    assert not page.find_elements(By.CSS_SELECTOR, ", ".join(f"main {part}" for part in hostile.split(", ")))
    assert not [entry for entry in _log(page, "browser") if entry["level"] == "SEVERE"]
    asked = [
        message["params"]["request"]["url"]
        for entry in _log(page, "performance")
        if (message := json.loads(entry["message"])["message"])["method"] == "Network.requestWillBeSent"
    ]
    assert address in asked
    hosts = {urlsplit(url).netloc for url in asked if urlsplit(url).scheme in ("http", "https", "ws", "wss")}
    assert hosts == {urlsplit(address).netloc}


def test_a_conversation_goes_on_and_starts_anew(page: webdriver.Chrome) -> None:
    first = page.find_elements(By.CSS_SELECTOR, ".bw-example")
    assert 0 < len(first) <= 4
    _ask(page, "Wat kost de zwemles?")
    assert not page.find_element(By.CSS_SELECTOR, "#bw-question textarea").get_attribute("value")
    _ask(page, "En de bus?")
    earlier = page.find_element(By.CSS_SELECTOR, "#bw-earlier summary")
    assert earlier.text == "Wat kost de zwemles?"
    page.find_element(By.CSS_SELECTOR, "#bw-new").click()
    WebDriverWait(page, _PATIENCE).until(
        lambda page: not page.find_elements(By.CSS_SELECTOR, "#bw-answer article, #bw-earlier summary")
    )
    example = _wait(page, ".bw-example")
    question = example.text
    example.click()
    _wait(page, "#bw-answer .bw-status")
    assert page.find_element(By.CSS_SELECTOR, "#bw-answer h2").text == question


def test_the_served_page_names_no_other_host_and_says_what_may_run(address: str) -> None:
    with urlopen(address, timeout=_PATIENCE) as response:
        html, rules = response.read().decode(), response.headers["Content-Security-Policy"]
    assert '<html lang="nl"' in " ".join(html.split())
    assert set(re.findall(r"(?:https?:)?//([\w-]+(?:\.[\w-]+)+)", html)) == {"127.0.0.1"}
    (nonce,) = re.findall(r"'nonce-([^']+)'", rules)
    assert set(re.findall(r'<script nonce="([^"]*)"', html)) == {nonce}
    assert html.count("<script") == html.count(f'<script nonce="{nonce}"')
    assert "unsafe-inline" not in rules.partition("script-src")[2].partition(";")[0]


def test_a_port_in_use_is_said_with_the_next_step(library: Library, address: str) -> None:
    port = urlsplit(address).port or 0
    with pytest.raises(SettingsError, match=f"--port {port + 1}"):
        serve(library, Settings(), host="127.0.0.1", port=port)
