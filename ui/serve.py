"""Starts the web server with all its pages: the chat, and those that the routers have."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import uvicorn
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from index.errors import SettingsError
from index.run.deletions import end_deletions_in_time
from index.run.uploads import most_bytes
from index.search.library import Library
from index.settings import Settings
from qa.exchanges import expire_every_hour
from qa.warm_up import warm
from ui.desk.letters.told import UPLOAD
from ui.monitoring.health_routes import health_routes
from ui.monitoring.logs import log_as_json
from ui.monitoring.metrics import measure_library, tell_metrics
from ui.web.fair_queue import FairQueue
from ui.web.guard import RequestGuard
from ui.web.http import web_app
from ui.web.late_app import LateApp
from ui.web.rate import MinuteRate, RequestRate
from ui.web.render import page
from ui.web.renewing import RenewingApp

if TYPE_CHECKING:
    from fastapi import FastAPI

_AT_ONCE = 4  # questions that are answered at the same time; more of them wait
_AT_ONCE_BY_MODEL = 16  # these mostly wait for the model
_REQUESTS_FOR_A_QUESTION = 10  # a page, its follow-ups, the letter, its image
# Seconds. To import it takes a processor 3 s, to load the models 9.5 s, and of the two a person waits for the models
# alone: begun sooner, it would have a first question wait for both.
_GRADIO_AFTER = 15.0


def serve(
    library: Library | None,
    settings: Settings,
    *,
    host: str,
    port: int,
    on_ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Serve the page until Ctrl-C; tell its address when it can be opened. Without a library the page says that there
    are no letters, until there are.

    Raises SettingsError when `port` on `host` cannot be opened.
    """
    listener = _listen(host, port)
    if settings.logs == "json":
        log_as_json()
    if settings.metrics:
        tell_metrics(settings.metrics)

    def app_over(now: Library | None) -> FastAPI:
        return chat_app(now, settings, host=host) if now else empty_app(settings, host=host)

    app = RenewingApp(library, settings, app_over)
    stopped = threading.Event()
    threading.Thread(target=expire_every_hour, args=(settings, stopped), name="expire", daemon=True).start()
    threading.Thread(target=end_deletions_in_time, args=(settings, stopped), name="deletions", daemon=True).start()
    if library:  # not before: loading models beside the page would have its reader wait for both
        threading.Thread(target=warm, args=(library, settings), name="warm", daemon=True).start()
    config = uvicorn.Config(
        app,
        log_level="warning",
        log_config=uvicorn.config.LOGGING_CONFIG if settings.logs == "text" else None,
        timeout_graceful_shutdown=1,
        proxy_headers=False,
        root_path=settings.root_path,
    )
    server = uvicorn.Server(config)
    # An open page keeps a connection open; that stopping cuts it is no fault to report.
    logging.getLogger("uvicorn.error").addFilter(lambda record: not server.should_exit)
    on_ready(f"http://{f'[{host}]' if ':' in host else host}:{port}")
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return
    finally:
        stopped.set()
        listener.close()


def chat_app(library: Library, settings: Settings, *, host: str) -> FastAPI:
    """Return the app with all pages, behind what guards them, as it is served on `host`."""
    from fastapi import APIRouter

    from ui.api.app import api_app
    from ui.api.tools import tool_routes, tool_server
    from ui.desk.routes import desk_routes
    from ui.exploring.about_routes import about_routes
    from ui.exploring.routes import exploring_routes
    from ui.letters.routes import letter_routes
    from ui.page.answer_routes import answer_routes
    from ui.page.gradio_routes import PATH, GradioRoutes
    from ui.page.kept_routes import kept_routes
    from ui.page.routes import chat_routes

    at_once = settings.questions_at_once or (_AT_ONCE_BY_MODEL if settings.model else _AT_ONCE)
    queue = FairQueue(at_once, per_minute=settings.questions_per_minute)
    gradio = LateApp(lambda: _gradio(library, settings, queue), after=_GRADIO_AFTER)
    measure_library(library)
    app = web_app(
        chat_routes(library, settings, queue),
        answer_routes(library, settings),
        kept_routes(settings),
        exploring_routes(library, settings),
        letter_routes(library, settings),
        about_routes(library, settings),
        tool_routes(tool_server(library, settings, queue)),
        *desk_routes(settings, library),
        health_routes(library, settings),
        APIRouter(lifespan=gradio.lifespan),
    )
    app.mount("/api", api_app(library, settings, queue))
    app.mount(PATH, GradioRoutes(gradio))
    return _guarded(app, settings, host=host)


def _gradio(library: Library, settings: Settings, queue: FairQueue) -> FastAPI:
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # read when gradio is imported, which takes seconds
    from ui.page.gradio_queue import gradio_queue

    return gradio_queue(library, settings, queue)


def empty_app(settings: Settings, *, host: str) -> FastAPI:
    """Return the app that says that there are no letters to ask, under every address but those of the desk."""
    from fastapi import APIRouter

    from ui.desk.routes import desk_routes

    router = APIRouter()

    @router.api_route("/{path:path}", methods=["GET", "POST"], include_in_schema=False)
    def nothing(request: Request) -> Response:
        return page(request, "no_letters.html", status=503)

    return _guarded(web_app(*desk_routes(settings), health_routes(None, settings), router), settings, host=host)


def _guarded(app: FastAPI, settings: Settings, *, host: str) -> FastAPI:
    # From here on the last one is the first to see a request.
    app.add_middleware(CORSMiddleware)  # which allows no page elsewhere anything; without it Gradio allows all of them
    app.add_middleware(RequestRate, rate=MinuteRate(_REQUESTS_FOR_A_QUESTION * settings.questions_per_minute))
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.proxies))
    app.add_middleware(
        RequestGuard,
        served_on=host,
        hosts=settings.hosts,
        proxies=settings.proxies,
        larger={settings.root_path + UPLOAD: most_bytes(settings)},
    )
    return app


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise SettingsError(
            f"De pagina kan niet op {host}:{port} worden geopend ({error.strerror}).",
            help=f"Sluit het andere programma op die poort of kies een andere poort: --port {port + 1}.",
        ) from error
