"""The chat page: a question box, an answer with numbered citations, and the letters that it rests on."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from index.errors import BriefwijzerError, SettingsError
from index.library import Library
from index.settings import Settings
from qa.ask import ask
from ui import page_http
from ui.cards import answer_html
from ui.examples import example_questions
from ui.page_texts import earlier_html, fault_html, intro_html, progress_html

if TYPE_CHECKING:
    import gradio as gr

logger = logging.getLogger(__name__)

_LONGEST_QUESTION = 1_000
_REMEMBERED = 20  # earlier questions that the page keeps; how many of them count is qa.follow_up's
_AT_ONCE = 4  # questions that are answered at the same time; more of them wait
_KEPT = 10  # earlier answers that stay on the page
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
_FIRST, _NEXT = "Typ hier uw vraag", "Typ een vervolgvraag"
_EMPTY = BriefwijzerError("Er staat nog geen vraag.", help="Typ uw vraag in het vak en kies Vraag.")
_BROKEN = BriefwijzerError(
    "Er ging iets mis bij het zoeken.",
    help="Stel de vraag nog eens. Gebeurt het weer, vraag dan de beheerder om in het logboek te kijken.",
)

Exchange = tuple[str, str]
"""A question as typed and its answer as HTML."""


def build_page(library: Library, settings: Settings) -> gr.Blocks:
    """Return the page as Gradio blocks; `serve` adds style, script and headers."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # read when gradio is imported
    import gradio as gr

    letters = library.letters
    with gr.Blocks(title="Briefwijzer", analytics_enabled=False) as page:
        gr.HTML("<h1>Briefwijzer</h1>", js_on_load=None, elem_id="bw-head")
        intro = gr.HTML(intro_html(letters.values()), js_on_load=None, elem_id="bw-intro")
        with gr.Row(elem_id="bw-ask"):
            box = gr.Textbox(
                label="Uw vraag",
                placeholder=_FIRST,
                lines=1,
                max_lines=5,
                max_length=_LONGEST_QUESTION,
                elem_id="bw-question",
                scale=4,
            )
            send = gr.Button("Vraag", variant="primary", elem_id="bw-send", scale=1, min_width=120)
        suggested = example_questions(letters.values(), library.passages.values())
        with gr.Column(elem_id="bw-examples", visible=bool(suggested)) as examples:
            gr.HTML("<p>Of kies een voorbeeld:</p>", js_on_load=None)
            buttons = [gr.Button(question, elem_classes="bw-example") for question in suggested]
        answer = gr.HTML(
            "", html_template='<div aria-live="polite">${value}</div>', js_on_load=None, elem_id="bw-answer"
        )
        sources = gr.HTML("", js_on_load=None, elem_id="bw-sources")
        anew = gr.Button("Nieuw gesprek", visible=False, elem_id="bw-new")
        earlier = gr.HTML("", js_on_load=None, elem_id="bw-earlier")
        # The questions travel with every request, so a follow-up still works when another process answers it;
        # earlier answers stay on the server, because what a browser sends is no HTML to show.
        questions = gr.JSON([], visible=False)
        exchanges = gr.State([])

        def respond(question: str, asked: object, kept: list[Exchange]) -> Iterator[dict[Any, Any]]:
            question = (question or "").strip()[:_LONGEST_QUESTION]
            history = _questions(asked)
            if not question:
                yield {answer: fault_html("", _EMPTY), sources: ""}
                return
            yield {
                box: gr.update(value="", placeholder=_NEXT),
                intro: gr.update(visible=False),
                examples: gr.update(visible=False),
                answer: progress_html(question, letters.values()),
                sources: "",
                earlier: earlier_html(kept),
                anew: gr.update(visible=True),
            }
            key = f"bw-{len(history) + 1}"
            reply, cards, remember = _reply(question, history, library=library, settings=settings, key=key)
            yield {
                answer: reply,
                sources: cards,
                questions: [*history, question] if remember else history,
                exchanges: [*kept, (question, reply + cards)][-_KEPT:] if remember else kept,
            }

        def start_again() -> dict[Any, Any]:
            return {
                box: gr.update(value="", placeholder=_FIRST),
                intro: gr.update(visible=True),
                examples: gr.update(visible=bool(suggested)),
                anew: gr.update(visible=False),
                answer: "",
                sources: "",
                earlier: "",
                questions: [],
                exchanges: [],
            }

        outputs = [box, intro, examples, answer, sources, earlier, anew, questions, exchanges]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        page.queue(default_concurrency_limit=_AT_ONCE)
        gr.on(
            [box.submit, send.click],
            respond,
            [box, questions, exchanges],
            outputs,
            concurrency_id="ask",
            **quiet,
        )
        for button in buttons:
            button.click(respond, [button, questions, exchanges], outputs, concurrency_id="ask", **quiet)
        anew.click(start_again, None, outputs, **quiet)
    return page


def serve(
    library: Library, settings: Settings, *, host: str, port: int, on_ready: Callable[[str], None] = lambda url: None
) -> None:
    """Serve the page until Ctrl-C; tell its address when it can be opened.

    Raises SettingsError when `port` on `host` cannot be opened.
    """
    listener = _listen(host, port)
    threading.Thread(target=library.warm, name="warm", daemon=True).start()
    page = build_page(library, settings)
    import gradio as gr
    import uvicorn
    from fastapi import FastAPI

    app = FastAPI(openapi_url=None)
    page_http.wrap(app)
    theme = gr.themes.Base(font=_FONTS, font_mono=("monospace",), text_size=gr.themes.sizes.text_lg)
    off: dict[str, Any] = dict.fromkeys(
        ("run_history", "ssr_mode", "pwa", "mcp_server", "enable_monitoring", "show_error"), False
    )
    gr.mount_gradio_app(
        app, page, path="/", theme=theme, footer_links=[], max_file_size=1, app_kwargs={"openapi_url": None}, **off
    )
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    # An open page keeps a connection open; that stopping cuts it is no fault to report.
    logging.getLogger("uvicorn.error").addFilter(lambda record: not server.should_exit)
    on_ready(f"http://{f'[{host}]' if ':' in host else host}:{port}")
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return
    finally:
        listener.close()


def _reply(
    question: str, history: Sequence[str], *, library: Library, settings: Settings, key: str
) -> tuple[str, str, bool]:
    """Return the answer and its cards as HTML, and whether later questions can refer to it."""
    try:
        answer = ask(question, library=library, settings=settings, history=history)
    except BriefwijzerError as error:
        return fault_html(question, error), "", False
    except Exception:
        logger.exception("the question could not be answered")
        return fault_html(question, _BROKEN), "", False
    shown = answer_html(answer, documents=library.documents, key=key)
    return shown.answer, shown.sources, answer.status != "refused"


def _questions(sent: object) -> list[str]:
    """Return the earlier questions that a browser sent, within bounds."""
    texts = [text[:_LONGEST_QUESTION] for text in sent if isinstance(text, str)] if isinstance(sent, list) else []
    return texts[-_REMEMBERED:]


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise SettingsError(
            f"De pagina kan niet op {host}:{port} worden geopend ({error.strerror}).",
            help=f"Sluit het andere programma op die poort of kies een andere poort: --port {port + 1}.",
        ) from error
