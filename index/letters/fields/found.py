"""A field of a letter as it was found. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from index.records import Field, Span


@dataclass(frozen=True)
class Found:
    """What a letter says in one field, and where; `span` is None where no words say it, `value` "" where only the place counts."""

    value: str
    span: Span | None


LetterFields = dict[Field, Found]
"""What was found of one letter; what it does not say is not in it."""
