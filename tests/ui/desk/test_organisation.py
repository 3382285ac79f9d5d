"""Signing in through the organisation: a real provider, and everything it or somebody between could do wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from pydantic import ValidationError

from index.settings import Settings
from index.store.staff.log import read_log
from index.store.staff.people import read_staff
from tests.support.web import served
from tests.ui.desk.desk import add, empty_desk, sign_in
from tests.ui.desk.provider import CLIENT, SECRET, Provider, provider
from ui.serve import empty_app

_THERE = "/beheer/aanmelden/organisatie"


@pytest.fixture(name="there", scope="module")
def there_fixture() -> Iterator[Provider]:
    with provider(sub="42", name="Noor de Vries", groups=["iedereen", "Redactie"]) as it:
        yield it


@pytest.fixture(name="settings", scope="module")
def settings_fixture(there: Provider, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        data=tmp_path_factory.mktemp("desk") / "data",
        questions_per_minute=600,
        oidc_issuer=there.issuer,
        oidc_client=CLIENT,
        oidc_secret=SECRET,
        oidc_roles="Redactie=editor, Beheer van brieven=admin",  # type: ignore[arg-type]
    )


@pytest.fixture(name="address", scope="module")
def address_fixture(settings: Settings) -> Iterator[httpx.URL]:
    with served(empty_app(settings, host="127.0.0.1")) as client:
        yield client.base_url


@pytest.fixture(name="client")
def client_fixture(address: httpx.URL, settings: Settings, there: Provider) -> Iterator[httpx.Client]:
    empty_desk(settings)
    there.claims = {"sub": "42", "name": "Noor de Vries", "groups": ["iedereen", "Redactie"]}
    there.wrong, there.signed_with, there.denies = {}, "RS256", False
    with httpx.Client(base_url=address, headers={"Accept": "text/html"}) as client:
        yield client


def through(client: httpx.Client) -> httpx.Response:
    """Sign in through the organisation, and return what the desk says when the browser comes back."""
    away = client.get(_THERE)
    assert away.status_code == 303, away.text
    back = httpx.get(away.headers["location"]).headers["location"]
    return client.get(back)


def who(settings: Settings) -> dict[str, str]:
    return {each.name: each.role for each in read_staff(settings)}


def test_a_group_gives_a_role_and_the_name_is_the_organisation_s(client: httpx.Client, settings: Settings) -> None:
    assert "Aanmelden via uw organisatie" in client.get("/beheer/aanmelden").text
    inside = through(client)
    assert (inside.status_code, inside.headers["location"]) == (303, "/beheer")
    assert "Welkom, Noor de Vries" in client.get("/beheer").text
    assert who(settings) == {"Noor de Vries": "editor"}
    assert [each.what for each in read_log(settings)] == ["signed_in", "staff_added"]
    assert client.get("/beheer/medewerkers").status_code == 403
    assert "U meldt zich aan via uw organisatie" in client.get("/beheer/wachtwoord").text


def test_a_changed_group_changes_the_role_and_a_changed_name_nobody(
    client: httpx.Client, settings: Settings, there: Provider
) -> None:
    through(client)
    client.cookies.clear()
    there.claims |= {"groups": "Beheer van brieven", "name": "N. de Vries"}
    through(client)
    assert who(settings) == {"Noor de Vries": "admin"}
    client.cookies.clear()
    there.claims |= {"groups": ["iedereen"], "name": "Noor\x00 de Vries\u202e"}
    refused = through(client)
    assert (refused.status_code, "U hebt hier geen rol" in refused.text) == (403, True)
    newest = next(read_log(settings))
    assert (newest.who, newest.what) == ("Noor de Vries", "sign_in_failed")
    assert client.get("/beheer").status_code == 303


def test_a_name_that_somebody_has_here_lets_nobody_into_their_account(client: httpx.Client, settings: Settings) -> None:
    add(settings, "Noor de Vries", "admin")
    through(client)
    assert who(settings) == {"Noor de Vries": "admin", "Noor de Vries (2)": "editor"}
    client.cookies.clear()
    assert sign_in(client, "Noor de Vries (2)", "").status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"wrong": {"iss": "https://elders.example"}},
        {"wrong": {"aud": "een ander"}},
        {"wrong": {"aud": [CLIENT, "een ander"], "azp": "een ander"}},
        {"wrong": {"exp": 1_000_000_000}},
        {"wrong": {"exp": None}},
        {"wrong": {"nonce": "van een ander"}},
        {"wrong": {"nonce": None}},
        {"wrong": {"sub": None}},
        {"signed_with": "other"},
        {"signed_with": "none"},
        {"signed_with": "HS256"},
        {"denies": True},
    ],
    ids=str,
)
def test_a_token_that_does_not_hold_lets_nobody_in(
    client: httpx.Client, settings: Settings, there: Provider, wrong: dict[str, Any]
) -> None:
    for name, value in wrong.items():
        setattr(there, name, value)
    refused = through(client)
    assert refused.status_code == 502
    assert "Aanmelden via uw organisatie lukte niet" in refused.text
    assert client.get("/beheer").status_code == 303
    assert who(settings) == {}


def test_an_answer_counts_once_and_in_the_browser_that_asked(
    client: httpx.Client, settings: Settings, there: Provider
) -> None:
    back = httpx.get(client.get(_THERE).headers["location"]).headers["location"]
    with httpx.Client(base_url=client.base_url) as other:
        assert other.get(back).status_code == 502
        other.get(_THERE)
        assert other.get(back).status_code == 502
    code = httpx.URL(back).params["code"]
    asked = there.codes[code]
    assert client.get(back).status_code == 303
    assert client.get(back).headers["location"] == "/beheer", "who is in stays in"
    client.cookies.delete("briefwijzer-beheer")
    there.codes[code] = asked  # a provider that takes a code twice
    assert client.get(back).status_code == 502
    first = httpx.get(client.get(_THERE).headers["location"]).headers["location"]
    client.get(_THERE)
    assert client.get(first).status_code == 502, "the browser has begun anew"
    assert client.get(f"/beheer/aanmelden/terug?code=x&state=&iss={there.issuer}").status_code == 502


def test_nothing_is_fetched_before_somebody_wants_to_sign_in(client: httpx.Client, there: Provider) -> None:
    there.asked.clear()
    client.get("/beheer")
    client.get("/beheer/aanmelden")
    assert there.asked == []
    assert client.get(_THERE).status_code == 303
    assert there.asked == ["/.well-known/openid-configuration"]


def test_a_provider_that_is_away_is_said_to_be(settings: Settings, tmp_path: Any) -> None:
    away = settings.model_copy(update={"oidc_issuer": "http://127.0.0.1:9", "data": tmp_path})
    with served(empty_app(away, host="127.0.0.1")) as client:
        client.headers["Accept"] = "text/html"
        said = client.get(_THERE)
        assert said.status_code == 502
        assert "niet te bereiken" in said.text
        assert client.get("/beheer").status_code == 303


def test_a_provider_by_another_name_is_not_believed(settings: Settings, there: Provider, tmp_path: Any) -> None:
    other = settings.model_copy(update={"oidc_issuer": there.issuer + "/", "data": tmp_path})
    with served(empty_app(other, host="127.0.0.1")) as client:
        assert client.get(_THERE).status_code == 502


def test_without_the_setting_there_is_no_such_way(settings: Settings, tmp_path: Any) -> None:
    plain = settings.model_copy(update={"oidc_issuer": None, "data": tmp_path})
    with served(empty_app(plain, host="127.0.0.1")) as client:
        assert "<title>Er zijn nu geen brieven" in client.get(_THERE).text


@pytest.mark.parametrize(
    "issuer", ["http://login.example", "login.example", "http://localhost.elders.example", "ftp://x"]
)
def test_an_issuer_that_others_can_listen_in_on_is_refused(issuer: str) -> None:
    with pytest.raises(ValidationError):
        Settings(_env_file=None, oidc_issuer=issuer)  # type: ignore[call-arg]


@pytest.mark.usefixtures("client")
def test_a_claim_in_a_claim_is_found(settings: Settings, there: Provider, tmp_path: Any) -> None:
    there.claims = {"sub": "7", "email": "sem@example.org", "realm_access": {"roles": ["Redactie", 3, None]}}
    nested = settings.model_copy(update={"oidc_claim": "realm_access.roles", "data": tmp_path})
    with served(empty_app(nested, host="127.0.0.1")) as browser:
        assert through(browser).status_code == 303
        assert who(nested) == {"sem@example.org": "editor"}
