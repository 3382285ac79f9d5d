"""Drafted sentences of which is known whether the letters say so: what a check is measured over.

A line of the table is a case, a few sources with drafts about them. Its sources become one document with a letter each,
so that drafts are checked as they are behind a question.
"""

from __future__ import annotations

import re
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, field_validator

from eval.jsonl import InputError, Text, read_lines
from index.records import Document, Hit, Letter, Passage
from qa.llm.draft import DraftCitation, DraftSentence
from qa.llm.sources import MAX_SOURCES

PACKAGED = Path(str(files("eval"))) / "check" / "drafts" / "drafts.jsonl"
"""The project's own table."""

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_BETWEEN = "\n\n"


class _TableModel(BaseModel):
    model_config = ConfigDict(frozen=True)


class CaseSource(_TableModel):
    """A letter of which `text` was found; what is None, the letter does not say. `date` is ISO 8601."""

    kind: Text = "brief"
    title: Text | None = None
    sender: Text | None = None
    date: Text | None = None
    reference: Text | None = None
    text: Text

    @field_validator("date")
    @classmethod
    def _is_date(cls, value: str | None) -> str | None:
        if value is not None and not _DATE.fullmatch(value):
            raise ValueError(f"het veld 'date' is een datum als 2024-05-12 of 2024-05, niet '{value}'")
        return value


class CaseCitation(_TableModel):
    """What a draft rests on by its own saying: sources are `B1`, `B2`, … in order, and may be none of these."""

    source: str
    quote: str


class CaseDraft(_TableModel):
    """One drafted sentence. `supported` is the verdict of a person, `kind` what sort of draft it is,
    `why` a note on it.
    """

    id: Text
    kind: Text
    supported: StrictBool
    text: Text
    citations: tuple[CaseCitation, ...]
    why: str = ""

    @property
    def sentence(self) -> DraftSentence:
        """The draft as a model hands it in."""
        return DraftSentence(
            text=self.text,
            citations=tuple(DraftCitation(source=each.source, quote=each.quote) for each in self.citations),
        )


class Case(_TableModel):
    """Drafts over the same sources: they hang together, so that an interval is over cases."""

    id: Text
    sources: Annotated[tuple[CaseSource, ...], Field(min_length=1, max_length=MAX_SOURCES)]
    drafts: Annotated[tuple[CaseDraft, ...], Field(min_length=1)]

    def document(self) -> Document:
        """Return the sources in one document."""
        text = _BETWEEN.join(source.text for source in self.sources)
        return Document(sha256(text.encode()).hexdigest(), f"{self.id}.txt", "text/plain", text)

    def hits(self, document: Document) -> list[Hit]:
        """Return a hit on each source, in order: the whole of its letter is the passage."""
        hits, start = [], 0
        for rank, source in enumerate(self.sources, 1):
            end = start + len(source.text)
            letter = Letter(
                id=f"{self.id}-{rank}",
                document_id=document.id,
                kind=source.kind,
                title=source.title,
                sender=source.sender,
                recipient=None,
                date=source.date,
                reference=source.reference,
                start=start,
                end=end,
            )
            passage = Passage(f"{letter.id}-p", letter.id, start, end, "", source.text)
            hits.append(Hit(passage, letter, rank, 1 / rank))
            start = end + len(_BETWEEN)
        return hits


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a table, in order. Raises InputError at the first fault, with its line."""
    line_of: dict[str, int] = {}
    cases: list[Case] = []
    for number, case in read_lines(path, Case, file="bestand met conceptzinnen"):
        for id in (case.id, *(draft.id for draft in case.drafts)):
            if id in line_of:
                raise InputError(
                    f"{path}, regel {number}: de id '{id}' staat ook op regel {line_of[id]}.",
                    help="Geef elk geval en elke zin een eigen id.",
                )
            line_of[id] = number
        cases.append(case)
    if not cases:
        raise InputError(f"In {path} staat geen enkel geval.", help="Zet op elke regel één geval als JSON.")
    return cases
