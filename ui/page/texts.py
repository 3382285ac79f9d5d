"""A fault as the page says it, as escaped HTML. Pure."""

from __future__ import annotations

from index.errors import BriefwijzerError
from ui.wording.display import shown


def fault_html(question: str, error: BriefwijzerError, *, key: str = "bw-fault") -> str:
    """Return a fault as a message with the next step. `key` is its id on the page."""
    heading = f"<h2>{shown(question)}</h2>" if question.strip() else ""
    return (
        f'<article class="bw-answer bw-fault" id="{key}" lang="nl" tabindex="-1">{heading}'
        '<p class="bw-status bw-say">Dit lukte niet</p>'
        f'<p class="bw-notice bw-say">{shown(error.message)}</p><p>{shown(error.help)}</p></article>'
    )
