"""A file with two letters, as a library that has been read but cannot be searched."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from index.records import Document, Letter
from index.search.library import Library

FIRST = """Gemeente Vlieterdam

Onderwerp: zwemles & veiligheid
Datum: 24 maart 2023

Waarom zwemles

Alle kinderen leren zwemmen. De gemeente betaalt
de les en het badpak voor kinderen tot en met 12 jaar.

- De les is gratis.
- Het badpak is <b>ook</b> gratis.

groep | uren
groep 5 | twee per week

De sluis is één meter diep en staat open. Wie daar
zwemt, doet dat op eigen kosten."""
SECOND = "Beste ouders,\n\nDe moestuin is klaar. Tot zaterdag!\n\nMet groet,\nJet de Wit\nDe Sterrenbos"

TEXT = f"{FIRST}\n\n{SECOND}"
PAGE_2 = TEXT.index("zwemt, doet")
"""The second page of the PDF starts in the middle of a sentence."""


def shelf(*, media_type: str = "application/pdf", document_id: str = "a" * 64) -> Library:
    """Return the letters `brief-1`, over two pages, and `brief-2`, on the second, in one file."""
    starts = (0, PAGE_2) if media_type == "application/pdf" else (0,)
    heading = (TEXT.index("Waarom"), TEXT.index("Waarom") + len("Waarom zwemles"))
    document = Document(document_id, "map/brieven.pdf", media_type, TEXT, starts, (heading,))
    split = len(FIRST) + 2
    letters = {
        "brief-1": Letter(
            "brief-1", document.id, "brief", "Zwemles <i>& veiligheid", "Gemeente Vlieterdam", "De raad",
            "2023-03-24", "VD-1", 0, len(FIRST),
        ),
        "brief-2": Letter("brief-2", document.id, "brief", None, "De Sterrenbos", None, None, None, split, len(TEXT)),
    }  # fmt: skip
    return cast(Library, SimpleNamespace(documents={document.id: document}, letters=letters, withheld=frozenset()))


def span(words: str) -> tuple[int, int]:
    """Return where `words` stand."""
    start = TEXT.index(words)
    return start, start + len(words)
