"""How often an address may ask for something, over a real server."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from index.errors import TooManyRequestsError
from tests.support.web import served
from ui.web.rate import MinuteRate, RequestRate


def test_what_is_too_many_is_not_counted_and_others_are_let_through() -> None:
    rate = MinuteRate(2)
    rate.count("a")
    rate.count("a")
    for _ in range(3):
        with pytest.raises(TooManyRequestsError):
            rate.count("a")
    rate.count("b")


def test_requests_beyond_the_rate_are_refused_but_for_styles_and_scripts() -> None:
    app = FastAPI(openapi_url=None)
    app.add_middleware(RequestRate, rate=MinuteRate(2))
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=["127.0.0.1"])

    @app.get("/brieven")
    @app.get("/briefwijzer/site.css")
    def anything() -> str:
        return "ja"

    with served(app) as client:
        assert [client.get("/brieven").status_code for _ in range(3)] == [200, 200, 429]
        refused = client.get("/brieven")
        assert refused.headers["Retry-After"] == "60"
        assert set(refused.json()) == {"message", "help"}
        reader = client.get("/brieven?taal=en", headers={"Accept": "text/html"})
        assert reader.status_code == 429
        assert "A great deal was just asked from your address." in reader.text
        assert client.get("/briefwijzer/site.css").status_code == 200
        assert client.get("/brieven", headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 200
