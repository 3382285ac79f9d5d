"""The box by which a question may be kept, in a real Chromium: empty, remembered, and with one code a conversation."""

from __future__ import annotations

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from index.search.library import open_library
from index.store.exchanges import read_exchanges
from tests.support.chromium import MARKS, ask, open_page, serve_page, start_chromium, too_wide, wait, wait_for_answer
from tests.support.letter_index import index_letters

pytestmark = MARKS

_LETTER = "De zwemles kost tien euro per kind.\n\nDe bus naar het bad is gratis en vertrekt op maandag."
_QUESTION = "Hoeveel kost de zwemles?"


def _code(page: webdriver.Chrome) -> str:
    return str(wait(page, "#bw-answer .bw-code [name=code]").get_attribute("value"))


def _box(page: webdriver.Chrome) -> bool:
    return page.find_element(By.ID, "bw-keep-box").is_selected()


def test_it_is_empty_remembered_and_heeded(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = index_letters({"zwemles.txt": _LETTER}, tmp_path_factory.mktemp("keep-box"))
    settings = made.model_copy(update={"exchanges": "tick"})
    address = serve_page(open_library(settings), settings)
    with start_chromium(tmp_path_factory.mktemp("profile")) as chromium:
        page = open_page(chromium, address, width=390)
        assert not _box(page)
        assert not too_wide(page)
        ask(page, _QUESTION)
        assert not page.find_elements(By.CSS_SELECTOR, ".bw-code, .bw-opinion")
        assert list(read_exchanges(settings)) == []
        page.find_element(By.ID, "bw-keep-box").click()
        page.refresh()
        assert _box(page)
        wait_for_answer(page, _QUESTION)
        ask(page, "Is de bus naar het bad gratis?")
        first = _code(page)
        ask(page, "Hoeveel kost de zwemles per kind?")
        assert _code(page) == first
        page.execute_script("document.getElementById('bw-new').click()")
        ask(page, "Wanneer vertrekt de bus naar het bad?")
        other = _code(page)
        assert other != first
        assert not too_wide(page)
        page.execute_script("document.querySelector('.bw-code').open = true")
        button = page.find_element(By.CSS_SELECTOR, ".bw-code button")
        page.execute_script("arguments[0].scrollIntoView({ block: 'center' })", button)
        button.click()
        assert "Wanneer vertrekt de bus" in wait(page, "main ol").text
        assert _QUESTION not in page.find_element(By.TAG_NAME, "main").text
        assert other not in page.current_url
        assert not too_wide(page)
        page.find_element(By.CSS_SELECTOR, "button[value=wis]").click()
        wait(page, "button[value=ja]").click()
        assert "gewist" in wait(page, "[role=status]").text
        assert len(list(read_exchanges(settings))) == 2
