"""An answer as HTML: its sentences with numbered citations, or what comes nearest, and a card for every letter quoted.

Pure. Every text from a letter, a question or a model passes through `shown`, which escapes it. An answer that is still
being made has its parts at the same places as one that is finished: the browser then keeps what it has, and with it
what a reader has focused or opened. `bw-say` marks what page.js reads out to screen readers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

from index.dutch.language import spoken
from index.records import Document
from qa.notices import notice as told
from qa.records import Answer, Card, Sentence, Status
from ui.page.html.card import CardExtent, card_article_html, card_html
from ui.page.html.icons import icon_html
from ui.page.html.nearest import nearest_html
from ui.page.html.sentences import sentences_html
from ui.page.html.sources import cited, sources_html
from ui.page.html.translation import Translation
from ui.wording.display import for_readers, foreign, shown
from ui.wording.interface import text
from ui.wording.omitted import omitted_html
from ui.wording.state import state_of, state_text

_TOLD: Sequence[Status] = ("partial", "not_found", "refused")  # what is said of these where the answer says nothing
_MORE = '<span class="bw-more" aria-hidden="true"></span>'


@dataclass(frozen=True)
class AnswerHtml:
    """Two pieces of escaped HTML: the answer, and the cards that it cites (empty when it cites nothing)."""

    answer: str
    sources: str


def answer_html(
    answer: Answer,
    *,
    documents: Mapping[str, Document],
    key: str,
    page_language: str = "nl",
    live: bool = False,
    below: str = "",
    tools: str = "",
    translation: Translation | None = None,
    cards_seen: Collection[str] = (),
) -> AnswerHtml:
    """Return `answer` as HTML. `key` makes the ids on the page unique: letters, digits and dashes only.

    `cards_seen` are the kinds of the cards that came with earlier answers. `live`: what was searched can be changed.
    `below` is HTML that comes under the sentences, `tools` what comes last.
    `page_language` is that of the page; what the answer itself says is in the language of the question.
    """
    if answer.card and answer.status == "refused":
        return AnswerHtml(card_article_html(answer, answer.card, key), "")
    first = answer.card is not None and answer.card.kind != "advice"
    helps = _card(answer.card, key, first=first, seen=cards_seen, language=answer.language) if answer.card else ""
    say = partial(text, language=page_language)
    told_already = for_readers(answer.notice)
    notice = told_already or (say(f"answer.no_notice_{answer.status}") if answer.status in _TOLD else "")
    in_notice = foreign(_language_of(notice, answer), page_language) if told_already else ""
    parts: dict[str, Any] = {"documents": documents, "page_language": page_language, "translation": translation}
    body = [
        sentences_html(answer.sentences, key, running=answer.mode != "quotes", language=answer.language, **parts),
        f'<p class="bw-notice bw-say"{in_notice}>{shown(notice)}</p>' if notice else "",
        nearest_html(answer.nearest, key, language=answer.language, **parts),
        below,
        f'<p class="bw-mode">{escape(_origin(answer, page_language))}</p>'
        if answer.sentences and answer.mode != "staff" and told("instead", answer.language) not in answer.notice
        else "",
        "" if first else helps,
        omitted_html(answer, page_language),
        tools,
    ]
    article = _article(
        answer.question,
        key=key,
        state=answer.status,
        language=answer.language,
        page_language=page_language,
        searched=_searched(answer, live=live, page_language=page_language),
        status=state_text(answer, page_language),
        icon=icon_html(state_of(answer)),
        before=helps if first else "",
        body=body,
    )
    citations = [*cited(answer.sentences), *answer.nearest]
    return AnswerHtml(article, sources_html(citations, hits=answer.hits, key=key, **parts))


def running_html(
    question: str,
    step: str,
    sentences: Sequence[Sentence],
    *,
    documents: Mapping[str, Document],
    key: str,
    language: str = "nl",
    page_language: str = "nl",
) -> AnswerHtml:
    """Return an answer that is being made: the step it is at, and the sentences that are checked so far."""
    parts: dict[str, Any] = {"documents": documents, "page_language": page_language}
    stop = escape(text("answer.stop", page_language))
    article = _article(
        question,
        key=key,
        state="running",
        language=language,
        page_language=page_language,
        status=step,
        button=f'<button type="button" class="bw-button bw-stop">{stop}</button>',
        body=[sentences_html(sentences, key, running=True, language=language, more=_MORE, **parts)],
    )
    return AnswerHtml(article, sources_html(cited(sentences), hits=(), key=key, **parts))


def stopped_html(
    question: str,
    sentences: Sequence[Sentence],
    *,
    documents: Mapping[str, Document],
    key: str,
    language: str = "nl",
    page_language: str = "nl",
    live: bool = False,
) -> AnswerHtml:
    """Return what was checked when somebody stopped the answer; with `live`, the question can be asked again."""
    say = partial(text, language=page_language)
    parts: dict[str, Any] = {"documents": documents, "page_language": page_language}
    again = f'<p><button type="button" class="bw-button bw-again">{escape(say("answer.again"))}</button></p>'
    body = [
        sentences_html(sentences, key, running=True, language=language, **parts),
        f'<p class="bw-notice bw-say">{escape(say("answer.so_far" if sentences else "answer.nothing_yet"))}</p>',
        again if live else "",
        f'<p class="bw-mode">{escape(say("answer.written"))}</p>' if sentences else "",
    ]
    article = _article(
        question,
        key=key,
        state="stopped",
        language=language,
        page_language=page_language,
        status=say("answer.stopped"),
        icon=icon_html("stopped"),
        body=body,
    )
    return AnswerHtml(article, sources_html(cited(sentences), hits=(), key=key, **parts))


def _card(card: Card, key: str, *, first: bool, seen: Collection[str], language: str) -> str:
    """Return a card beside an answer: what comes before the answer leaves it room."""
    extent: CardExtent = "again" if card.kind in seen else "short" if first else "whole"
    return card_html(card, key, language=language, extent=extent)


def _article(
    question: str,
    *,
    key: str,
    state: str,
    language: str,
    page_language: str,
    status: str,
    body: Sequence[str],
    searched: str = "",
    icon: str = "",
    button: str = "",
    before: str = "",
) -> str:
    busy = ' aria-busy="true"' if state == "running" else ""
    parts = [
        f"<h2{foreign(language, page_language)}>{shown(question)}</h2>",
        before,
        f'<div class="bw-searched">{searched}</div>',
        f'<div class="bw-now">{icon}<p class="bw-status bw-say">{escape(status)}</p>{button}</div>',
        *filter(None, body),
    ]
    inside = "\n".join(parts)
    return f'<article class="bw-answer bw-{state}" id="{key}" tabindex="-1"{busy}>\n{inside}\n</article>'


def _searched(answer: Answer, *, live: bool, page_language: str) -> str:
    """Return what was searched where that differs from what was asked; with `live`, in a form to change it."""
    if _plain(answer.searched_for) == _plain(answer.question):
        return ""
    say = partial(text, language=page_language)
    said = shown(say("answer.searched", words=answer.searched_for))
    if not live:
        return f"<p>{said}</p>"
    words = escape(" ".join(answer.searched_for.split()))
    edit, search, search_this, cancel = (
        escape(say(f"answer.{name}")) for name in ("edit", "search", "search_this", "cancel")
    )
    return (
        f'<p class="bw-say">{said}</p><button type="button" class="bw-button bw-edit">{edit}</button>'
        f'<form class="bw-search" hidden><label>{search}'
        f'<textarea name="words" rows="2" maxlength="1000" enterkeyhint="search">{words}</textarea></label>'
        f'<button type="submit" class="bw-button bw-primary">{search_this}</button>'
        f'<button type="button" class="bw-button bw-cancel">{cancel}</button></form>'
    )


def _language_of(notice: str, answer: Answer) -> str:
    """Return the language of a notice: not each is there in each language."""
    return "nl" if answer.language == "nl" else spoken(notice)


def _origin(answer: Answer, page_language: str) -> str:
    """Return whose words the sentences are."""
    if answer.mode == "model":
        return text("answer.written", page_language)
    literal = all(
        any(shown(sentence.text) in shown(citation.quote) for citation in sentence.citations)
        for sentence in answer.sentences
    )
    if literal:
        return text("answer.quoted", page_language)
    letters = {citation.letter.id for sentence in answer.sentences for citation in sentence.citations}
    return text("answer.from_data_of_several" if len(letters) > 1 else "answer.from_data", page_language)


def _plain(question: str) -> str:
    return " ".join(question.split()).casefold().rstrip(" ?.!")
