"""What staff correct, hide, replace and delete."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("letters", sa.Column("found", sa.JSON, nullable=False, server_default=sa.text("'{}'")))
    op.create_table(
        "corrections",
        sa.Column("document_id", sa.String(64), primary_key=True),
        sa.Column("start", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("words", sa.String(64), primary_key=True),
        sa.Column("begins", sa.Boolean, nullable=True),
        sa.Column("fields", sa.JSON, nullable=False),
        sa.Column("hidden", sa.Boolean, nullable=False),
        sa.Column("replaced_by", sa.JSON, nullable=True),
    )
    op.create_table(
        "deletions",
        sa.Column("document_id", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=False),
    )
