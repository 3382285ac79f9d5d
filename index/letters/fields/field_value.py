"""The value of one field of a letter, with its place. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from index.records import Field, Span


@dataclass(frozen=True)
class FieldValue:
    """What a letter says in one field, and where; `span` is None where no words say it, `value` ""
    where only the place counts.
    """

    value: str
    span: Span | None


LetterFields = dict[Field, FieldValue]
"""What was found of one letter; what it does not say is not in it."""
