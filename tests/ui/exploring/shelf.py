"""Letters written out in a test, as a library that has been read but cannot be searched."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import cast

from index.records import Document, Letter
from index.search.library import Library


@dataclass(frozen=True)
class Written:
    """A letter of a file of its own."""

    text: str
    title: str | None = None
    sender: str | None = None
    recipient: str | None = None
    date: str | None = None
    kind: str = "brief"


def shelf(*letters: Written) -> Library:
    """Return the letters with the ids `brief-0`, `brief-1`, …"""
    documents, found = {}, {}
    for i, each in enumerate(letters):
        document = Document(f"bestand-{i}", f"{i}.txt", "text/plain", each.text)
        letter = Letter(
            f"brief-{i}", document.id, each.kind, each.title, each.sender, each.recipient, each.date, None, 0,
            len(each.text),
        )  # fmt: skip
        documents[document.id], found[letter.id] = document, letter
    return cast(Library, SimpleNamespace(documents=documents, letters=found))
