"""A card on the page: what can be pressed, in whose language, and nothing that runs."""

from __future__ import annotations

from bs4 import BeautifulSoup

from index.settings import Settings
from qa.card import card
from qa.records import Answer, Card, Helpline
from ui.page.html.answer import answer_html
from ui.page.html.card import card_html

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


def test_a_card_before_an_answer_leaves_it_room_and_comes_again_as_a_line() -> None:
    beside = Answer("v", "v", "not_found", "quotes", notice="Niets.", card=card("shut_out", "nl", SETTINGS))
    first = BeautifulSoup(answer_html(beside, documents={}, key="k").answer, "lxml").select_one("section.bw-help")
    seen = [link.text for link in first.select("a") if not link.find_parent("details")]
    assert seen == ["0800-0432", "0800-2000"]
    assert "leerplichtambtenaar" in first.details.text
    again = answer_html(beside, documents={}, key="k", cards_seen=["shut_out"]).answer
    card_again = BeautifulSoup(again, "lxml").select_one("details.bw-help:not([open])")
    assert card_again.summary.text == "Hulp nodig? Kijk hier wie u helpt"
    assert "0800-2000" in card_again.text


def test_who_is_in_danger_sees_the_whole_card_each_time() -> None:
    alone = Answer("ik wil dood", "ik wil dood", "refused", "quotes", card=card("suicide", "nl", SETTINGS))
    for seen in ((), ("suicide",)):
        assert "<details" not in answer_html(alone, documents={}, key="k", cards_seen=seen).answer
