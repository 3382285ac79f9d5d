"""The conversation of an exchange, by the hash of a code that only whoever asked has."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("exchanges", sa.Column("conversation", sa.String(64), nullable=True))
    op.create_index("ix_exchanges_conversation", "exchanges", ["conversation"])
