"""A small OpenID provider of one user: it signs real tokens with a key of its own, and can be told to do wrong."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import FastAPI, Form
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from tests.support.web import served

CLIENT, SECRET = "briefwijzer", "geheim van de proef"


@dataclass
class Provider:
    """Whom it signs in, and what it does wrong: claims that take the place of right ones, another key, no signature."""

    claims: dict[str, Any]
    issuer: str = ""
    wrong: dict[str, Any] = field(default_factory=dict)
    signed_with: str = "RS256"
    denies: bool = False
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "een"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def id_token(self, nonce: str) -> str:
        """Return the token, right but for what is to be wrong."""
        now = int(time.time())
        right = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": nonce, **self.claims}
        claims = {name: value for name, value in (right | self.wrong).items() if value is not None}
        header: dict[str, Any] = {"alg": self.signed_with, "kid": "een"}
        if self.signed_with == "HS256":  # with what everybody knows
            return jwt.encode(header, claims, OctKey.import_key(self.key.as_pem(private=False)), algorithms=["HS256"])
        if self.signed_with == "none":
            return jwt.encode(header, claims, OctKey.import_key("x" * 32), algorithms=["none"])
        if self.signed_with == "other":
            header["alg"] = "RS256"
            return jwt.encode(header, claims, RSAKey.generate_key(2048, parameters={"kid": "een"}))
        return jwt.encode(header, claims, self.key)


@contextmanager
def provider(**claims: Any) -> Iterator[Provider]:
    """Serve a provider whose user has `claims`."""
    it = Provider(claims)
    app = FastAPI(openapi_url=None)

    @app.middleware("http")
    async def noted(request: Request, go_on: Any) -> Any:
        it.asked.append(request.url.path)
        return await go_on(request)

    @app.get("/.well-known/openid-configuration")
    def discovery() -> dict[str, str]:
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {"issuer": it.issuer, **{name: f"{it.issuer}/{path}" for name, path in places.items()}}

    @app.get("/keys")
    def keys() -> Any:
        return KeySet([it.key]).as_dict(private=False)

    @app.get("/authorize")
    def authorize(request: Request) -> Response:
        asked = dict(request.query_params)
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(16)
        it.codes[code] = asked
        answer = {"error": "access_denied"} if it.denies else {"code": code}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({**answer, 'state': asked['state']})}", 303)

    @app.post("/token")
    def token(
        request: Request,
        code: Annotated[str, Form()],
        code_verifier: Annotated[str, Form()],
        redirect_uri: Annotated[str, Form()],
    ) -> Response:
        asked = it.codes.pop(code, None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(code_verifier.encode()).digest()).decode().rstrip("=")
        if (
            asked is None
            or challenge != asked["code_challenge"]
            or redirect_uri != asked["redirect_uri"]
            or request.headers["authorization"] != f"Basic {basic}"
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        sent = {"access_token": "x", "token_type": "Bearer", "id_token": it.id_token(asked["nonce"])}
        return JSONResponse(sent)

    with served(app) as client:
        it.issuer = str(client.base_url).rstrip("/")
        yield it
