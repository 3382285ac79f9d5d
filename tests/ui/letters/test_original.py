"""The file of a letter, as a browser gets it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from index.settings import Settings
from index.store.originals import keep_original
from tests.support.web import served
from tests.ui.letters.shelf import shelf
from ui.letters.routes import letter_routes
from ui.web.http import web_app

BYTES = b"<script>alert(1)</script> De sluis."


@pytest.fixture(name="settings")
def settings_fixture(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data=tmp_path / "data")  # type: ignore[call-arg]


@pytest.fixture(name="handed_in")
def handed_in_fixture(tmp_path: Path, settings: Settings) -> str:
    file = tmp_path / "brief"
    file.write_bytes(BYTES)
    id = hashlib.sha256(BYTES).hexdigest()
    keep_original(file, id, settings)
    return id


@pytest.mark.parametrize(
    ("media_type", "disposition"),
    [("application/pdf", "inline"), ("text/html", "attachment"), ("text/plain", "attachment")],
)
def test_the_file_comes_as_it_was_handed_in_and_runs_nothing(
    handed_in: str, settings: Settings, media_type: str, disposition: str
) -> None:
    library = shelf(media_type=media_type, document_id=handed_in)
    with served(web_app(letter_routes(library, settings))) as client:
        response = client.get("/brieven/brief-2/origineel").raise_for_status()
        assert "/brieven/brief-2/origineel" in client.get("/brieven/brief-2").text
    assert response.content == BYTES
    assert response.headers["content-type"].partition(";")[0] == media_type
    assert response.headers["content-disposition"].startswith(disposition)
    assert "brieven.pdf" in response.headers["content-disposition"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_without_the_file_the_page_says_how_to_get_it(settings: Settings) -> None:
    with served(web_app(letter_routes(shelf(), settings))) as client:
        missing = client.get("/brieven/brief-1/origineel")
        assert client.get("/brieven/nergens/origineel").status_code == 404
        html = client.get("/brieven/brief-1").text
    assert missing.status_code == 404
    assert "briefwijzer index" in missing.text
    assert "/origineel" not in html
    assert "briefwijzer index" in html


def test_another_file_is_never_kept_in_the_place_of_one(tmp_path: Path, settings: Settings) -> None:
    file = tmp_path / "brief"
    file.write_bytes(b"ondertussen veranderd")
    keep_original(file, hashlib.sha256(BYTES).hexdigest(), settings)
    assert not (settings.data / "originals").exists()


def test_a_file_in_which_a_letter_is_hidden_is_not_shown(handed_in: str, settings: Settings) -> None:
    library = shelf(document_id=handed_in)
    library.withheld = frozenset((handed_in,))
    with served(web_app(letter_routes(library, settings))) as client:
        html = client.get("/brieven/brief-1").raise_for_status().text
        for path in ("origineel", "pagina/1.png"):
            assert client.get(f"/brieven/brief-1/{path}").status_code == 404
        instead = client.get("/brieven/brief-1/pagina/1?van=0&tot=4", follow_redirects=False)
        assert instead.headers["location"].startswith("/brieven/brief-1?van=0&tot=4")
    assert "/origineel" not in html
    assert "/pagina/" not in html
    assert "briefwijzer index" not in html
