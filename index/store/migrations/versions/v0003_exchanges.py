"""Questions and their answers, kept for staff."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "exchanges",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("searched_for", sa.Text, nullable=False),
        sa.Column("language", sa.String(16), nullable=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("model", sa.Text, nullable=True),
        sa.Column("prompt", sa.String(64), nullable=True, index=True),
        sa.Column("line", sa.JSON, nullable=False),
    )
