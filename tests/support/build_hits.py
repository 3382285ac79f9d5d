"""Hits built by hand: a document that is one letter, of which a span is the passage that was found."""

from __future__ import annotations

from dataclasses import dataclass

from index.records import Document, Hit, Letter, Passage


@dataclass(frozen=True)
class Found:
    """A hit with the document in which it stands."""

    hit: Hit
    document: Document

    @property
    def documents(self) -> dict[str, Document]:
        return {self.document.id: self.document}


def found(
    text: str,
    *,
    before: str = "",
    after: str = "",
    title: str | None = None,
    date: str | None = None,
    reference: str | None = None,
    name: str = "brief",
    page_starts: tuple[int, ...] = (0,),
) -> Found:
    """Return a hit on `text` in a document that reads `before + text + after`."""
    document = Document(name, f"{name}.txt", "text/plain", before + text + after, page_starts)
    letter = Letter(
        id=f"{name}-1",
        document_id=name,
        kind="brief",
        title=title,
        sender=None,
        recipient=None,
        date=date,
        reference=reference,
        start=0,
        end=len(document.text),
    )
    start = len(before)
    passage = Passage(f"{name}-p", letter.id, start, start + len(text), "", text)
    return Found(Hit(passage, letter, rank=1, score=1.0), document)
