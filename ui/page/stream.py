"""An answer on its way to the browser: one line of JSON each time that there is something new to see.

All that an answer needs comes with the request and all that it leaves goes back with the last line, so that any process
behind one address can answer the next question. Gradio's queue keeps a session in one process, and cannot.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from index.errors import BriefwijzerError
from index.search.library import Library
from index.settings import Settings
from qa.as_json import answer_line
from qa.exchanges import keep
from ui.page.turn import Turn, answered, failed, follow, start, translate
from ui.web.fair_queue import FairQueue

_SILENCE = 10  # seconds after which an empty line says that the line is still open
_RECENT = 200  # answers of which quotes can be translated without answering again


class AnswerStreams:
    """Streams of answers, as `queue` lets them. They remember the latest answers, to translate these sooner and to show
    them on a page in another language.
    """

    def __init__(self, library: Library, settings: Settings, queue: FairQueue) -> None:
        self._library = library
        self._settings = settings
        self._queue = queue
        self._recent: OrderedDict[str, Turn] = OrderedDict()

    async def answer(self, turn: Turn, *, address: str) -> AsyncIterator[str]:
        """Yield lines of JSON until the answer is there. Who stops reading stops the work."""
        try:
            run = start(turn, library=self._library, settings=self._settings, queue=self._queue, address=address)
        except BriefwijzerError as fault:
            yield stream_line(failed(turn, fault))
            return
        try:
            async for line in self._lines(lambda: follow(turn, run, library=self._library, settings=self._settings)):
                yield line
        finally:  # also when the browser has gone
            run.stop()

    async def translation(self, turn: Turn, *, key: str, address: str) -> AsyncIterator[str]:
        """Yield lines of JSON until the quotes of the answer with id `key` are translated; where another process gave
        that answer, the question is answered again first.
        """
        before = self._recent.get(key)
        if before is None:
            async for line in self.answer(turn, address=address):
                yield line
            before = self._recent.get(turn.key)
        if before is None or before.question != turn.question:
            return
        answered = before
        async for line in self._lines(
            lambda: translate(answered, library=self._library, settings=self._settings), asked=False
        ):
            yield line

    def shown_again(self, keys: Iterable[str], *, page_language: str) -> list[dict[str, Any]]:
        """Return what the browser needs of the answers with these ids, on a page in `page_language`: those that are
        remembered.
        """
        made = []
        for turn in filter(None, map(self._recent.get, keys)):
            if turn.answer:
                now = replace(turn, page_language=page_language)
                made.append(answered(now, turn.answer, documents=self._library.documents, settings=self._settings))
        return [_said(turn) for turn in made]

    async def _lines(self, turns: Callable[[], Iterator[Turn]], *, asked: bool = True) -> AsyncIterator[str]:
        loop, queue = asyncio.get_running_loop(), asyncio.Queue[Turn | None]()

        def put(turn: Turn | None) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(queue.put_nowait, turn)

        def work() -> None:
            try:
                for turn in turns():
                    put(turn)
                    if asked and turn.answer is not None:  # whoever asked has the answer by now
                        line = answer_line(turn.answer, library=self._library)
                        keep(
                            line,
                            self._settings,
                            id=turn.exchange_id,
                            context=(*turn.history, turn.whole),
                            ticked=turn.ticked,
                            code=turn.code,
                        )
            finally:
                put(None)

        threading.Thread(target=work, name="briefwijzer-stream", daemon=True).start()
        while True:
            try:
                turn = await asyncio.wait_for(queue.get(), _SILENCE)
            except TimeoutError:
                yield "\n"
                continue
            if turn is None:
                return
            if turn.answer is not None:
                self._remember(turn)
            yield stream_line(turn)

    def _remember(self, turn: Turn) -> None:
        self._recent[turn.key] = turn
        while len(self._recent) > _RECENT:
            self._recent.popitem(last=False)


def stream_line(turn: Turn) -> str:
    """Return what the browser needs of a turn as a line of JSON."""
    return json.dumps(_said(turn), ensure_ascii=False).encode("utf-8", "replace").decode() + "\n"


def _said(turn: Turn) -> dict[str, Any]:
    return {
        "key": turn.key,
        "code": turn.code,
        "question": turn.question,
        "search_for": turn.search_for,
        "answer": turn.html.answer,
        "sources": turn.html.sources,
        "stopped": turn.stopped,
        "plain": turn.plain,
        "ended": turn.ended,
        "status": turn.answer.status if turn.answer else "",
        "letters": _quoted(turn),
        "card": turn.answer.card.kind if turn.answer and turn.answer.card else "",
    }


def _quoted(turn: Turn) -> list[str]:
    """Return the ids of the letters that the answer quotes, each once."""
    sentences = turn.answer.sentences if turn.answer else ()
    return list(dict.fromkeys(each.letter.id for sentence in sentences for each in sentence.citations))
