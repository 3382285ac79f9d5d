"""From a question to a checked answer: the steps in order, each of which may end it with a status."""

from __future__ import annotations

import time
from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass, field, replace

from index.dutch.language import spoken
from index.errors import ModelError
from index.records import Hit
from index.search.library import Library
from index.search.named import named_letters
from index.settings import Settings
from qa.check.checker import Checker, warm_checker
from qa.conflict.conflicts import conflicting, newest_first
from qa.conflict.older import with_newer
from qa.llm.client import prepare
from qa.notices import not_found
from qa.notices import notice as notice_in
from qa.question.question import is_instruction, understand
from qa.question.standalone import Searched, searched
from qa.quoting.about_letter import answer_about_letter, asked_field, lacking
from qa.quoting.answer import HITS, quoted
from qa.records import Answer, Dropped, Mode, Progress, Sentence, Status
from qa.writing.answer import ModelAnswer, answer_with_model, repeats_question
from qa.writing.usage import Work

LONGEST = 2_000
"""Characters of a question that are read."""

Steps = Generator[Progress | Sentence, None, Answer]
"""What is being done, and each sentence as soon as it is checked; the answer is returned."""


def ask(question: str, *, library: Library, settings: Settings, history: Sequence[str] = ()) -> Answer:
    """Return what the letters say. `history` holds earlier questions of the same person, oldest first.

    Whatever is asked, this returns an Answer; it raises only what the stores and the embedder raise.
    """
    steps = ask_steps(question, library=library, settings=settings, history=history)
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
) -> Steps:
    """Answer as `ask` does, and tell on the way what is being done and every sentence as soon as it is checked.

    `search_for` is what the person wants to have searched instead of what follows from the question. Sentences come in the
    order in which they are checked; the answer may have them in another. Closing the generator stops the model's work.
    """
    asking = _Asking(_readable(question), library, settings)
    if not asking.question:
        return asking.answer("not_found", notice=notice_in("no_question", "nl"))
    if is_instruction(asking.question):
        asking.find()
        asking.searched = replace(asking.searched, language=spoken(asking.question))
        return asking.answer("refused", notice=asking.say("only_questions"))
    if settings.model and not search_for:
        yield Progress("understand")
    asking.understand(history, _readable(search_for))
    yield Progress("search", len(library.letters))
    asking.find()
    if not asking.asked.terms and asking.searched.text == asking.question:
        return asking.answer("not_found", notice=asking.say("no_subject"))
    if said := asking.about_letter():
        return said
    if settings.model and asking.sources:
        yield Progress("read", len(asking.sources))
        if said := (yield from asking.with_model()):
            return said
    return asking.from_letters()


@dataclass
class _Asking:
    """One question on its way to an answer."""

    question: str
    library: Library
    settings: Settings
    hits: list[Hit] = field(default_factory=list)
    sources: list[Hit] = field(default_factory=list)
    named: Collection[str] = ()
    dropped: tuple[Dropped, ...] = ()
    failed: str = ""
    work: Work = field(default_factory=Work)
    started: float = field(default_factory=time.perf_counter)
    times: dict[str, float] = field(default_factory=lambda: {"search": 0.0, "answer": 0.0, "check": 0.0})

    def __post_init__(self) -> None:
        if self.settings.model:  # what is loaded once does not take the model's time
            prepare()
            warm_checker()
        self.deadline = time.monotonic() + self.settings.model_seconds
        self.searched = Searched(self.question, "nl", "as_asked")
        self.asked = understand(self.question)

    def understand(self, history: Sequence[str], search_for: str) -> None:
        """Find out what is to be searched: what the person says, else what follows from the question and those before it."""
        since = time.perf_counter()
        if search_for:
            self.searched = replace(self.searched, text=search_for, language=spoken(self.question))
        else:
            self.searched = searched(self.question, history, settings=self.settings, deadline=self.deadline)
        if self.searched.usages:
            self.work.usages += self.searched.usages
            self.work.prompt("standalone.nl")
        if not self.searched.text.startswith(self.question):  # otherwise it is the question with what it leans on
            self.asked = understand(self.searched.text)
        self._lap("answer", since)

    def find(self) -> None:
        """Search; a question that names a letter is answered from that letter, the others are shown as hits only."""
        since = time.perf_counter()
        what = self.searched.text
        self.named = named_letters(what, self.library.letters.values())
        self.hits = self.library.search(what, HITS)
        self.sources = [hit for hit in self.hits if hit.letter.id in self.named] if self.named else self.hits
        self._lap("search", since)

    def about_letter(self) -> Answer | None:
        """Answer a question about a letter itself from the letter's data, where that is known."""
        since = time.perf_counter()
        titles = [letter.title for letter in self.library.letters.values() if letter.title]
        wanted = asked_field(self.asked.text, titles)
        if wanted is None:
            return None
        sentences = answer_about_letter(
            self.searched.text, wanted, library=self.library, named=self.named, hits=self.hits
        )
        self._lap("answer", since)
        translatable = self.searched.language != "nl" and self.settings.model
        if sentences:
            kept = self.say("quotes_kept") if translatable else ""
            return self.answer("answered", sentences, notice=kept, mode="quotes")
        lack = lacking(wanted, library=self.library, named=self.named)
        if lack and translatable:
            lack = not_found(self.hits, language=self.searched.language)
        return self.answer("not_found", notice=lack, mode="quotes") if lack else None

    def with_model(self) -> Generator[Progress | Sentence, None, Answer | None]:
        """Let the model answer; None where the letters' own sentences must."""
        since = time.perf_counter()
        try:
            drafted = yield from answer_with_model(
                self.searched.text,
                hits=self.sources,
                documents=self.library.documents,
                checker=Checker(),
                settings=self.settings,
                work=self.work,
                deadline=self.deadline,
                language=self.searched.language,
            )
        except ModelError as fault:
            self.failed = self._fault(fault)
            return None
        finally:
            self._lap("answer", since)
        self.times["check"] += drafted.check_seconds * 1000
        self.times["answer"] -= drafted.check_seconds * 1000
        self.dropped = drafted.dropped
        if not drafted.sentences and any(each.reason != "not_answerable" for each in drafted.dropped):
            self.failed = self.say("not_proven")
            return None
        return self.answer(_status(drafted), drafted.sentences, notice=self._notice(drafted), dropped=drafted.dropped)

    def from_letters(self) -> Answer:
        """Answer with the letters' own sentences."""
        since = time.perf_counter()
        said = quoted(
            self.asked,
            self.searched.text,
            self.hits,
            self.sources,
            library=self.library,
            settings=self.settings,
            language=self.searched.language,
        )
        self._lap("answer", since)
        failed = [self.failed, self.say("instead") if said.sentences else ""] if self.failed else []
        return self.answer(
            said.status,
            said.sentences,
            notice=" ".join(filter(None, [*failed, said.notice])),
            mode="quotes",
            dropped=self.dropped,
            confidence=said.confidence,
        )

    def answer(
        self,
        status: Status,
        sentences: Sequence[Sentence] = (),
        *,
        notice: str = "",
        mode: Mode | None = None,
        dropped: Sequence[Dropped] = (),
        confidence: float | None = None,
    ) -> Answer:
        weighed = newest_first(with_newer(sentences, self.hits, self.library.documents))
        differ = self.say("conflict") if conflicting(weighed) else ""
        total = (time.perf_counter() - self.started) * 1000
        mode = mode or ("model" if self.settings.model else "quotes")
        untranslated = "" if mode == "model" and sentences else self.searched.notice  # the model answers all the same
        return Answer(
            question=self.question,
            searched_for=self.searched.text,
            status=status,
            mode=mode,
            sentences=weighed,
            dropped=tuple(dropped),
            hits=tuple(self.hits),
            notice=" ".join(filter(None, [untranslated, notice, differ])),
            timings_ms={**self.times, "total": total},
            confidence=confidence,
            language=self.searched.language,
            written=self.work.written(),
        )

    def say(self, name: str) -> str:
        """Return a notice in the reader's language."""
        return notice_in(name, self.searched.language)

    def _notice(self, drafted: ModelAnswer) -> str:
        language = self.searched.language
        status = _status(drafted)
        if drafted.fault:
            said = f"{self.say('cut_short')} {drafted.fault if language == 'nl' else ''}".strip()
        else:
            said = {"partial": self.say("partly"), "not_found": not_found(self.hits, language=language)}.get(status, "")
        if status == "partial" and repeats_question(drafted.missing, self.question):
            said = f"{' '.join(drafted.missing.split())} {said}"
        compared = language == "nl" or not drafted.sentences or drafted.judged
        return " ".join(filter(None, [said, "" if compared else self.say("not_compared")]))

    def _fault(self, fault: ModelError) -> str:
        """Return why there is no model answer; to readers of another language the Dutch cause says nothing."""
        if self.searched.language == "nl":
            return str(fault)
        for_operators = [each for each in fault.help.split(". ") if "BRIEFWIJZER_" in each]
        return " ".join([self.say("model_failed"), *for_operators])

    def _lap(self, step: str, since: float) -> None:
        self.times[step] += (time.perf_counter() - since) * 1000


def _status(drafted: ModelAnswer) -> Status:
    if not drafted.sentences:
        return "not_found"
    return "partial" if drafted.answerable == "partly" or drafted.fault else "answered"


def _readable(question: str) -> str:
    """Return a question on one line, without what is no character, and no longer than anyone asks."""
    said = question[:LONGEST].encode("utf-8", "ignore").decode()
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())
