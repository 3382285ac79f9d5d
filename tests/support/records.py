"""Records built by hand, without an index: a hit with its document, a claim, an inquiry."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace

from index.dutch.language import Spoken
from index.records import Document, Hit, Letter, Passage
from index.settings import Settings
from qa.check.claim import Claim
from qa.inquiry import Inquiry
from qa.question.standalone import StandaloneQuestion


@dataclass(frozen=True)
class DocumentHit:
    """A hit with the document in which it stands."""

    hit: Hit
    document: Document

    @property
    def documents(self) -> dict[str, Document]:
        return {self.document.id: self.document}


def hit_on(
    text: str,
    *,
    before: str = "",
    after: str = "",
    title: str | None = None,
    date: str | None = None,
    reference: str | None = None,
    name: str = "brief",
    page_starts: tuple[int, ...] = (0,),
) -> DocumentHit:
    """Return a hit on `text` in a document that is one letter and reads `before + text + after`."""
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
    return DocumentHit(Hit(passage, letter, rank=1, score=1.0), document)


def claim(
    text: str,
    *quotes: str,
    around: Sequence[str] = (),
    passage: str = "",
    language: str = "nl",
    title: str | None = None,
    sender: str | None = None,
    recipient: str | None = None,
    date: str | None = None,
    reference: str | None = None,
) -> Claim:
    """Return the claim of `text`, of which all quotes stand in one letter; without `around` each is a
    whole sentence of it.
    """
    letter = Letter(
        id="brief-1",
        document_id="brief",
        kind="brief",
        title=title,
        sender=sender,
        recipient=recipient,
        date=date,
        reference=reference,
        start=0,
        end=1,
    )
    around = tuple(around) or quotes
    return Claim(text, quotes, around, (letter,), (passage or " ".join(around),), language)


def inquiry(
    question: str, documents: Mapping[str, Document], settings: Settings, *, language: Spoken = "nl"
) -> Inquiry:
    """Return `question`, asked in `language` of a library that holds `documents` and nothing else, with the time that
    the settings give a model.
    """
    standalone = StandaloneQuestion(question, language)
    library = SimpleNamespace(documents=documents)
    return Inquiry(question, standalone, library, settings, time.monotonic() + settings.model_seconds)  # type: ignore[arg-type]
