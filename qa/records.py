"""The records of an answer. Spans count characters of the document's canonical text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from index.records import Hit, Letter, Span

Status = Literal["answered", "partial", "not_found", "refused"]
Mode = Literal["quotes", "model"]


@dataclass(frozen=True)
class Citation:
    """Where words stand: `document.text[start:end] == quote`, inside `letter`, on the 1-based `page` of `start`.

    `marks` are the spans of the quote, counted from its start, that are the very thing that was asked for: a number with what
    it counts, a date, a name; empty where the whole quote is.
    """

    letter: Letter
    page: int
    start: int
    end: int
    quote: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """One sentence of an answer with what it rests on, never nothing."""

    text: str
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError(f"a sentence without a citation is never shown: {self.text!r}")


@dataclass(frozen=True)
class Dropped:
    """A drafted sentence that is not shown, and the name of the rule that stopped it."""

    text: str
    reason: str


@dataclass(frozen=True)
class Answer:
    """What Briefwijzer says. `notice` is one Dutch line for the reader, empty when there is nothing to add."""

    question: str
    searched_for: str
    status: Status
    mode: Mode
    sentences: tuple[Sentence, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    hits: tuple[Hit, ...] = ()
    notice: str = ""
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    confidence: float | None = None
    """How sure it is that the letters answer the question, in [0, 1]; None where that was not weighed."""
