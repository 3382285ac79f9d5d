"""What an answer is called, on the page and in the terminal alike. Pure."""

from __future__ import annotations

from qa.records import Answer
from ui.wording.interface import text


def state_of(answer: Answer) -> str:
    """Return the answer's status, or `nearest` where it is not found but something comes near."""
    return "nearest" if answer.status == "not_found" and answer.nearest else answer.status


def state_text(answer: Answer, language: str) -> str:
    """Return what the answer is called in a language of the pages."""
    return text("answer.checked" if answer.checked_on else f"answer.{state_of(answer)}", language)
