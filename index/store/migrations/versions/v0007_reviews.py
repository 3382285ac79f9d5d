"""What staff do with the answers that are kept: the queue, reviews, pinned answers."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_AT_A_TIME = 200


def upgrade() -> None:
    op.create_table(
        "review_queue",
        sa.Column("exchange_id", sa.String(12), _exchange(), primary_key=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("confidence", sa.Float, nullable=True),
        sa.Column("card", sa.String(16), nullable=True),
        sa.Column("dropped", sa.Integer, nullable=False),
        sa.Column("helpful", sa.Boolean, nullable=True),
        sa.Column("assigned_to", sa.String(100), nullable=True, index=True),
    )
    op.create_table(
        "review_letters",
        sa.Column("exchange_id", sa.String(12), _exchange(), primary_key=True),
        sa.Column("letter_id", sa.String(64), primary_key=True, index=True),
        sa.Column("file", sa.Text, nullable=False, index=True),
    )
    op.create_table(
        "reviews",
        sa.Column("exchange_id", sa.String(12), _exchange(), primary_key=True),
        sa.Column("reviewer", sa.String(100), primary_key=True),
        *_found(),
    )
    op.create_table(
        "earlier_reviews",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("exchange_id", sa.String(12), _exchange(), nullable=False, index=True),
        sa.Column("reviewer", sa.String(100), nullable=False),
        *_found(),
    )
    op.create_table(
        "pins",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("sentences", sa.JSON, nullable=False),
        sa.Column("pinned_by", sa.String(100), nullable=False),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=False),
    )
    _fill(op.get_bind())


def _exchange() -> sa.ForeignKey:
    return sa.ForeignKey("exchanges.id", ondelete="CASCADE")


def _found() -> list[Any]:
    return [
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(16), nullable=False),
        sa.Column("quotes", sa.JSON, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("correction", sa.JSON, nullable=True),
    ]


def _fill(connection: sa.Connection) -> None:
    """Put what is kept already into the queue."""
    kept, queue, letters = (
        sa.Table(name, sa.MetaData(), autoload_with=connection)
        for name in ("exchanges", "review_queue", "review_letters")
    )
    ids = [row.id for row in connection.execute(sa.select(kept.c.id))]
    for start in range(0, len(ids), _AT_A_TIME):
        for row in connection.execute(sa.select(kept).where(kept.c.id.in_(ids[start : start + _AT_A_TIME]))).all():
            line = row.line if isinstance(row.line, dict) else json.loads(row.line)
            entry = {
                "exchange_id": row.id,
                "asked_at": row.asked_at,
                "words": row.question.lower(),
                "status": row.status,
                "mode": row.mode,
                "confidence": line.get("confidence"),
                "card": (line.get("card") or {}).get("kind"),
                "dropped": len(line.get("dropped") or ()),
                "helpful": row.helpful,
            }
            connection.execute(sa.insert(queue).values(**entry))
            citations = [each for sentence in line.get("sentences") or () for each in sentence["citations"]]
            citations += line.get("nearest") or ()
            quoted = {each["letter_id"]: each["file"] for each in citations if "letter_id" in each}
            for letter, file in quoted.items():
                connection.execute(sa.insert(letters).values(exchange_id=row.id, letter_id=letter, file=file))
