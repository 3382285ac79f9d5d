"""The list of letters: what is found, in what order, on a real server."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from index.dutch.letter_words import KINDS
from index.settings import Settings
from tests.support.web import served
from tests.ui.exploring.shelf import Written, shelf
from ui.exploring.about_routes import about_routes
from ui.exploring.letter_list import PAGE_SIZE
from ui.exploring.routes import exploring_routes
from ui.exploring.timeline import Dot, timeline
from ui.page.collection import collection_facts
from ui.web.http import web_app
from ui.wording.interface import LANGUAGES, texts
from ui.wording.senders import with_one_name

_LIBRARY = shelf(
    Written("Over zwemles voor alle kinderen.", "Schoolzwemmen", "Gemeente Vlieterdam", "alle ouders", "2023-03-24"),
    Written("Over de moestuin.", "De moestuin", "De Sterrenbos", None, "2024-05"),
    Written("Over één klas.", None, None, None, None, kind="nota"),
    Written("Hoe het zwemmen ging.", "<b>Verslag</b>", "Gemeente Vlieterdam", None, "2024-01-02", kind="verslag"),
)


@pytest.fixture(name="letters", scope="module")
def letters_fixture() -> Iterator[httpx.Client]:
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    with served(web_app(exploring_routes(_LIBRARY, settings))) as client:
        yield client


def listed(client: httpx.Client, **asked: str) -> list[str]:
    """Return the ids of the letters on the list, in order."""
    html = client.get("/brieven", params=asked).raise_for_status().text
    return re.findall(r'class="bw-letter"[^>]*href="/brieven/([^"]+)"', html)


def test_the_newest_letter_is_first_and_one_without_a_date_is_last_and_said(letters: httpx.Client) -> None:
    html = letters.get("/brieven").text
    assert listed(letters) == ["brief-1", "brief-3", "brief-0", "brief-2"]
    assert re.findall(r'class="bw-in-year">([^<]+)<', html) == ["2024", "2023", "Zonder datum"]
    assert "4 brieven gevonden." in html
    assert "1 brief heeft geen datum." in html
    assert '<time datetime="2023-03-24">24 maart 2023</time>' in html
    assert '<time datetime="2023-03-24">24 March 2023</time>' in letters.get("/brieven?taal=en").text
    letters.get("/brieven?taal=nl")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"zoek": "ZWEM"}, ["brief-3", "brief-0"]),
        ({"zoek": "een klas"}, ["brief-2"]),
        ({"zoek": "vlieterdam kinderen"}, ["brief-0"]),
        ({"zoek": "moestuin"}, ["brief-1"]),
        ({"afzender": "Gemeente Vlieterdam"}, ["brief-3", "brief-0"]),
        ({"soort": "nota"}, ["brief-2"]),
        ({"vanaf": "2024"}, ["brief-1", "brief-3"]),
        ({"tot": "2023"}, ["brief-0"]),
        ({"vanaf": "2024-01", "tot": "2024-01"}, ["brief-3"]),
        ({"zoek": "zwem", "vanaf": "2024"}, ["brief-3"]),
        ({"vanaf": "abc", "tot": "2024-13"}, ["brief-1", "brief-3", "brief-0", "brief-2"]),
        ({"vanaf": "2024-02-31", "tot": "9" * 5000}, ["brief-1", "brief-3", "brief-0", "brief-2"]),
        ({"pagina": "99"}, ["brief-1", "brief-3", "brief-0", "brief-2"]),
        ({"pagina": "x"}, ["brief-1", "brief-3", "brief-0", "brief-2"]),
    ],
)
def test_what_is_asked_for_is_found(letters: httpx.Client, asked: dict[str, str], found: list[str]) -> None:
    assert listed(letters, **asked) == found


def test_what_was_asked_stands_in_the_form_and_can_be_cleared(letters: httpx.Client) -> None:
    html = letters.get("/brieven", params={"zoek": "zwem", "soort": "verslag", "vanaf": "2024-01"}).text
    assert 'value="zwem"' in html
    assert '<option value="verslag" selected>' in html
    assert '<option value="2024-01" selected>januari 2024</option>' in html
    assert "1 brief gevonden." in html
    assert "Filters wissen" in html


def test_a_search_without_letters_says_so_escaped(letters: httpx.Client) -> None:
    html = letters.get("/brieven", params={"zoek": "<script>x"}).text
    assert "Geen brief heeft “&lt;script&gt;x”" in html
    assert "<script" not in html
    assert "bw-plot" not in html


def test_each_dated_letter_is_a_mark_that_leads_to_it(letters: httpx.Client) -> None:
    html = letters.get("/brieven").text
    marks = re.findall(r'class="bw-mark" href="([^"]+)" aria-label="([^"]+)"', html)
    assert sorted(marks) == [
        ("/brieven/brief-0", "24 maart 2023: Schoolzwemmen"),
        ("/brieven/brief-1", "mei 2024: De moestuin"),
        ("/brieven/brief-3", "2 januari 2024: &lt;b&gt;Verslag&lt;/b&gt;"),
    ]


def test_a_thousand_letters_come_in_pages_and_in_few_marks() -> None:
    many = shelf(*(Written("x", f"Brief {i}", "Ministerie", None, f"20{10 + i % 10}-01-01") for i in range(1_000)))
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    with served(web_app(exploring_routes(many, settings))) as client:
        assert len(listed(client)) == PAGE_SIZE
        pages = [set(listed(client, pagina=str(page))) for page in range(1, 21)]
        assert len(set().union(*pages)) == 1_000
        html = client.get("/brieven?pagina=20").text
        assert "Bladzijde 20 van 20" in html
        assert 'rel="next"' not in html
        marks = re.findall(r'class="bw-mark" href="([^"]+)" aria-label="([^"]+)"', html)
        assert len(marks) == 10
        assert marks[0] == ("/brieven?afzender=Ministerie&amp;vanaf=2010&amp;tot=2010", "2010: 100 brieven")


def test_every_kind_has_a_name_in_every_language() -> None:
    for language in LANGUAGES:
        assert {f"kinds.{kind}" for kind in {*KINDS.values(), "brief", "notitie"}} <= texts(language).keys()


def test_marks_that_would_touch_stand_below_each_other_in_order_of_time() -> None:
    dots = [Dot("2023-01-03", "c", "/c"), Dot("2023-01-01", "a", "/a"), Dot("2023-12-31", "z", "/z")]
    drawn = timeline([("afzender", "", dots)], together=lambda *_: ("", ""))
    assert drawn is not None
    a, c, z = drawn.lanes[0].marks
    assert [mark.dot.name for mark in (a, c, z)] == ["a", "c", "z"]
    assert a.x < c.x < z.x
    assert c.y > a.y == z.y
    assert 0 < a.x < 8
    assert 92 < z.x < 100


def test_without_dates_there_is_nothing_to_draw() -> None:
    assert timeline([("afzender", "", [])], together=lambda *_: ("", "")) is None


def test_a_sender_has_one_name_however_its_letters_spell_it() -> None:
    many = shelf(
        Written("a", sender="Vereniging van Nederlandse Gemeenten"),
        Written("b", sender="VNG"),
        Written("c", sender="Vereniging van Nederlandse Gemeenten"),
        Written("d", sender="Gemeente Dalfsen"),
        Written("e"),
    )
    senders = [letter.sender for letter in with_one_name(many.letters.values())]
    assert senders == [*["Vereniging van Nederlandse Gemeenten"] * 3, "Gemeente Dalfsen", None]
    facts = collection_facts(many.letters.values(), language="nl")
    assert facts.senders == ("Vereniging van Nederlandse Gemeenten", "Gemeente Dalfsen")
    with served(web_app(about_routes(many, Settings(_env_file=None)))) as client:  # type: ignore[call-arg]
        assert "2 verschillende afzenders" in " ".join(client.get("/over").text.split())
