"""The organisation's own sign-in, by OpenID Connect: where to go, and who came back.

Authorization code with PKCE, state and nonce; the ID token is held to the provider's keys. What is secret comes from
one token in the browser that began. Nothing is fetched before somebody wants to sign in.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from httpx import HTTPError
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from index.settings import Settings
from index.store.staff.people import ROLES, StaffRole, token_id

logger = logging.getLogger(__name__)

_DISCOVERY = "/.well-known/openid-configuration"
_ALGORITHMS = [
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
]  # none with a shared key
_SECONDS = 10.0
_LEEWAY = 60  # seconds that clocks may differ
_MAY_LACK_TLS = ("localhost", "127.0.0.1", "::1")


class OrganisationError(Exception):
    """The organisation's sign-in did not let somebody in: it is away, or what it sent does not hold."""


@dataclass(frozen=True)
class OrganisationMember:
    """Who signed in there. `identity` stays the same when a name changes; `role` is None where it gives none here."""

    identity: str
    name: str
    role: StaffRole | None


def way_there(settings: Settings, *, secret: str, back: str) -> str:
    """Return the address at which to sign in. `secret` is what only this browser knows, `back` where it leads back to.
    Raises OrganisationError.
    """
    if not settings.oidc_client:
        raise OrganisationError("BRIEFWIJZER_OIDC_CLIENT is not set")
    with _faults(), _client(settings, back) as client:
        provider = _provider(client, settings)
        url, _ = client.create_authorization_url(
            _safe(provider["authorization_endpoint"]),
            state=_derived(secret, "state"),
            nonce=_derived(secret, "nonce"),
            code_verifier=_derived(secret, "verifier"),
        )
        return str(url)


def who_came_back(settings: Settings, answer: Mapping[str, str], *, secret: str, back: str) -> OrganisationMember:
    """Return who signed in, from what the address says with which a browser comes back. Raises OrganisationError."""
    if not secret or not hmac.compare_digest(answer.get("state", "").encode(), _derived(secret, "state").encode()):
        raise OrganisationError("the state is not that of this browser")
    if "code" not in answer:
        raise OrganisationError(f"the provider refused: {answer.get('error', 'no code')[:40]!r}")
    if answer.get("iss", settings.oidc_issuer) != settings.oidc_issuer:
        raise OrganisationError("another provider answered")
    with _faults(), _client(settings, back) as client:
        provider = _provider(client, settings)
        token = client.fetch_token(
            _safe(provider["token_endpoint"]),
            grant_type="authorization_code",
            code=answer["code"],
            code_verifier=_derived(secret, "verifier"),
        )
        keys = KeySet.import_key_set(_json(client, _safe(provider["jwks_uri"])))
        decoded = jwt.decode(token["id_token"], keys, algorithms=_ALGORITHMS)
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            {
                "iss": {"essential": True, "value": settings.oidc_issuer},
                "aud": {"essential": True, "value": settings.oidc_client},
            },
            {
                "nonce": _derived(secret, "nonce"),
                "client_id": settings.oidc_client,
                "access_token": token.get("access_token"),
            },
        )
        claims.validate(leeway=_LEEWAY)
        return _member(claims, settings)


def _member(claims: Mapping[str, Any], settings: Settings) -> OrganisationMember:
    said = (claims.get(name) for name in ("name", "preferred_username", "email", "sub"))
    named = next(" ".join(each.split()) for each in said if isinstance(each, str) and each.strip())
    name = "".join(sign for sign in named if sign.isprintable()) or "?"
    given = dict(settings.oidc_roles)
    found = {given[group] for group in _groups(claims, settings.oidc_claim) if group in given}
    role = max((role for role in ROLES if role in found), key=ROLES.index, default=None)
    return OrganisationMember(token_id(f"{settings.oidc_issuer}\n{claims['sub']}"), name, role)


def _groups(claims: Mapping[str, Any], claim: str) -> Iterator[str]:
    """Yield what a claim holds: under its name, or under its parts between dots one in another."""
    held: Any = claims.get(claim)
    if held is None:
        held = claims
        for part in claim.split("."):
            held = held.get(part) if isinstance(held, Mapping) else None
    for group in [held] if isinstance(held, str) else held if isinstance(held, list) else []:
        if isinstance(group, str):
            yield group


def _provider(client: OAuth2Client, settings: Settings) -> Mapping[str, Any]:
    issuer = settings.oidc_issuer or ""
    said: Mapping[str, Any] = _json(client, issuer.rstrip("/") + _DISCOVERY)
    if said.get("issuer") != issuer:
        raise OrganisationError(f"the provider calls itself {said.get('issuer')!r}, and not {issuer!r} as is set")
    return said


def _client(settings: Settings, back: str) -> OAuth2Client:
    return OAuth2Client(
        client_id=settings.oidc_client,
        client_secret=settings.oidc_secret,
        token_endpoint_auth_method="client_secret_basic" if settings.oidc_secret else "none",
        scope="openid profile email",
        redirect_uri=back,
        code_challenge_method="S256",
        timeout=_SECONDS,
    )


def _json(client: OAuth2Client, url: str) -> Any:
    response = client.request("GET", url, withhold_token=True)
    response.raise_for_status()
    said = response.json()
    if not isinstance(said, dict):
        raise OrganisationError(f"{url} holds no object")
    return said


def _safe(url: object) -> str:
    """Return an address of the provider that others cannot listen in on."""
    parts = urlsplit(str(url))
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _MAY_LACK_TLS):
        raise OrganisationError(f"{parts.scheme}://{parts.hostname} is not https")
    return str(url)


def _derived(secret: str, what: str) -> str:
    return hmac.digest(secret.encode(), f"oidc {what}".encode(), hashlib.sha256).hex()


@contextmanager
def _faults() -> Iterator[None]:
    """Turn what the libraries raise into an OrganisationError."""
    try:
        yield
    except (AuthlibBaseError, JoseError, HTTPError, ValueError, KeyError, TypeError) as fault:
        raise OrganisationError(f"{type(fault).__name__}: {fault}") from fault
