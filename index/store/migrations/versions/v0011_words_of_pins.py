"""Whose words a pinned answer has. Of those that were pinned before, the words that no quote has are the staff's."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("pins", sa.Column("mode", sa.String(16), nullable=False, server_default="quotes"))
    pins = sa.table("pins", sa.column("key", sa.String), sa.column("mode", sa.String), sa.column("sentences", sa.JSON))
    connection = op.get_bind()
    for row in connection.execute(sa.select(pins.c.key, pins.c.sentences)).all():
        if not all(map(_literal, row.sentences)):
            connection.execute(sa.update(pins).where(pins.c.key == row.key).values(mode="staff"))


def _literal(sentence: Mapping[str, Any]) -> bool:
    said = " ".join(sentence["text"].split())
    return any(said in " ".join(each["quote"].split()) for each in sentence["citations"])
