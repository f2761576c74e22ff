"""Keep the ledger: what is disputed, which baseline was read, and what came by hand."""

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Keep the ledger: what is disputed, which baseline was read, and what came by hand."""
    with op.batch_alter_table("deployment") as table:
        table.add_column(sa.Column("disputed", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "baseline_load",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("loaded", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_baseline_load")),
    )
    op.create_table(
        "by_hand",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_by_hand_article_id")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_by_hand")),
    )
