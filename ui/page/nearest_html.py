"""What comes nearest to a question that was not found, as HTML: quotes under a heading of their own. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from qa.notices import notice
from qa.records import Citation
from ui.page.sources_html import cite_link, key_of, numbered
from ui.page.translation_html import Translation, translation_html
from ui.wording.display import foreign, in_language, letter_facts, letter_name, shown

_NO_ANSWER = "Dit zijn letterlijke zinnen uit de brieven. Het is niet zeker dat ze uw vraag beantwoorden."


def nearest_html(
    nearest: Sequence[Citation], key: str, *, language: str, translation: Translation | None = None
) -> str:
    """Return the quotes, each with its letter, date and page and a link to its place; "" where nothing is near.

    `key` makes the ids on the page unique; the heading is in `language`, the reader's.
    """
    if not nearest:
        return ""
    numbers = numbered(nearest)
    items = "".join(
        f'<li><q class="bw-say"{in_language("nl")}>{shown(each.quote)}</q> '
        f"{cite_link(each, numbers[key_of(each)], key)}"
        f'<p class="bw-facts"{in_language("nl")}><strong>{shown(letter_name(each.letter))}</strong> · '
        f"{shown(letter_facts(each.letter))} · pagina {each.page}</p>"
        f"{translation_html(translation, each.quote) if translation else ''}</li>"
        for each in nearest
    )
    return (
        f'<section class="bw-nearest" aria-labelledby="{key}-nearest">'
        f'<h3 class="bw-say" id="{key}-nearest"{foreign(language)}>{shown(notice("nearest", language))}</h3>'
        f'<ul>{items}</ul><p class="bw-mode">{_NO_ANSWER}</p></section>'
    )
