"""A page as it looks on paper, on a real server, of a PDF made on the spot."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import httpx
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from index.read.file import read
from index.records import Document, Letter
from index.search.library import Library
from index.settings import Settings
from index.store.originals import keep_original
from tests.support.chromium import needs_chromium, start_chromium, too_wide, wait
from tests.support.web import served
from ui.letters.routes import letter_routes
from ui.web.http import web_app
from ui.web.links import letter_link, page_image_link, page_link

SHEETS = (
    ["De gemeente betaalt de zwemles voor ieder kind", "dat in groep vijf zit. Ouders geven hun kind op, en"],
    ["wie dat vergeet, krijgt een brief.", *[""] * 40, "De moestuin is open."],
)


@pytest.fixture(name="settings", scope="module")
def settings_fixture(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(_env_file=None, data=tmp_path_factory.mktemp("data"))  # type: ignore[call-arg]


@pytest.fixture(name="document", scope="module")
def document_fixture(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("brieven") / "brief.pdf"
    canvas = Canvas(str(path))
    for lines in SHEETS:
        for n, line in enumerate(lines):
            canvas.drawString(80, 760 - 15 * n, line)
        canvas.showPage()
    canvas.save()
    document = read(path, name=path.name, settings=settings).document
    keep_original(path, document.id, settings)
    return document


def library_of(document: Document) -> Library:
    letter = Letter("brief", document.id, "brief", "De zwemles", None, None, None, None, 0, len(document.text))
    shelf = SimpleNamespace(documents={document.id: document}, letters={letter.id: letter}, withheld=frozenset())
    return cast(Library, shelf)


@pytest.fixture(name="pages", scope="module")
def pages_fixture(document: Document, settings: Settings) -> Iterator[httpx.Client]:
    with served(web_app(letter_routes(library_of(document), settings))) as client:
        yield client


def colours(response: httpx.Response) -> int:
    """Return how many pixels of a picture have the colour of a mark."""
    response.raise_for_status()
    assert response.headers["content-type"] == "image/png"
    with Image.open(io.BytesIO(response.content)) as image:
        counted = image.convert("RGB").getcolors(image.width * image.height) or []
    return {colour: n for n, colour in counted}.get((255, 226, 138), 0)


def at(document: Document, words: str) -> dict[str, int]:
    start = document.text.index(words)
    return {"start": start, "end": start + len(words)}


def test_a_page_has_a_picture_and_its_text(pages: httpx.Client) -> None:
    html = pages.get(page_link("brief", 2)).raise_for_status().text
    assert f'src="{page_image_link("brief", 2)}"' in html
    assert "De moestuin is open." in html
    assert "zwemles voor ieder" not in html
    assert "/brieven/brief/origineel#page=2" in html
    assert colours(pages.get(page_image_link("brief", 2))) == 0


def test_the_words_of_a_quote_are_marked_on_the_picture_and_in_the_text(
    pages: httpx.Client, document: Document
) -> None:
    place = at(document, "ieder kind\ndat in groep vijf zit.")
    html = pages.get(page_link("brief", 1, **place)).text
    assert re.findall("<mark[^>]*>([^<]*)", html) == ["ieder kind\ndat in groep vijf zit."]
    assert "niet precies worden aangewezen" not in html
    assert html.count('id="citaat"') == 1
    assert colours(pages.get(page_image_link("brief", 1, **place))) > 1000


def test_a_quote_over_a_page_end_is_marked_on_both_pages_which_lead_to_each_other(
    pages: httpx.Client, document: Document
) -> None:
    place = at(document, "Ouders geven hun kind op, en\nwie dat vergeet, krijgt een brief.")
    for page, other in ((1, 2), (2, 1)):
        html = pages.get(page_link("brief", page, **place)).text
        assert f"Gemarkeerde woorden staan ook op pagina {other}" in html
        assert page_link("brief", other, **place).replace("&", "&amp;") in html
        assert colours(pages.get(page_image_link("brief", page, **place))) > 1000


def test_the_letter_leads_to_its_pages_at_the_same_words(pages: httpx.Client, document: Document) -> None:
    place = at(document, "De moestuin is open.")
    html = pages.get(letter_link("brief", **place)).text
    link = page_link("brief", 2, **place).replace("&", "&amp;")
    assert f'href="{link}">Pagina 2 zoals op papier' in html
    assert f'href="{link}">pagina 2</a>' in html


def test_words_that_do_not_align_are_not_marked_on_the_picture_and_that_is_said(
    document: Document, settings: Settings
) -> None:
    text = document.text.replace("zwemles", "gymles!")
    other = Document(document.id, document.path, document.media_type, text, document.page_starts)
    with served(web_app(letter_routes(library_of(other), settings))) as client:
        place = at(other, "De gemeente betaalt de gymles!")
        html = client.get(page_link("brief", 1, **place)).text
        assert "niet precies worden aangewezen" in html
        assert "De gemeente betaalt de gymles!" in html
        assert colours(client.get(page_image_link("brief", 1, **place))) == 0


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("width", [390, 1280])
def test_a_browser_opens_the_picture_at_the_marked_words(
    pages: httpx.Client, document: Document, tmp_path: Path, width: int
) -> None:
    with start_chromium(tmp_path) as chromium:
        chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": 300, "deviceScaleFactor": 1, "mobile": False,
        })  # fmt: skip
        chromium.get(str(pages.base_url).rstrip("/") + page_link("brief", 2, **at(document, "De moestuin is open.")))
        wait(chromium, "figure img")
        assert not too_wide(chromium)
        where = "const found = document.querySelector('.bw-sheet').getBoundingClientRect(); return "
        top, height = chromium.execute_script(where + "[found.top, found.height]")
    y = 760 - 15 * 41
    words = top + height * (1 - y / 841.89)
    assert 0 < words < 300


@pytest.mark.parametrize("address", ["0", "3", "x", "-1", "3.png", "1.jpg", "1.png?van=0&tot=99999"])
def test_a_page_that_is_not_there_leads_nowhere(pages: httpx.Client, address: str) -> None:
    response = pages.get(f"/brieven/brief/pagina/{address}")
    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.text


def test_a_page_without_the_quote_that_was_on_it_is_shown(pages: httpx.Client) -> None:
    response = pages.get("/brieven/brief/pagina/2?van=0&tot=99999")
    assert response.status_code == 404
    assert "staat niet meer op die plek" in response.text
    assert "De moestuin is open." in response.text
    assert "<mark" not in response.text


def test_without_the_file_the_text_is_there_and_how_to_get_the_picture(document: Document, tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data=tmp_path)  # type: ignore[call-arg]
    with served(web_app(letter_routes(library_of(document), settings))) as client:
        html = client.get(page_link("brief", 2)).raise_for_status().text
        assert client.get(page_image_link("brief", 2)).status_code == 404
    assert "De moestuin is open." in html
    assert "briefwijzer index" in html
    assert "<img" not in html


def test_a_file_that_cannot_be_drawn_leaves_the_text(document: Document, tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data=tmp_path)  # type: ignore[call-arg]
    (tmp_path / "originals").mkdir()
    (tmp_path / "originals" / document.id).write_bytes(b"%PDF-1.7 niets")
    with served(web_app(letter_routes(library_of(document), settings))) as client:
        html = client.get(page_link("brief", 2)).raise_for_status().text
    assert "kon geen afbeelding worden gemaakt" in html
    assert "De moestuin is open." in html


def test_text_files_have_no_page_on_paper(document: Document, settings: Settings) -> None:
    other = Document(document.id, "brief.txt", "text/plain", document.text)
    with served(web_app(letter_routes(library_of(other), settings))) as client:
        assert client.get(page_link("brief", 1)).status_code == 404
        assert "op papier" not in client.get(letter_link("brief")).text
