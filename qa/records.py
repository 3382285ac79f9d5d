"""The records of an answer. Spans count characters of the document's canonical text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from index.records import Document, Hit, Letter, Span

Status = Literal["answered", "partial", "not_found", "refused"]
Mode = Literal["quotes", "model", "staff"]
"""Whose words an answer has: those of the letters, of a language model, or of a member of staff."""


@dataclass(frozen=True)
class Citation:
    """Where words stand: `document.text[start:end] == quote`, inside `letter`, on the 1-based `page` of `start`.

    `marks` are the spans of the quote, counted from its start, that are the very thing that was asked for: a number
    with what it counts, a date, a name; empty where the whole quote is.
    """

    letter: Letter
    page: int
    start: int
    end: int
    quote: str
    marks: tuple[Span, ...] = ()


def cite(document: Document, letter: Letter, start: int, end: int) -> Citation:
    """Return the citation of `document.text[start:end]` without the white space around it.

    Raises ValueError for a span that is empty or leaves its letter: such a citation must never come to be.
    """
    words = document.text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if not (letter.document_id == document.id and letter.start <= start < end <= letter.end):
        raise ValueError(f"[{start}, {end}) is no span inside letter {letter.id}")
    return Citation(letter, document.page_of(start), start, end, document.text[start:end])


@dataclass(frozen=True)
class NewerCitation:
    """What a newer letter of the same sender says instead."""

    citation: Citation

    @property
    def letter(self) -> Letter:
        """The newer letter."""
        return self.citation.letter


@dataclass(frozen=True)
class Sentence:
    """One sentence of an answer with what it rests on, never nothing. `older` is set where a newer
    letter says otherwise.
    """

    text: str
    citations: tuple[Citation, ...]
    older: NewerCitation | None = None
    replaced_by: Letter | None = None
    """The letter that staff named in the place of one that is cited."""

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError(f"a sentence without a citation is never shown: {self.text!r}")


@dataclass(frozen=True)
class Dropped:
    """A drafted sentence that is not shown, the name of the rule that stopped it, and the words that
    broke it, if known.
    """

    text: str
    reason: str
    words: str = field(default="", compare=False)


CardKind = Literal["suicide", "abuse", "violence", "bullying", "shut_out", "advice", "greeting", "thanks", "insult"]


@dataclass(frozen=True)
class Helpline:
    """Who helps: a name, what for, and how to reach them; `phone` and `site` may be empty."""

    name: str
    about: str
    phone: str = ""
    site: str = ""


@dataclass(frozen=True)
class Card:
    """What is said to the person who asks, in their language, beside or instead of what the letters say."""

    kind: CardKind
    text: str
    title: str = ""
    helplines: tuple[Helpline, ...] = ()


@dataclass(frozen=True)
class Conclusion:
    """What one way of answering comes to. `missing` tells what of the question the letters do not say. Without a `mode`
    it is that in which the question would have been answered; `nearest` as in `Answer`.
    """

    sentences: tuple[Sentence, ...] = ()
    notice: str = ""
    missing: str = ""
    refused: bool = False
    mode: Mode | None = None
    dropped: tuple[Dropped, ...] = ()
    confidence: float | None = None
    nearest: tuple[Citation, ...] = ()
    card: Card | None = None
    checked_on: date | None = None

    @property
    def status(self) -> Status:
        """What the answer is called everywhere: it follows from what the answer says, so that the two cannot differ."""
        if self.refused:
            return "refused"
        if not self.sentences:
            return "not_found"
        return "partial" if self.missing else "answered"


@dataclass(frozen=True)
class ModelUsage:
    """What a language model did for an answer: the models that replied, the hash of every prompt by its name, tokens,
    dollars (None where a price is not known) and calls.
    """

    models: tuple[str, ...]
    prompts: Mapping[str, str]
    prompt_tokens: int
    completion_tokens: int
    cost: float | None
    calls: int


@dataclass(frozen=True)
class Progress:
    """A step that begins: what is done now, and with how many letters (search) or sources (read)."""

    step: Literal["understand", "search", "read", "repair"]
    count: int = 0


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
    language: str = "nl"
    """Of the question (ISO 639-1), and of what is said to the reader."""
    written: ModelUsage | None = None
    """What the language model did; None where none was asked."""
    nearest: tuple[Citation, ...] = ()
    """At most three quotes, nearest first, that come closest to a question that was `not_found`: never an answer."""
    card: Card | None = None
    """What the person is told as a person: where help is, what letters do not decide, a greeting back; else None."""
    checked_on: date | None = None
    """The day on which staff approved this answer to this question; None where it was made just now."""
