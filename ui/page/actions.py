"""What the chat page does when something on it is pressed: each action yields new values for its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from index.errors import BriefwijzerError
from index.search.library import Library
from index.settings import Settings
from qa.as_json import answer_line
from qa.exchanges import keep
from ui.page.texts import earlier_html, fault_html
from ui.page.turn import EarlierTurn, Turn, follow, start, translate
from ui.web.address import address_of
from ui.web.fair_queue import FairQueue
from ui.web.running import AnswerThread

LONGEST_QUESTION = 1_000
FIRST, _NEXT = "Typ hier uw vraag", "Typ een vervolgvraag"
_REMEMBERED = 20  # earlier questions that the page keeps; how many of them count is qa.question.follow_up's
_KEPT = 10  # earlier answers that stay on the page
_EMPTY = BriefwijzerError("Er staat nog geen vraag.", help="Typ uw vraag in het vak en kies Vraag.")
_GONE = BriefwijzerError(
    "Deze pagina is verlopen.", help="Typ uw vraag nog eens in het vak, dan wordt er opnieuw gezocht."
)

Values = dict[Any, Any]
"""New values of parts of the page."""


@dataclass(frozen=True)
class PageParts:
    """The parts of the page that change. `suggests`: there are questions to choose from."""

    box: gr.Textbox
    intro: gr.HTML
    examples: gr.Column
    answer: gr.HTML
    sources: gr.HTML
    anew: gr.Button
    earlier: gr.HTML
    questions: gr.JSON
    latest: gr.State
    suggests: bool

    def all(self) -> list[Any]:
        """Return what an action may change."""
        kept = [self.anew, self.earlier, self.questions, self.latest]
        return [self.box, self.intro, self.examples, self.answer, self.sources, *kept]


class Actions:
    """The actions, with the questions that are being answered, by browser tab."""

    def __init__(self, parts: PageParts, library: Library, settings: Settings, queue: FairQueue) -> None:
        self._parts = parts
        self._library = library
        self._settings = settings
        self._queue = queue
        self._runs: dict[str | None, AnswerThread] = {}

    def respond(self, question: str, asked: object, before: Turn | None, request: gr.Request) -> Iterator[Values]:
        """Answer a question that was typed or chosen."""
        question = (question or "").strip()[:LONGEST_QUESTION]
        if not question:
            yield {self._parts.answer: fault_html("", _EMPTY), self._parts.sources: ""}
            return
        yield from self._run(Turn(question, _questions(asked), _kept(before)), request, emptied=True)

    def search_again(self, before: Turn | None, event: gr.EventData, request: gr.Request) -> Iterator[Values]:
        """Answer the same question from what the person wants to have searched."""
        sent = event._data.get("words") if isinstance(event._data, dict) else ""
        words = sent.strip()[:LONGEST_QUESTION] if isinstance(sent, str) else ""
        yield from self._again(before, request, words)

    def ask_again(self, before: Turn | None, request: gr.Request) -> Iterator[Values]:
        """Answer the same question in the same way, after it was stopped."""
        yield from self._again(before, request, before.search_for if before else "")

    def translate(self, before: Turn | None) -> Iterator[Values]:
        """Show the quotes in the reader's language too."""
        if before is None:
            yield self._gone()
            return
        for now in translate(before, library=self._library, settings=self._settings):
            yield {
                self._parts.answer: now.html.answer,
                self._parts.sources: now.html.sources,
                self._parts.latest: now,
            }

    def stop(self, request: gr.Request) -> None:
        """Stop what this browser tab waits for."""
        if running := self._runs.get(request.session_hash):
            running.stop()

    def start_again(self, request: gr.Request) -> Values:
        """Empty the page."""
        self.stop(request)
        parts = self._parts
        return {
            parts.box: gr.update(value="", placeholder=FIRST),
            parts.intro: gr.update(visible=True),
            parts.examples: gr.update(visible=parts.suggests),
            parts.anew: gr.update(visible=False),
            **dict.fromkeys((parts.answer, parts.sources, parts.earlier), ""),
            parts.questions: [],
            parts.latest: None,
        }

    def _again(self, before: Turn | None, request: gr.Request, search_for: str) -> Iterator[Values]:
        if before is None:
            yield self._gone()
            return
        yield from self._run(Turn(before.question, before.history, before.kept, search_for=search_for), request)

    def _run(self, turn: Turn, request: gr.Request, *, emptied: bool = False) -> Iterator[Values]:
        self.stop(request)
        session = request.session_hash
        try:
            run = start(
                turn, library=self._library, settings=self._settings, queue=self._queue, address=address_of(request)
            )
        except BriefwijzerError as error:
            yield {self._parts.answer: fault_html(turn.question, error), self._parts.sources: ""}
            return
        self._runs[session] = run
        values = self._opened(turn, emptied=emptied)
        try:
            for now in follow(turn, run, library=self._library, settings=self._settings):
                values |= {self._parts.answer: now.html.answer, self._parts.sources: now.html.sources}
                if now.ended:
                    said = [turn.question] if now.plain else []
                    values |= {self._parts.questions: [*turn.history, *said], self._parts.latest: now}
                yield values
                values = {}
                if now.answer is not None:  # whoever asked has the answer by now
                    keep(answer_line(now.answer, library=self._library), self._settings)
        finally:  # also when the browser has gone
            run.stop()
            if self._runs.get(session) is run:
                del self._runs[session]

    def _opened(self, turn: Turn, *, emptied: bool) -> Values:
        return {
            self._parts.box: gr.update(placeholder=_NEXT, **({"value": ""} if emptied else {})),
            self._parts.intro: gr.update(visible=False),
            self._parts.examples: gr.update(visible=False),
            self._parts.earlier: earlier_html(turn.kept),
            self._parts.anew: gr.update(visible=True),
        }

    def _gone(self) -> Values:
        return {self._parts.answer: fault_html("", _GONE), self._parts.sources: ""}


def _questions(sent: object) -> tuple[str, ...]:
    """Return the earlier questions that a browser sent, within bounds."""
    texts = [text[:LONGEST_QUESTION] for text in sent if isinstance(text, str)] if isinstance(sent, list) else []
    return tuple(texts[-_REMEMBERED:])


def _kept(before: Turn | None) -> tuple[EarlierTurn, ...]:
    """Return the exchanges that stay on the page when a new question comes."""
    if before is None:
        return ()
    last = [(before.question, before.plain)] if before.plain else []
    return tuple([*before.kept, *last][-_KEPT:])
