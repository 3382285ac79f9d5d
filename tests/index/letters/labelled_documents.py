"""Invented documents, a file each in tests/data/labelled_documents, with the data that a careful reader finds in their
letters.

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
class LetterLabels:
    """The data of one letter; `begins` are the first words of its text."""

    kind: str
    title: str | None = None
    sender: str | None = None
    recipient: str | None = None
    date: str | None = None
    reference: str | None = None
    begins: str | None = None


@dataclass(frozen=True)
class LabelledDocument:
    """A document as it is read, without marked headings, and what its letters say of themselves, in order."""

    name: str
    document: Document
    letters: tuple[LetterLabels, ...]


def document_of(name: str, body: str) -> Document:
    """Return the document whose text is `body`, with its running text and its pages."""
    text, starts = "", []
    for page in body.replace("{tekst}", PROSE).split(_PAGE_END):
        text += "\n\n" if text else ""
        starts.append(len(text))
        text += page.strip("\n")
    return Document("0" * 64, name, "text/plain", text, tuple(starts))


def _load(path: Path) -> LabelledDocument:
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    labels = tuple(LetterLabels(**json.loads(line)) for line in head.splitlines())
    return LabelledDocument(path.stem, document_of(path.name, body), labels)


LABELLED_DOCUMENTS = [_load(path) for path in sorted((DATA / "labelled_documents").glob("*.txt"))]
