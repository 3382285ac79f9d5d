"""One turn of the conversation on the page: from a question to the HTML that shows how far its answer is."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from index.dutch.language import Spoken, spoken
from index.errors import BriefwijzerError
from index.records import Document
from index.search.library import Library
from index.settings import Settings
from qa.ask import ask_steps
from qa.exchanges import keeps, new_code, new_id
from qa.question.personal.data import masked
from qa.records import Answer, Progress, Sentence
from qa.writing.translate import translated
from ui.page.export.sent import as_sent
from ui.page.html.answer import AnswerHtml, answer_html, running_html, stopped_html
from ui.page.html.fault import fault_html
from ui.page.html.sources import cited
from ui.page.html.tools import code_html, opinion_html, take_html
from ui.page.html.translation import Translation, busy_html, failed_html, made_html, offer_html
from ui.web.fair_queue import FairQueue
from ui.web.running import AnswerThread
from ui.wording.display import for_operators
from ui.wording.steps import step_text

logger = logging.getLogger(__name__)

_READER: Mapping[str, Spoken] = {code: code for code in ("nl", "en", "de", "fr", "tr", "ar", "uk", "pl")}


@dataclass(frozen=True)
class Turn:
    """A question with what came before it, and what became of it."""

    question: str
    history: tuple[str, ...] = ()
    """Earlier questions, oldest first."""
    whole: str = ""
    """The text in which somebody asks it, as it was sent; "" where that is the question itself."""
    search_for: str = ""
    """What the person wants to have searched; "" leaves that to the question."""
    cards_seen: tuple[str, ...] = ()
    """Kinds of the cards that came with earlier answers."""
    page_language: str = "nl"
    """Of the page around it: one of `ui.wording.interface.LANGUAGES`."""
    key: str = field(default_factory=lambda: f"bw-{secrets.token_hex(8)}")
    exchange_id: str = field(default_factory=new_id)
    """What the question and its answer go by where they are kept."""
    ticked: bool = False
    """Whether whoever asks it ticked that it may be kept."""
    code: str = field(default_factory=new_code)
    """Of the conversation."""
    answer: Answer | None = None
    html: AnswerHtml = field(default_factory=lambda: AnswerHtml("", ""))
    """What is on the page."""
    stopped: str = ""
    """What stands in the place of the answer when the reader stops it now."""
    plain: str = ""
    """The same without anything to press, for when it is an earlier answer; "" when later questions cannot refer to
    it.
    """
    ended: bool = True
    """Whether there is nothing more to come."""


def start(turn: Turn, *, library: Library, settings: Settings, queue: FairQueue, address: str) -> AnswerThread:
    """Begin to answer, or wait for that. Raises what `FairQueue.join` raises."""
    steps = ask_steps(
        turn.whole or turn.question,
        library=library,
        settings=settings,
        history=turn.history,
        search_for=turn.search_for,
    )
    return AnswerThread(steps, queue.join(address))


def follow(turn: Turn, run: AnswerThread, *, library: Library, settings: Settings) -> Iterator[Turn]:
    """Yield the turn each time that there is something new to see; the last one has ended, whatever happens."""
    try:
        yield from _follow(turn, run, library, settings)
    except BriefwijzerError as fault:
        logger.warning("the question could not be answered: %s", fault)
        yield failed(turn, fault)
    except Exception as fault:
        logger.exception("the question could not be answered")
        yield failed(turn, fault)


def failed(turn: Turn, fault: Exception) -> Turn:
    """Return the turn with what a reader is told of `fault`."""
    return replace(
        turn, html=AnswerHtml(fault_html(turn.question, fault, language=turn.page_language, key=turn.key), "")
    )


def _follow(turn: Turn, run: AnswerThread, library: Library, settings: Settings) -> Iterator[Turn]:
    documents, language = library.documents, spoken(turn.question, turn.history)
    step, sentences = Progress("search"), list[Sentence]()
    for event in run:
        if isinstance(event, Answer):
            if said := for_operators(event.notice):
                logger.warning("%s", masked(said))
            yield answered(turn, event, documents=documents, settings=settings)
            return
        if isinstance(event, Sentence):
            sentences.append(event)
        else:
            step = event
        text = step_text(step, library.letters.values(), checked=len(sentences), language=turn.page_language)
        yield _running(turn, text, sentences, documents=documents, language=language)


def _running(
    turn: Turn, text: str, sentences: Sequence[Sentence], *, documents: Mapping[str, Document], language: str
) -> Turn:
    """Return the turn at a step, together with what is left of it when the reader stops it there."""
    about: dict[str, Any] = {
        "documents": documents,
        "key": turn.key,
        "language": language,
        "page_language": turn.page_language,
    }
    html = running_html(turn.question, text, sentences, **about)
    left = stopped_html(turn.question, sentences, **about, live=True)
    plain = stopped_html(turn.question, sentences, **about)
    return replace(turn, ended=False, html=html, stopped=left.answer, plain=_whole(plain) if sentences else "")


def answered(
    turn: Turn,
    answer: Answer,
    *,
    documents: Mapping[str, Document],
    settings: Settings,
    below: str = "",
    translation: Translation | None = None,
) -> Turn:
    """Return the turn with its answer; `below` says how far its translation is, where that was asked for."""
    made = made_html(translation.language) if translation else ""
    offer = offer_html(answer.language) if can_translate(answer, settings) and not translation else ""
    about: dict[str, Any] = {
        "documents": documents,
        "key": turn.key,
        "page_language": turn.page_language,
        "translation": translation,
        "cards_seen": turn.cards_seen,
    }
    tools = _tools(turn, answer, settings)
    live = answer_html(answer, **about, live=True, below=below or made or offer, tools=tools)
    plain = answer_html(answer, **about, below=made)
    remembered = answer.status != "refused" or bool(answer.card and answer.card.helplines)
    return replace(turn, answer=answer, html=live, plain=_whole(plain) if remembered else "")


def _tools(turn: Turn, answer: Answer, settings: Settings) -> str:
    """Return what a reader can do with an answer: take along what it quotes, and, where it is
    kept, judge it, and see or erase what is kept."""
    quotes = answer.sentences or answer.nearest
    day, page_language = date.today(), turn.page_language
    sent = as_sent(answer, day=day)
    take = take_html(sent, answer.question, turn.key, day=day, page_language=page_language) if quotes else ""
    if not keeps(settings, ticked=turn.ticked):
        return take
    yours = code_html(turn.code, turn.key, days=settings.exchanges_days, page_language=page_language)
    judged = answer.status != "refused"
    return take + (opinion_html(turn.exchange_id, turn.key, page_language=page_language) if judged else "") + yours


def can_translate(answer: Answer, settings: Settings) -> bool:
    """Whether the Dutch quotes of an answer are in another language than the reader's, with a model to translate
    them.
    """
    quotes = answer.sentences or answer.nearest
    return bool(settings.model and quotes and answer.language != "nl" and answer.language in _READER)


def translate(turn: Turn, *, library: Library, settings: Settings) -> Iterator[Turn]:
    """Yield the turn while its quotes are translated, and with what came of that."""
    answer = turn.answer
    if answer is None or not can_translate(answer, settings):
        return
    language = _READER[answer.language]
    documents = library.documents
    yield answered(turn, answer, documents=documents, settings=settings, below=busy_html(language))
    quotes = list(dict.fromkeys(each.quote for each in (*cited(answer.sentences), *answer.nearest)))
    try:
        words = translated(quotes, language=language, settings=settings)
    except BriefwijzerError as error:
        logger.warning("quotes were not translated: %s", error)
        yield answered(turn, answer, documents=documents, settings=settings, below=failed_html(language))
        return
    translation = Translation(language, dict(zip(quotes, words, strict=True)))
    yield answered(turn, answer, documents=documents, settings=settings, translation=translation)


def _whole(shown: AnswerHtml) -> str:
    return shown.answer + shown.sources
