"""What is being done for a question, in plain Dutch. Pure."""

from __future__ import annotations

from collections.abc import Collection

from index.records import Letter
from qa.records import Progress


def step_text(progress: Progress, letters: Collection[Letter], *, checked: int = 0) -> str:
    """Return in plain words what is being done, `checked` sentences on."""
    match progress:
        case Progress("repair"):
            return "Ik controleer nog eens wat niet meteen klopte …"
        case Progress() if checked:
            return "Ik schrijf verder en controleer elke zin …"
        case Progress("read", count):
            return f"Ik lees {'1 stuk' if count == 1 else f'{count} stukken'} uit de brieven …"
        case Progress("search"):
            return f"Ik zoek in {number_of(letters)} …"
        case _:
            return "Ik lees uw vraag …"


def number_of(letters: Collection[Letter]) -> str:
    """Return how many letters there are, in words."""
    return "1 brief of notitie" if len(letters) == 1 else f"{len(letters)} brieven en notities"
