"""A question on its way to an answer in a thread of its own, so that whoever waits for it can stop it at any moment."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from queue import SimpleQueue

from qa.records import Answer, Progress, Sentence
from ui.monitoring.metrics import Measured
from ui.web.fair_queue import QueuePlace

Event = Progress | Sentence | Answer
"""What is being done, a sentence that is checked, or the answer, which comes last."""


class AnswerThread:
    """Iterates over the events of `steps`; raises what these raise; ends without an answer where `stop` is called.

    The steps begin when it is the turn of `place`, which is left when they end.
    `stop` may be called from any thread. Who iterates is free at once; the steps are closed, and with them the
    connection to a language model, as soon as they let go: at their next event.
    """

    def __init__(self, steps: Generator[Progress | Sentence, None, Answer], place: QueuePlace) -> None:
        self._steps = steps
        self._place = place
        self._events: SimpleQueue[Event | Exception | None] = SimpleQueue()
        self._stopped = threading.Event()
        self._measured = Measured()
        threading.Thread(target=self._work, name="briefwijzer-question", daemon=True).start()

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """End the work."""
        self._stopped.set()
        self._place.withdraw()
        self._events.put(None)

    def __iter__(self) -> Iterator[Event]:
        while not self.stopped:
            event = self._events.get()
            if event is None or self.stopped:
                return
            if isinstance(event, Exception):
                raise event
            yield event
            if isinstance(event, Answer):
                return

    def _work(self) -> None:
        try:
            self._place.wait()
            while not self.stopped:
                self._events.put(next(self._steps))
        except StopIteration as done:
            self._measured.answered(done.value)
            self._events.put(done.value)
        except Exception as fault:  # noqa: BLE001  handed to the waiting thread, which says what it is
            self._measured.broke(fault)
            self._events.put(fault)
        finally:
            self._steps.close()
            self._place.leave()
            self._measured.over()
