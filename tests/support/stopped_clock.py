"""A clock that stands still until a test moves it, for tests of a language model whose time runs out.

The time then runs out where the test says so, however slow the machine is, and nothing else can make it run out.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module

import pytest

from tests.support.model_server import PASSING_FAULT, Reply, Request

_READ_BY = (
    "qa.ask",
    "qa.llm.attempt",
    "qa.llm.client",
    "qa.llm.reply",
    "qa.question.standalone",
    "tests.support.records",
)
"""Who reckons with the time that a model may take."""


class StoppedClock:
    """Stands in for the module `time` with those who reckon with the time that a model may take."""

    perf_counter = staticmethod(time.perf_counter)

    def __init__(self) -> None:
        self._now = 1_000.0

    def monotonic(self) -> float:
        return self._now

    def advance(self, seconds: float) -> None:
        self._now += seconds

    def answers(self, *replies: tuple[float, Reply | str]) -> Callable[[Request], Reply | str]:
        """Return what gives each request the next of `replies`, after it has let its seconds pass."""
        left = iter(replies)

        def respond(request: Request) -> Reply | str:
            seconds, reply = next(left, (0, PASSING_FAULT))
            self.advance(seconds)
            return reply

        return respond


def stop_clock(monkeypatch: pytest.MonkeyPatch) -> StoppedClock:
    """Stop the clock by which a model's time is measured, and have those who wait look at it often."""
    clock = StoppedClock()
    for name in _READ_BY:
        monkeypatch.setattr(import_module(name), "time", clock)
    monkeypatch.setattr("qa.llm.reply.BEAT_SECONDS", 0.2)
    return clock
