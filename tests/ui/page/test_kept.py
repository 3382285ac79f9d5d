"""What is kept of a conversation, by its code, on a real server without a script; and the box that may be ticked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
from bs4 import BeautifulSoup

from index.search.library import open_library
from index.settings import Settings
from index.store.exchanges import read_exchanges
from index.store.review.reviews import Review, write_review
from qa.exchanges import keep, new_code
from tests.support.letter_index import index_letters
from tests.support.web import served
from tests.whole.test_exchanges import answer
from ui.page.kept_routes import kept_routes
from ui.page.routes import chat_routes
from ui.web.fair_queue import FairQueue
from ui.web.http import web_app

_QUESTION = "Wat kost de zwemles?"


@pytest.fixture
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data=tmp_path_factory.mktemp("kept"))


@pytest.fixture
def client(settings: Settings) -> Iterator[httpx.Client]:
    with served(web_app(kept_routes(settings))) as client:
        yield client


def _posted(client: httpx.Client, code: str, wanted: str = "zie") -> httpx.Response:
    return client.post("/bewaard", data={"code": code, "doe": wanted})


def test_with_the_code_somebody_sees_takes_along_and_erases_what_is_theirs(
    client: httpx.Client, settings: Settings
) -> None:
    code = new_code()
    keep(answer("Mijn <b>eerste</b> vraag"), settings, code=code)
    keep(answer("Mijn tweede vraag"), settings, id="0123456789ab", code=code)
    write_review(Review("0123456789ab", "Anna de Vries", datetime.now(UTC), "good", note="mooi"), settings=settings)
    keep(answer("Van een ander"), settings, code=new_code())
    seen = _posted(client, code.upper().replace("-", " "))
    assert seen.headers["cache-control"] == "no-store"
    assert seen.text.index("&lt;b&gt;eerste") < seen.text.index("Mijn tweede vraag")
    assert "Van een ander" not in seen.text
    taken = _posted(client, code, "json")
    assert [each["question"] for each in taken.json()] == ["Mijn <b>eerste</b> vraag", "Mijn tweede vraag"]
    assert [each["note"] for line in taken.json() for each in line["reviews"]] == ["mooi"]
    assert "Anna" not in taken.text
    assert "attachment" in taken.headers["content-disposition"]
    assert "Ja, wis alles" in _posted(client, code, "wis").text
    assert len(list(read_exchanges(settings))) == 3
    assert "is gewist" in _posted(client, code, "ja").text
    assert [each.question for each in read_exchanges(settings)] == ["Van een ander"]
    assert _posted(client, code).status_code == 404


@pytest.mark.parametrize("wanted", ["zie", "json", "wis", "ja", "iets"])
@pytest.mark.parametrize("code", ["", "abc", "%00", "0123-4567-89ab-cdef-ghjk"])
def test_a_code_of_nobody_shows_and_erases_nothing(
    client: httpx.Client, settings: Settings, code: str, wanted: str
) -> None:
    keep(answer(_QUESTION), settings)
    answered = _posted(client, code, wanted)
    assert answered.status_code == 404
    assert _QUESTION not in answered.text
    assert len(list(read_exchanges(settings))) == 1


def test_a_code_in_the_address_does_nothing(client: httpx.Client, settings: Settings) -> None:
    code = new_code()
    keep(answer(_QUESTION), settings, code=code)
    assert _QUESTION not in client.get("/bewaard", params={"code": code}).text


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("tick")
    made = index_letters({"zwemles.txt": "De zwemles kost tien euro per kind."}, folder)
    return made.model_copy(update={"exchanges": "tick"})


@pytest.fixture(scope="module")
def page(index: Settings) -> Iterator[httpx.Client]:
    app = web_app(chat_routes(open_library(index), index, FairQueue(2, per_minute=1_000)), kept_routes(index))
    with served(app) as client:
        yield client


@pytest.mark.embedder
class TestTick:
    def test_the_box_is_there_and_not_ticked_in_both_languages(self, page: httpx.Client) -> None:
        for language, words in (("nl", "Mijn vraag mag bewaard worden"), ("en", "My question may be kept")):
            html = BeautifulSoup(page.get("/", params={"taal": language}).text, "lxml")
            box = html.select_one("#bw-keep-box")
            assert box.get("checked") is None
            assert words in html.select_one(f"label[for={box['id']}]").text
            assert box["form"] == html.select_one("#bw-ask")["id"]

    def test_nothing_is_kept_without_it(self, page: httpx.Client, index: Settings) -> None:
        html = page.get("/", params={"q": _QUESTION, "antwoord": "1"}).text
        assert "bw-opinion" not in html
        assert "bw-code" not in html
        page.post("/vraag", json={"question": _QUESTION}).raise_for_status()
        assert list(read_exchanges(index)) == []

    def test_with_it_the_answer_is_kept_and_its_code_opens_it(self, page: httpx.Client, index: Settings) -> None:
        asked = {"q": _QUESTION, "antwoord": "1", "bewaren": "1"}
        html = BeautifulSoup(page.get("/", params=asked).text, "lxml")
        assert html.select_one("#bw-keep-box").get("checked") is not None
        code = html.select_one(".bw-code [name=code]")["value"]
        assert _QUESTION in _posted(page, code).text
        lines = page.post(
            "/vraag", json={"question": "En voor twee?", "history": [_QUESTION], "keep": True, "code": code}
        )
        assert f'"code": "{code}"' in lines.text
        assert len(_posted(page, code, "json").json()) == 2
        _posted(page, code, "ja")
        assert list(read_exchanges(index)) == []

    @pytest.mark.parametrize("mode", ["on", "off"])
    def test_there_is_no_box_where_all_or_nothing_is_kept(self, index: Settings, mode: str) -> None:
        chosen = index.model_copy(update={"exchanges": mode})
        with served(web_app(chat_routes(open_library(chosen), chosen, FairQueue(2, per_minute=1_000)))) as client:
            html = client.get("/").text
        assert "bw-keep-box" not in html
        assert ("90 dagen teruglezen" in html) == (mode == "on")
