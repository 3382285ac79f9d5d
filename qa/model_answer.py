"""A question answered by a language model from the hits, sentence by sentence, each checked before it leaves here."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from index.errors import ModelError
from index.records import Document, Hit
from index.settings import Settings
from prompts.load import Prompt, fill, load
from qa.check import Checker
from qa.draft import Draft, DraftReader, DraftSentence
from qa.llm import Usage, open_reply
from qa.records import Dropped, Progress, Sentence
from qa.repair import failed_elements, repairable
from qa.sources import MAX_SOURCES, question_element, source_elements


@dataclass(frozen=True)
class ModelAnswer:
    """What a model answered, checked.

    `answerable` is False as well where no sentence survived; then `sentences` is empty. `missing` holds the model's own
    unchecked words on what the sources do not say. `prompts` has the hash of each prompt by its name. `fault` says in Dutch
    what cut the model short, or is empty.
    """

    answerable: bool | Literal["partly"]
    sentences: tuple[Sentence, ...]
    dropped: tuple[Dropped, ...]
    missing: str
    prompts: Mapping[str, str]
    usages: tuple[Usage, ...] = ()
    fault: str = ""
    check_seconds: float = 0.0


Steps = Generator[Sentence | Progress, None, ModelAnswer]


def answer_with_model(
    question: str,
    *,
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    checker: Checker,
    settings: Settings,
    deadline: float | None = None,
    language: str = "nl",
) -> Steps:
    """Ask the model `question`, with at most ten hits as its sources; yield each sentence when it is complete and checked.

    `documents` holds the document of each hit by id. Closing the generator stops the model's work. Sentences that fail are
    tried once more at the end, with the rule that they broke. Raises ModelError when nothing came that can be used.
    """
    prompt = load("answer.nl")
    if not hits:
        return ModelAnswer(False, (), (), "", {"answer.nl": prompt.hash})
    told = _Conversation(prompt, question, hits, settings)
    writing = _Writing(told.sources, documents, checker, language)
    fault = ""
    reader = DraftReader()
    try:
        for piece in told.reply(told.messages, deadline):
            yield from writing.checked(reader.feed(piece))
    except ModelError as stopped:
        if not writing.shown:
            raise
        fault = str(stopped)
    draft = reader.finish()
    if draft.answerable is False:
        withdrawn = tuple(Dropped(sentence.text, "not_answerable") for sentence in draft.sentences)
        return told.answer(draft, (), withdrawn)
    yield from writing.checked(draft.sentences[writing.seen :])
    if not fault and any(repairable(each) for each in writing.dropped.values()):
        yield Progress("repair")
        yield from _repair(told, writing, deadline)
    return replace(
        told.answer(draft, writing.in_order(), tuple(writing.dropped.values())),
        fault=fault,
        check_seconds=writing.seconds,
    )


@dataclass
class _Writing:
    """The sentences of a draft as they come, each at its place, shown or dropped."""

    sources: Sequence[Hit]
    documents: Mapping[str, Document]
    checker: Checker
    language: str
    seen: int = 0
    seconds: float = 0.0
    shown: dict[tuple[int, int], Sentence] = field(default_factory=dict)
    dropped: dict[tuple[int, int], Dropped] = field(default_factory=dict)

    def checked(self, drafted: Sequence[DraftSentence]) -> Iterator[Sentence]:
        """Check the next sentences of the draft, and yield those that may be shown."""
        for sentence in drafted:
            yield from self.at((self.seen, 0), sentence)
            self.seen += 1

    def at(self, place: tuple[int, int], sentence: DraftSentence) -> Iterator[Sentence]:
        """Check a sentence that stands at `place`, and yield it when it may be shown and is not there yet."""
        since = time.perf_counter()
        outcome = self.checker.sentence(sentence, hits=self.sources, documents=self.documents, language=self.language)
        self.seconds += time.perf_counter() - since
        if isinstance(outcome, Dropped):
            if outcome not in self.dropped.values():
                self.dropped[place] = outcome
        elif outcome.text not in {each.text for each in self.shown.values()}:
            self.shown[place] = outcome
            yield outcome

    def in_order(self) -> tuple[Sentence, ...]:
        return tuple(self.shown[place] for place in sorted(self.shown))


@dataclass
class _Conversation:
    """What is said to the model and what that cost."""

    prompt: Prompt
    question: str
    hits: Sequence[Hit]
    settings: Settings
    usages: list[Usage] = field(default_factory=list)
    prompts: dict[str, str] = field(default_factory=dict)
    text: str = ""

    def __post_init__(self) -> None:
        self.prompts["answer.nl"] = self.prompt.hash
        asked = question_element(self.question)

        self.sources = self.hits[:MAX_SOURCES]
        self.messages = fill(self.prompt, bronnen=source_elements(self.sources), vraag=asked)

    def reply(self, messages: Sequence[Mapping[str, str]], deadline: float | None) -> Iterator[str]:
        """Yield the model's reply as it comes, and keep it."""
        self.text = ""
        with open_reply(messages, settings=self.settings, deadline=deadline) as reply:
            try:
                for piece in reply:
                    self.text += piece
                    yield piece
            finally:
                reply.close()
                self.usages.append(reply.usage)

    def answer(self, draft: Draft, sentences: tuple[Sentence, ...], dropped: tuple[Dropped, ...]) -> ModelAnswer:
        return ModelAnswer(
            answerable=draft.answerable if sentences else False,
            sentences=sentences,
            dropped=dropped,
            missing=draft.missing,
            prompts=self.prompts,
            usages=tuple(self.usages),
        )


def _repair(told: _Conversation, writing: _Writing, deadline: float | None) -> Iterator[Sentence]:
    """Let the model write once more what may not be shown; what is shown already stays whatever comes of it."""
    prompt = load("repair.nl")
    told.prompts["repair.nl"] = prompt.hash
    failed = {place: each for place, each in writing.dropped.items() if repairable(each)}
    places = list(failed)
    messages = [
        *told.messages,
        {"role": "assistant", "content": told.text},
        *fill(prompt, zinnen=failed_elements(failed.values())),
    ]
    reader = DraftReader()
    written = 0
    try:
        for piece in told.reply(messages, deadline):
            for sentence in reader.feed(piece):
                yield from writing.at((places[min(written, len(places) - 1)][0], written + 1), sentence)
                written += 1
    except ModelError:
        return
