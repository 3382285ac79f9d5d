"""The chat page and what its script asks for: answers line by line, questions to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from anyio import to_thread
from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from index.errors import BriefwijzerError
from index.search.library import Library
from index.settings import Settings
from qa.as_json import answer_line
from qa.ask import LONGEST
from qa.exchanges import conversation, keep, new_code
from qa.question.distress import distress
from qa.question.long_text import LONGEST_QUESTION, question_in
from qa.question.small_talk import small_talk
from qa.records import CardKind
from ui.page.collection import collection_facts
from ui.page.html.answer import AnswerHtml
from ui.page.html.choices import choices_html
from ui.page.html.personal import offer_html
from ui.page.offered.questions import OfferedQuestions
from ui.page.stream import AnswerStreams, stream_line
from ui.page.turn import Turn, failed, follow, start
from ui.web.address import address_of
from ui.web.fair_queue import FairQueue
from ui.web.language import language_of
from ui.web.render import page
from ui.wording.interface import texts

_REMEMBERED = 20  # earlier questions that count; how many of them is qa.question.leaning.follow_up's
_STREAM = "application/x-ndjson"
_UNBUFFERED = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class SentQuestion(BaseModel):
    """What a browser sends: a question, those before it, what it wants to have searched instead, the id of the answer
    that it has, and whether a question with personal data is to be asked as it is.
    """

    question: str = Field(max_length=LONGEST)
    history: list[str] = Field(default=[], max_length=100)
    search_for: str = Field(default="", max_length=LONGEST)
    key: str = Field(default="", max_length=40)
    cards: list[CardKind] = Field(default=[], max_length=100)
    """Kinds of the cards that came with earlier answers."""
    anyway: bool = False
    """Whether a vague question is to be searched as it stands."""
    as_it_is: bool = False
    """Whether a question with personal data is to be asked as it stands."""
    keep: bool = False
    """Whether whoever asks ticked that it may be kept."""
    code: str = Field(default="", max_length=40)
    """Of the conversation, as an earlier answer brought it."""


class SentConversation(BaseModel):
    """What a browser sends to have questions that can follow: those asked, oldest first, and ids of letters quoted."""

    history: list[str] = Field(max_length=100)
    letters: list[str] = Field(max_length=50)


class SentKeys(BaseModel):
    """Ids of the answers that a browser has."""

    keys: list[str] = Field(max_length=100)


def chat_routes(library: Library, settings: Settings, queue: FairQueue) -> APIRouter:
    """Return the page at `/`, and the addresses that its script uses."""
    router = APIRouter(include_in_schema=False)
    streams = AnswerStreams(library, settings, queue)
    offered = OfferedQuestions(library, settings, queue)
    offered.start()

    @router.get("/")
    def chat(request: Request, q: str = "", antwoord: str = "", zo: str = "", bewaren: str = "") -> Response:
        """Without script the page asks itself, with `antwoord` in the address; with script `q` is asked by it. With
        `zo` personal data in it may stay, with `bewaren` it may be kept.
        """
        text = q.strip()[:LONGEST]
        turn = Turn(question_in(text), whole=text, page_language=language_of(request), ticked=bool(bewaren))
        answered = None
        if text and antwoord:
            private = None if zo else _without_personal(turn)
            answered = private or _answered(turn, library, settings, queue, address_of(request))
        said = {key.removeprefix("chat."): text for key, text in texts(language_of(request)).items()}
        return page(
            request,
            "chat.html",
            question=text,
            answered=answered,
            collection=collection_facts(library.letters.values(), language=language_of(request)),
            keeps=settings.exchanges if settings.exchanges_days else "off",
            kept_days=settings.exchanges_days,
            ticked=bool(bewaren),
            examples=offered.examples,
            longest=LONGEST_QUESTION,
            texts={key: text for key, text in said.items() if "." not in key},
        )

    @router.post("/vraag")
    async def answer(sent: SentQuestion, request: Request) -> Response:
        turn = _turn(sent, request)
        if not sent.as_it_is and (private := _without_personal(turn)):
            return Response(stream_line(private), media_type=_STREAM, headers=_UNBUFFERED)
        if not (sent.anyway or turn.history or turn.search_for or _is_for_people(turn.whole)):
            found = partial(offered.meanings, turn.question, address=address_of(request))
            meanings = await to_thread.run_sync(found)
            if meanings:
                html = choices_html(turn.question, meanings, key=turn.key, language=language_of(request))
                line = stream_line(replace(turn, html=AnswerHtml(html, "")))
                return Response(line, media_type=_STREAM, headers=_UNBUFFERED)
        lines = streams.answer(turn, address=address_of(request))
        return StreamingResponse(lines, media_type=_STREAM, headers=_UNBUFFERED)

    @router.post("/vertaling")
    async def translation(sent: SentQuestion, request: Request) -> Response:
        lines = streams.translation(_turn(sent, request), key=sent.key, address=address_of(request))
        return StreamingResponse(lines, media_type=_STREAM, headers=_UNBUFFERED)

    @router.post("/weergave")
    def again(sent: SentKeys, request: Request) -> Response:
        """The answers that are still remembered, in the language that the page has by now."""
        return JSONResponse(streams.shown_again(sent.keys, page_language=language_of(request)))

    @router.post("/vervolg")
    def follow_ups(sent: SentConversation, request: Request) -> Response:
        found = offered.follow_ups(_history(sent.history), sent.letters, address=address_of(request))
        return JSONResponse(found)

    @router.get("/voorbeelden")
    def examples() -> Response:
        return JSONResponse(
            {"ready": offered.ready, "questions": offered.examples}, headers={"Cache-Control": "no-store"}
        )

    return router


def _is_for_people(question: str) -> bool:
    """Whether a question gets a card first: what it may mean is no matter then."""
    return bool(distress(question) or small_talk(question))


def _turn(sent: SentQuestion, request: Request) -> Turn:
    """Return the question that a browser sent, within bounds."""
    text = sent.question.strip()
    return Turn(
        question_in(text),
        _history(sent.history),
        whole=text,
        search_for=question_in(sent.search_for),
        cards_seen=tuple(sent.cards),
        page_language=language_of(request),
        ticked=sent.keep,
        code=sent.code if conversation(sent.code) else new_code(),
    )


def _history(sent: Sequence[str]) -> tuple[str, ...]:
    return tuple(question_in(question[:LONGEST]) for question in sent[-_REMEMBERED:])


def _without_personal(turn: Turn) -> Turn | None:
    """Return the turn with the offer to leave its personal data out, None where there is nothing to leave out."""
    offer = offer_html(turn.question, key=turn.key, language=turn.page_language, ticked=turn.ticked)
    return replace(turn, html=AnswerHtml(offer, "")) if offer else None


def _answered(turn: Turn, library: Library, settings: Settings, queue: FairQueue, address: str) -> Turn:
    """Return a question with its answer, for a browser that runs no script."""
    try:
        run = start(turn, library=library, settings=settings, queue=queue, address=address)
    except BriefwijzerError as fault:
        return failed(turn, fault)
    last = list(follow(turn, run, library=library, settings=settings))[-1]
    if last.answer is not None:
        keep(
            answer_line(last.answer, library=library),
            settings,
            id=last.exchange_id,
            context=(*turn.history, turn.whole),
            ticked=turn.ticked,
            code=turn.code,
        )
    return last
