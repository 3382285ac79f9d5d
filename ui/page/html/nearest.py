"""What comes nearest to a question that was not found, as HTML: quotes under a heading of their own. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise

from index.records import Document
from qa.notices import notice
from qa.records import Citation
from ui.page.html.marks import with_asked
from ui.page.html.sentences import TIED, SentencesPage
from ui.page.html.sources import cite_link, key_of, numbered
from ui.page.html.translation import Translation, translation_html
from ui.wording.attribution import attribution
from ui.wording.display import foreign, in_language, shown
from ui.wording.interface import text
from ui.wording.running_text import footnote_marks, items


def nearest_html(
    nearest: Sequence[Citation],
    key: str,
    *,
    documents: Mapping[str, Document],
    language: str,
    page_language: str = "nl",
    translation: Translation | None = None,
) -> str:
    """Return the quotes, each with its letter, date and page and a link to its place; "" where nothing is near.

    `key` makes the ids on the page unique; the heading is in `language`, the reader's.
    """
    if not nearest:
        return ""
    page = SentencesPage(key, numbered(nearest), documents, page_language, translation)
    whose = [attribution(each, page.document(each), page_language) for each in nearest]
    said = [name if name != before else "" for before, name in pairwise(["", *whose])]  # once for a run of one source
    quotes = "".join(_item(each, name, page) for each, name in zip(nearest, said, strict=True))
    return (
        f'<section class="bw-nearest" aria-labelledby="{key}-nearest">'
        f'<h3 class="bw-say" id="{key}-nearest"{foreign(language, page_language)}>'
        f"{shown(notice('nearest', language))}</h3>"
        f'<ul>{quotes}</ul><p class="bw-mode">{escape(text("answer.uncertain", page_language))}</p></section>'
    )


def _item(citation: Citation, whose: str, page: SentencesPage) -> str:
    document = page.document(citation)
    quote, marks = citation.quote, footnote_marks(citation.quote)
    lines = [with_asked(citation, shown, within=span, without=marks) for span in items(quote)] or [shown(quote)]
    return (
        "<li>"
        + (f'<p class="bw-whose">{shown(whose)}</p>' if whose else "")
        + f'<q class="bw-say"{in_language("nl")}>{"<br>".join(lines)}</q>{TIED}'
        f"{cite_link(citation, page.numbers[key_of(citation)], document, page.key, page.language)}"
        f"{translation_html(page.translation, quote) if page.translation else ''}</li>"
    )
