"""Who a request is for, how large it is, who may speak for another: over a real server."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from tests.support.web import served
from ui.web.address import address_of
from ui.web.guard import LARGEST_BODY, RequestGuard


def _app(*, served_on: str = "127.0.0.1", hosts: tuple[str, ...] = (), proxies: tuple[str, ...] = ()) -> FastAPI:
    app = FastAPI(openapi_url=None)

    @app.get("/wie")
    def who(request: Request) -> dict[str, object]:
        said = {name: value for name, value in request.headers.items() if name.startswith(("x-", "forwarded"))}
        return {"address": address_of(request), "scheme": request.url.scheme, "said": said}

    @app.post("/lengte")
    async def length(request: Request) -> int:
        return len(await request.body())

    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(proxies))
    app.add_middleware(RequestGuard, served_on=served_on, hosts=hosts, proxies=proxies)
    return app


@pytest.fixture(scope="module")
def server() -> Iterator[httpx.Client]:
    with served(_app(hosts=("vragen.vlieterdam.nl",))) as client:
        yield client


@pytest.fixture(scope="module")
def everywhere() -> Iterator[httpx.Client]:
    with served(_app(served_on="0.0.0.0")) as client:
        yield client


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:7860", "127.0.0.1:7860", "[::1]:7860", "vragen.vlieterdam.nl", "vragen.vlieterdam.nl."],
)
def test_own_names_are_answered_on_any_port(server: httpx.Client, host: str) -> None:
    assert server.get("/wie", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["elders.example", "localhost.elders.example", "192.168.1.7", "", "127.0.0.1@elders.example"]
)
def test_other_names_are_refused_with_what_to_do(server: httpx.Client, host: str) -> None:
    response = server.get("/wie", headers={"Host": host})
    assert response.status_code == 400
    assert "BRIEFWIJZER_HOSTS" in response.json()["help"]


def test_a_server_on_all_addresses_answers_to_them_but_not_to_other_names(everywhere: httpx.Client) -> None:
    for host in ("192.168.1.7:7860", "[2001:db8::7]:7860", socket.gethostname(), "localhost"):
        assert everywhere.get("/wie", headers={"Host": host}).status_code == 200
    assert everywhere.get("/wie", headers={"Host": "elders.example"}).status_code == 400


def test_a_body_is_counted_when_its_length_is_not_said(server: httpx.Client) -> None:
    def pieces(size: int) -> Iterator[bytes]:
        for start in range(0, size, 50_000):
            yield b"a" * min(50_000, size - start)

    assert server.post("/lengte", content=pieces(LARGEST_BODY)).json() == LARGEST_BODY
    refused = server.post("/lengte", content=pieces(LARGEST_BODY + 1))
    assert refused.status_code == 413
    assert "hoogstens 1 MB" in refused.json()["message"]


def test_a_large_body_is_refused_before_it_is_sent(server: httpx.Client) -> None:
    with socket.create_connection((server.base_url.host, server.base_url.port or 0)) as line:
        line.sendall(b"POST /lengte HTTP/1.1\r\nHost: localhost\r\nContent-Length: 40000000\r\n\r\n")
        assert line.recv(4_000).startswith(b"HTTP/1.1 413 ")


_SAID = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "vragen.vlieterdam.nl",
    "Forwarded": "for=203.0.113.9",
}


def test_nobody_is_believed_about_another(server: httpx.Client) -> None:
    said = server.get("/wie", headers=_SAID).json()
    assert said == {"address": "127.0.0.1", "scheme": "http", "said": {}}


def test_a_proxy_that_a_setting_names_is_believed() -> None:
    with served(_app(hosts=("vragen.vlieterdam.nl",), proxies=("127.0.0.1",))) as client:
        said = client.get("/wie", headers=_SAID).json()
        assert (said["address"], said["scheme"]) == ("203.0.113.9", "https")
        assert client.get("/wie", headers={"X-Forwarded-Host": "elders.example"}).status_code == 400
        assert (
            client.get("/wie", headers={"X-Forwarded-For": "2001:db8:1:2:3::4"}).json()["address"]
            == "2001:db8:1:2::/64"
        )
