"""What people found of the answers that are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("exchanges", sa.Column("helpful", sa.Boolean, nullable=True))
    op.add_column("exchanges", sa.Column("reason", sa.String(16), nullable=True))
    op.add_column("exchanges", sa.Column("remark", sa.Text, nullable=True))
