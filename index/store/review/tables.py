"""The tables of the staff's work. All but pins go with their exchange."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Column, DateTime, Float, ForeignKey, Integer, String, Table, Text

from index.store.tables import metadata


def _exchange() -> ForeignKey:
    return ForeignKey("exchanges.id", ondelete="CASCADE")


review_queue = Table(  # what is looked for in exchanges, without the 10 kB that an answer has
    "review_queue",
    metadata,
    Column("exchange_id", String(12), _exchange(), primary_key=True),
    Column("asked_at", DateTime(timezone=True), nullable=False, index=True),
    Column("words", Text, nullable=False),  # of the question, in lower case
    Column("status", String(16), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("confidence", Float, nullable=True),
    Column("card", String(16), nullable=True),
    Column("dropped", Integer, nullable=False),
    Column("helpful", Boolean, nullable=True),
    Column("assigned_to", String(100), nullable=True, index=True),
    Column("letter_wanted_by", String(100), nullable=True),  # who found that a letter is lacking
)

review_letters = Table(  # the letters that an answer quotes
    "review_letters",
    metadata,
    Column("exchange_id", String(12), _exchange(), primary_key=True),
    Column("letter_id", String(64), primary_key=True, index=True),
    Column("file", Text, nullable=False, index=True),
)


def _found() -> list[Column[Any]]:
    """Return the columns of what a reviewer finds, which both tables of reviews have."""
    return [
        Column("reviewed_at", DateTime(timezone=True), nullable=False),
        Column("answer", String(16), nullable=False),
        Column("quotes", JSON, nullable=False),
        Column("note", Text, nullable=False),
        Column("correction", JSON(none_as_null=True), nullable=True),
    ]


reviews = Table(
    "reviews",
    metadata,
    Column("exchange_id", String(12), _exchange(), primary_key=True),
    Column("reviewer", String(100), primary_key=True),
    *_found(),
)

earlier_reviews = Table(  # what a reviewer found before
    "earlier_reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("exchange_id", String(12), _exchange(), nullable=False, index=True),
    Column("reviewer", String(100), nullable=False),
    *_found(),
)

pins = Table(  # answers that staff approved: theirs, so they stay when the exchange goes
    "pins",
    metadata,
    Column("key", String(64), primary_key=True),  # of the question's words
    Column("question", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("mode", String(16), nullable=False),  # whose words it has
    Column("sentences", JSON, nullable=False),
    Column("pinned_by", String(100), nullable=False),
    Column("pinned_at", DateTime(timezone=True), nullable=False),
)
