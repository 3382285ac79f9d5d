"""Where staff find that a letter is lacking."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("review_queue", sa.Column("letter_wanted_by", sa.String(100), nullable=True))
