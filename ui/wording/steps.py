"""What is being done for a question, in plain words. Pure."""

from __future__ import annotations

from collections.abc import Collection

from index.records import Letter
from qa.records import Progress
from ui.wording.interface import text


def step_text(progress: Progress, letters: Collection[Letter], *, checked: int = 0, language: str = "nl") -> str:
    """Return in plain words of a page in `language` what is being done, `checked` sentences on."""
    match progress:
        case Progress("repair"):
            return text("steps.repair", language)
        case Progress() if checked:
            return text("steps.checked", language)
        case Progress("read", count):
            return text("steps.read_one" if count == 1 else "steps.read", language, count=count)
        case Progress("search"):
            return text("steps.search_one" if len(letters) == 1 else "steps.search", language, count=len(letters))
        case _:
            return text("steps.understand", language)
