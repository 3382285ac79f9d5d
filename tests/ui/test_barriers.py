"""All pages and all states of the chat by the rules of axe-core: no barrier that it calls serious or critical.

One server over the bundled letters, one browser for each language: readers whose browser asks for Arabic have the
Dutch pages, with answers in Arabic. Each state is looked at in a wide window and in one of a phone, in light colours
and in dark ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium_axe_python import Axe

from index.search.library import Library
from index.settings import Settings
from tests.support.chromium import (
    MARKS,
    open_page,
    set_colours,
    set_width,
    start_chromium,
    too_wide,
    type_question,
    wait,
)
from tests.support.web import served
from ui.page.routes import chat_routes
from ui.serve import chat_app, empty_app
from ui.web.fair_queue import FairQueue
from ui.web.http import web_app
from ui.web.links import letter_link, page_link

pytestmark = [*MARKS, pytest.mark.slow]

_PAGES = (
    "/brieven",
    "/brieven?zoek=onderwijs&soort=brief",
    "/brieven?zoek=nergens",
    "/over",
    "/toegankelijkheid",
    "/nergens",
)
_STATES = {
    "answered": "Wat is inclusief onderwijs?",
    "partial": "Wat is inclusief onderwijs en wat kost een zwemdiploma in Utrecht?",
    "not_found:has(.bw-nearest)": "Wat kost inclusief onderwijs in 2019?",
    "not_found:not(:has(.bw-nearest))": "Wat is de hoofdstad van Australië?",
    "person": "Mijn dochter van 12 wil niet meer leven omdat ze niet naar school kan.",
    "offer": "Mijn nummer is 06-12345678, krijgt mijn kind hulp?",
    "vague": "onderwijs",
}
"""A question for each class of an answer."""

_LOOKS = {
    "nl": ((1280, "light"), (320, "dark")),
    "en": ((1280, "dark"), (390, "light")),
    "ar": ((1280, "light"), (320, "light")),
}
"""By language of the browser: widths of the window in pixels, each with the colours that its reader prefers."""

_IN_THEIR_LANGUAGE = {"nl": "", "en": "What is inclusive education?", "ar": "ما هو التعليم الشامل؟"}


@dataclass(frozen=True)
class _Site:
    """Addresses, each without a slash at its end: of the pages, of a chat that has no place for any question, of pages
    without letters.
    """

    whole: str
    full_up: str
    empty: str
    letters: tuple[str, ...]
    """Paths of a letter and of a page as it looks on paper."""


@pytest.fixture(name="site", scope="module")
def site_fixture(library: Library, bundled_settings: Settings) -> Iterator[_Site]:
    plenty = bundled_settings.model_copy(update={"questions_per_minute": 1_000})
    no_place = FairQueue(1, per_minute=1_000, in_all=0)
    pdf = next(
        each for each in library.letters.values() if library.documents[each.document_id].media_type == "application/pdf"
    )
    page = library.documents[pdf.document_id].page_of(pdf.start)
    at = {"start": pdf.start, "end": pdf.start + 40}
    with (
        served(chat_app(library, plenty, host="127.0.0.1")) as whole,
        served(web_app(chat_routes(library, plenty, no_place))) as full_up,
        served(empty_app()) as empty,
    ):
        addresses = [str(each.base_url).rstrip("/") for each in (whole, full_up, empty)]
        yield _Site(*addresses, (letter_link(pdf.id, **at), page_link(pdf.id, page, **at)))


@pytest.fixture(name="language", scope="module", params=["nl", "en", "ar"])
def language_fixture(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(name="chromium", scope="module")
def chromium_fixture(language: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with start_chromium(tmp_path_factory.mktemp("chromium"), language=language) as browser:
        yield browser


def test_no_page_and_no_state_has_a_serious_barrier(chromium: webdriver.Chrome, site: _Site, language: str) -> None:
    found = [
        f"{name}: {each}"
        for name in _visited(chromium, site, language)
        for each in _barriers(chromium, _LOOKS[language])
    ]
    assert found == []


def _visited(chromium: webdriver.Chrome, site: _Site, language: str) -> Iterator[str]:
    """Open one page or state after another, and yield its name."""
    set_width(chromium, 1280)
    of_page = urlencode({"taal": "en" if language == "en" else "nl"})
    home = f"{site.whole}/?{of_page}"
    open_page(chromium, home, width=1280)
    wait(chromium, "#bw-examples .bw-example")
    yield "home"
    theirs = _IN_THEIR_LANGUAGE[language]
    for state, question in [*_STATES.items(), *([("answered", theirs)] if theirs else [])]:
        open_page(chromium, home, width=1280)
        type_question(chromium, question)
        wait(chromium, f"article.bw-{state}:not([aria-busy])")
        chromium.execute_script("for (const each of document.querySelectorAll('details')) each.open = true")
        yield question
    open_page(chromium, f"{site.full_up}/?{of_page}", width=1280)
    type_question(chromium, "Wat is inclusief onderwijs?")
    wait(chromium, "article.bw-fault")
    yield "an error"
    for path in _PAGES:
        chromium.get(site.whole + path)
        yield path
    for path in site.letters:
        chromium.get(site.whole + path)
        wait(chromium, "mark")
        yield path
    chromium.get(f"{site.whole}/onderwerpen")
    while not (themes := chromium.find_elements(By.CSS_SELECTOR, ".bw-themes a")):  # they are being looked for
        chromium.refresh()
    yield "themes"
    themes[0].click()
    yield "a theme"
    chromium.get(site.empty)
    yield "no letters"


def _barriers(chromium: webdriver.Chrome, looks: Iterable[tuple[int, str]]) -> list[str]:
    """Return what axe-core finds on the page as it stands, and whether it sticks out of the window."""
    found = []
    for width, colours in looks:
        set_width(chromium, width)
        set_colours(chromium, colours)
        axe = Axe(chromium)
        axe.inject()
        found += [
            f"{width} {colours}: {each['id']} {node['target']} {node['failureSummary']}"
            for each in axe.run()["violations"]
            if each["impact"] in ("serious", "critical")
            for node in each["nodes"]
        ]
        if too_wide(chromium):
            found.append(f"{width}: too wide")
    return found
