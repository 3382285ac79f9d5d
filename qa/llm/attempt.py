"""One request to a language model, read by a thread of its own: so a limit holds against a server
that sends a byte now and then.
"""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from weakref import WeakSet

from qa.llm.connection import Connection, TooLongError
from qa.llm.targets import Target

LONGEST = 64_000
"""Characters of a reply at most."""


@dataclass(frozen=True)
class Tokens:
    """How many tokens a server says that it read and wrote."""

    prompt: int
    completion: int


_started: WeakSet[threading.Thread] = WeakSet()
_AT_EXIT_SECONDS = 2.0


@atexit.register
def _join() -> None:
    """Wait a moment for threads whose request was ended: one that is stopped inside an import would
    hang the interpreter.
    """
    until = time.monotonic() + _AT_EXIT_SECONDS
    for thread in list(_started):
        thread.join(max(0.0, until - time.monotonic()))


Ask = Callable[[Target, float, Connection], Iterator[str | Tokens]]
"""Asks one model once: target, seconds, connection -> pieces of text and, where the server tells, their tokens."""


class Attempt:
    """What comes of asking `target` once, until `deadline` in seconds of time.monotonic()."""

    def __init__(self, ask: Ask, target: Target, deadline: float) -> None:
        self._connection = Connection()
        self._outcomes: SimpleQueue[str | Tokens | Exception | None] = SimpleQueue()
        thread = threading.Thread(
            target=self._read, args=(ask, target, deadline), name="briefwijzer-model", daemon=True
        )
        _started.add(thread)
        thread.start()

    def next(self, seconds: float) -> str | Tokens | Exception | None:
        """Return what comes next: text, its tokens, what went wrong, None for the end; an empty string after
        `seconds`.
        """
        with suppress(Empty):
            return self._outcomes.get(timeout=max(0.0, seconds))
        return ""

    def close(self) -> None:
        """End the request and the thread; who waits in `next` gets None."""
        self._connection.close()
        self._outcomes.put(None)

    def _read(self, ask: Ask, target: Target, deadline: float) -> None:
        length = 0
        try:
            with self._connection.used():
                for said in ask(target, max(0.001, deadline - time.monotonic()), self._connection):
                    length += len(said) if isinstance(said, str) else 0
                    if length > LONGEST:
                        raise TooLongError
                    if self._connection.closed.is_set() or time.monotonic() > deadline:
                        return  # who waits sees for itself that the time is over
                    if said:
                        self._outcomes.put(said)
            self._outcomes.put(None)
        except Exception as fault:  # noqa: BLE001  handed to the waiting thread, which names it
            self._outcomes.put(fault)
        finally:
            self._connection.close()
