"""The pages on which letters are explored, as routes."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from index.records import Letter
from index.search.library import Library
from index.settings import Settings
from ui.exploring.letter_list import LetterFilter, choices, in_pages, matching
from ui.exploring.timeline import Dot, Timeline, timeline
from ui.web.language import language_of
from ui.web.links import letter_link
from ui.web.render import page
from ui.wording.dates import date_in_words
from ui.wording.display import letter_name
from ui.wording.interface import text

_LANES = 12  # senders with a lane of their own; the others share one


def exploring_routes(library: Library, settings: Settings) -> APIRouter:
    """Return the routes of the list of letters."""
    router = APIRouter()
    letters = list(library.letters.values())
    offered = choices(letters)

    @router.get("/brieven")
    def letter_list(request: Request) -> Response:
        wanted = _wanted(request)
        found = matching(wanted, letters, library.documents)
        return page(
            request,
            "letters.html",
            wanted=wanted,
            offered=offered,
            listed=in_pages(found, wanted.page),
            total=len(letters),
            plot=_letters_in_time(found, wanted, language_of(request)),
            undated=sum(letter.date is None for letter in found),
            letter_name=letter_name,
            letter_link=letter_link,
            in_words=date_in_words,
        )

    return router


def _wanted(request: Request) -> LetterFilter:
    asked = request.query_params
    number = asked.get("pagina", "")
    return LetterFilter(
        words=asked.get("zoek", "").strip(),
        sender=asked.get("afzender", ""),
        kind=asked.get("soort", ""),
        since=asked.get("vanaf", ""),
        until=asked.get("tot", ""),
        page=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
    )


def _letters_in_time(letters: Sequence[Letter], wanted: LetterFilter, language: str) -> Timeline | None:
    """Return the letters with a date, a lane for each sender, most letters first."""
    others = text("letters.other_senders", language)
    unknown = text("letters.no_sender", language)
    dated = [letter for letter in letters if letter.date]
    senders = [sender for sender, _ in choices(dated).senders]
    if len(senders) > _LANES:
        senders = senders[: _LANES - 1]
    lanes: dict[str, list[Dot]] = {sender: [] for sender in senders}
    for letter in dated:
        lane = letter.sender if letter.sender in lanes else others if letter.sender else unknown
        name = f"{date_in_words(letter.date or '', language)}: {letter_name(letter)}"
        dot = Dot(letter.date or "", name, letter_link(letter.id), square=letter.kind != "brief")
        lanes.setdefault(lane or unknown, []).append(dot)

    def together(lane: str, period: str, count: int) -> tuple[str, str]:
        sender = lane if lane in senders else wanted.sender
        narrower = LetterFilter(words=wanted.words, sender=sender, kind=wanted.kind, since=period, until=period)
        said = text("letters.together", language, count=count, period=date_in_words(period, language))
        return said, narrower.address()

    return timeline([(lane, "", dots) for lane, dots in lanes.items()], together=together)
