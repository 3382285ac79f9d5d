"""The pages on which letters are explored, as routes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from index.records import Letter
from index.search.library import Library
from index.settings import Settings
from qa.themes.records import Theme
from qa.themes.themes import find_themes
from ui.exploring.background import in_background
from ui.exploring.letter_lanes import letters_in_time, theme_in_time, theme_link, theme_name, themes_in_time
from ui.exploring.letter_list import LetterFilter, choices, in_pages, matching
from ui.web.language import language_of
from ui.web.links import letter_link
from ui.web.render import not_found, page
from ui.wording.dates import date_in_words
from ui.wording.display import kind_name, letter_name, readable
from ui.wording.senders import with_one_name

_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_PATIENCE = 8.0  # seconds that a page waits for the themes of many letters
_GLANCE = 0.2  # the same for a page that can do without


def exploring_routes(library: Library, settings: Settings) -> APIRouter:
    """Return the routes of the list of letters and of the themes."""
    router = APIRouter()
    letters = with_one_name(library.letters.values())
    senders = {letter.id: letter.sender for letter in letters}
    offered = choices(letters)
    themes = in_background(lambda: find_themes(library.letters, library.documents))

    @router.get("/brieven")
    def letter_list(request: Request) -> Response:
        wanted = _wanted(request)
        running = themes(_PATIENCE if wanted.theme else _GLANCE)
        if wanted.theme and running is None:
            return _not_yet(request)
        on_themes = running.themes if running else ()
        found = matching(wanted, _on_theme(wanted, letters, on_themes), library.documents)
        return page(
            request,
            "letters.html",
            wanted=wanted,
            offered=offered,
            on_themes=on_themes,
            listed=in_pages(found, wanted.page),
            total=len(letters),
            plot=letters_in_time(found, wanted, language_of(request)),
            undated=sum(letter.date is None for letter in found),
            **_SHARED,
        )

    @router.get("/onderwerpen")
    def theme_list(request: Request) -> Response:
        found = themes(_PATIENCE)
        if found is None:
            return _not_yet(request)
        return page(
            request,
            "themes.html",
            found=found,
            plot=themes_in_time(found, language_of(request)),
            period=_period,
            **_SHARED,
        )

    @router.get("/onderwerpen/{theme_id}")
    def theme_page(request: Request, theme_id: str) -> Response:
        found = themes(_PATIENCE)
        if found is None:
            return _not_yet(request)
        theme = next((each for each in found.themes if each.id == theme_id), None)
        if theme is None:
            return not_found(request)
        plot = theme_in_time(theme, senders, language_of(request))
        return page(request, "theme.html", theme=theme, plot=plot, period=_period, **_SHARED)

    return router


def _on_theme(wanted: LetterFilter, letters: Sequence[Letter], themes: Sequence[Theme]) -> Sequence[Letter]:
    """Return the letters that speak of the theme that is wanted, if any is."""
    if not wanted.theme:
        return letters
    ids = {each.letter.id for theme in themes if theme.id == wanted.theme for each in theme.letters}
    return [letter for letter in letters if letter.id in ids]


def _not_yet(request: Request) -> Response:
    response = page(request, "themes_wait.html", status=503)
    response.headers["Retry-After"] = "20"
    return response


def _period(theme: Theme) -> tuple[str, str]:
    """Return the dates of the first and the last letter on a theme, "" where none has a date."""
    dates = [each.letter.date for each in theme.letters if each.letter.date]
    return (min(dates), max(dates)) if dates else ("", "")


def _as_text(quote: str) -> str:
    return " ".join(readable(quote).split())


_SHARED: Mapping[str, Any] = {
    "kind_name": kind_name,
    "letter_name": letter_name,
    "letter_link": letter_link,
    "theme_name": theme_name,
    "theme_link": theme_link,
    "in_words": date_in_words,
    "as_text": _as_text,
}
"""What several templates use."""


def _wanted(request: Request) -> LetterFilter:
    asked = request.query_params
    number = asked.get("pagina", "")
    return LetterFilter(
        words=asked.get("zoek", "").strip(),
        sender=asked.get("afzender", ""),
        kind=asked.get("soort", ""),
        theme=asked.get("onderwerp", ""),
        since=_moment(asked.get("vanaf", "")),
        until=_moment(asked.get("tot", "")),
        page=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
    )


def _moment(asked: str) -> str:
    """Return a day, month or year in ISO form that an address names, "" where it is none: no limit then."""
    if not _ISO.fullmatch(asked):
        return ""
    try:
        date.fromisoformat(asked + "-01-01"[len(asked) - len("2024") :])
    except ValueError:
        return ""
    return asked
