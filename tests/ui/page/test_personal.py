"""Personal data on the page: offered to be left out before anything is searched, and kept nowhere in any case."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from bs4 import BeautifulSoup

from index.search.library import open_library
from index.settings import Settings
from index.store.exchanges import read_exchanges
from tests.support.letter_index import index_letters
from tests.support.web import served
from ui.page.html.personal import offer_html
from ui.page.routes import chat_routes
from ui.web.fair_queue import FairQueue
from ui.web.http import web_app

_PHONE = "06-12345678"
_QUESTION = f"Wat kost de zwemles? Bel mij op {_PHONE}"
_MASKED = "Wat kost de zwemles? Bel mij op …"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return index_letters({"zwemles.txt": "De zwemles kost tien euro per kind."}, tmp_path_factory.mktemp("personal"))


@pytest.fixture(scope="module")
def client(settings: Settings) -> Iterator[httpx.Client]:
    with served(web_app(chat_routes(open_library(settings), settings, FairQueue(2, per_minute=1_000)))) as client:
        yield client


def _asked(client: httpx.Client, **sent: Any) -> list[dict[str, Any]]:
    response = client.post("/vraag", json=sent)
    response.raise_for_status()
    return [json.loads(line) for line in response.text.splitlines() if line]


@pytest.mark.embedder
def test_it_is_offered_first_and_kept_nowhere(
    client: httpx.Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        (offered,) = _asked(client, question=_QUESTION)
        assert offered["ended"]
        assert not offered["status"]
        assert list(read_exchanges(settings)) == []
        without, as_it_is = BeautifulSoup(offered["answer"], "lxml").select("form.bw-personal")
        assert without.select_one("[name=q]")["value"] == _MASKED
        assert as_it_is.select_one("[name=q]")["value"] == _QUESTION
        assert _asked(client, question=_MASKED)[-1]["status"]
        assert _asked(client, question=_QUESTION, as_it_is=True)[-1]["status"]
    assert [each.question for each in read_exchanges(settings)] == [_MASKED, _MASKED]
    for path in (path for path in settings.data.rglob("*") if path.is_file()):
        assert _PHONE.encode() not in path.read_bytes(), path
    assert _PHONE not in "".join(line for line in caplog.text.splitlines() if "HTTP Request" not in line)


@pytest.mark.embedder
def test_without_a_script_both_ways_are_forms(client: httpx.Client) -> None:
    page = BeautifulSoup(client.get("/", params={"q": _QUESTION, "antwoord": "1"}).text, "lxml")
    _, as_it_is = page.select("form.bw-personal")
    fields = {field["name"]: field["value"] for field in as_it_is.select("input")}
    answered = BeautifulSoup(client.get("/", params=fields).text, "lxml")
    assert not answered.select("form.bw-personal")
    assert answered.select_one("#bw-answer article")


@pytest.mark.embedder
def test_who_is_in_danger_is_not_held_up(client: httpx.Client) -> None:
    last = _asked(client, question=f"Ik wil dood, mijn nummer is {_PHONE}")[-1]
    assert "0800-0113" in last["answer"]


def test_the_offer_is_text() -> None:
    html = offer_html("<b>x</b> 06-12345678", key="k", language="en")
    assert "<b>" not in html
    assert "a phone number" in html
    assert offer_html("Wat is inclusie?", key="k", language="nl") == ""
