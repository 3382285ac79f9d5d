"""What a document holds and what of it was read, in place of remarks; reading anew fills it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.alter_column("documents", "notes", new_column_name="inventory", existing_type=sa.JSON, existing_nullable=False)
    op.execute("UPDATE documents SET inventory = '[]'")
