"""From a question to a checked answer: the steps in order, each of which may end it with a status."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import get_args

from index.dutch.language import Spoken, spoken
from index.errors import BriefwijzerError, ModelError
from index.search.library import Library
from index.settings import Settings
from qa.card import card, letters_help
from qa.check.checker import Checker, warm_checker
from qa.conflict.conflicts import conflicting, latest, newest_first
from qa.conflict.older import with_newer
from qa.conflict.replaced import with_replaced
from qa.inquiry import Inquiry, SearchResult, find
from qa.llm.client import prepare
from qa.notices import not_found, notice
from qa.question.distress import Distress, distress, parts
from qa.question.leaning.groups import with_group_named
from qa.question.long_text import question_in
from qa.question.periods import asks_now, relative_time
from qa.question.question import is_instruction
from qa.question.small_talk import asks_advice, small_talk
from qa.question.standalone import StandaloneQuestion, standalone_question
from qa.quoting.about_letter import answer_about_letter
from qa.quoting.answer import answer_with_quotes, nearest_quotes
from qa.quoting.difference import answer_difference
from qa.quoting.each_question import answer_each
from qa.records import Answer, Card, CardKind, Conclusion, Dropped, Mode, Progress, Sentence
from qa.review.pinning import pinned_answer
from qa.writing.answer import ModelAnswer, answer_with_model, repeats_question
from qa.writing.usage import UsageLog

LONGEST = 50_000
"""Characters of a question that are read: of a mail that somebody pastes what it asks is searched."""

_ASKS = frozenset("?؟")

Steps = Generator[Progress | Sentence, None, Answer]
"""What is being done, and each sentence as soon as it is checked; the answer is returned."""


def ask(
    question: str, *, library: Library, settings: Settings, history: Sequence[str] = (), pinned: bool = True
) -> Answer:
    """Return what the letters say. `history` holds earlier questions of the same person, oldest first. Without `pinned`
    what staff pinned is not given: to measure what the letters give.

    Whatever is asked, this returns an Answer; it raises only what the stores and the embedder raise.
    """
    steps = ask_steps(question, library=library, settings=settings, history=history, pinned=pinned)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            answer: Answer = done.value
            return answer


def ask_steps(
    question: str,
    *,
    library: Library,
    settings: Settings,
    history: Sequence[str] = (),
    search_for: str = "",
    language: Spoken | None = None,
    pinned: bool = True,
) -> Steps:
    """Answer as `ask` does, and tell on the way what is being done and every sentence as soon as it is checked.

    `search_for` is what the person wants to have searched instead of what follows from the question, and `language`
    that in which the person wants to be answered instead of the question's. Sentences come in the order in which they
    are checked; the answer may have them in another. Closing the generator stops the model's work.
    """
    timer, usage = Timer(), UsageLog()
    if settings.model:  # what is loaded once does not take the model's time
        prepare()
        warm_checker()
    whole = question[:LONGEST]
    question, search_for = _readable(question_in(whole)), _readable(question_in(search_for[:LONGEST]))
    history = [_readable(question_in(each[:LONGEST])) for each in history]
    deadline = time.monotonic() + settings.model_seconds
    standalone = StandaloneQuestion(question, language or "nl")
    inquiry = Inquiry(question, standalone, library, settings, deadline, only_part=question != _readable(whole))
    if not question:
        said = Conclusion(notice=inquiry.say("no_question"))
        return _answer(inquiry, SearchResult(), said, timer, usage)
    if (talk := small_talk(question)) is not None:
        inquiry = replace(inquiry, standalone=StandaloneQuestion(question, language or talk[1]))
        return _answer(inquiry, SearchResult(), _only(card(talk[0], inquiry.language, settings)), timer, usage)
    with timer.step("search"):
        told = _told(_readable(whole), library)
    if told and not letters_help(told):
        inquiry = replace(inquiry, standalone=StandaloneQuestion(question, language or spoken(question, history)))
        return _answer(inquiry, SearchResult(), _only(card(told, inquiry.language, settings)), timer, usage)
    if is_instruction(question):
        inquiry = replace(inquiry, standalone=StandaloneQuestion(question, language or spoken(question)))
        said = Conclusion(notice=inquiry.say("only_questions"), refused=True)
        return _answer(inquiry, _find(inquiry, timer), said, timer, usage)
    if settings.model and not search_for:
        yield Progress("understand")
    with timer.step("answer"):
        standalone = _standalone(inquiry, history, search_for, usage)
        inquiry = replace(inquiry, standalone=replace(standalone, language=language or standalone.language))
    told = told or _told(inquiry.searched_for, library)
    if told and not letters_help(told):  # a question that leans on one of before
        return _answer(inquiry, SearchResult(), _only(card(told, inquiry.language, settings)), timer, usage)
    yield Progress("search", len(library.letters))
    found = _find(inquiry, timer)
    approved = pinned_answer(inquiry) if pinned and not told else None
    said = approved or (yield from _conclude(inquiry, found, timer, usage))
    kind: CardKind | None = told or ("advice" if asks_advice(question) else None)
    if told and said.status == "not_found" and _ASKS.isdisjoint(question):  # what only comes near does not help here
        said = replace(said, nearest=(), notice=inquiry.say("not_found"))
    if kind:
        said = replace(said, card=card(kind, inquiry.language, settings))
    return _answer(inquiry, found, said, timer, usage)


def _told(question: str, library: Library) -> Distress | None:
    """Return what distress a question tells of, as a whole or in one of its sentences: by its words alone where the
    embedder fails, for that is said later.
    """
    try:
        told = {distress(each, library.vector(each), encoder=library.encoder) for each in parts(question)}
    except BriefwijzerError:
        return distress(question)
    return next((kind for kind in get_args(Distress) if kind in told), None)


def _only(card: Card) -> Conclusion:
    """Return that a person is answered, and the letters say nothing."""
    return Conclusion(card=card, refused=True)


class Timer:
    """How long an answer takes from now on, in milliseconds: each step, and all of it."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._steps = {"search": 0.0, "answer": 0.0, "check": 0.0}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count what is done meanwhile as part of the step `name`."""
        since = time.perf_counter()
        try:
            yield
        finally:
            self._steps[name] += (time.perf_counter() - since) * 1000

    def move(self, seconds: float, *, from_step: str, to_step: str) -> None:
        """Count `seconds` of one step as part of another."""
        self._steps[from_step] -= seconds * 1000
        self._steps[to_step] += seconds * 1000

    def milliseconds(self) -> dict[str, float]:
        """Return the milliseconds of each step until now, and `total`."""
        return {**self._steps, "total": (time.perf_counter() - self._started) * 1000}


def _standalone(inquiry: Inquiry, history: Sequence[str], search_for: str, usage: UsageLog) -> StandaloneQuestion:
    """Return what is to be searched: what the person says, else what follows from the question and those before it."""
    if search_for:
        return StandaloneQuestion(search_for, spoken(inquiry.question))
    found = standalone_question(inquiry.question, history, settings=inquiry.settings, deadline=inquiry.deadline)
    if found.usages:
        usage.usages += found.usages
        usage.prompt("standalone.nl")
    senders = {each.sender for each in inquiry.library.letters.values() if each.sender}
    return replace(found, text=with_group_named(found.text, sorted(senders))) if found.language == "nl" else found


def _find(inquiry: Inquiry, timer: Timer) -> SearchResult:
    with timer.step("search"):
        return find(inquiry)


def _conclude(
    inquiry: Inquiry, found: SearchResult, timer: Timer, usage: UsageLog
) -> Generator[Progress | Sentence, None, Conclusion]:
    """Answer in the first way that can: from the letter's data, with a model, in the letters' own sentences."""
    if not inquiry.asks.terms and inquiry.searched_for == inquiry.question:
        return Conclusion(notice=inquiry.say("no_subject"))
    with timer.step("answer"):
        said = answer_about_letter(inquiry, found)
    if said:
        return said
    if not (inquiry.settings.model and found.sources):
        return _with_quotes(inquiry, found, timer)
    yield Progress("read", len(found.sources))
    try:
        with timer.step("answer"):
            written = yield from answer_with_model(inquiry, found.sources, checker=Checker(), usage=usage)
    except ModelError as fault:
        return _with_quotes(inquiry, found, timer, failed=_cause(fault, inquiry))
    timer.move(written.check_seconds, from_step="answer", to_step="check")
    if not written.sentences and any(each.reason != "not_answerable" for each in written.dropped):
        return _with_quotes(inquiry, found, timer, failed=inquiry.say("not_proven"), dropped=written.dropped)
    if written.sentences:
        compared = inquiry.language == "nl" or written.judged
        doubt = "" if compared else inquiry.say("not_compared")
        return Conclusion(written.sentences, doubt, _missing(written, inquiry), dropped=written.dropped)
    with timer.step("answer"):
        near = nearest_quotes(inquiry, found)
    why = _cut_short(written, inquiry) or not_found(found.hits, near=bool(near), language=inquiry.language)
    return Conclusion(notice=why, dropped=written.dropped, nearest=near)


def _with_quotes(
    inquiry: Inquiry, found: SearchResult, timer: Timer, *, failed: str = "", dropped: tuple[Dropped, ...] = ()
) -> Conclusion:
    """Answer in the letters' own sentences; `failed` says why a model did not, and `dropped` what of it was stopped."""
    with timer.step("answer"):
        said = answer_each(inquiry) or answer_difference(inquiry) or answer_with_quotes(inquiry, found)
    instead = inquiry.say("instead") if failed and said.sentences else ""
    return replace(said, notice=" ".join(filter(None, [failed, instead, said.notice])), dropped=dropped)


def _answer(inquiry: Inquiry, found: SearchResult, said: Conclusion, timer: Timer, usage: UsageLog) -> Answer:
    sentences = newest_first(with_newer(said.sentences, found.hits, inquiry.library.documents))
    sentences = with_replaced(sentences, inquiry.library.letters)
    if asks_now(inquiry.asks.text, inquiry.asks.language):
        sentences = latest(sentences)
    differ = inquiry.say("conflict") if conflicting(sentences) else ""
    mode = said.mode or ("model" if inquiry.settings.model else "quotes")
    return Answer(
        question=inquiry.question,
        searched_for=inquiry.searched_for,
        status=said.status,
        mode=mode,
        sentences=sentences,
        dropped=said.dropped,
        hits=found.hits,
        notice=" ".join(
            filter(
                None,
                [
                    _used(inquiry, said),
                    said.missing,
                    said.notice,
                    _in_dutch(inquiry, said, mode),
                    differ,
                    _counts_from(inquiry) if sentences else "",
                ],
            )
        ),
        timings_ms=timer.milliseconds(),
        confidence=said.confidence,
        language=inquiry.language,
        written=usage.total(),
        nearest=said.nearest,
        card=said.card,
        checked_on=said.checked_on,
    )


def _used(inquiry: Inquiry, said: Conclusion) -> str:
    """Return which part of a long text was asked, where not all of it was."""
    if not inquiry.only_part or (said.card and said.status == "refused"):
        return ""
    return notice("used_question", inquiry.language, question=inquiry.question)


def _counts_from(inquiry: Inquiry) -> str:
    """Return that letters count from their own dates, where the question counts from today: `vorig jaar`."""
    said = relative_time(inquiry.question, inquiry.language)
    return notice("relative_time", inquiry.language, said=said) if said else ""


def _in_dutch(inquiry: Inquiry, said: Conclusion, mode: Mode) -> str:
    """Return that what is shown is in Dutch, where that is not the reader's language and no notice says so yet."""
    shown = said.nearest or (said.sentences and mode == "quotes")
    told = inquiry.language == "nl" or inquiry.say("instead") in said.notice
    return inquiry.say("own_words") if shown and not told else ""


def _missing(written: ModelAnswer, inquiry: Inquiry) -> str:
    """Return what the sentences of a model leave open, "" for nothing."""
    said = _cut_short(written, inquiry) or (inquiry.say("partly") if written.answerable == "partly" else "")
    if said and repeats_question(written.missing, inquiry.question):
        return f"{' '.join(written.missing.split())} {said}"
    return said


def _cut_short(written: ModelAnswer, inquiry: Inquiry) -> str:
    """Return that a model did not finish, and why where the reader reads Dutch; "" for one that did."""
    if not written.fault:
        return ""
    return inquiry.say("cut_short") + (f" {written.fault}" if inquiry.language == "nl" else "")


def _cause(fault: ModelError, inquiry: Inquiry) -> str:
    """Return why there is no model answer; to readers of another language the Dutch cause says nothing."""
    if inquiry.language == "nl":
        return str(fault)
    for_operators = [each for each in fault.help.split(". ") if "BRIEFWIJZER_" in each]
    return " ".join([inquiry.say("model_failed"), *for_operators])


def _readable(question: str) -> str:
    """Return a question on one line, without what is no character."""
    said = question.encode("utf-8", "ignore").decode()
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())
