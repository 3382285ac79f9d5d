"""What is asked of a request before anything reads it: who it is for, how large it is, whether it is text that a store
can keep, who may speak for another.

A page elsewhere that lets its own name point at this machine would otherwise read the answers here (DNS rebinding): its
name is none of ours. Text in another encoding than UTF-8 is not decoded at all: some that a request may name give signs
that are no text, or are none. What a proxy says about the person behind it counts only where a setting names that
proxy.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Collection, Mapping
from email.message import Message as MailMessage
from types import MappingProxyType
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse

from ui.web.refusal import refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 1_000_000
"""Bytes."""

_UTF_8 = re.compile(r"utf-?8|us-ascii", re.IGNORECASE)
_OWN_NAMES = ("localhost", "127.0.0.1", "::1")
_EVERYWHERE = ("0.0.0.0", "::", "")
_SAID_BY_PROXIES = (b"x-forwarded-", b"forwarded", b"x-real-ip", b"x-gradio-server")

_OTHER_HOST = JSONResponse(
    {
        "message": "Deze naam hoort niet bij deze server.",
        "help": "Gebruik het adres dat Briefwijzer bij de start noemt, of zet deze naam in BRIEFWIJZER_HOSTS.",
    },
    400,
)


class RequestGuard:
    """ASGI middleware, the outermost: answers 400 for other hosts than ours and for what is no text, 413 for bodies
    larger than LARGEST_BODY or than `larger` has for their path, and takes away what a proxy says where that is not one
    of `proxies`, addresses of machines.

    `served_on` is the address that the server listens on, `hosts` the other names under which it is reached.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        served_on: str,
        hosts: Collection[str],
        proxies: Collection[str],
        larger: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self._app = app
        self._larger = larger
        self._hosts = {name.lower() for name in (*_OWN_NAMES, served_on, *hosts)}
        self._everywhere = served_on in _EVERYWHERE
        if self._everywhere:
            self._hosts.add(socket.gethostname().lower())
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the app do so."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        trusted = bool(scope.get("client")) and scope["client"][0] in self._proxies
        if not trusted:
            scope["headers"] = [pair for pair in scope["headers"] if not pair[0].lower().startswith(_SAID_BY_PROXIES)]
        headers = Headers(scope=scope)
        names = [*headers.getlist("host"), *headers.getlist("x-forwarded-host")]
        if not names or not all(map(self._is_ours, names)):
            await _OTHER_HOST(scope, receive, send)
        elif not _is_text(scope, headers):
            await refusal(Request(scope), "no_text", 400)(scope, receive, send)
        else:
            most = self._larger.get(scope["path"], LARGEST_BODY)
            if _size(headers) > most:
                await _too_large(scope, receive, send)
            else:
                await self._bounded(scope, receive, send, most=most)

    def _is_ours(self, host: str) -> bool:
        name = _name(host)
        return name in self._hosts or (self._everywhere and _is_address(name))

    async def _bounded(self, scope: Scope, receive: Receive, send: Send, *, most: int) -> None:
        """Let the app answer; a body that turns out too large ends as if the client had gone, and is answered here."""
        read, started = 0, False

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            return {"type": "http.disconnect"} if read > most and not started else message

        async def sent(message: Message) -> None:
            nonlocal started
            if read > most and not started:
                return
            started = True
            await send(message)

        try:
            await self._app(scope, counted, sent)
        except Exception:
            if started or read <= most:
                raise
        if read > most and not started:
            await _too_large(scope, receive, send)


async def _too_large(scope: Scope, receive: Receive, send: Send) -> None:
    await refusal(Request(scope), "too_large", 413)(scope, receive, send)


def _is_text(scope: Scope, headers: Headers) -> bool:
    """Return whether the address has no NUL in it, which no database takes, and the body says no other encoding than
    UTF-8.
    """
    if "\0" in scope["path"] or b"%00" in scope["query_string"] or b"\0" in scope["query_string"]:
        return False
    for said in headers.getlist("content-type"):
        kind = MailMessage()
        kind["content-type"] = said
        named = (value for name, value in kind.get_params(failobj=[]) if name.lower().startswith("charset"))
        if not all(isinstance(each, str) and _UTF_8.fullmatch(each) for each in named):
            return False
    return True


def _size(headers: Headers) -> int:
    said = headers.get("content-length", "")
    return int(said) if said.isdecimal() else 0


def _name(host: str) -> str:
    """Return the name in a Host header, without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower().rstrip(".")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
