"""Answers that a language model writes, on the page in a real Chromium: as they come, stopped,
searched anew, translated.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from index.search.library import Library, open_library
from index.settings import Settings
from index.store.exchanges import find_exchanges, read_exchanges
from tests.support.chromium import (
    MARKS,
    ask,
    browser_log,
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
from tests.support.model_server import ModelServer, Reply, Request, error_reply, model_server, with_model

pytestmark = MARKS

_ATTACK = "<script>document.title='gekraakt'</script><img src=x onerror=\"document.title='gekraakt'\">"
_PRICE = "De zwemles kost tien euro per kind."
_BUS = "De bus naar het zwembad is gratis."
_HOSTILE = f"Neem naar de zwemles een handdoek {_ATTACK} mee."
_DAYS = [f"Op dag {day} van de zwemles neemt elke leerling {thing} mee." for day, thing in enumerate(
    ("een handdoek", "een zwembroek", "een duikbril", "een boterham", "een kam", "een tas", "een jas", "een muts"), 1
)]  # fmt: skip
_LETTER = f"""Gemeente Vlieterdam

Aan: alle ouders
Datum: 24 maart 2023
Kenmerk: VD-2023-118
Onderwerp: Zwemles op school

Geachte ouders,

{_PRICE} {_BUS} {_HOSTILE}

{" ".join(_DAYS)}

Met vriendelijke groet,

Gemeente Vlieterdam
"""
_QUESTION = "Hoeveel kost de zwemles?"
_ON_AND_ON = [(day, day) for day in _DAYS] * 44
"""What a model says that is still writing when its time is over, at ten pieces a second."""
_UNTRUE = "De zwemles kost twintig euro per kind."


class Model:
    """A scripted model: it drafts `says`, as (sentence, quote) pairs, and rewrites and translates as told."""

    def __init__(self) -> None:
        self.says: Sequence[tuple[str, str]] = ()
        self.seconds_between = 0.0
        self.hang_after: int | None = None
        self.holds: Mapping[str, threading.Event] = {}
        self.rewritten = ""
        self.translations: Sequence[str | None] | Reply = ()
        self.down = False

    def __call__(self, request: Request) -> Reply | str:
        system, user = (request.body["messages"][place]["content"] for place in (0, -1))
        if self.down:
            return error_reply(401)
        if '{"question"' in system:
            return json.dumps({"question": self.rewritten})
        if "<citaat " in user:
            return self.translations if isinstance(self.translations, Reply) else json.dumps(self.translations)
        if "<bron " not in user:  # asked to mend sentences
            return json.dumps({"answerable": True, "sentences": []})
        sentences = [
            {
                "text": text,
                "citations": [
                    {"source": key, "quote": quote} for key, words in request.sources.items() if quote in words
                ],
            }
            for text, quote in self.says
        ]
        draft = json.dumps({"answerable": True, "sentences": sentences, "missing": ""})
        return Reply(
            draft, piece=50, seconds_between=self.seconds_between, hang_after=self.hang_after, holds=self.holds
        )


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture(scope="module")
def settings(server: ModelServer, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return with_model(index_letters({"zwemles.txt": _LETTER}, tmp_path_factory.mktemp("home")), server)


@pytest.fixture(scope="module")
def library(settings: Settings) -> Library:
    return open_library(settings)


@pytest.fixture(scope="module")
def address(library: Library, settings: Settings) -> str:
    return serve_page(library, settings)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with start_chromium(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture
def model(server: ModelServer) -> Model:
    model = Model()
    server.respond = model
    return model


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, chromium: webdriver.Chrome, address: str) -> webdriver.Chrome:
    return open_page(chromium, address, width=request.param)


# on a phone a citation opens a sheet: tests/ui/page/test_browser.py
_WIDE = pytest.mark.parametrize("page", [1280], indirect=True)


def _texts(page: webdriver.Chrome, css: str) -> list[str]:
    script = "return [...document.querySelectorAll(arguments[0])].map((part) => part.textContent.trim())"
    return list(page.execute_script(script, css))


def _focused(page: webdriver.Chrome) -> WebElement:
    return page.switch_to.active_element


def _until(page: webdriver.Chrome, css: str, number: int) -> None:
    WebDriverWait(page, HANG_SECONDS).until(lambda page: len(page.find_elements(By.CSS_SELECTOR, css)) >= number)


def _until_it_says(page: webdriver.Chrome, words: str) -> None:
    WebDriverWait(page, HANG_SECONDS).until(lambda page: words in "".join(_texts(page, "#bw-answer")))


def test_sentences_come_as_they_are_checked_and_nothing_else_is_ever_on_the_page(
    page: webdriver.Chrome, model: Model
) -> None:
    model.says = [(_PRICE, _PRICE), (_UNTRUE, _PRICE), (_BUS, _BUS)]
    model.holds = {"": threading.Event(), _UNTRUE: threading.Event()}
    page.execute_script(
        """window.seen = [];
        const note = () => seen.push([document.querySelector("#bw-answer article")?.ariaBusy, document.body.innerText]);
        new MutationObserver(note).observe(document.body, { childList: true, subtree: true, characterData: true });"""
    )
    type_question(page, _QUESTION)
    _until_it_says(page, " uit de brieven …")
    model.holds[""].set()
    _until_it_says(page, _PRICE)
    model.holds[_UNTRUE].set()
    answer = wait_for_answer(page, _QUESTION)
    seen = page.execute_script("return window.seen")
    running = [text for busy, text in seen if busy == "true"]
    assert any("Ik lees " in text and _PRICE not in text for text in running)
    assert any(_PRICE in text and _BUS not in text for text in running)
    assert all("Waar dit staat" in text for text in running if _PRICE in text)
    assert not any("twintig" in text for _, text in seen)
    assert _texts(page, "#bw-answer .bw-line .bw-say") == [_PRICE, _BUS]
    assert not page.find_elements(By.CSS_SELECTOR, ".bw-stop, .bw-more, [aria-busy]")
    on_touch = page.execute_script("return matchMedia('(pointer: coarse)').matches")
    assert _focused(page).tag_name == ("body" if on_touch else "textarea")
    said = _texts(page, "#bw-log p")
    assert len(said) == len(set(said))
    assert [said.count(sentence) for sentence in (_PRICE, _BUS)] == [1, 1]
    assert said[0] == "Ik lees uw vraag …" or said[0].startswith("Ik zoek in")
    assert said[-1] == "Beantwoord: dit staat in de brieven"
    folded = answer.find_element(By.CSS_SELECTOR, ".bw-omitted")
    folded.find_element(By.CSS_SELECTOR, "summary").click()
    assert "1 × Een getal, datum of bedrag staat niet zo in het citaat." in folded.text
    assert "openai/schrijver" in folded.text
    assert not too_wide(page)


@_WIDE
def test_what_a_reader_opened_stays_open_and_focused_while_more_comes(page: webdriver.Chrome, model: Model) -> None:
    model.says = [(day, day) for day in _DAYS]
    model.holds = {_DAYS[2]: threading.Event(), _DAYS[6]: threading.Event()}
    type_question(page, _QUESTION)
    citation = wait(page, "article[aria-busy] a.bw-cite")
    citation.send_keys(Keys.ENTER)
    details = wait(page, "#bw-sources details[open]")
    shown = len(page.find_elements(By.CSS_SELECTOR, ".bw-line"))
    model.holds[_DAYS[2]].set()
    _until(page, ".bw-line", shown + 2)
    assert details.get_attribute("open")
    assert _focused(page) == details.find_element(By.CSS_SELECTOR, "summary")
    page.find_element(By.CSS_SELECTOR, "#bw-new").send_keys(Keys.ENTER)


@pytest.mark.parametrize("how", ["escape", "button"])
def test_stopping_cuts_the_model_off_and_keeps_what_was_checked(
    page: webdriver.Chrome, model: Model, server: ModelServer, how: str
) -> None:
    left = server.cancelled
    model.says, model.seconds_between = _ON_AND_ON, 0.1
    type_question(page, _QUESTION)
    _until(page, ".bw-line", 2)
    button = page.find_element(By.CSS_SELECTOR, ".bw-stop")
    if how == "button":
        button.send_keys(Keys.ENTER)
    else:
        page.find_element(By.CSS_SELECTOR, "body").send_keys(Keys.ESCAPE)
    answer = wait_for_answer(page, _QUESTION)
    assert "bw-stopped" in str(answer.get_attribute("class"))
    assert answer.find_element(By.CSS_SELECTOR, ".bw-status").text == "Gestopt"
    assert _texts(page, "#bw-answer .bw-line .bw-say")[:2] == _DAYS[:2]
    assert server.wait_cancelled(left + 1)
    assert not page.find_elements(By.CSS_SELECTOR, ".bw-stop")
    if how == "button":
        assert _focused(page) == answer

    model.says, model.seconds_between = [(_PRICE, _PRICE)], 0
    page.find_element(By.CSS_SELECTOR, ".bw-again").send_keys(Keys.ENTER)
    wait(page, "#bw-answer .bw-answered")
    assert _texts(page, "#bw-answer .bw-line .bw-say") == [_PRICE]
    assert not page.find_elements(By.CSS_SELECTOR, "#bw-earlier summary")


def test_a_model_that_falls_silent_can_be_stopped(page: webdriver.Chrome, model: Model, server: ModelServer) -> None:
    left = server.cancelled
    model.says, model.hang_after = [(_PRICE, _PRICE), (_BUS, _BUS)], 5
    type_question(page, _QUESTION)
    _until(page, ".bw-line", 1)
    page.find_element(By.CSS_SELECTOR, ".bw-stop").send_keys(Keys.ENTER)
    wait_for_answer(page, _QUESTION)
    assert _texts(page, "#bw-answer .bw-line .bw-say") == [_PRICE]
    assert server.wait_cancelled(left + 1)


def test_closing_the_tab_cuts_the_model_off(
    chromium: webdriver.Chrome, address: str, model: Model, server: ModelServer
) -> None:
    left = server.cancelled
    model.says, model.seconds_between = _ON_AND_ON, 0.1
    first = chromium.current_window_handle
    chromium.switch_to.new_window("tab")
    chromium.get(address)
    wait(chromium, "#bw-question textarea")
    type_question(chromium, _QUESTION)
    _until(chromium, ".bw-line", 1)
    chromium.close()
    chromium.switch_to.window(first)
    assert server.wait_cancelled(left + 1)


def test_what_was_searched_can_be_changed_with_the_keyboard(
    page: webdriver.Chrome, model: Model, settings: Settings
) -> None:
    model.says = [(_PRICE, _PRICE)]
    ask(page, _QUESTION)
    model.rewritten = "Hoeveel kost de zwemles per kind?"
    question = "En hoeveel kost dat per kind?"
    answer = ask(page, question)
    assert "Ik zocht op: " in answer.text
    searched = str(page.find_element(By.CSS_SELECTOR, ".bw-searched p").text).removeprefix("Ik zocht op: ")
    edit = page.find_element(By.CSS_SELECTOR, ".bw-edit")
    edit.send_keys(Keys.ENTER)
    field = _focused(page)
    assert field.get_attribute("value") == searched
    field.send_keys("weg", Keys.ESCAPE)
    assert _focused(page) == edit
    edit.send_keys(Keys.ENTER)
    assert _focused(page).get_attribute("value") == searched
    model.says = [(_BUS, _BUS)]
    wanted = "Wat kost de bus naar het zwembad?"
    _focused(page).send_keys(Keys.CONTROL + "a" + Keys.NULL, wanted, Keys.ENTER)
    WebDriverWait(page, HANG_SECONDS).until(lambda page: _texts(page, "#bw-answer .bw-line .bw-say") == [_BUS])
    answer = wait_for_answer(page, question)
    assert f"Ik zocht op: {wanted}" in answer.text
    assert _texts(page, "#bw-earlier summary")[:1] == [_QUESTION]
    assert not too_wide(page)

    def kept(_: object) -> bool:
        (newest,) = read_exchanges(settings, find_exchanges(settings)[:1])
        return (newest.question, newest.searched_for) == (question, wanted)

    WebDriverWait(page, HANG_SECONDS).until(kept)


def test_quotes_are_translated_beside_the_dutch(page: webdriver.Chrome, model: Model) -> None:
    question = "Wie viel kostet der Schwimmunterricht für ein Kind?"
    german = "Der Schwimmunterricht kostet 10 Euro pro Kind."
    model.rewritten, model.says = _QUESTION, [(_PRICE, _PRICE)]
    answer = ask(page, question)
    assert answer.find_element(By.CSS_SELECTOR, "h2").get_attribute("lang") == "de"
    button = answer.find_element(By.CSS_SELECTOR, ".bw-translate")
    assert "Zitate übersetzen" in button.text

    model.translations = Reply(status=500, body="{}")
    button.send_keys(Keys.ENTER)
    assert wait(page, ".bw-failed[lang=de]").text.startswith("Die Zitate konnten nicht übersetzt werden.")

    model.translations = [german]
    page.find_element(By.CSS_SELECTOR, ".bw-translate").send_keys(Keys.ENTER)
    words = wait(page, "#bw-sources details[open] .bw-translation")
    assert words.get_attribute("lang") == "de"
    assert words.text == f"Übersetzung des Sprachmodells: {german}"
    assert "nicht Wort für Wort geprüft" in page.find_element(By.CSS_SELECTOR, "#bw-answer").text
    quote = page.find_element(By.CSS_SELECTOR, "#bw-sources blockquote[lang=nl] mark")
    assert quote.text == _PRICE
    assert not page.find_elements(By.CSS_SELECTOR, ".bw-translate")
    assert not too_wide(page)

    ask(page, "Wat kost de zwemles dan?")
    page.find_element(By.CSS_SELECTOR, "#bw-earlier summary").send_keys(Keys.ENTER)
    assert german in page.find_element(By.CSS_SELECTOR, "#bw-earlier").text
    assert not page.find_elements(By.CSS_SELECTOR, "#bw-earlier button, #bw-earlier form")


def test_markup_in_what_a_model_says_stays_text(page: webdriver.Chrome, model: Model) -> None:
    model.rewritten, model.says = _QUESTION, [(_HOSTILE, _HOSTILE)]
    model.translations = [f"Bringen Sie ein Handtuch {_ATTACK} mit."]
    answer = ask(page, "Was muss man zum Schwimmunterricht mitbringen?")
    assert answer.find_element(By.CSS_SELECTOR, ".bw-line .bw-say").text == _HOSTILE
    answer.find_element(By.CSS_SELECTOR, ".bw-translate").send_keys(Keys.ENTER)
    WebDriverWait(page, HANG_SECONDS).until(lambda _: _ATTACK in wait(page, ".bw-translation").text)
    assert _HOSTILE in _texts(page, "#bw-log p")
    assert page.title == "Was muss man zum Schwimmunterricht mitbringen? – Briefwijzer"
    assert not page.find_elements(By.CSS_SELECTOR, "main script, main img, #bw-log img, main [onerror]")
    assert not [entry for entry in browser_log(page, "browser") if entry["level"] == "SEVERE"]


def test_a_model_that_is_down_leaves_the_letters_own_sentences(page: webdriver.Chrome, model: Model) -> None:
    model.down = True
    answer = ask(page, _QUESTION)
    assert _PRICE in answer.text
    notice = answer.find_element(By.CSS_SELECTOR, ".bw-notice").text
    assert notice == "Het taalmodel accepteert de sleutel niet. Daarom ziet u nu zinnen uit de brieven zelf."
