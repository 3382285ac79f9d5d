"""A card as HTML: what is said to the person who asks, and who helps. Pure; everything is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Literal

from qa.notices import notice
from qa.records import Answer, Card, Helpline
from ui.wording.display import in_language, shown

_NO_DIGIT = re.compile(r"[^\d+]")
_URL = re.compile(r"https://[^\s\"'<>]+")

CardExtent = Literal["whole", "short", "again"]


def card_html(card: Card, key: str, *, language: str, extent: CardExtent = "whole") -> str:
    """Return a card; `key` makes its id unique, `language` is that of the card.

    A card that is "short" has what it says first and whom one can call, and unfolds to the whole; one that comes
    "again" is a line that unfolds.
    """
    classes = f'class="bw-help bw-help-{escape(card.kind)}"'
    title = f'<h3 class="bw-say" id="{key}-card">{shown(card.title)}</h3>' if card.title else ""
    text = f'<p class="bw-say">{shown(card.text)}</p>'
    whole = text + _list(_helpline(each) for each in card.helplines)
    if extent == "again":
        summary = f"<summary>{shown(notice('help_again', language))}</summary>"
        return f"<details {classes}{in_language(language)}>{summary}{title}{whole}</details>"
    if extent == "short":
        numbers = _list(_who(each, site=False) for each in card.helplines if each.phone)
        more = f"<summary>{shown(notice('help_more', language))}</summary>"
        whole = f"{numbers}<details>{more}{whole}</details>"
    named = f' aria-labelledby="{key}-card"' if title else ""
    return f"<section {classes}{named}{in_language(language)}>{title}{whole}</section>"


def card_article_html(answer: Answer, card: Card, key: str) -> str:
    """Return an answer that is a card alone: nothing was searched for it."""
    return (
        f'<article class="bw-answer bw-person" id="{key}" tabindex="-1"><h2{in_language(answer.language)}>'
        f"{shown(answer.question)}</h2>{card_html(card, key, language=answer.language)}</article>"
    )


def _list(items: Iterable[str]) -> str:
    inside = "".join(f"<li>{each}</li>" for each in items)
    return f"<ul>{inside}</ul>" if inside else ""


def _helpline(each: Helpline) -> str:
    return f'{_who(each)}<p class="bw-small">{shown(each.about)}</p>'


def _who(each: Helpline, *, site: bool = True) -> str:
    """Return who helps and how they are reached; without their `site` where that is left out."""
    phone = f'<a class="bw-call" href="tel:{_NO_DIGIT.sub("", each.phone)}" dir="ltr">{shown(each.phone)}</a>'
    name = "" if each.name == each.phone else f"<strong><bdi>{shown(each.name)}</bdi></strong>"
    address = ""
    if site and _URL.fullmatch(each.site):
        words = shown(each.site.removeprefix("https://").removeprefix("www.").rstrip("/"))
        address = f'<a class="bw-site" href="{escape(each.site)}" rel="noopener noreferrer" dir="ltr">{words}</a>'
    ways = " ".join(filter(None, [name, phone if each.phone else "", address]))
    return f'<p class="bw-who">{ways}</p>'
