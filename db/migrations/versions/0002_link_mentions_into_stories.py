"""Link mentions into stories, and stories into deployments."""

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Link mentions into stories, and stories into deployments."""
    op.create_table(
        "deployment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deployment")),
    )
    op.create_index("ix_deployment_subject", "deployment", ["subject"], unique=False)
    op.create_index("ix_deployment_where", "deployment", ["country", "place"], unique=False)
    op.create_table(
        "deployment_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("deployment_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("word", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("state", sa.String(length=24), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(length=24), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["corrects"], ["deployment_claim.id"], name=op.f("fk_deployment_claim_corrects")),
        sa.ForeignKeyConstraint(["deployment_id"], ["deployment.id"], name=op.f("fk_deployment_claim_deployment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deployment_claim")),
        sa.UniqueConstraint("key", name=op.f("uq_deployment_claim_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deployment_claim_deployment_id", "deployment_claim", ["deployment_id"], unique=False)
    op.create_table(
        "deployment_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deployment_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(length=24), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["deployment_id"], ["deployment.id"], name=op.f("fk_deployment_role_deployment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deployment_role")),
        sa.UniqueConstraint("deployment_id", "role", "entity", "evidence", "reference", name="uq_deployment_role"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deployment_role_deployment_id", "deployment_role", ["deployment_id"], unique=False)
    op.create_table(
        "mention_handle",
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"], name=op.f("fk_mention_handle_mention_id")),
        sa.PrimaryKeyConstraint("value", "mention_id", name=op.f("pk_mention_handle")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mention_handle_mention", "mention_handle", ["mention_id"], unique=False)
    op.create_table(
        "story_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=24), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["mention.id"], name=op.f("fk_story_link_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["mention.id"], name=op.f("fk_story_link_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_link")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_story_link_one_id_other_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_story_link_other_id", "story_link", ["other_id"], unique=False)
