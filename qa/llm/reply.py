"""A reply of a language model as it comes, under one time limit for all that is tried to get it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from types import TracebackType

from index.errors import ModelError
from qa.llm.attempt import Ask, Attempt, Tokens
from qa.llm.explain_fault import model_error
from qa.llm.faults import ModelTooSlowError, may_pass, pause
from qa.llm.targets import Target

BEAT_SECONDS = 1.0
"""How long `Reply` is silent at most."""


@dataclass(frozen=True)
class Usage:
    """What one reply took. `model` is the one that answered, or was asked last; `attempts` counts all that was asked.

    `cost` is in US dollars by LiteLLM's price list, and None for a model that it does not know.
    """

    model: str
    prompt_tokens: int
    completion_tokens: int
    cost: float | None
    attempts: int


UsageCounter = Callable[[Target, Tokens | None, str, int], Usage]
"""Target, tokens where they are known, what was said, attempts -> usage."""


class Reply:
    """The pieces of text of one reply, in order; an empty piece says that the model is still at work.

    Nothing is asked before the first piece is. Until a piece with text has come, a model that is busy or stumbles is
    asked again, and after it the next model: of the time that is left, a model after which n others can be asked gets
    1/(n+1) until its first text. After that it may take all of it, and a fault ends the reply. A piece comes every
    second, so that the reader can stop; `close` may be called from any thread and ends the work of the model too.
    Iterating raises ModelError for all that can go wrong.
    """

    def __init__(
        self, models: Sequence[Target], *, ask: Ask, count: UsageCounter, retries: int, deadline: float
    ) -> None:
        """`deadline` is in seconds of time.monotonic()."""
        self._models = models
        self._ask = ask
        self._count = count
        self._retries = retries
        self._deadline = deadline
        self._attempts = 0
        self._asked = models[0]
        self._tokens: Tokens | None = None
        self._said: list[str] = []
        self._closed = threading.Event()
        self._attempt: Attempt | None = None
        self._pieces = self._all()

    @property
    def usage(self) -> Usage:
        """What the reply has taken; estimated where the server does not tell, as when it is closed before its end."""
        return self._count(self._asked, self._tokens, "".join(self._said), self._attempts)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        return next(self._pieces)

    def __enter__(self) -> Reply:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the reply, and the work of the model. Pieces that are waited for do not come any more."""
        self._closed.set()
        if self._attempt is not None:
            self._attempt.close()

    def _all(self) -> Iterator[str]:
        faults: list[tuple[Target, Exception]] = []
        for place, model in enumerate(self._models):
            now = time.monotonic()
            until = now + (self._deadline - now) / (len(self._models) - place)
            try:
                yield from self._from_model(model, until)
                return
            except Exception as fault:  # noqa: BLE001  whatever it is, the next model may do better
                faults.append((model, fault))
            if self._said:
                break
        target, cause = faults[-1] if self._said else faults[0]
        error = model_error(cause, target)
        if len(faults) > 1:
            others = "het reservemodel gaf" if len(faults) == 2 else "de reservemodellen gaven"
            error = ModelError(f"{error.message} Ook {others} geen antwoord.", help=error.help)
        raise error from cause

    def _from_model(self, target: Target, until: float) -> Iterator[str]:
        self._asked = target
        started = time.monotonic()
        for retry in count():
            try:
                yield from self._once(target, started, until)
                return
            except Exception as fault:
                if self._said or retry >= self._retries or not may_pass(fault):
                    raise
                resume = time.monotonic() + pause(fault, retry)
                if resume >= until:
                    raise
            yield from self._rest(resume)

    def _rest(self, until: float) -> Iterator[str]:
        while (left := until - time.monotonic()) > 0 and not self._closed.wait(min(left, BEAT_SECONDS)):
            yield ""

    def _once(self, target: Target, started: float, until: float) -> Iterator[str]:
        if self._closed.is_set():
            return
        if time.monotonic() >= until:
            raise ModelTooSlowError(0, begun=False)
        self._attempts += 1
        attempt = self._attempt = Attempt(self._ask, target, self._deadline)
        try:
            while not self._closed.is_set():
                limit = self._deadline if self._said else until
                said = attempt.next(min(BEAT_SECONDS, limit - time.monotonic()))
                if said is None or self._closed.is_set():
                    return
                if isinstance(said, Exception):
                    raise said
                if isinstance(said, Tokens):
                    self._tokens = said
                    continue
                if said:
                    self._said.append(said)
                elif time.monotonic() >= limit:
                    raise ModelTooSlowError(round(limit - started, 1), begun=bool(self._said))
                yield said
        finally:
            attempt.close()
