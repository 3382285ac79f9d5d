"""Questions that a passage answers, in words that people ask in: thought of by a language model, searched, never shown.

"Document expansion by query prediction": Nogueira, Yang, Lin & Cho (2019). What was thought of stands in the catalog
under the words of the passage, so that it outlives a change of embedder, splitter or file; only other words
ask anew. Each reply is stored as it comes; it is searched once all passages of its document have been asked about.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from queue import Empty, SimpleQueue
from typing import Protocol

from index.errors import ModelError
from index.records import Letter, Passage
from index.run.report import IndexProgress, QuestionsReport
from index.run.writing.entries import entries_of, passages_of
from index.run.writing.vectors import GROUP
from index.run.writing.writer import Writer
from index.store.catalog.contents import Contents, Entry
from index.store.catalog.passage_questions import question_key

AT_ONCE = 4
"""Calls of the model that wait for a reply at the same time."""

_GIVE_UP = 20  # failures in a row: the model is away, and all other passages would wait for it in vain

_LetterPassage = tuple[Letter, Passage]
_ModelReply = Sequence[str] | Exception


class Enricher(Protocol):
    """Thinks of questions that a passage answers. `model` and `prompt` (a hash) are stored with what it says."""

    @property
    def model(self) -> str:
        """The name of the model."""

    @property
    def prompt(self) -> str:
        """The hash of what the model is told."""

    def __call__(self, letter: Letter, passage: Passage) -> Sequence[str]:
        """Return the questions, none for a passage that answers nothing. Raises ModelError."""


def take_questions(
    writer: Writer, contents: Contents, enrich: Enricher | None, on_progress: Callable[[IndexProgress], None]
) -> tuple[Contents, QuestionsReport]:
    """Make the questions in the catalog part of what is searched, after asking `enrich` for those that lack.

    Returns what there is then. Passages about which the model failed go without; the next run asks about them again.
    """
    if enrich is None and not writer.questions:
        return contents, QuestionsReport()
    started = time.monotonic()
    entries = entries_of(contents)
    work = {question_key(passage): (letter, passage) for entry in entries for letter, passage in passages_of(entry)}
    backlog = _Backlog(writer, enrich, {key: work[key] for key in work if key not in writer.questions}, on_progress)
    todo = [entry for entry in entries if backlog.lacks(entry) or writer.questioned(entry) != entry]
    for group in _groups(todo):
        backlog.about(group)
        writer.put([now for entry in group if (now := writer.questioned(entry)) != entry], [])
    contents = writer.close() if todo else contents
    return contents, backlog.report(held=len(contents.questions), seconds=time.monotonic() - started)


class _Backlog:
    """What is still to be asked, by `question_key`, and what became of the rest. Without `enrich` nothing is asked."""

    def __init__(
        self,
        writer: Writer,
        enrich: Enricher | None,
        lacking: Mapping[str, _LetterPassage],
        on_progress: Callable[[IndexProgress], None],
    ) -> None:
        self._writer = writer
        self._enrich = enrich
        self._lacking = dict(lacking) if enrich else {}
        self._total = len(self._lacking)
        self._on_progress = on_progress
        self._asked = 0
        self._in_a_row = 0
        self._faults: Counter[tuple[str, str]] = Counter()
        if self._lacking:
            self._tell()

    def lacks(self, entry: Entry) -> bool:
        """True when there is a passage to be asked about."""
        return any(question_key(passage) in self._lacking for passage in entry.passages)

    def about(self, entries: Sequence[Entry]) -> None:
        """Ask about the passages of `entries` that lack, each once, and store what is said."""
        keys = dict.fromkeys(question_key(passage) for entry in entries for passage in entry.passages)
        if self._enrich is None or self._in_a_row >= _GIVE_UP:
            return
        work = [self._lacking.pop(key) for key in keys if key in self._lacking]
        with closing(_replies(work, self._enrich)) as replies:
            for passage, reply in replies:
                self._take(passage, reply, self._enrich)
                self._tell()
                if self._in_a_row >= _GIVE_UP:
                    return

    def report(self, *, held: int, seconds: float) -> QuestionsReport:
        """Return what became of it. `held` are the passages in the index that have questions."""
        failed = tuple((message, help, times) for (message, help), times in self._faults.most_common())
        left = self._total - self._asked - self._faults.total()
        return QuestionsReport(held, self._asked, failed, left, seconds)

    def _tell(self) -> None:
        self._on_progress(IndexProgress("ask", self._asked + self._faults.total(), self._total))

    def _take(self, passage: Passage, reply: _ModelReply, enrich: Enricher) -> None:
        if isinstance(reply, ModelError):
            self._faults[reply.message, reply.help] += 1
            self._in_a_row += 1
        elif isinstance(reply, Exception):
            raise reply
        else:
            self._writer.note_questions(passage, reply, model=enrich.model, prompt=enrich.prompt)
            self._asked += 1
            self._in_a_row = 0


def _groups(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield `entries` in order, together about `GROUP` passages at a time: many letters have but a few."""
    group: list[Entry] = []
    for entry in entries:
        group.append(entry)
        if sum(len(each.passages) for each in group) >= GROUP:
            yield group
            group = []
    if group:
        yield group


def _replies(work: Sequence[_LetterPassage], ask: Enricher) -> Generator[tuple[Passage, _ModelReply], None, None]:
    """Yield each passage with what `ask` said or raised, as replies come, `AT_ONCE` calls at a time.

    The threads are daemons: who stops a run need not wait for the calls that are under way.
    """
    waiting: SimpleQueue[_LetterPassage] = SimpleQueue()
    replies: SimpleQueue[tuple[Passage, _ModelReply]] = SimpleQueue()
    for each in work:
        waiting.put(each)

    def run() -> None:
        while True:
            try:
                letter, passage = waiting.get_nowait()
            except Empty:
                return
            try:
                replies.put((passage, ask(letter, passage)))
            except Exception as fault:  # noqa: BLE001  handed to the thread that writes
                replies.put((passage, fault))

    for _ in range(min(AT_ONCE, len(work))):
        threading.Thread(target=run, name="briefwijzer-questions", daemon=True).start()
    try:
        for _ in work:
            yield replies.get()
    finally:  # also when nobody wants the others any more: then nothing new is asked
        while not waiting.empty():
            try:
                waiting.get_nowait()
            except Empty:
                break
