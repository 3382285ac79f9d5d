"""Questions to choose from, each answered before it is offered: examples, follow-ups, what a vague question may mean.

They are answered in the letters' own sentences, without a language model, once for a state of the index: in the
background while nobody asks anything, and where a reader is sooner, in that reader's turn and for a bounded time. The
examples are kept with that state: a page that starts anew shows these at once, and checks them again.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from index.dutch.words import fold, words
from index.errors import BriefwijzerError
from index.records import Letter
from index.search.library import Library
from index.settings import Settings
from index.whole_file import write_whole
from qa.ask import ask
from qa.question.leaning.follow_up import leans
from qa.question.vague import by_sender, lone_word
from ui.page.offered.examples import example_questions
from ui.web.fair_queue import FairQueue, QueuePlace

logger = logging.getLogger(__name__)

_KEPT = "examples.json"  # in the folder of a state
_EXAMPLES, _FOLLOW_UPS, _CHOICES = 4, 3, 4
_SURE = 0.65  # an example that only just counts as answered is a poor first impression
_CANDIDATES = 24
_SECONDS = 3.0
_WAITING = 4  # readers whose candidates are checked at the same time: more would take the server's threads
_PAUSE = 0.2  # seconds between two looks whether somebody asks something
_PASSAGES = 5_000  # of a large collection the first ones say enough
_LETTERS = 500  # of a large collection the newest: others are looked at when they are quoted
_KNOWN = 20_000  # questions of which it is remembered whether they are answered
_COMMON = 3  # letters: a word that stands in fewer says by itself which ones are meant
_PARENTS = (Path(__file__).parent / "parent_questions.txt").read_text(encoding="utf-8").splitlines()


class OfferedQuestions:
    """Questions that the letters answer. Those that are checked have their turn in `queue`."""

    def __init__(self, library: Library, settings: Settings, queue: FairQueue) -> None:
        self._library = library
        self._settings = settings.model_copy(update={"model": None})
        self._queue = queue
        self._file = library.state / _KEPT if library.state else None
        self._examples: tuple[str, ...] = _read(self._file) if self._file else ()
        self._sure: dict[str, float] = {}
        self._places = threading.BoundedSemaphore(_WAITING)
        self._done = threading.Event()

    def start(self) -> None:
        """Begin to look for examples and for questions that can follow, as soon as the models are loaded."""
        threading.Thread(target=self.prepare, name="briefwijzer-offered", daemon=True).start()

    @property
    def examples(self) -> tuple[str, ...]:
        """Those that are checked so far, or were when the page was served before, at most four."""
        return self._examples

    @property
    def ready(self) -> bool:
        """Whether there will be no more examples."""
        return self._done.is_set()

    def follow_ups(self, history: Sequence[str], letter_ids: Iterable[str], *, address: str) -> tuple[str, ...]:
        """Return at most three questions that the letters answer after the questions of `history`, about the letters
        that were just quoted; fewer where they are not known yet and `address` has no turn, or time is short.
        """
        wanted = set(letter_ids)
        letters = [letter for key, letter in self._library.letters.items() if key in wanted]
        asked = {_plain(question) for question in history}
        candidates = (each for each in self._about(letters) if _plain(each) not in asked)
        return self._checked(candidates, _FOLLOW_UPS, address=address)

    def meanings(self, question: str, *, address: str) -> tuple[str, ...]:
        """Return what a vague question may mean, at least two questions that the letters answer; else nothing."""
        letters = self._library.letters.values()
        candidates = [*by_sender(question, (letter.sender for letter in letters if letter.sender))]
        if not candidates and (word := lone_word(question)) and self._common(word):
            passages = islice(self._library.passages.values(), _PASSAGES)
            about = (each for each in passages if word in fold(each.heading))
            made = example_questions(letters, about, limit=_CANDIDATES)
            candidates = [each for each in (*_PARENTS, *made) if word in fold(each)]
        found = self._checked(candidates, _CHOICES, address=address) if candidates else ()
        return found if len(found) > 1 else ()

    def prepare(self) -> None:
        """Find the examples, then check what can follow each letter, all of it while nobody asks anything."""
        try:
            self._library.warm()
            letters, passages = self._library.letters.values(), self._library.passages.values()
            kept, found = self._examples, tuple[str, ...]()
            for question in (*_PARENTS, *example_questions(letters, passages, limit=_CANDIDATES)):
                if self._when_idle(question) >= _SURE:
                    found = (*found, question)
                    self._examples = kept or found
                if len(found) == _EXAMPLES:
                    break
            self._examples = found
            self._done.set()
            if self._file and found != kept:
                _write(self._file, found)
            newest_first = sorted(letters, key=lambda letter: letter.date or "", reverse=True)
            for letter in newest_first[:_LETTERS]:
                sure = (self._when_idle(question) for question in islice(self._about([letter]), _CANDIDATES))
                # one more than is offered: one of them may have been asked
                _ = [*islice((each for each in sure if each), _FOLLOW_UPS + 1)]
        except Exception as fault:  # noqa: BLE001  the page works without
            logger.warning("no questions to choose from: %s", fault)
        finally:
            self._done.set()

    def _about(self, letters: Sequence[Letter]) -> Iterator[str]:
        """Yield what can be asked after an answer that quotes `letters`, whatever was asked before."""
        wanted = {letter.id for letter in letters}
        passages = (each for each in self._library.passages.values() if each.letter_id in wanted)
        made = example_questions(letters, islice(passages, _PASSAGES), limit=_CANDIDATES)
        yield from (each for each in (*made, *_PARENTS) if not leans(each))

    def _common(self, word: str) -> bool:
        passages = islice(self._library.passages.values(), _PASSAGES)
        return len({each.letter_id for each in passages if word in words(each.text)}) >= _COMMON

    def _checked(self, candidates: Iterable[str], most: int, *, address: str) -> tuple[str, ...]:
        """Return the first `most` that are answered. What is not known takes a turn of `address`."""
        found: list[str] = []
        place: QueuePlace | None = None
        until = 0.0
        try:
            for question in islice(candidates, _CANDIDATES):
                if question not in self._sure:
                    if place is None:
                        place = self._join(address)
                        until = time.monotonic() + _SECONDS
                    if place is None or time.monotonic() > until:
                        break
                if self._sureness(question):
                    found.append(question)
                if len(found) == most:
                    break
        finally:
            if place is not None:
                place.leave()
                self._places.release()
        return tuple(found)

    def _join(self, address: str) -> QueuePlace | None:
        """Return a place whose turn it is, None where too many wait; `_places` is to be released after it."""
        if not self._places.acquire(blocking=False):
            return None
        try:
            place = self._queue.join(address, counted=False)
        except BriefwijzerError:
            self._places.release()
            return None
        place.wait()
        return place

    def _when_idle(self, question: str) -> float:
        while self._queue.busy:
            time.sleep(_PAUSE)
        return self._sureness(question)

    def _sureness(self, question: str) -> float:
        """Return how sure the answer to a question is, above 0 to 1; 0 where it is none."""
        known = self._sure.get(question)
        if known is None:
            answer = ask(question, library=self._library, settings=self._settings)
            known = (answer.confidence or 1.0) if answer.status == "answered" and not answer.card else 0.0
            if len(self._sure) < _KNOWN:
                self._sure[question] = known
        return known


def _read(file: Path) -> tuple[str, ...]:
    """Return the examples that are kept in `file`, none where there are none."""
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return ()
    return tuple(kept) if isinstance(kept, list) and all(isinstance(each, str) for each in kept) else ()


def _write(file: Path, examples: Sequence[str]) -> None:
    """Keep the examples for whoever serves this state next; where nothing can be written they are found again."""
    try:
        write_whole(file, json.dumps(examples, ensure_ascii=False).encode())
    except OSError as fault:
        logger.info("examples were not kept: %s", fault)


def _plain(question: str) -> str:
    return fold(question).strip(" ?.!")
