"""The pages below a path of a site: a proxy takes that off, and every link and form has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from index.search.library import open_library
from index.settings import Settings
from tests.support.letter_index import index_letters
from tests.support.web import served
from ui.serve import chat_app

pytestmark = pytest.mark.embedder

ROOT = "/brieven"  # also the path of a page
_LETTER = (
    "Gemeente Vlieterdam\n\nDatum: 24 maart 2023\nOnderwerp: Zwemles\n\nGeachte ouders,\n\nDe zwemles kost tien euro.\n"
)
_ADDRESS = re.compile(r'<[^>]* (?:href|src|action)="([^"#]*)')


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    settings = index_letters({"zwemles.txt": _LETTER}, tmp_path_factory.mktemp("home"))
    settings = settings.model_copy(update={"root_path": ROOT, "proxies": ("127.0.0.1",), "hosts": ("site.example",)})
    app = chat_app(open_library(settings), settings, host="127.0.0.1")
    with served(app, root_path=settings.root_path) as client:
        yield client


def _own_addresses(server: httpx.Client, path: str) -> set[str]:
    """Return the addresses on a page that lead to this site, as a browser makes them out of what stands there."""
    found = (urljoin(f"http://site.example{ROOT}{path}", each) for each in _ADDRESS.findall(server.get(path).text))
    return {urlsplit(each).path for each in found if urlsplit(each).hostname == "site.example"}


def test_every_link_and_form_leads_below_the_path(server: httpx.Client) -> None:
    waiting, seen = ["/", "/?q=Hoeveel+kost+de+zwemles%3F"], set[str]()
    while waiting:
        for address in _own_addresses(server, waiting.pop()) - seen:
            seen.add(address)
            assert address.startswith(f"{ROOT}/")
            path = address.removeprefix(ROOT)
            answer = server.get(path)
            assert answer.status_code == (405 if path in ("/antwoord", "/oordeel") else 200), path  # forms that post
            if answer.headers["content-type"].startswith("text/html"):
                waiting.append(path)
    assert len(seen) > 12
    assert any(re.fullmatch(f"{ROOT}/brieven/[0-9a-f-]+", address) for address in seen)


def test_the_page_where_one_is_is_marked(server: httpx.Client) -> None:
    assert f'<a href="{ROOT}/brieven" aria-current="page">' in server.get("/brieven").text


def test_programs_find_the_path_too(server: httpx.Client) -> None:
    seen_by_a_proxy = {"Host": "site.example", "X-Forwarded-Host": "site.example", "X-Forwarded-Proto": "https"}
    config = server.get("/gradio/config", headers=seen_by_a_proxy).json()
    assert config["root"] == f"https://site.example{ROOT}/gradio"
    assert server.get("/api/openapi.json").json()["servers"] == [{"url": f"{ROOT}/api"}]


@pytest.mark.parametrize(
    ("set_to", "means"), [("/vragen/", "/vragen"), ("vragen", "/vragen"), ("/a/b", "/a/b"), ("/", "")]
)
def test_slashes_around_it_do_not_matter(set_to: str, means: str) -> None:
    assert Settings(_env_file=None, root_path=set_to).root_path == means  # type: ignore[call-arg]
