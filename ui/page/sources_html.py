"""The letters that are quoted as HTML: a card for each, with every quote inside the text around it.

Pure. Every text from a letter, a question or a model is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from index.records import Document, Hit
from qa.records import Citation, Sentence
from ui.page.context import in_context
from ui.page.marks_html import with_asked
from ui.page.translation_html import Translation, translation_html
from ui.wording.also_in import also_in, letters_with
from ui.wording.display import in_language, letter_facts, letter_name, readable, shown

_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:[-–•*]|\d{1,2}[.)])\s)")
_TEASER = 90

Key = tuple[str, int, int]
"""Letter id, start and end: what makes two citations the same."""


def key_of(citation: Citation) -> Key:
    """Return what makes `citation` the same as another."""
    return citation.letter.id, citation.start, citation.end


def cited(sentences: Iterable[Sentence]) -> list[Citation]:
    """Return all citations of `sentences`, in the order in which a reader meets them."""
    return [citation for sentence in sentences for citation in sentence.citations]


def numbered(citations: Iterable[Citation]) -> dict[Key, int]:
    """Number the cited spans from 1 in the order in which a reader meets them."""
    return {key: number for number, key in enumerate(dict.fromkeys(map(key_of, citations)), 1)}


def cite_link(citation: Citation, number: int, key: str) -> str:
    """Return the link from a quote to its place among the sources, with the letter and page in words."""
    label = f"Bron {number}: {shown(letter_name(citation.letter))}, pagina {citation.page}"
    return f'<a class="bw-cite"{in_language("nl")} href="#{key}-{number}" aria-label="{label}">[{number}]</a>'


def sources_html(
    citations: Sequence[Citation],
    *,
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    key: str,
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
    cards = "".join(_card(citations, hits, documents, key, translation) for citations in by_letter.values())
    return f'<section class="bw-sources" aria-label="Bronnen"><h2>Waar dit staat</h2>{cards}</section>'


def _card(
    citations: Sequence[tuple[int, Citation]],
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    key: str,
    translation: Translation | None,
) -> str:
    letter = citations[0][1].letter
    document = documents[letter.document_id]
    places = "".join(
        _place(number, citation, hits, document, key=key, translation=translation) for number, citation in citations
    )
    return (
        f'<section class="bw-card"><h3>{shown(letter_name(letter))}</h3>'
        f'<p class="bw-facts">{shown(letter_facts(letter))}</p>'
        f'<p class="bw-facts">Bestand: {shown(document.path)}</p>{places}</section>'
    )


def _place(
    number: int,
    citation: Citation,
    hits: Sequence[Hit],
    document: Document,
    *,
    key: str,
    translation: Translation | None,
) -> str:
    letter = (citation.letter.start, citation.letter.end)
    around = in_context(document.text, start=citation.start, end=citation.end, within=letter)
    before = ("… " if around.more_before else "") + _edge(around.before, left=False)
    after = _edge(around.after, left=True) + (" …" if around.more_after else "")
    also = also_in(letters_with(citation, hits))
    dutch = in_language("nl")
    return (
        f'<details id="{key}-{number}"{" open" if translation else ""}>'
        f'<summary><span class="bw-number">[{number}]</span> '
        f"Pagina {citation.page}: <q{dutch}>{_teaser(citation.quote)}</q></summary>"
        f"<blockquote{dutch}>{before}<mark>{with_asked(citation, _in_paragraphs)}</mark>{after}</blockquote>"
        + (translation_html(translation, citation.quote) if translation else "")
        + (f'<p class="bw-facts">{shown(also)}.</p>' if also else "")
        + f'<a class="bw-back" href="#{key}">Terug naar het antwoord</a></details>'
    )


def _edge(text: str, *, left: bool) -> str:
    """Return `text` for display, with the space or line break that stands between it and the quote."""
    white = text[: len(text) - len(text.lstrip())] if left else text[len(text.rstrip()) :]
    starts = _PARAGRAPH.match(text.lstrip(" ")) if left else _PARAGRAPH.search(white)
    between = "<br>" if starts else " " if white else ""
    words = _in_paragraphs(text)
    return f"{between}{words}" if left else f"{words}{between}"


def _in_paragraphs(text: str) -> str:
    """Return `text` as `shown` does, with a line break where a paragraph or list item starts."""
    return "<br>".join(filter(None, map(shown, _PARAGRAPH.split(text))))


def _teaser(quote: str) -> str:
    words = " ".join(readable(quote).split())
    if len(words) > _TEASER:
        words = words[:_TEASER].rsplit(" ", 1)[0] + " …"
    return escape(words)
