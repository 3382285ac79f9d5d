"""The sentences of an answer as HTML: before each run of one source whose words they are, behind each its citations.
Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.records import Document, Span
from qa.records import Citation, Sentence
from ui.page.html.marks import with_asked
from ui.page.html.sources import QuoteKey, cite_link, cited, key_of, numbered
from ui.page.html.translation import Translation, translation_html
from ui.web.links import letter_link
from ui.wording.around import around, lead
from ui.wording.attribution import attribution
from ui.wording.display import in_language, older_note, replaced_note, shown
from ui.wording.interface import text
from ui.wording.running_text import footnote_marks, items, without_marks

_MOST_LETTERS = 2  # that are named before a sentence which rests on several

TIED = "\u00a0"
"""Before a citation, so that it does not begin a line."""


@dataclass(frozen=True)
class SentencesPage:
    """What a sentence needs to be shown: ids that start with `key`, numbers of citations, `documents`, and the
    language of the page.
    """

    key: str
    numbers: Mapping[QuoteKey, int]
    documents: Mapping[str, Document]
    language: str
    translation: Translation | None

    def document(self, citation: Citation) -> Document:
        """Return the document that `citation` quotes."""
        return self.documents[citation.letter.document_id]


def sentences_html(
    sentences: Sequence[Sentence],
    key: str,
    *,
    documents: Mapping[str, Document],
    running: bool,
    language: str,
    page_language: str = "nl",
    translation: Translation | None = None,
    more: str = "",
) -> str:
    """Return the sentences, `running` on in `language`, else as a list of what letters say, with `more` at the end."""
    if not sentences:
        return ""
    page = SentencesPage(key, numbered(cited(sentences)), documents, page_language, translation)
    runs = [(whose, list(some)) for whose, some in groupby(sentences, lambda each: _whose(each, page))]
    html = []
    for number, (whose, some) in enumerate(runs, 1):
        name = f"{key}-whose-{number}"
        said = f'<p class="bw-whose bw-say" id="{name}">{shown(whose)}</p>' if whose else ""
        if running:
            lines = " ".join(f'<span class="bw-line">{_sentence(each, page)}</span>' for each in some)
            dots = f" {more}" if more and number == len(runs) else ""
            html.append(f'{said}<p class="bw-text"{in_language(language)}>{lines}{dots}</p>')
        else:  # sentences taken from several places do not run on: each stands by itself
            lines = "".join(f"<li>{_sentence(each, page)}{_beside(each, translation)}</li>" for each in some)
            named = f' aria-labelledby="{name}"' if whose else ""
            html.append(f'{said}<ul class="bw-text"{in_language("nl")}{named}>{lines}</ul>')
    return "".join(html)


def _whose(sentence: Sentence, page: SentencesPage) -> str:
    """Return whose words a sentence has: the letters that it rests on, the first ones where they are many; "" where it
    is ours and names its letter itself.
    """
    titles = {each.letter.title for each in sentence.citations}
    if not _quotes(sentence) and any(title and title in sentence.text for title in titles):
        return ""
    named = dict.fromkeys(attribution(each, page.document(each), page.language) for each in sentence.citations)
    return " · ".join(list(named)[:_MOST_LETTERS])


def _sentence(sentence: Sentence, page: SentencesPage) -> str:
    parts = _quotes(sentence)
    if len(parts) == 1:
        words = _quote(parts[0], page, _marks(sentence, page))
    elif parts:  # a list of which each item stands in a place of its own
        first, *rest = (_plain(each, page) for each in parts)
        words = first + _list(rest)
    else:
        words = f'<span class="bw-say">{shown(without_marks(sentence.text))}</span>{TIED}{_marks(sentence, page)}'
    return words + _older(sentence, page.language) + _replaced(sentence, page.language)


def _quotes(sentence: Sentence) -> Sequence[Citation]:
    """Return the quotes that a sentence consists of, none where somebody worded it."""
    said = shown(sentence.text)
    if len(sentence.citations) == 1:
        return sentence.citations if said == shown(sentence.citations[0].quote) else ()
    first, *rest = (" ".join(each.quote.split()) for each in sentence.citations)
    listed = f"{first} {'; '.join(part.rstrip('.;') for part in rest)}."
    return sentence.citations if said == shown(listed) else ()


def _plain(citation: Citation, page: SentencesPage) -> str:
    number = page.numbers[key_of(citation)]
    link = cite_link(citation, number, page.document(citation), page.key, page.language)
    return f"{_said(citation, (0, len(citation.quote)))}{TIED}{link}"


def _quote(citation: Citation, page: SentencesPage, links: str) -> str:
    """Return a quote as people read it, with what its first word points to and the rest of a sentence that was cut."""
    nearby = around(citation, page.document(citation))
    before = ""
    if nearby.before:
        said = text("answer.before", page.language, words=nearby.before)
        before = f'<span class="bw-around bw-say"{in_language(page.language)}>{shown(said)}</span> '
    begin = lead(citation.quote)
    led_by = (
        f'<span class="bw-around">{_said(citation, (0, len(citation.quote[:begin].rstrip())))}</span> ' if begin else ""
    )
    behind = f' <span class="bw-around bw-say">{shown(nearby.behind)}</span>' if nearby.behind else ""
    spans = [(start + begin, end + begin) for start, end in items(citation.quote[begin:])]
    first, *rest = spans or [(0, len(citation.quote))]
    if rest:
        return f"{before}{led_by}{_said(citation, first)}{TIED}{links}" + _list(
            [_said(citation, each) for each in rest]
        )
    return f"{before}{led_by}{_said(citation, first)}{behind}{TIED}{links}"


def _list(lines: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def _said(citation: Citation, within: Span) -> str:
    without = footnote_marks(citation.quote)
    return f'<span class="bw-say">{with_asked(citation, shown, within=within, without=without)}</span>'


def _beside(sentence: Sentence, translation: Translation | None) -> str:
    quotes = _quotes(sentence)
    return translation_html(translation, quotes[0].quote) if translation and len(quotes) == 1 else ""


def _marks(sentence: Sentence, page: SentencesPage) -> str:
    by_number = {page.numbers[key_of(citation)]: citation for citation in sentence.citations}
    return "".join(
        cite_link(citation, number, page.document(citation), page.key, page.language)
        for number, citation in sorted(by_number.items())
    )


def _older(sentence: Sentence, language: str) -> str:
    if sentence.older is None:
        return ""
    quote = f"<q{in_language('nl')}>{shown(sentence.older.citation.quote)}</q>"
    note = shown(older_note(sentence.older, language))
    return f'<span class="bw-older bw-say"{in_language(language)}>{note} {quote}</span>'


def _replaced(sentence: Sentence, language: str) -> str:
    if sentence.replaced_by is None:
        return ""
    note = shown(replaced_note(sentence.replaced_by, language))
    link = f'<a href="{letter_link(sentence.replaced_by.id)}">{note}</a>'
    return f'<span class="bw-older bw-say"{in_language(language)}>{link}</span>'
