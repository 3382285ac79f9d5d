"""What goes wrong at the desk: whoever asked is told what and what to do, and nothing of it stands in a log."""

from __future__ import annotations

import logging

import httpx
import pytest
from sqlalchemy import insert
from sqlalchemy.exc import SQLAlchemyError

from index.settings import Settings
from index.store.catalog.connection import open_catalog
from index.store.review.cases import case_file
from index.store.staff.log import read_log
from index.store.staff.tables import staff
from index.store.transactions import opened_catalog, writing
from tests.support.limits import HANG_SECONDS
from tests.ui.desk.desk import add, code_on, post
from ui.desk.form_code import HEADER


def multipart(client: httpx.Client, name: str, value: bytes, *, charset: str) -> httpx.Response:
    """Send the sign-in with one field of bytes that are said to be in `charset`."""
    code = code_on(client.get("/beheer/aanmelden"))
    part = b'--grens\r\nContent-Disposition: form-data; name="' + name.encode() + b'"\r\n\r\n' + value
    kind = f"multipart/form-data; boundary=grens; charset={charset}"
    headers = {"Content-Type": kind, HEADER: code}
    return client.post("/beheer/aanmelden", content=part + b"\r\n--grens--\r\n", headers=headers)


@pytest.mark.parametrize("charset", ["raw_unicode_escape", "undefined", "punycode", "idna", "hex", "utf-16", "geen"])
def test_text_in_another_encoding_is_not_decoded(client: httpx.Client, settings: Settings, charset: str) -> None:
    add(settings, "Noor")
    for name in ("naam", "wachtwoord", "formuliercode"):
        answer = multipart(client, name, rb"\ud800", charset=charset)
        assert answer.status_code == 400
        assert "tekens die geen tekst zijn" in answer.text
    assert multipart(client, "naam", b"Noortje", charset="UTF-8").status_code == 401


def test_what_no_database_takes_is_refused_with_a_message(admin: httpx.Client) -> None:
    for refused in (
        post(admin, "/beheer/medewerkers", {"naam": "No\0or", "rol": "admin"}),
        admin.get("/beheer/vragen", params={"zoek": "\0"}),
        admin.get("/beheer/logboek?wie=%00"),
        admin.get("/beheer/vragen/%00"),
    ):
        assert (refused.status_code, "geen tekst" in refused.text) == (400, True)
    broken = {"Content-Type": "multipart/form-data; boundary=x"}
    assert admin.post("/beheer/medewerkers", content=b"--x\r\nniets\r\n", headers=broken).status_code == 400


@pytest.mark.parametrize("path", ["vragen", "vragen.csv", "logboek", "logboek.csv"])
def test_days_that_no_calendar_goes_beyond_are_answered(admin: httpx.Client, path: str) -> None:
    for query in ("tot=9999-12-31", "tot=9999-12-30", "van=0001-01-01&vanaf=0001-01-01", "van=9999-12-31"):
        assert admin.get(f"/beheer/{path}?{query}").status_code == 200


@pytest.mark.parametrize("words", ["a " * 1_200, "a" * 50_001])
def test_a_search_that_is_too_long_says_how_long_it_may_be(admin: httpx.Client, words: str) -> None:
    for path in ("/beheer/vragen", "/beheer/vragen.csv"):
        answer = admin.get(path, params={"zoek": words})
        assert (answer.status_code, "hoogstens 200 tekens" in answer.text) == (422, True)
    assert admin.get("/beheer/vragen", params={"zoek": "a " * 100}).status_code == 200


def test_a_catalog_that_is_busy_is_told_where_something_is_written_and_no_matter_where_it_is_read(
    admin: httpx.Client, client: httpx.Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    client.timeout = httpx.Timeout(HANG_SECONDS)
    with (
        httpx.Client(base_url=client.base_url, timeout=HANG_SECONDS) as stranger,
        opened_catalog(settings) as engine,
        writing(engine),
    ):
        assert admin.get("/beheer/vragen").status_code == 200
        added = post(admin, "/beheer/medewerkers", {"naam": "Sem", "rol": "admin"})
        exported = admin.get("/beheer/vragen.csv", headers={"Accept": "application/json"})
        typed = {"naam": "Geheime Zin", "wachtwoord": "x"}
        strange = post(stranger, "/beheer/aanmelden", typed)
    assert (added.status_code, exported.status_code, strange.status_code) == (503, 503, 503)
    assert "is bezet" in added.text
    assert "Wacht tot dat klaar is" in exported.json()["help"]
    assert strange.json()["message"] == "De gegevens zijn nu niet bereikbaar.", "a stranger is not told where they are"
    assert "Geheime" not in caplog.text
    assert [each.what for each in read_log(settings)][:1] == ["signed_in"]


def test_a_statement_that_fails_names_no_value(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    with opened_catalog(settings) as engine, engine.connect() as connection:
        with pytest.raises(SQLAlchemyError) as fault:
            connection.execute(insert(staff).values(id="geheim", name="Marietje"))
        logging.getLogger("proef").error("it failed", exc_info=fault.value)
    assert "staff" in caplog.text
    assert not {"geheim", "Marietje"} & set(caplog.text.replace("'", " ").split())


def test_a_catalog_waits_as_long_as_it_is_told(settings: Settings) -> None:
    engine = open_catalog(settings, wait=5)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5_000
    engine.dispose()


def test_a_damaged_line_among_test_questions_is_named_and_the_others_stay(
    admin: httpx.Client, settings: Settings
) -> None:
    file = case_file(settings)
    file.parent.mkdir(exist_ok=True)
    asked = '{"id": "staff-1", "question": "Wat\u2028nu?\u0085"}\n'
    file.write_bytes(asked.encode() + b'{"id": "staff-2", "quest\n\xff\n[]\n')
    page = admin.get("/beheer/metingen")
    assert page.status_code == 200
    assert f"{file} zijn deze regels niet te lezen: 2, 3, 4." in page.text
    assert "1 toetsvraag" in page.text
