"""The offer to leave personal data out of a question, as HTML. Pure; everything is escaped."""

from __future__ import annotations

from html import escape

from qa.question.personal.data import masked
from ui.wording.display import shown
from ui.wording.interface import text
from ui.wording.personal import personal_offer


def offer_html(question: str, *, key: str, language: str, ticked: bool = False) -> str:
    """Return an article with what was noticed and both ways to ask, "" where nothing is offered. `language` is that of
    the page, `key` the id of the article, `ticked` whether the question may be kept. The forms work
    without a script too.
    """
    offer = personal_offer(question, language)
    if not offer:
        return ""
    title, stored, without, as_it_is = (
        text(f"personal.{name}", language) for name in ("title", "stored", "without", "as_it_is")
    )
    rest = masked(question)
    return (
        f'<article class="bw-answer bw-offer" id="{key}" tabindex="-1" lang="{escape(language)}">'
        f'<h2 class="bw-say">{shown(title)}</h2><p class="bw-say">{shown(offer)} {shown(stored)}</p>'
        f'<blockquote lang="">{shown(rest)}</blockquote>'
        f"{_form(rest, without, ticked, primary=True)}{_form(question, as_it_is, ticked, primary=False)}</article>"
    )


def _form(question: str, words: str, ticked: bool, *, primary: bool) -> str:
    kept = '<input type="hidden" name="bewaren" value="1">' if ticked else ""
    as_it_is = "" if primary else '<input type="hidden" name="zo" value="1">'
    return (
        '<form class="bw-personal" method="get" action="./"><input type="hidden" name="antwoord" value="1">'
        f'<input type="hidden" name="q" value="{escape(question)}">{as_it_is}{kept}'
        f'<button type="submit" class="bw-button{" bw-primary" if primary else ""}">{shown(words)}</button></form>'
    )
