"""What the forms under an answer get back from a real server, and what they cannot get it to say."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date

import docx
import httpx
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from index.search.library import Library, open_library
from index.settings import Settings
from index.store.exchanges import read_exchanges
from qa.as_json import answer_line
from qa.ask import ask
from qa.exchanges import keep, new_id
from qa.records import Answer
from tests.support.letter_index import index_letters
from tests.support.web import served
from ui.page.answer_routes import answer_routes
from ui.page.export.sent import as_sent
from ui.web.http import web_app

pytestmark = pytest.mark.embedder

_LETTER = """Gemeente Vlieterdam

Aan: alle ouders
Datum: 24 maart 2023
Onderwerp: Schoolzwemmen

Geachte ouders,

De zwemles kost tien euro per kind en dat bedrag betaalt u aan de school.

Met vriendelijke groet,

Gemeente Vlieterdam
"""
_PRICE = "De zwemles kost tien euro per kind en dat bedrag betaalt u aan de school."


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return index_letters({"zwemles.txt": _LETTER}, tmp_path_factory.mktemp("answer"))


@pytest.fixture(scope="module")
def library(settings: Settings) -> Library:
    return open_library(settings)


@pytest.fixture(scope="module")
def answer(library: Library, settings: Settings) -> Answer:
    return ask("Hoeveel kost de zwemles?", library=library, settings=settings)


@pytest.fixture(scope="module")
def client(library: Library, settings: Settings) -> Iterator[httpx.Client]:
    with served(web_app(answer_routes(library, settings))) as client:
        yield client


def _take(client: httpx.Client, answer: Answer, form: str, **changed: object) -> httpx.Response:
    sent = {**json.loads(as_sent(answer, day=date(2026, 3, 31))), **changed}
    return client.post("/antwoord", data={"answer": json.dumps(sent), "as": form})


def test_an_answer_is_given_as_text_markdown_word_and_pdf(client: httpx.Client, answer: Answer) -> None:
    plain = _take(client, answer, "text")
    assert plain.headers["content-type"] == "text/plain; charset=utf-8"
    assert f"- {_PRICE} [1]" in plain.text
    assert "Brief van Gemeente Vlieterdam, 24 maart 2023:" in plain.text
    assert f"{client.base_url}".rstrip("/") + "/brieven/" in plain.text
    assert f"- {_PRICE} \\[1\\]" in _take(client, answer, "markdown").text
    word = _take(client, answer, "word")
    assert 'filename="antwoord-briefwijzer-2026-03-31.docx"' in word.headers["content-disposition"]
    assert any(_PRICE in paragraph.text for paragraph in docx.Document(io.BytesIO(word.content)).paragraphs)
    pdf = PdfReader(io.BytesIO(_take(client, answer, "pdf").content))
    assert _PRICE in " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_quotes_are_read_from_the_letter_and_never_from_the_browser(client: httpx.Client, answer: Answer) -> None:
    (citation, *_) = answer.sentences[0].citations
    place = [citation.letter.id, citation.start, citation.end]
    forged = _take(client, answer, "text", sentences=[{"text": "De les is\n<b>gratis</b>.", "places": [place]}])
    assert "- De les is <b>gratis</b>. [1]" in forged.text
    assert f"“{_PRICE}”" in forged.text
    assert "letterlijke zinnen" not in forged.text


@pytest.mark.parametrize(
    "changed",
    [
        {"sentences": [{"places": [["nergens", 0, 5]]}]},
        {"sentences": [{"places": [["LETTER", 0, 1_000_000]]}]},
        {"sentences": [{"places": [["LETTER", -5, 3]]}]},
        {"sentences": [{"places": []}]},
        {"status": "waar"},
        {"day": "morgen"},
        {"question": "x" * 1_001},
    ],
)
def test_what_is_no_answer_over_these_letters_is_refused(
    client: httpx.Client, answer: Answer, changed: dict[str, object]
) -> None:
    letter = answer.sentences[0].citations[0].letter.id
    named = json.loads(json.dumps(changed).replace("LETTER", letter))
    refused = _take(client, answer, "text", **named)
    assert refused.status_code == 422
    assert BeautifulSoup(refused.text, "html.parser").h1.text == "Dit bestand kan niet worden gemaakt"  # type: ignore[union-attr]


def test_no_answer_and_no_known_file_are_refused(client: httpx.Client, answer: Answer) -> None:
    assert client.post("/antwoord", data={}).status_code == 422
    assert client.post("/antwoord", content=b"\xff\xfe=%%%").status_code == 422
    assert _take(client, answer, "exe").status_code == 422


def test_in_english_the_labels_are_english_and_the_letter_stays_dutch(client: httpx.Client, answer: Answer) -> None:
    sent = {"answer": as_sent(answer, day=date(2026, 3, 31)), "as": "text"}
    english = client.post("/antwoord?taal=en", data=sent).text
    assert "Answered: this is in the letters" in english
    assert _PRICE in english


def test_what_a_reader_finds_of_an_answer_is_kept_with_it(
    client: httpx.Client, answer: Answer, library: Library, settings: Settings
) -> None:
    id = new_id()
    keep(answer_line(answer, library=library), settings, id=id)
    said = {"id": id, "helpful": "nee", "reason": "incomplete", "remark": "De bus mist."}
    assert client.post("/oordeel", data=said, headers={"Accept": "application/json"}).json() == {"kept": True}
    [one] = read_exchanges(settings)
    assert (one.helpful, one.reason, one.remark) == (False, "incomplete", "De bus mist.")
    without_script = client.post("/oordeel", data={"id": id, "helpful": "ja"})
    assert "Bedankt." in without_script.text
    assert client.post("/oordeel", data={"id": new_id(), "helpful": "ja"}).status_code == 404
    assert client.post("/oordeel", data={"id": id, "helpful": "misschien"}).status_code == 404
