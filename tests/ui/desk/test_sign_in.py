"""Signing in to the desk: set-up, right and wrong passwords, sessions that end, forms from elsewhere."""

from __future__ import annotations

import re
from datetime import timedelta

import httpx
import pytest
from argon2 import PasswordHasher
from sqlalchemy import update

from index.settings import Settings
from index.store.staff.log import read_log
from index.store.staff.people import add_staff, change_role, find_member, remove_staff, renew_hash, set_password
from index.store.staff.sessions import IDLE
from index.store.staff.tables import staff_sessions
from index.store.transactions import opened_catalog, writing
from tests.support.web import served
from tests.ui.desk.desk import PASSWORD, add, code_on, post, sign_in
from ui.desk.form_code import FIELD
from ui.serve import empty_app


def test_without_staff_the_desk_says_how_to_set_it_up(client: httpx.Client) -> None:
    for path in ("/beheer", "/beheer/aanmelden"):
        page = client.get(path)
        assert page.status_code == 503
        assert "briefwijzer staff add NAAM --role admin" in page.text
        assert "<form" not in page.text


def test_who_signs_in_comes_where_they_wanted_to_be(client: httpx.Client, settings: Settings) -> None:
    add(settings, "Noor de Vries", "admin")
    away = client.get("/beheer?taal=nl")
    assert (away.status_code, away.headers["location"]) == (303, "/beheer/aanmelden?naar=%2Fbeheer%3Ftaal%3Dnl")
    inside = sign_in(client, " noor DE vries ", naar="/beheer?taal=nl")
    assert (inside.status_code, inside.headers["location"]) == (303, "/beheer?taal=nl")
    page = client.get("/beheer")
    assert page.status_code == 200
    assert "Welkom, Noor de Vries" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert client.get("/beheer/aanmelden").headers["location"] == "/beheer"
    newest = next(read_log(settings))
    assert (newest.who, newest.what) == ("Noor de Vries", "signed_in")


@pytest.mark.parametrize(
    "naar",
    ["https://elders.example", "//elders.example", "/brieven", "/beheer/../", "/beheer\\elders", "/beheerder", ""],
)
def test_signing_in_leads_nowhere_else(client: httpx.Client, settings: Settings, naar: str) -> None:
    add(settings, "Noor")
    assert sign_in(client, "Noor", naar=naar).headers["location"] == "/beheer"


def test_a_cookie_is_out_of_reach(client: httpx.Client, settings: Settings) -> None:
    add(settings, "Noor")
    for header in sign_in(client, "Noor").headers.get_list("set-cookie"):
        assert {"HttpOnly", "SameSite=lax", "Path=/beheer"} <= set(header.split("; "))
        assert "Secure" not in header
    client.cookies.clear()
    client.headers["X-Forwarded-Proto"] = "https"
    for cookie in client.get("/beheer/aanmelden").headers.get_list("set-cookie"):
        assert "Secure" in cookie.split("; ")


def test_an_unknown_name_and_a_wrong_password_are_told_alike(client: httpx.Client, settings: Settings) -> None:
    add(settings, "Noor")
    wrong, unknown = sign_in(client, "Noor", "niet het wachtwoord"), sign_in(client, "kamelen in mijn wachtwoord")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    plain = [re.sub(r'value="[^"]*"', "", page.text) for page in (wrong, unknown)]
    assert plain[0] == plain[1]
    assert "De naam of het wachtwoord klopt niet" in wrong.text
    assert not client.cookies.get("briefwijzer-beheer")
    log = [(each.who, each.what) for each in read_log(settings)]
    assert log[:2] == [("", "sign_in_failed"), ("Noor", "sign_in_failed")]
    assert not [each for each in read_log(settings) if "kamelen" in str(each)]


def test_who_tries_many_times_waits_and_others_do_not(client: httpx.Client, settings: Settings) -> None:
    add(settings, "Noor")
    tries = [sign_in(client, "Noor", f"raden {number}") for number in range(7)]
    assert [each.status_code for each in tries] == [401] * 5 + [429] * 2
    assert "over 15 minuten" in tries[-1].text
    assert 800 < int(tries[-1].headers["retry-after"]) <= 901
    assert sign_in(client, "Noor").status_code == 429, "the right password does not tell that it is right"
    client.headers["X-Forwarded-For"] = "203.0.113.9"
    assert sign_in(client, "Noor").status_code == 303


def test_signing_out_ends_the_session_for_good(client: httpx.Client, settings: Settings) -> None:
    add(settings, "Noor")
    sign_in(client, "Noor")
    kept = dict(client.cookies)
    out = post(client, "/beheer/afmelden", {}, form_on="/beheer")
    assert out.headers["location"] == "/beheer/aanmelden"
    for cookies in (dict(client.cookies), kept):
        assert client.get("/beheer", headers={"Cookie": _written(cookies)}).status_code == 303


def test_a_session_expires_and_says_so(client: httpx.Client, settings: Settings) -> None:
    add(settings, "Noor")
    sign_in(client, "Noor")
    with opened_catalog(settings) as engine, writing(engine) as connection:
        row = connection.execute(staff_sessions.select()).one()
        connection.execute(update(staff_sessions).values(seen_at=row.seen_at - IDLE - timedelta(minutes=1)))
    away = client.get("/beheer")
    assert away.status_code == 303
    assert "omdat u een tijd niets deed" in client.get(away.headers["location"]).text
    assert "omdat u een tijd niets deed" not in httpx.get(client.base_url.join("/beheer/aanmelden")).text
    assert sign_in(client, "Noor").status_code == 303
    assert client.get("/beheer").status_code == 200


@pytest.mark.parametrize("end", ["password", "removal"])
def test_a_new_password_and_removal_end_every_session(client: httpx.Client, settings: Settings, end: str) -> None:
    add(settings, "Sem", "admin")
    noor = add(settings, "Noor")
    sign_in(client, "Noor")
    assert client.get("/beheer").status_code == 200
    if end == "password":
        set_password(settings, noor.id, "$argon2id$", by="Sem")
    else:
        remove_staff(settings, noor.id, by="Sem")
    assert client.get("/beheer").status_code == 303


def test_an_older_hash_is_renewed_by_the_right_password_alone(client: httpx.Client, settings: Settings) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    add_staff(settings, "Noor", role="reviewer", by="proef", password=weak)
    sign_in(client, "Noor", "niet het wachtwoord")
    found = [find_member(settings, "Noor")]
    assert sign_in(client, "Noor").status_code == 303
    found.append(find_member(settings, "Noor"))
    client.cookies.clear()
    assert sign_in(client, "Noor").status_code == 303
    found.append(find_member(settings, "Noor"))
    before, renewed, after = (each[1] for each in found if each)
    assert before == weak
    assert renewed
    assert not PasswordHasher().check_needs_rehash(renewed)
    assert after == renewed, "one that is of today is left alone"


def test_another_password_meanwhile_is_not_undone(client: httpx.Client, settings: Settings) -> None:
    noor = add(settings, "Noor")
    renew_hash(settings, noor.id, old="one that was there before", new="$argon2id$")
    assert sign_in(client, "Noor").status_code == 303


def test_a_form_from_elsewhere_does_nothing(client: httpx.Client, settings: Settings) -> None:
    add(settings, "Noor")
    fields = {"naam": "Noor", "wachtwoord": PASSWORD}
    assert client.post("/beheer/aanmelden", data=fields).status_code == 403
    code = code_on(client.get("/beheer/aanmelden"))
    with httpx.Client(base_url=client.base_url) as other:  # whose browser has another secret, or none
        assert other.post("/beheer/aanmelden", data={**fields, FIELD: code}).status_code == 403
        other.get("/beheer/aanmelden")
        assert other.post("/beheer/aanmelden", data={**fields, FIELD: code}).status_code == 403
    sign_in(client, "Noor")
    for sent in ({}, {FIELD: ""}, {FIELD: code}, {FIELD: "é"}):
        refused = client.post("/beheer/afmelden", data=sent)
        assert refused.status_code == 403
        assert "Dit formulier is verlopen" in refused.text
    assert client.get("/beheer").status_code == 200
    by_script = client.post("/beheer/afmelden", headers={"x-formuliercode": code_on(client.get("/beheer"))})
    assert by_script.status_code == 303


def test_a_role_changes_at_once(client: httpx.Client, settings: Settings) -> None:
    noor = add(settings, "Noor")
    sign_in(client, "Noor")
    assert "U mag alles" not in client.get("/beheer").text
    change_role(settings, noor.id, "admin", by="Sem")
    assert "U mag alles" in client.get("/beheer").text


def test_a_name_that_no_database_takes_is_wrong_too(client: httpx.Client, settings: Settings) -> None:
    add(settings, "Noor")
    for name in ("\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "n" * 100_000):
        assert sign_in(client, name).status_code == 401
    assert sign_in(client, "Noor\x00").status_code == 400


def test_below_the_path_of_a_site_and_behind_its_proxy(settings: Settings, client: httpx.Client) -> None:
    add(settings, "Noor", "admin")
    below = settings.model_copy(update={"root_path": "/brieven", "hosts": ("site.example",)})
    headers = {"Accept": "text/html", "Host": "site.example", "X-Forwarded-Proto": "https"}
    with served(empty_app(below, host="127.0.0.1"), root_path="/brieven") as proxied:
        proxied.headers.update(headers)
        assert proxied.get("/beheer").headers["location"] == "/brieven/beheer/aanmelden?naar=%2Fbeheer"
        form = proxied.get("/beheer/aanmelden")
        assert 'action="/brieven/beheer/aanmelden"' in form.text
        sent = {FIELD: code_on(form), "naam": "Noor", "wachtwoord": PASSWORD, "naar": "/beheer/logboek"}
        kept = "; ".join(cookie.partition(";")[0] for cookie in form.headers.get_list("set-cookie"))
        inside = proxied.post("/beheer/aanmelden", data=sent, headers={"Cookie": kept})
        assert inside.headers["location"] == "/brieven/beheer/logboek"
        cookies = inside.headers.get_list("set-cookie")
        assert all({"Path=/brieven/beheer", "Secure"} <= set(cookie.split("; ")) for cookie in cookies)
        session = "; ".join(cookie.partition(";")[0] for cookie in cookies)
        people = proxied.get("/beheer/medewerkers", headers={"Cookie": session})
        assert 'href="/brieven/beheer/logboek"' in people.text
        fields = {FIELD: code_on(people), "naam": "Sem", "rol": "editor"}
        added = proxied.post("/beheer/medewerkers", data=fields, headers={"Cookie": session})
        assert "https://site.example/brieven/beheer/wachtwoord/" in added.text


def test_two_processes_know_the_same_sessions(client: httpx.Client, settings: Settings) -> None:
    add(settings, "Noor")
    sign_in(client, "Noor")
    with served(empty_app(settings, host="127.0.0.1")) as other:
        assert other.get("/beheer", headers={"Cookie": _written(dict(client.cookies))}).status_code == 200


def _written(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
