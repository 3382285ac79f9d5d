"""A fault as the page says it, as escaped HTML. Pure."""

from __future__ import annotations

from ui.wording.display import in_language, shown
from ui.wording.faults import fault_for_readers
from ui.wording.interface import text


def fault_html(question: str, fault: Exception, *, language: str, key: str = "bw-fault") -> str:
    """Return a fault as a message with the next step in the `language` of the page. `key` is its id."""
    heading = f'<h2 lang="">{shown(question)}</h2>' if question.strip() else ""
    said = fault_for_readers(fault, language)
    return (
        f'<article class="bw-answer bw-fault" id="{key}"{in_language(language)} tabindex="-1">{heading}'
        f'<p class="bw-status bw-say">{shown(text("faults.title", language))}</p>'
        f'<p class="bw-notice bw-say">{shown(said.message)}</p><p>{shown(said.help)}</p></article>'
    )
