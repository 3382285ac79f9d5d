"""An answer as HTML: its sentences with numbered citations, or what comes nearest, and a card for every letter quoted.

Pure. Every text from a letter, a question or a model passes through `shown`, which escapes it. An answer that is still
being made has its parts at the same places as one that is finished: the browser then keeps what it has, and with it
what a reader has focused or opened. `bw-say` marks what page.js reads out to screen readers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from index.dutch.language import spoken
from index.records import Document
from qa.notices import notice as told
from qa.records import Answer, Sentence, Status
from ui.page.card_html import card_article_html, card_html
from ui.page.nearest_html import nearest_html
from ui.page.sentences_html import sentences_html
from ui.page.sources_html import cited, sources_html
from ui.page.translation_html import Translation
from ui.wording.display import for_readers, foreign, shown
from ui.wording.omitted import omitted_html

_LABEL: dict[Status, str] = {
    "answered": "Dit staat in de brieven",
    "partial": "Een deel van het antwoord",
    "not_found": "Niet gevonden in de brieven",
    "refused": "Geen vraag over de brieven",
}
_NO_NOTICE: dict[Status, str] = {
    "answered": "",
    "partial": "Niet op elk deel van uw vraag geven de brieven antwoord.",
    "not_found": "De brieven geven geen antwoord op deze vraag. Probeer andere woorden.",
    "refused": "Briefwijzer beantwoordt alleen vragen over de brieven. Stel uw vraag anders.",
}
_QUOTED = "Dit zijn letterlijke zinnen uit de brieven."
_FROM_DATA = "Dit komt uit de gegevens van de brief. Bij de bron staan de letterlijke woorden."
_FROM_DATA_OF_SEVERAL = "Dit komt uit de gegevens van de brieven. Bij elke bron staan de letterlijke woorden."
_WRITTEN = "Een taalmodel schreef deze zinnen. Bij elke zin staat de plek in de brief waarop de zin rust."
_STOPPED = "Gestopt"
_SO_FAR = "Dit is het deel dat al klaar en gecontroleerd was."
_NOTHING_YET = "Er was nog geen zin klaar en gecontroleerd."
_STOP = '<button type="button" class="bw-button bw-stop">Stop</button>'
_AGAIN = '<p><button type="button" class="bw-button bw-again">Stel deze vraag opnieuw</button></p>'
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
    live: bool = False,
    below: str = "",
    translation: Translation | None = None,
) -> AnswerHtml:
    """Return `answer` as HTML. `key` makes the ids on the page unique: letters, digits and dashes only.

    `live`: what was searched can be changed. `below` is HTML that comes under the sentences.
    """
    if answer.card and answer.status == "refused":
        return AnswerHtml(card_article_html(answer, answer.card, key), "")
    helps = card_html(answer.card, key, language=answer.language) if answer.card else ""
    first = answer.card is not None and answer.card.kind != "advice"
    notice = for_readers(answer.notice) or _NO_NOTICE[answer.status]
    body = [
        sentences_html(
            answer.sentences,
            key,
            running=answer.mode == "model",
            language=answer.language,
            translation=translation,
            dated=told("conflict", answer.language) in answer.notice,
        ),
        f'<p class="bw-notice bw-say"{foreign(_language_of(notice, answer))}>{shown(notice)}</p>' if notice else "",
        nearest_html(answer.nearest, key, language=answer.language, translation=translation),
        below,
        f'<p class="bw-mode">{_origin(answer)}</p>'
        if answer.sentences and told("instead", answer.language) not in answer.notice
        else "",
        "" if first else helps,
        omitted_html(answer),
    ]
    article = _article(
        answer.question,
        key=key,
        state=answer.status,
        language=answer.language,
        searched=_searched(answer, live=live),
        status=_LABEL[answer.status],
        before=helps if first else "",
        body=body,
    )
    citations = [*cited(answer.sentences), *answer.nearest]
    sources = sources_html(citations, hits=answer.hits, documents=documents, key=key, translation=translation)
    return AnswerHtml(article, sources)


def running_html(
    question: str,
    step: str,
    sentences: Sequence[Sentence],
    *,
    documents: Mapping[str, Document],
    key: str,
    language: str = "nl",
) -> AnswerHtml:
    """Return an answer that is being made: the step it is at, and the sentences that are checked so far."""
    article = _article(
        question,
        key=key,
        state="running",
        language=language,
        status=step,
        button=_STOP,
        body=[sentences_html(sentences, key, running=True, language=language, more=_MORE)],
    )
    return AnswerHtml(article, sources_html(cited(sentences), hits=(), documents=documents, key=key))


def stopped_html(
    question: str,
    sentences: Sequence[Sentence],
    *,
    documents: Mapping[str, Document],
    key: str,
    language: str = "nl",
    live: bool = False,
) -> AnswerHtml:
    """Return what was checked when somebody stopped the answer; with `live`, the question can be asked again."""
    body = [
        sentences_html(sentences, key, running=True, language=language),
        f'<p class="bw-notice bw-say">{_SO_FAR if sentences else _NOTHING_YET}</p>',
        _AGAIN if live else "",
        f'<p class="bw-mode">{_WRITTEN}</p>' if sentences else "",
    ]
    article = _article(question, key=key, state="stopped", language=language, status=_STOPPED, body=body)
    return AnswerHtml(article, sources_html(cited(sentences), hits=(), documents=documents, key=key))


def _article(
    question: str,
    *,
    key: str,
    state: str,
    language: str,
    status: str,
    body: Sequence[str],
    searched: str = "",
    button: str = "",
    before: str = "",
) -> str:
    busy = ' aria-busy="true"' if state == "running" else ""
    parts = [
        f"<h2{foreign(language)}>{shown(question)}</h2>",
        before,
        f'<div class="bw-searched">{searched}</div>',
        f'<div class="bw-now"><p class="bw-status bw-say">{escape(status)}</p>{button}</div>',
        *filter(None, body),
    ]
    inside = "\n".join(parts)
    return f'<article class="bw-answer bw-{state}" id="{key}" tabindex="-1"{busy}>\n{inside}\n</article>'


def _searched(answer: Answer, *, live: bool) -> str:
    """Return what was searched where that differs from what was asked; with `live`, in a form to change it."""
    if _plain(answer.searched_for) == _plain(answer.question):
        return ""
    said = f"Ik zocht op: {shown(answer.searched_for)}"
    if not live:
        return f"<p>{said}</p>"
    words = escape(" ".join(answer.searched_for.split()))
    return (
        f'<p class="bw-say">{said}</p><button type="button" class="bw-button bw-edit">Aanpassen</button>'
        '<form class="bw-search" hidden><label>Ik zoek op:'
        f'<textarea name="words" rows="2" maxlength="1000" enterkeyhint="search">{words}</textarea></label>'
        '<button type="submit" class="bw-button">Zoek hierop</button>'
        '<button type="button" class="bw-button bw-cancel">Annuleer</button></form>'
    )


def _language_of(notice: str, answer: Answer) -> str:
    """Return the language of a notice: not each is there in each language."""
    return "nl" if answer.language == "nl" else spoken(notice)


def _origin(answer: Answer) -> str:
    """Return whose words the sentences are."""
    if answer.mode == "model":
        return _WRITTEN
    literal = all(
        any(shown(sentence.text) in shown(citation.quote) for citation in sentence.citations)
        for sentence in answer.sentences
    )
    if literal:
        return _QUOTED
    letters = {citation.letter.id for sentence in answer.sentences for citation in sentence.citations}
    return _FROM_DATA_OF_SEVERAL if len(letters) > 1 else _FROM_DATA


def _plain(question: str) -> str:
    return " ".join(question.split()).casefold().rstrip(" ?.!")
