"""The question that is asked back where a question is vague, as escaped HTML. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ui.wording.display import shown
from ui.wording.interface import text


def choices_html(question: str, meanings: Sequence[str], *, key: str, language: str) -> str:
    """Return buttons with what `question` may mean, and one to search it as it stands. `key` is the id on the page."""
    items = "".join(
        f'<li><button type="button" class="bw-button bw-choice" lang="nl" value="{each}">{each}</button></li>'
        for each in map(shown, meanings)
    )
    return (
        f'<article class="bw-answer bw-vague" id="{key}" tabindex="-1" lang="{language}"><h2>{shown(question)}</h2>'
        f'<p class="bw-status bw-say">{text("chat.which", language)}</p><ul>{items}</ul>'
        f'<p><button type="button" class="bw-button bw-anyway">{text("chat.anyway", language)}</button></p></article>'
    )
