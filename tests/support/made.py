"""Letters made up for tests, one file a document in made_letters/, with the data that a careful reader finds in them.

A file has one line of JSON for each letter, then `---`, then the text. What a line leaves out, the letter does not say.
`{tekst}` stands for running text that says nothing of a letter, `=== bladzijde ===` for the end of a page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from index.records import Document
from tests.support.paths import DATA

PROSE = (
    "Wij hebben de afgelopen maanden met scholen, ouders en vervoerders gesproken over de ritten van komend jaar. "
    "Daaruit kwam\n"
    "naar voren dat veel kinderen te lang onderweg zijn en dat chauffeurs vaak wisselen. Dat willen wij veranderen, te "
    "beginnen\n"
    "met de kinderen die het verst van school wonen."
)
_PAGE_END = "=== bladzijde ==="


@dataclass(frozen=True)
class Found:
    """The data of one letter; `begins` are the first words of its text."""

    kind: str
    title: str | None = None
    sender: str | None = None
    recipient: str | None = None
    date: str | None = None
    reference: str | None = None
    begins: str | None = None


@dataclass(frozen=True)
class Made:
    """A made-up document as a reader hands it over, without marked headings, and its letters in order."""

    name: str
    document: Document
    letters: tuple[Found, ...]


def _load(path: Path) -> Made:
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    text, starts = "", []
    for page in body.replace("{tekst}", PROSE).split(_PAGE_END):
        text += "\n\n" if text else ""
        starts.append(len(text))
        text += page.strip("\n")
    document = Document("0" * 64, path.name, "text/plain", text, tuple(starts))
    return Made(path.stem, document, tuple(Found(**json.loads(line)) for line in head.splitlines()))


MADE = [_load(path) for path in sorted((DATA / "made_letters").glob("*.txt"))]
