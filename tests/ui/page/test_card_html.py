"""A card on the page: what can be pressed, in whose language, and nothing that runs."""

from __future__ import annotations

from bs4 import BeautifulSoup

from index.settings import Settings
from qa.card import card
from qa.records import Answer, Card, Helpline
from ui.page.answer_html import answer_html
from ui.page.card_html import card_html

SETTINGS = Settings(_env_file=None)  # type: ignore[call-arg]


def test_numbers_can_be_called_and_sites_opened() -> None:
    soup = BeautifulSoup(card_html(card("suicide", "nl", SETTINGS), "k", language="nl"), "lxml")
    assert [link["href"] for link in soup.select("a.bw-call")] == ["tel:112", "tel:08000113", "tel:08000432"]
    assert soup.select_one("a.bw-site")["href"] == "https://www.113.nl"
    assert soup.section["aria-labelledby"] == soup.h3["id"]
    assert soup.section["lang"] == "nl"


def test_a_card_is_in_the_language_of_the_reader() -> None:
    soup = BeautifulSoup(card_html(card("bullying", "ar", SETTINGS), "k", language="ar"), "lxml")
    assert (soup.section["lang"], soup.section["dir"]) == ("ar", "rtl")


def test_what_stands_in_the_file_of_an_operator_is_text() -> None:
    odd = Card("bullying", "<b>x</b>", "<i>", (Helpline("<script>", "&", "12<3", "javascript:alert(1)"),))
    html = card_html(odd, "k", language="nl")
    assert "<script>" not in html
    assert "<b>" not in html
    assert "javascript:" not in html
    assert 'href="tel:123"' in html


def test_a_card_without_letters_shows_no_status_of_a_search() -> None:
    alone = Answer("ik wil dood", "ik wil dood", "refused", "quotes", card=card("suicide", "nl", SETTINGS))
    html = answer_html(alone, documents={}, key="k")
    assert html.sources == ""
    assert "Geen vraag over de brieven" not in html.answer
    assert "0800-0113" in html.answer


def test_a_card_with_letters_comes_before_them_and_advice_after() -> None:
    for kind, first in (("bullying", True), ("advice", False)):
        beside = Answer("v", "v", "not_found", "quotes", notice="Niets.", card=card(kind, "nl", SETTINGS))
        html = answer_html(beside, documents={}, key="k").answer
        assert (html.index("bw-help") < html.index("bw-status")) is first
