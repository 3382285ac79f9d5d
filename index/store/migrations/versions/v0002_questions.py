"""Questions that a language model thought of for passages."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("passages", sa.Column("questions", sa.JSON, nullable=False, server_default=sa.text("'[]'")))
    op.create_table(
        "questions",
        sa.Column("passage", sa.String(64), primary_key=True),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("prompt", sa.String(64), nullable=False),
        sa.Column("questions", sa.JSON, nullable=False),
    )
