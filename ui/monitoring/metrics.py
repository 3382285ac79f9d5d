"""What is counted of answers, for Prometheus: numbers and kinds, nothing of who asked or what.

Names follow https://prometheus.io/docs/practices/naming. They are counted always, and told where a setting says so.
"""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

from index.errors import SettingsError
from index.search.library import Library
from qa.records import Answer
from ui.monitoring.traces import trace_answer

REGISTRY = CollectorRegistry()
"""All below, and nothing of other libraries."""

_ANSWERS = Counter("briefwijzer_answers", "Answers, by their status", ["status", "mode"], registry=REGISTRY)
_FAULTS = Counter("briefwijzer_faults", "Questions that ended in a fault", ["kind"], registry=REGISTRY)
_DROPPED = Counter("briefwijzer_dropped_sentences", "Sentences that the check stopped", ["rule"], registry=REGISTRY)
_CARDS = Counter("briefwijzer_cards", "Answers with a card for the person who asked", ["kind"], registry=REGISTRY)
_SECONDS = Histogram(
    "briefwijzer_answer_seconds",
    "From a question to its whole answer, waiting included",
    ["mode"],
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120),
    registry=REGISTRY,
)
_OPEN = Gauge("briefwijzer_questions_open", "Questions that wait or are being answered", registry=REGISTRY)
_LETTERS = Gauge("briefwijzer_letters", "Letters that are searched", registry=REGISTRY)


class Measured:
    """One question, from when it is asked. Its methods may be called from any thread."""

    def __init__(self) -> None:
        self._begin = time.perf_counter()
        _OPEN.inc()

    def answered(self, answer: Answer) -> None:
        """Count the answer and how long it took, and send its trace where one is wanted."""
        seconds = time.perf_counter() - self._begin
        trace_answer(answer, seconds=seconds)
        _SECONDS.labels(answer.mode).observe(seconds)
        _ANSWERS.labels(answer.status, answer.mode).inc()
        for dropped in answer.dropped:
            _DROPPED.labels(dropped.reason).inc()
        if answer.card:
            _CARDS.labels(answer.card.kind).inc()

    def broke(self, fault: Exception) -> None:
        """Count what it ended in."""
        _FAULTS.labels(type(fault).__name__).inc()

    def over(self) -> None:
        """Nobody waits for it any more."""
        _OPEN.dec()


def measure_library(library: Library) -> None:
    """Tell how much is searched from now on."""
    _LETTERS.set(len(library.letters))


def tell_metrics(address: str) -> None:
    """Tell what is counted on `address`, a host and a port (`127.0.0.1:9464`), under `/metrics`. Raises SettingsError
    where that cannot be opened.
    """
    host, _, port = address.rpartition(":")
    try:
        start_http_server(int(port), addr=host.strip("[]"), registry=REGISTRY)
    except OSError as fault:
        raise SettingsError(
            f"De metingen kunnen niet op {address} worden geopend ({fault.strerror}).",
            help="Kies een andere poort met BRIEFWIJZER_METRICS, een eigen voor elk proces.",
        ) from fault
