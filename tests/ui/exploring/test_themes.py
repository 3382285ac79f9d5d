"""The pages of the themes, on a real server."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from index.settings import Settings
from tests.support.web import served
from tests.ui.exploring.shelf import Written, shelf
from ui.exploring.routes import exploring_routes
from ui.web.http import web_app

_OLD = """Het leerlingenvervoer <b>begint</b> om acht uur in de ochtend. Ouders vragen het leerlingenvervoer aan. De \
gemeente trekt 2 miljoen euro uit voor het leerlingenvervoer naar het dorpshuis.
"""
_NEW = """In het leerlingenvervoer zitten te veel kinderen bij elkaar. De gemeente trekt 3 miljoen euro uit voor het \
leerlingenvervoer naar het dorpshuis.
"""


@pytest.fixture(name="pages", scope="module")
def pages_fixture() -> Iterator[httpx.Client]:
    library = shelf(
        Written(_NEW, "De bus", "Gemeente Dalfsen", None, "2023-03-24"),
        Written(_OLD, "Het vervoer", "Gemeente Dalfsen", None, "2021-05-01"),
        Written("Over iets anders.", "Zwemles", None, None, "2022-05-01"),
    )
    with served(web_app(exploring_routes(library, Settings(_env_file=None)))) as client:  # type: ignore[call-arg]
        yield client


def test_the_list_leads_to_each_theme_and_its_letters(pages: httpx.Client) -> None:
    html = pages.get("/onderwerpen").raise_for_status().text
    assert 'href="/onderwerpen/leerlingenvervoer">Leerlingenvervoer</a>' in html
    assert "2 brieven · 1 mei 2021 tot 24 maart 2023" in " ".join(html.split())
    assert 'href="/onderwerpen/leerlingenvervoer#brief-brief-1" aria-label="1 mei 2021: Het vervoer"' in html


def test_a_theme_has_every_letter_in_order_of_time_with_links_to_its_quotes(pages: httpx.Client) -> None:
    html = pages.get("/onderwerpen/leerlingenvervoer").raise_for_status().text
    assert re.findall(r'<li id="brief-(brief-\d)"', html) == ["brief-1", "brief-0"]
    start = _NEW.index("In het")
    end = _NEW.index(" De gemeente")
    assert f"/brieven/brief-0?van={start}&amp;tot={end}#citaat" in html
    assert "&lt;b&gt;begint&lt;/b&gt;" in html


def test_what_changed_stands_side_by_side(pages: httpx.Client) -> None:
    html = pages.get("/onderwerpen/leerlingenvervoer").text
    older, newer = (html.index(f"trekt {amount} miljoen") for amount in (2, 3))
    assert html.index("Wat er veranderde") < older < newer
    assert "verschillende afzenders" not in html


def test_a_theme_that_is_not_there_is_not_found(pages: httpx.Client) -> None:
    response = pages.get("/onderwerpen/<script>")
    assert response.status_code == 404
    assert "<script>" not in response.text


def test_letters_without_themes_say_so() -> None:
    library = shelf(Written("Dag."))
    with served(web_app(exploring_routes(library, Settings(_env_file=None)))) as client:  # type: ignore[call-arg]
        assert "In deze brieven komen geen onderwerpen terug." in client.get("/onderwerpen").text


def test_letters_of_a_theme_are_shown_in_the_list(pages: httpx.Client) -> None:
    html = pages.get("/brieven", params={"onderwerp": "leerlingenvervoer"}).raise_for_status().text
    assert "2 brieven gevonden. Er zijn er 3 in totaal." in " ".join(re.sub(r"<[^>]*>", " ", html).split())
    assert '<option lang="nl" value="leerlingenvervoer" selected>Leerlingenvervoer (2)</option>' in html
    assert "Geen brief past" in pages.get("/brieven", params={"onderwerp": "nergens"}).text
