"""All pages and all states of the chat in a browser, for whoever looks at each of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from index.search.library import Library
from index.settings import Settings
from tests.support.chromium import open_page, set_width, type_question, wait
from tests.support.web import served
from ui.page.routes import chat_routes
from ui.serve import chat_app, empty_app
from ui.web.fair_queue import FairQueue
from ui.web.http import web_app
from ui.web.links import letter_link, page_link

SHEET = "citation on a phone"
"""The state that only a narrow window has."""

_PAGES = {
    "letters": "/brieven",
    "letters chosen": "/brieven?zoek=onderwijs&soort=brief",
    "no letters found": "/brieven?zoek=nergens",
    "about": "/over",
    "kept": "/bewaard",
    "accessibility": "/toegankelijkheid",
    "no such page": "/nergens",
}
_STATES = (
    ("answer", "answered", "Wat is inclusief onderwijs?"),
    ("partly", "partial", "Wat is inclusief onderwijs en wat kost een zwemdiploma in Utrecht?"),
    ("nearest", "not_found:has(.bw-nearest)", "Wat kost inclusief onderwijs in 2019?"),
    ("not found", "not_found:not(:has(.bw-nearest))", "Wat is de hoofdstad van Australië?"),
    ("distress", "person", "Mijn dochter van 12 wil niet meer leven omdat ze niet naar school kan."),
    ("personal data", "offer", "Mijn nummer is 06-12345678, krijgt mijn kind hulp?"),
    ("vague", "vague", "onderwijs"),
)
"""Name, class of the answer, a question that is answered so."""

_IN_THEIR_LANGUAGE = {"nl": "", "en": "What is inclusive education?", "ar": "ما هو التعليم الشامل؟"}


@dataclass(frozen=True)
class Site:
    """Addresses, each without a slash at its end: of the pages, of a chat that has no place for any question, of pages
    without letters.
    """

    whole: str
    full_up: str
    empty: str
    letter: str
    """Path of a letter, at a quote."""
    paper: str
    """Path of its page as it looks on paper."""


@contextmanager
def served_site(library: Library, settings: Settings) -> Iterator[Site]:
    """Serve the bundled letters, a chat that refuses and one without letters."""
    plenty = settings.model_copy(update={"questions_per_minute": 1_000})
    no_place = FairQueue(1, per_minute=1_000, in_all=0)
    pdf = next(
        each for each in library.letters.values() if library.documents[each.document_id].media_type == "application/pdf"
    )
    page = library.documents[pdf.document_id].page_of(pdf.start)
    at = {"start": pdf.start, "end": pdf.start + 40}
    with (
        served(chat_app(library, plenty, host="127.0.0.1")) as whole,
        served(web_app(chat_routes(library, plenty, no_place))) as full_up,
        served(empty_app(plenty, host="127.0.0.1")) as empty,
    ):
        addresses = [str(each.base_url).rstrip("/") for each in (whole, full_up, empty)]
        yield Site(*addresses, letter_link(pdf.id, **at), page_link(pdf.id, page, **at))


def visited(chromium: webdriver.Chrome, site: Site, language: str) -> Iterator[str]:
    """Open one page or state after another, and yield its name. Readers whose browser asks for Arabic have the Dutch
    pages, with an answer in Arabic.
    """
    set_width(chromium, 1280)
    of_page = urlencode({"taal": "en" if language == "en" else "nl"})
    home = f"{site.whole}/?{of_page}"
    open_page(chromium, home, width=1280)
    wait(chromium, "#bw-examples li:nth-child(4)")
    yield "home"
    theirs = _IN_THEIR_LANGUAGE[language]
    for name, kind, question in (*_STATES, *([("in their language", "answered", theirs)] if theirs else [])):
        open_page(chromium, home, width=1280)
        type_question(chromium, question)
        wait(chromium, f"article.bw-{kind}:not([aria-busy])")
        yield name
    open_page(chromium, home, width=390)
    type_question(chromium, _STATES[0][2])
    wait(chromium, "article.bw-answered:not([aria-busy]) a.bw-cite").send_keys(Keys.ENTER)
    wait(chromium, "dialog[open]")
    yield SHEET
    open_page(chromium, f"{site.full_up}/?{of_page}", width=1280)
    type_question(chromium, _STATES[0][2])
    wait(chromium, "article.bw-fault")
    yield "error"
    for name, path in _PAGES.items():
        chromium.get(site.whole + path)
        yield name
    for name, path in (("letter", site.letter), ("page as on paper", site.paper)):
        chromium.get(site.whole + path)
        wait(chromium, "mark")
        yield name
    chromium.get(f"{site.whole}/onderwerpen")
    while not (themes := chromium.find_elements(By.CSS_SELECTOR, ".bw-themes a")):  # they are being looked for
        chromium.refresh()
    yield "themes"
    themes[0].click()
    yield "theme"
    chromium.get(site.empty)
    yield "no letters"
