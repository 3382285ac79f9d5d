"""A card as HTML: what is said to the person who asks, and who helps. Pure; everything is escaped."""

from __future__ import annotations

import re
from html import escape

from qa.records import Answer, Card, Helpline
from ui.wording.display import in_language, shown

_NO_DIGIT = re.compile(r"[^\d+]")
_URL = re.compile(r"https://[^\s\"'<>]+")


def card_html(card: Card, key: str, *, language: str) -> str:
    """Return a card as a section; `key` makes its id unique, `language` is that of the card."""
    items = "".join(f"<li>{_helpline(each)}</li>" for each in card.helplines)
    title = f'<h3 class="bw-say" id="{key}-card">{shown(card.title)}</h3>' if card.title else ""
    named = f' aria-labelledby="{key}-card"' if title else ""
    return (
        f'<section class="bw-help bw-help-{escape(card.kind)}"{named}{in_language(language)}>{title}'
        f'<p class="bw-say">{shown(card.text)}</p>{f"<ul>{items}</ul>" if items else ""}</section>'
    )


def card_article_html(answer: Answer, card: Card, key: str) -> str:
    """Return an answer that is a card alone: nothing was searched for it."""
    return (
        f'<article class="bw-answer bw-person" id="{key}" tabindex="-1"><h2{in_language(answer.language)}>'
        f"{shown(answer.question)}</h2>{card_html(card, key, language=answer.language)}</article>"
    )


def _helpline(each: Helpline) -> str:
    phone = f'<a class="bw-call" href="tel:{_NO_DIGIT.sub("", each.phone)}" dir="ltr">{shown(each.phone)}</a>'
    name = "" if each.name == each.phone else f"<strong><bdi>{shown(each.name)}</bdi></strong>"
    site = ""
    if _URL.fullmatch(each.site):
        address = shown(each.site.removeprefix("https://").removeprefix("www.").rstrip("/"))
        site = f'<a class="bw-site" href="{escape(each.site)}" rel="noopener noreferrer" dir="ltr">{address}</a>'
    ways = " ".join(filter(None, [name, phone if each.phone else "", site]))
    return f'<p class="bw-who">{ways}</p><p class="bw-small">{shown(each.about)}</p>'
