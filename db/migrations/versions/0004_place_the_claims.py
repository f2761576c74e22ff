"""Place the claims: which place a figure covers."""

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    """Place the claims: which place a figure covers."""
    with op.batch_alter_table("claim") as table:
        table.add_column(sa.Column("place", sa.String(), nullable=True))
