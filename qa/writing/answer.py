"""A question answered by a language model from the hits, sentence by sentence, each checked before it leaves here."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from index.errors import ModelError
from index.records import Hit
from prompts.load import fill
from qa.check.checker import Checker
from qa.check.reasons import explain
from qa.check.rules.not_in_quote import frame_words
from qa.compare.clauses import content, like, tokens
from qa.inquiry import Inquiry
from qa.llm.client import Messages, count_tokens, open_reply
from qa.llm.draft import DraftReader
from qa.llm.sources import MAX_SOURCES, fitting, question_element, source_elements
from qa.notices import notice
from qa.records import Dropped, Progress, Sentence
from qa.writing.session import Session
from qa.writing.usage import UsageLog

_CUT = "Het antwoord kwam niet helemaal aan: misschien mag het model te weinig tekst schrijven."
_FOR_REPLY = 1_500  # tokens of the budget that an answer may need
_NOT_WORTH_IT = frozenset(("empty_sentence", "not_answerable", "own_voice"))
_LONGEST_FAILED = 600  # characters of a sentence that are told back
_LONGEST_MISSING = 200  # characters
_SAME = 0.8  # likeness from which two words are one


@dataclass(frozen=True)
class ModelAnswer:
    """What a model answered, checked.

    `answerable` is False as well where no sentence survived; then `sentences` is empty. `missing` holds the model's own
    unchecked words on what the sources do not say. `fault` says in Dutch what cut the model short, or is empty.
    `judged`: a verifier of its own has compared the wording of every sentence.
    """

    answerable: bool | Literal["partly"]
    sentences: tuple[Sentence, ...]
    dropped: tuple[Dropped, ...]
    missing: str = ""
    fault: str = ""
    check_seconds: float = 0.0
    judged: bool = False


ModelSteps = Generator[Sentence | Progress, None, ModelAnswer]


def answer_with_model(inquiry: Inquiry, hits: Sequence[Hit], *, checker: Checker, usage: UsageLog) -> ModelSteps:
    """Let the model answer, with at most ten hits as its sources; yield each sentence when it is complete and checked.

    Every call is added to `usage`. Closing the generator stops the model's work. Sentences that fail are tried once
    more at the end, with the rule that they broke. Raises ModelError when nothing came that can be used.
    """
    if not hits:
        return ModelAnswer(False, (), ())
    language, settings = inquiry.language, inquiry.settings
    prompt, asked = usage.prompt(in_language("answer", language)), question_element(inquiry.searched_for)

    def count(text: str) -> int:
        return count_tokens(text, settings=settings)

    room = settings.model_tokens - _FOR_REPLY - count(prompt.text) - count(asked)
    sources = fitting(hits[:MAX_SOURCES], budget=room, count=count)
    if not sources:
        raise ModelError("Er past geen bron in de vraag aan het taalmodel.", help="Zet BRIEFWIJZER_MODEL_TOKENS hoger.")
    messages = fill(prompt, bronnen=source_elements(sources), vraag=asked, **_reader(language))
    session = Session(inquiry, sources, checker, usage)
    fault = ""
    said: list[str] = []
    reader = DraftReader()
    try:
        for piece in _reply(messages, session):
            said.append(piece)
            yield from session.draft(reader.feed(piece))
            if not piece:
                yield Progress("read", len(sources))  # still at work: who waits can stop here
    except ModelError as stopped:
        if not session.shown:
            raise
        fault = str(stopped)
    draft = reader.finish()
    fault = fault or (_CUT if reader.cut else "")
    if draft.answerable is False:
        withdrawn = tuple(Dropped(sentence.text, "not_answerable") for sentence in draft.sentences)
        return ModelAnswer(False, (), withdrawn, draft.missing)
    yield from session.draft(draft.sentences[session.drafted :])
    if not fault and any(_repairable(each) for each in session.dropped.values()):
        yield Progress("repair")
        yield from _repair(messages, "".join(said), session)
    yield from session.release()
    return ModelAnswer(
        draft.answerable if session.shown else False,
        session.in_order(),
        tuple(session.dropped.values()),
        draft.missing,
        fault,
        session.seconds,
        session.judged,
    )


def in_language(name: str, language: str) -> str:
    """Return the name of the prompt for readers of `language`: for all that do not read Dutch it is in English."""
    return f"{name}.{'nl' if language == 'nl' else 'en'}"


def _reader(language: str) -> dict[str, str]:
    return {} if language == "nl" else {"language": notice("english_name", language)}


def _reply(messages: Messages, session: Session) -> Iterator[str]:
    """Yield the model's reply as it comes; what it took is kept also when it is left halfway or fails."""
    with open_reply(messages, settings=session.inquiry.settings, deadline=session.inquiry.deadline) as reply:
        try:
            yield from reply
        finally:
            reply.close()
            if reply.usage.attempts:
                session.usage.usages.append(reply.usage)


def _repair(messages: Messages, said: str, session: Session) -> Iterator[Sentence | Progress]:
    """Let the model write once more what may not be shown; what is shown already stays whatever comes of it."""
    failed = {place: each for place, each in session.dropped.items() if _repairable(each)}
    places = [first for first, _ in failed]
    prompt = session.usage.prompt(in_language("repair", session.inquiry.language))
    again = fill(prompt, zinnen=_failed_elements(failed.values()), **_reader(session.inquiry.language))
    reader = DraftReader()
    written = 0
    try:
        for piece in _reply([*messages, {"role": "assistant", "content": said}, *again], session):
            for sentence in reader.feed(piece):
                yield from session.at((places[min(written, len(places) - 1)], written + 1), sentence)
                written += 1
            if not piece:
                yield Progress("repair")
    except ModelError:
        return


def _repairable(dropped: Dropped) -> bool:
    """True when the model may do better once it knows what was wrong."""
    return dropped.reason not in _NOT_WORTH_IT


def _failed_elements(failed: Iterable[Dropped]) -> str:
    """Return a `<zin>` element for each sentence, with what is wrong with it; its text escaped."""
    return "\n".join(
        f"<zin fout={quoteattr(explain(each))}>{escape(each.text[:_LONGEST_FAILED])}</zin>" for each in failed
    )


def repeats_question(missing: str, question: str) -> bool:
    """True when every word and number of `missing`, what a model says that the letters do not say, is
    asked in `question`.

    Only then is it shown: nothing else can bear it out. Words that carry no content do not count.
    """
    asked = content(tokens(question))
    said = [word for word in content(tokens(missing)) if word not in frame_words()]
    return (
        bool(said)
        and len(missing) <= _LONGEST_MISSING
        and all(any(like(word, each) >= _SAME for each in asked) for word in said)
    )
