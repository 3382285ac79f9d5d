"""The letters that are quoted as HTML: a card for each, with every quote inside the text around it.

Pure. Every text from a letter, a question or a model is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from index.records import Document, Hit
from qa.records import Citation, Sentence
from ui.page.html.context import in_context
from ui.page.html.marks import with_asked
from ui.page.html.translation import Translation, translation_html
from ui.web.links import letter_link, original_link, page_link
from ui.wording.also_in import also_in, letters_with
from ui.wording.display import in_language, letter_facts, letter_name, readable, shown
from ui.wording.interface import text

_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:[-–•*]|\d{1,2}[.)])\s)")
_TEASER = 90

QuoteKey = tuple[str, int, int]
"""Letter id, start and end: what makes two citations the same."""


def key_of(citation: Citation) -> QuoteKey:
    """Return what makes `citation` the same as another."""
    return citation.letter.id, citation.start, citation.end


def cited(sentences: Iterable[Sentence]) -> list[Citation]:
    """Return all citations of `sentences`, in the order in which a reader meets them."""
    return [citation for sentence in sentences for citation in sentence.citations]


def numbered(citations: Iterable[Citation]) -> dict[QuoteKey, int]:
    """Number the cited spans from 1 in the order in which a reader meets them."""
    return {key: number for number, key in enumerate(dict.fromkeys(map(key_of, citations)), 1)}


def cite_link(citation: Citation, number: int, document: Document, key: str, page_language: str = "nl") -> str:
    """Return the link from a quote to its place among the sources, with the letter and its page, if any, in words."""
    named = letter_name(citation.letter, page_language)
    which = "sources.cite_page" if has_pages(document) else "sources.cite"
    label = text(which, page_language, number=number, letter=named, page=citation.page)
    return (
        f'<a class="bw-cite"{in_language(page_language)} href="#{key}-{number}" aria-label="{shown(label)}">'
        f"[{number}]</a>"
    )


def has_pages(document: Document) -> bool:
    """Return whether the file is made up of pages that a reader can turn to."""
    return document.media_type == "application/pdf" or len(document.page_starts) > 1


def sources_html(
    citations: Sequence[Citation],
    *,
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    key: str,
    page_language: str = "nl",
    translation: Translation | None = None,
) -> str:
    """Return a card for every letter of `citations`, or "" where there are none.

    `key` makes the ids on the page unique; a quote with a translation is unfolded.
    """
    last = {key_of(citation): citation for citation in citations}
    by_letter: dict[str, list[tuple[int, Citation]]] = {}
    for span, number in numbered(citations).items():
        by_letter.setdefault(span[0], []).append((number, last[span]))
    if not by_letter:
        return ""
    page = SourcesPage(key, documents, hits, page_language, translation)
    cards = "".join(_card(citations, page) for citations in by_letter.values())
    name, title = (escape(text(f"sources.{each}", page_language)) for each in ("name", "title"))
    return f'<section class="bw-sources" aria-label="{name}"><h2>{title}</h2>{cards}</section>'


@dataclass(frozen=True)
class SourcesPage:
    """What a card needs to be shown: ids that start with `key`, documents, what else was found, the page's language."""

    key: str
    documents: Mapping[str, Document]
    hits: Sequence[Hit]
    language: str
    translation: Translation | None


def _card(citations: Sequence[tuple[int, Citation]], page: SourcesPage) -> str:
    letter = citations[0][1].letter
    document = page.documents[letter.document_id]
    places = "".join(_place(number, citation, document, page) for number, citation in citations)
    of_pdf = document.media_type == "application/pdf"
    first = citations[0][1].page if of_pdf else None
    original = text("sources.original_pdf" if of_pdf else "sources.original", page.language)
    return (
        f'<section class="bw-card"><h3{in_language("nl")}>{shown(letter_name(letter, page.language))}</h3>'
        f'<p class="bw-facts">{shown(letter_facts(letter, page.language))}</p>{places}'
        f'<p class="bw-links">{_link(original_link(letter.id, page=first), original)}</p></section>'
    )


def _place(number: int, citation: Citation, document: Document, page: SourcesPage) -> str:
    letter = (citation.letter.start, citation.letter.end)
    around = in_context(document.text, start=citation.start, end=citation.end, within=letter)
    before = ("… " if around.more_before else "") + _edge(around.before, left=False)
    after = _edge(around.after, left=True) + (" …" if around.more_after else "")
    also = also_in(letters_with(citation, page.hits), page.language)
    dutch = in_language("nl")
    at = {"start": citation.start, "end": citation.end}
    links = [_link(letter_link(citation.letter.id, **at), text("sources.whole", page.language))]
    if document.media_type == "application/pdf":
        on_paper = text("sources.on_paper", page.language, page=citation.page)
        links.append(_link(page_link(citation.letter.id, citation.page, **at), on_paper))
    where = f"{text('sources.page', page.language, page=citation.page)}: " if has_pages(document) else ""
    return (
        f'<details id="{page.key}-{number}"{" open" if page.translation else ""}>'
        f'<summary><span class="bw-number">[{number}]</span> '
        f"{where}<q{dutch}>{_teaser(citation.quote)}</q></summary>"
        f"<blockquote{dutch}>{before}<mark>{with_asked(citation, _in_paragraphs)}</mark>{after}</blockquote>"
        + (translation_html(page.translation, citation.quote) if page.translation else "")
        + (f'<p class="bw-facts">{shown(also)}.</p>' if also else "")
        + f'<p class="bw-links">{"".join(links)}</p>'
        + f'<a class="bw-back" href="#{page.key}">{escape(text("sources.back", page.language))}</a></details>'
    )


def _link(address: str, words: str) -> str:
    """Return a link to another page of ours; the address counts from where the chat is served."""
    return f'<a href=".{escape(address)}">{escape(words)}</a>'


def _edge(words: str, *, left: bool) -> str:
    """Return `words` for display, with the space or line break that stands between it and the quote."""
    white = words[: len(words) - len(words.lstrip())] if left else words[len(words.rstrip()) :]
    starts = _PARAGRAPH.match(words.lstrip(" ")) if left else _PARAGRAPH.search(white)
    between = "<br>" if starts else " " if white else ""
    html = _in_paragraphs(words)
    return f"{between}{html}" if left else f"{html}{between}"


def _in_paragraphs(words: str) -> str:
    """Return `words` as `shown` does, with a line break where a paragraph or list item starts."""
    return "<br>".join(filter(None, map(shown, _PARAGRAPH.split(words))))


def _teaser(quote: str) -> str:
    words = " ".join(readable(quote).split())
    if len(words) > _TEASER:
        words = words[:_TEASER].rsplit(" ", 1)[0] + " …"
    return escape(words)
