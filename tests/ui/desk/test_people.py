"""People, passwords and the log, by the pages of the desk."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import httpx
import pytest

from index.settings import Settings
from index.store.staff.log import audit, read_log
from index.store.staff.people import find_member, read_staff
from tests.support.paths import ROOT
from tests.ui.desk.desk import PASSWORD, add, post, sign_in
from ui.desk.log_routes import what_name
from ui.wording.interface import LANGUAGES

_PEOPLE, _NEW = "/beheer/medewerkers", "drie andere gele fietsen"


@pytest.fixture(name="other")
def other_fixture(address: httpx.URL) -> Iterator[httpx.Client]:
    """Another browser."""
    with httpx.Client(base_url=address, headers={"Accept": "text/html"}) as client:
        yield client


def roles(settings: Settings) -> dict[str, str]:
    return {each.name: each.role for each in read_staff(settings)}


def test_somebody_new_chooses_a_password_by_a_link_that_works_once(
    admin: httpx.Client, other: httpx.Client, settings: Settings
) -> None:
    page = post(admin, _PEOPLE, {"naam": "Sem <b>", "rol": "editor"})
    assert page.status_code == 200
    assert "Link voor Sem &lt;b&gt;" in page.text
    found = re.search(r"<code>(\S+)</code>", page.text)
    assert found
    link = found[1]
    assert link.startswith(f"{admin.base_url}/beheer/wachtwoord/")
    assert roles(settings) == {"Noor": "admin", "Sem <b>": "editor"}
    assert "Dit wordt het wachtwoord van Sem &lt;b&gt;" in other.get(link).text
    for new, again, said in (
        ("kort", "kort", "te kort"),
        (_NEW, "anders dan dat", "niet gelijk"),
        ("Welkom123456!", "Welkom123456!", "te makkelijk te raden"),
    ):
        refused = post(other, link, {"nieuw": new, "nogmaals": again})
        assert refused.status_code == 422
        assert said in refused.text
    chosen = post(other, link, {"nieuw": _NEW, "nogmaals": _NEW})
    assert chosen.headers["location"] == "/beheer/aanmelden?gedaan=wachtwoord"
    assert "Uw wachtwoord is bewaard" in other.get(chosen.headers["location"]).text
    assert other.get(link).status_code == 404
    assert "Deze link werkt niet meer" in other.get(link).text
    assert sign_in(other, "sem <B>", _NEW).status_code == 303
    assert other.get(_PEOPLE).status_code == 403


def test_a_wrong_addition_says_what_is_wrong(admin: httpx.Client, settings: Settings) -> None:
    for fields, said in (
        ({"naam": "noor", "rol": "editor"}, "al iemand met deze naam"),
        ({"naam": " ", "rol": "editor"}, "Deze naam kan niet"),
        ({"naam": "Sem", "rol": "baas"}, "Deze rol bestaat niet"),
    ):
        page = post(admin, _PEOPLE, fields)
        assert page.status_code == 409
        assert said in page.text
    assert roles(settings) == {"Noor": "admin"}


def test_roles_sessions_and_removal(admin: httpx.Client, other: httpx.Client, settings: Settings) -> None:
    sem = add(settings, "Sem")
    sign_in(other, "Sem")
    assert "nu 1 keer aangemeld" in admin.get(_PEOPLE).text
    done = post(admin, f"{_PEOPLE}/{sem.id}/rol", {"rol": "admin"}, form_on=_PEOPLE)
    assert "De rol is gewijzigd" in admin.get(done.headers["location"]).text
    assert other.get(_PEOPLE).status_code == 200
    post(admin, f"{_PEOPLE}/{sem.id}/afmelden", {}, form_on=_PEOPLE)
    assert other.get(_PEOPLE).status_code == 303
    assert "Sem verwijderen?" in admin.get(f"{_PEOPLE}/{sem.id}/verwijderen").text
    post(admin, f"{_PEOPLE}/{sem.id}/verwijderen", {}, form_on=_PEOPLE)
    assert roles(settings) == {"Noor": "admin"}
    gone = post(admin, f"{_PEOPLE}/{sem.id}/rol", {"rol": "admin"}, form_on=_PEOPLE)
    assert "Deze medewerker is er niet" in gone.text
    noor = read_staff(settings)[0]
    last = post(admin, f"{_PEOPLE}/{noor.id}/verwijderen", {}, form_on=_PEOPLE)
    assert (last.status_code, "Dit is de enige beheerder" in last.text) == (409, True)
    assert [each.what for each in read_log(settings)][:3] == ["staff_removed", "sessions_ended", "role_changed"]


def test_a_new_password_of_ones_own(admin: httpx.Client, other: httpx.Client, settings: Settings) -> None:
    sign_in(other, "Noor")
    path = "/beheer/wachtwoord"
    wrong = post(admin, path, {"huidig": "iets heel anders", "nieuw": _NEW, "nogmaals": _NEW})
    assert "Het huidige wachtwoord klopt niet" in wrong.text
    done = post(admin, path, {"huidig": PASSWORD, "nieuw": _NEW, "nogmaals": _NEW})
    assert done.headers["location"] == "/beheer?gedaan=wachtwoord"
    assert admin.get("/beheer").status_code == 200
    assert other.get("/beheer").status_code == 303
    assert sign_in(other, "Noor").status_code == 401
    guesses = [post(admin, path, {"huidig": f"raden {i}", "nieuw": _NEW, "nogmaals": _NEW}) for i in range(6)]
    assert guesses[-1].status_code == 429
    assert find_member(settings, "Noor")


def test_the_log_is_filtered_and_taken_along(admin: httpx.Client, settings: Settings) -> None:
    audit(settings, who="=1+1", what="letter_hidden", subject="brief;1.pdf", detail='met "woorden"')
    page = admin.get("/beheer/logboek?wie=%3D1%2B1")
    assert "letter_hidden" in page.text
    assert page.text.count("<tr>") == 2
    assert "meldde zich aan" in admin.get("/beheer/logboek?wat=signed_in").text
    assert "Hier past niets bij" in admin.get("/beheer/logboek?vanaf=2999-01-01&tot=onzin").text
    taken = admin.get("/beheer/logboek.csv?wat=letter_hidden")
    assert taken.headers["content-disposition"] == 'attachment; filename="logboek.csv"'
    rows = list(csv.reader(io.StringIO(taken.text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0] == ["tijd", "wie", "wat", "waarvan", "bijzonderheden"]
    assert [row[1:] for row in rows[1:]] == [["'=1+1", "letter_hidden", "brief;1.pdf", 'met "woorden"']]
    assert ';"brief;1.pdf";' in taken.text


def test_a_new_password_is_another_one_and_is_confirmed(admin: httpx.Client) -> None:
    path = "/beheer/wachtwoord"
    same = post(admin, path, {"huidig": PASSWORD, "nieuw": PASSWORD, "nogmaals": PASSWORD})
    assert (same.status_code, "Kies een ander" in same.text) == (422, True)
    changed = post(admin, path, {"huidig": PASSWORD, "nieuw": _NEW, "nogmaals": _NEW})
    assert "Uw wachtwoord is gewijzigd" in admin.get(changed.headers["location"]).text
    assert "Uw wachtwoord is gewijzigd" not in admin.get("/beheer").text


def test_no_page_shows_a_password_and_no_log_has_one(
    admin: httpx.Client, other: httpx.Client, settings: Settings
) -> None:
    post(admin, "/beheer/wachtwoord", {"huidig": PASSWORD, "nieuw": _NEW})
    sign_in(other, PASSWORD, PASSWORD)
    assert not [each for each in read_log(settings) if PASSWORD in str(each) or _NEW in str(each)]
    assert PASSWORD not in admin.get("/beheer/logboek").text + admin.get(_PEOPLE).text


def test_every_word_of_the_log_has_a_text() -> None:
    sources = (path.read_text("utf-8") for room in ("index", "qa", "ui") for path in (ROOT / room).rglob("*.py"))
    words = {word for source in sources for word in re.findall(r"(?:audit|note)\([^)]*?what=\"(\w+)\"", source)}
    assert {"signed_in", "role_changed"} <= words
    assert [word for word in sorted(words) for language in LANGUAGES if what_name(word, language) == word] == []
