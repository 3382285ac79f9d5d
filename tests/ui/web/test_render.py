"""Pages of our own: their texts, their language, their frame."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from tests.support.web import served
from ui.web.http import web_app
from ui.web.render import not_found
from ui.wording.interface import LANGUAGES, text, texts


@pytest.fixture(name="pages")
def pages_fixture() -> Iterator[httpx.Client]:
    router = APIRouter()

    @router.get("/nergens")
    def nowhere(request: Request) -> Response:
        return not_found(request)

    with served(web_app(router)) as client:
        yield client


def test_every_language_has_every_text_with_the_same_places() -> None:
    def places(said: str) -> set[str]:
        return set(re.findall(r"{(\w*)}", said))

    first = texts(LANGUAGES[0])
    for language in LANGUAGES:
        assert texts(language).keys() == first.keys()
        assert {key: places(said) for key, said in texts(language).items()} == {k: places(v) for k, v in first.items()}


def test_a_text_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        text("frame.nergens", "nl")


def test_a_page_is_dutch_until_a_reader_chooses_and_the_choice_is_kept(pages: httpx.Client) -> None:
    assert '<html lang="nl">' in pages.get("/nergens").text
    assert '<html lang="en">' in pages.get("/nergens?taal=en").text
    assert '<html lang="en">' in pages.get("/nergens").text
    assert '<html lang="nl">' in pages.get("/nergens?taal=nl").text
    assert '<html lang="nl">' in pages.get("/nergens?taal=xx").text


def test_the_switch_keeps_the_rest_of_the_address_escaped(pages: httpx.Client) -> None:
    html = pages.get("/nergens", params={"zoek": '"><script>'}).text
    assert "<script>" not in html
    assert "?zoek=%22%3E%3Cscript%3E&amp;taal=en" in html


def test_a_page_of_our_own_loads_nothing_from_elsewhere_and_runs_no_script_of_a_letter(pages: httpx.Client) -> None:
    response = pages.get("/nergens")
    assert response.status_code == 404
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert not re.search(r'(?:src|href)="(?:https?:)?//', response.text)


def test_styles_and_scripts_of_all_faces_are_served(pages: httpx.Client) -> None:
    for name, kind in (("site.css", "text/css"), ("style.css", "text/css"), ("page.js", "text/javascript")):
        response = pages.get(f"/briefwijzer/{name}")
        assert response.status_code == 200
        assert response.headers["content-type"].startswith(kind)
