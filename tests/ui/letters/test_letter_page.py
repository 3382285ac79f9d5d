"""The page of a whole letter, on a real server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from index.settings import Settings
from tests.support.web import served
from tests.ui.letters.shelf import TEXT, shelf, span
from ui.letters.routes import letter_routes
from ui.web.http import web_app
from ui.web.links import letter_link


@pytest.fixture(name="pages", scope="module")
def pages_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    settings = Settings(_env_file=None, data=Path(tmp_path_factory.mktemp("data")))  # type: ignore[call-arg]
    with served(web_app(letter_routes(shelf(), settings))) as client:
        yield client


def marks(html: str) -> list[str]:
    return [" ".join(words.split()) for words in re.findall(r"<mark[^>]*>([^<]*)</mark>", html)]


def at(words: str) -> str:
    start, end = span(words)
    return letter_link("brief-1", start=start, end=end).partition("#")[0]


def test_a_letter_is_shown_whole_with_its_facts_and_its_neighbours_in_the_file(pages: httpx.Client) -> None:
    html = pages.get("/brieven/brief-1").raise_for_status().text
    for words in ("Gemeente Vlieterdam", "De raad", "24 maart 2023", "VD-1", "op eigen kosten.", "pagina 2"):
        assert words in html
    assert "Brief 1 van 2" in html
    assert 'href="/brieven/brief-2"' in html
    assert "De moestuin" not in html


def test_what_a_letter_says_is_escaped(pages: httpx.Client) -> None:
    html = pages.get("/brieven/brief-1").text
    assert "&lt;b&gt;ook&lt;/b&gt;" in html
    assert "<title>Zwemles &lt;i&gt;&amp; veiligheid" in html


def test_a_quote_is_marked_where_it_stands_and_can_be_gone_to(pages: httpx.Client) -> None:
    html = pages.get(at("De les is gratis.")).text
    assert marks(html) == ["De les is gratis."]
    assert re.search(r'<span id="citaat" class="bw-goal"></span>\s*<mark', html)


def test_quotes_have_numbers_and_links_to_the_one_before_and_after(pages: httpx.Client) -> None:
    first, second = span("De les is gratis."), span("De sluis is")
    asked = {"van": [first[0], second[0]], "tot": [first[1], second[1]]}
    html = pages.get("/brieven/brief-1", params=asked).text
    assert marks(html) == ["De les is gratis.", "De sluis is"]
    assert "Citaat 1 van 2" in html
    assert "Vorige citaat" not in html
    following = re.search(r'href="([^"#]+)#citaat" aria-label="Volgende citaat', html)
    assert following
    html = pages.get(following[1].replace("&amp;", "&")).text
    assert "Citaat 2 van 2" in html
    assert re.search(r'id="citaat" class="bw-goal"></span>\s*<mark[^>]*>De sluis is', html)


def test_the_letter_can_be_searched_beside_its_quotes(pages: httpx.Client) -> None:
    html = pages.get(at("De les is gratis.") + "&zoek=GRATIS").text
    assert marks(html) == ["De les is", "gratis", ".", "gratis"]
    assert "1 van 2 keer “GRATIS”" in html
    following = re.search(r'href="([^"#]+)#gevonden" aria-label="Volgende plek', html)
    assert following
    html = pages.get(following[1].replace("&amp;", "&")).text
    assert "2 van 2 keer" in html
    assert "Citaat 1 van 1" in html
    assert html.count('id="gevonden"') == 1


def test_words_that_are_not_in_the_letter_are_said_to_be_missing(pages: httpx.Client) -> None:
    html = pages.get("/brieven/brief-1", params={"zoek": "moestuin <b>"}).text
    assert "“moestuin &lt;b&gt;” staat niet in deze brief." in html
    assert marks(html) == []


def test_headings_are_an_outline_of_links(pages: httpx.Client) -> None:
    html = pages.get("/brieven/brief-1").text
    place = re.search(r'href="#(kop-\d+)">Waarom zwemles', html)
    assert place
    assert f'<h3 id="{place[1]}">Waarom zwemles</h3>' in html


@pytest.mark.parametrize(
    "query",
    ["?van=0", "?van=0&tot=x", "?van=5&tot=5", "?van=9&tot=3", "?van=-1&tot=4", f"?van=0&tot={len(TEXT)}", "?tot=1"],
)
def test_where_a_quote_was_the_letter_is_shown_with_what_happened(pages: httpx.Client, query: str) -> None:
    response = pages.get(f"/brieven/brief-1{query}")
    assert response.status_code == 404  # what the address asks for is not there
    assert "staat niet meer op die plek" in response.text
    assert "op eigen kosten." in response.text
    assert marks(response.text) == []


def test_words_can_be_looked_for_where_the_quote_was(pages: httpx.Client) -> None:
    html = pages.get("/brieven/brief-1?van=0&tot=99999&zoek=badpak").text
    assert marks(html) == ["badpak", "badpak"]
    assert "99999" not in html.partition("<main")[2]


def test_where_a_letter_was_are_those_of_its_file_else_the_newest(pages: httpx.Client) -> None:
    for address, heading in (
        ("/brieven/brief-3?van=1&tot=9", "Dit staat nu in hetzelfde bestand"),
        ("/brieven/weg-1?van=1&tot=9", "De nieuwste brieven"),
        ("/brieven/nergens/pagina/1", "De nieuwste brieven"),
    ):
        response = pages.get(address)
        assert response.status_code == 404
        assert "Deze brief is er niet meer" in response.text
        assert heading in response.text
        assert 'href="/brieven/brief-1"' in response.text
        assert 'href="/brieven"' in response.text


def test_a_letter_that_was_replaced_leads_to_the_one_in_its_place(tmp_path: Path) -> None:
    library = shelf()
    library.letters["brief-1"] = replace(library.letters["brief-1"], replaced_by="brief-2")
    settings = Settings(_env_file=None, data=tmp_path)  # type: ignore[call-arg]
    with served(web_app(letter_routes(library, settings))) as client:
        html = client.get("/brieven/brief-1").raise_for_status().text
    assert re.search(r'Deze brief is vervangen door: <a lang="nl" href="/brieven/brief-2">', html)


def test_an_unknown_letter_is_said_to_be_so_in_the_language_of_the_reader(pages: httpx.Client) -> None:
    response = pages.get("/brieven/nergens?taal=en")
    assert response.status_code == 404
    assert "This letter is no longer here" in response.text
    pages.cookies.clear()


def test_the_letter_stays_dutch_on_an_english_page(pages: httpx.Client) -> None:
    html = pages.get("/brieven/brief-1?taal=en").text
    assert '<html lang="en">' in html
    assert re.search(r'<article class="bw-whole-letter" lang="nl"', html)
    assert "24 March 2023" in html
    assert '<p class="bw-page-mark" lang="en">' in html
    pages.cookies.clear()
