"""Questions to choose from, each answered before it is offered: examples, follow-ups, what a vague question may mean.

They are answered in the letters' own sentences, without a language model, in the background and for a bounded time.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from index.dutch.words import fold, words
from index.search.library import Library
from index.settings import Settings
from qa.ask import ask
from qa.question.vague import by_sender, lone_word
from ui.page.examples import example_questions

logger = logging.getLogger(__name__)

_EXAMPLES, _FOLLOW_UPS, _CHOICES = 4, 3, 4
_SURE = 0.65  # an example that only just counts as answered is a poor first impression
_CANDIDATES = 24
_SECONDS = 3.0
_WAITING = 4  # checks at the same time, one of them at work: more would take the server's threads
_PATIENCE = 2.0  # seconds that a check waits for another one
_PASSAGES = 5_000  # of a large collection the first ones say enough
_COMMON = 3  # letters: a word that stands in fewer says by itself which ones are meant
_PARENTS = (Path(__file__).parent / "parent_questions.txt").read_text(encoding="utf-8").splitlines()


class OfferedQuestions:
    """Questions that the letters answer. Those for the first page are looked for in the background, once."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library = library
        self._settings = settings.model_copy(update={"model": None})
        self._examples: tuple[str, ...] = ()
        self._one = threading.Lock()  # who asks comes first: one check at a time
        self._places = threading.BoundedSemaphore(_WAITING)
        self._done = threading.Event()

    def start(self) -> None:
        """Begin to look for examples, as soon as the models are loaded."""
        threading.Thread(target=self._find_examples, name="briefwijzer-examples", daemon=True).start()

    @property
    def examples(self) -> tuple[str, ...]:
        """Those that are checked so far, at most four."""
        return self._examples

    @property
    def ready(self) -> bool:
        """Whether there will be no more examples."""
        return self._done.is_set()

    def follow_ups(self, history: Sequence[str], letter_ids: Iterable[str]) -> tuple[str, ...]:
        """Return at most three questions that the letters answer after the questions of `history`, about the letters
        that were just quoted; none where another check is going on, or time is short.
        """
        wanted = set(letter_ids)
        letters = [letter for key, letter in self._library.letters.items() if key in wanted]
        passages = (each for each in self._library.passages.values() if each.letter_id in wanted)
        asked = {_plain(question) for question in history}
        candidates = [*example_questions(letters, islice(passages, _PASSAGES), limit=_CANDIDATES), *_PARENTS]
        return self._checked((each for each in candidates if _plain(each) not in asked), _FOLLOW_UPS, history=history)

    def meanings(self, question: str) -> tuple[str, ...]:
        """Return what a vague question may mean, at least two questions that the letters answer; else nothing."""
        letters = self._library.letters.values()
        candidates = [*by_sender(question, (letter.sender for letter in letters if letter.sender))]
        if not candidates and (word := lone_word(question)) and self._common(word):
            passages = islice(self._library.passages.values(), _PASSAGES)
            about = (each for each in passages if word in fold(each.heading))
            made = example_questions(letters, about, limit=_CANDIDATES)
            candidates = [each for each in (*_PARENTS, *made) if word in fold(each)]
        found = self._checked(candidates, _CHOICES) if candidates else ()
        return found if len(found) > 1 else ()

    def _common(self, word: str) -> bool:
        passages = islice(self._library.passages.values(), _PASSAGES)
        return len({each.letter_id for each in passages if word in words(each.text)}) >= _COMMON

    def _checked(self, candidates: Iterable[str], most: int, *, history: Sequence[str] = ()) -> tuple[str, ...]:
        if not self._places.acquire(blocking=False):
            return ()
        try:
            return self._checked_alone(candidates, most, history)
        finally:
            self._places.release()

    def _checked_alone(self, candidates: Iterable[str], most: int, history: Sequence[str]) -> tuple[str, ...]:
        if not self._one.acquire(timeout=_PATIENCE):
            return ()
        try:
            found: list[str] = []
            until = time.monotonic() + _SECONDS
            for question in islice(candidates, _CANDIDATES):
                if len(found) == most or time.monotonic() > until:
                    break
                if self._is_answered(question, history):
                    found.append(question)
            return tuple(found)
        finally:
            self._one.release()

    def _is_answered(self, question: str, history: Sequence[str] = (), *, sure: float = 0.0) -> bool:
        answer = ask(question, library=self._library, settings=self._settings, history=history)
        return answer.status == "answered" and not answer.card and (answer.confidence or 1.0) >= sure

    def _find_examples(self) -> None:
        try:
            self._library.warm()
            letters, passages = self._library.letters, self._library.passages
            made = example_questions(letters.values(), passages.values(), limit=_CANDIDATES)
            for question in (*_PARENTS, *made):
                with self._one:
                    if self._is_answered(question, sure=_SURE):
                        self._examples = (*self._examples, question)
                if len(self._examples) == _EXAMPLES:
                    break
        except Exception as fault:  # noqa: BLE001  the page works without examples
            logger.warning("no example questions: %s", fault)
        finally:
            self._done.set()


def _plain(question: str) -> str:
    return fold(question).strip(" ?.!")
