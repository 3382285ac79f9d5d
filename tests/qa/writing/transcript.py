"""What a reader sees of a question on its way through `ask_steps`, and what must hold of all of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.search.library import Library
from index.settings import Settings
from qa.ask import Steps, ask_steps
from qa.check.checker import Checker
from qa.llm.draft import DraftCitation, DraftSentence
from qa.records import Answer, Progress, Sentence

Listener = Callable[[Progress | Sentence], None]
"""Hears each event on the way to an answer."""


@dataclass(frozen=True)
class Transcript:
    """A question's events, in order, and its answer."""

    events: tuple[Progress | Sentence, ...]
    answer: Answer

    @property
    def sentences(self) -> list[str]:
        """The texts of the sentences among the events."""
        return [each.text for each in self.events if isinstance(each, Sentence)]

    @property
    def texts(self) -> list[str]:
        """The texts of the answer."""
        return [each.text for each in self.answer.sentences]

    @property
    def reasons(self) -> list[str]:
        return [each.reason for each in self.answer.dropped]

    @property
    def steps(self) -> list[str]:
        """The steps among the events, each once."""
        return list(dict.fromkeys(each.step for each in self.events if isinstance(each, Progress)))


def ask_and_check(
    question: str,
    *,
    library: Library,
    settings: Settings,
    history: Sequence[str] = (),
    listen: Listener = lambda _: None,
) -> Transcript:
    """Ask, and see that every sentence that was ever shown has exact quotes and passes the check once more.

    `listen` is called with each event, before more is asked for.
    """
    steps: Steps = ask_steps(question, library=library, settings=settings, history=history)
    events: list[Progress | Sentence] = []
    while True:
        try:
            events.append(next(steps))
            listen(events[-1])
        except StopIteration as done:
            answer: Answer = done.value
            break
    for sentence in [*answer.sentences, *(each for each in events if isinstance(each, Sentence))]:
        for citation in sentence.citations:
            text = library.document_of(citation.letter).text
            assert text[citation.start : citation.end] == citation.quote != ""
            assert citation.letter.start <= citation.start < citation.end <= citation.letter.end
    for sentence in events:
        if isinstance(sentence, Sentence):
            assert sentence.text not in [each.text for each in answer.dropped if not each.reason.startswith("not_ans")]
            assert isinstance(second_check(sentence, answer, library), Sentence), sentence
    assert answer.notice == " ".join(answer.notice.split())
    return Transcript(tuple(events), answer)


def second_check(sentence: Sentence, answer: Answer, library: Library) -> object:
    """Return what the check says of a sentence of a model with its citations, by the hits in which they stand."""
    keys = {hit.letter.id: f"B{number}" for number, hit in reversed(list(enumerate(answer.hits, 1)))}
    cited = tuple(DraftCitation(source=keys[each.letter.id], quote=each.quote) for each in sentence.citations)
    drafted = DraftSentence(text=sentence.text, citations=cited)
    return Checker().sentence(drafted, hits=answer.hits, documents=library.documents, language=answer.language)
