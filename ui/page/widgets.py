"""The chat page as Gradio blocks: what stands on it, and which action follows on what is pressed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from index.search.library import Library
from index.settings import Settings
from ui.page.actions import FIRST, LONGEST_QUESTION, Actions, PageParts
from ui.page.examples import example_questions
from ui.page.texts import intro_html
from ui.web.fair_queue import MOST_PLACES, FairQueue

_OTHER_THREADS = 40
_PRESSED = (Path(__file__).parent / "static" / "answer.js").read_text(encoding="utf-8")


def build_page(library: Library, settings: Settings, queue: FairQueue) -> gr.Blocks:
    """Return the page as Gradio blocks; `ui.serve` adds style, script and headers."""
    with gr.Blocks(title="Briefwijzer", analytics_enabled=False) as page:
        # Who waits for whom is `queue`'s: Gradio has a thread for each of them, and some for what is not asked there.
        page.max_threads = MOST_PLACES + _OTHER_THREADS
        page.queue(default_concurrency_limit=None, api_open=False)
        parts, send, examples = _parts(library, settings)
        actions = Actions(parts, library, settings, queue)
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        asking = {**quiet, "concurrency_id": "ask"}
        sent = [parts.questions, parts.latest]
        gr.on([parts.box.submit, send.click], actions.respond, [parts.box, *sent], parts.all(), **asking)
        for example in examples:
            example.click(actions.respond, [example, *sent], parts.all(), **asking)
        # the events of the answer are those that answer.js triggers
        parts.answer.submit(actions.search_again, parts.latest, parts.all(), **asking)
        parts.answer.retry(actions.ask_again, parts.latest, parts.all(), **asking)
        parts.answer.stop(actions.stop, None, None, queue=False, **quiet)
        parts.answer.select(actions.translate, parts.latest, parts.all(), **asking)
        parts.anew.click(actions.start_again, None, parts.all(), **quiet)
        page.unload(actions.stop)
    return page


def _parts(library: Library, settings: Settings) -> tuple[PageParts, gr.Button, list[gr.Button]]:
    letters = library.letters
    suggested = example_questions(letters.values(), library.passages.values())
    gr.HTML("<h1>Briefwijzer</h1>", js_on_load=None, elem_id="bw-head")
    about = intro_html(letters.values(), kept_days=settings.exchanges_days)
    intro = gr.HTML(about, js_on_load=None, elem_id="bw-intro")
    with gr.Row(elem_id="bw-ask"):
        box = gr.Textbox(
            label="Uw vraag",
            placeholder=FIRST,
            lines=1,
            max_lines=5,
            max_length=LONGEST_QUESTION,
            elem_id="bw-question",
            scale=4,
        )
        send = gr.Button("Vraag", variant="primary", elem_id="bw-send", scale=1, min_width=120)
    with gr.Column(elem_id="bw-examples", visible=bool(suggested)) as examples:
        gr.HTML("<p>Of kies een voorbeeld:</p>", js_on_load=None)
        buttons = [gr.Button(question, elem_classes="bw-example") for question in suggested]
    parts = PageParts(
        box=box,
        intro=intro,
        examples=examples,
        answer=gr.HTML("", js_on_load=_PRESSED, elem_id="bw-answer"),
        sources=gr.HTML("", js_on_load=None, elem_id="bw-sources"),
        anew=gr.Button("Nieuw gesprek", visible=False, elem_id="bw-new"),
        earlier=gr.HTML("", js_on_load=None, elem_id="bw-earlier"),
        # The questions travel with every request, so a follow-up still works when another process answers it;
        # earlier answers stay on the server, because what a browser sends is no HTML to show.
        questions=gr.JSON([], visible=False),
        latest=gr.State(None),
        suggests=bool(suggested),
    )
    return parts, send, buttons
