"""The same answers through Gradio's queue, for programs that speak to it: `gradio_client.Client(url + "gradio")`.

People have a page of our own: the queue of Gradio keeps a session in one process, and its page takes the language of
the browser, so neither can be what they use.
"""

from __future__ import annotations

from typing import Any

import gradio as gr
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from index.errors import BriefwijzerError
from index.search.library import Library
from index.settings import Settings
from qa.as_json import answer_line
from qa.ask import ask
from qa.exchanges import keep
from ui.page.gradio_routes import PATH
from ui.web.address import address_of
from ui.web.fair_queue import MOST_PLACES, FairQueue


def gradio_queue(library: Library, settings: Settings, queue: FairQueue) -> FastAPI:
    """Return Gradio's app with an endpoint `ask`, to be mounted at PATH: a question and those before it, oldest first;
    returns an answer's JSON, or `message` and `help` where there is no place.
    """

    def answer(question: str, history: list[str], request: gr.Request) -> dict[str, Any]:
        try:
            place = queue.join(address_of(request.request))
        except BriefwijzerError as fault:  # data, or Gradio would log it as a fault of ours
            return {"message": fault.message, "help": fault.help}
        try:
            place.wait()
            asked = ask(str(question), library=library, settings=settings, history=[*map(str, history or ())])
        finally:
            place.leave()
        line = dict(answer_line(asked, library=library))
        keep(line, settings, context=[*map(str, history or ()), str(question)])
        return line

    with gr.Blocks(mode="server", analytics_enabled=False) as blocks:
        # Who waits for whom is `queue`'s: Gradio has a thread for each of them.
        blocks.max_threads = MOST_PLACES
        blocks.queue(default_concurrency_limit=None, api_open=False)
        gr.api(answer, api_name="ask")
    off: dict[str, Any] = dict.fromkeys(
        ("run_history", "ssr_mode", "pwa", "mcp_server", "enable_monitoring", "show_error"), False
    )
    around = FastAPI(openapi_url=None)
    around.add_middleware(CORSMiddleware)  # which Gradio looks for: without one it would let every page read
    gr.mount_gradio_app(
        around,
        blocks,
        path=PATH,
        root_path=settings.root_path + PATH if settings.root_path else None,
        footer_links=[],
        max_file_size=1,
        app_kwargs={"openapi_url": None},
        **off,
    )
    mounted: Any = around.routes[-1]
    around.mount("", mounted.app)  # who asks `around` has left PATH behind
    return around
