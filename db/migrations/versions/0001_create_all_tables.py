"""Create all tables."""

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Create all tables."""
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("published", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_raw", sa.String(), nullable=True),
        sa.Column("published_precision", sa.String(), nullable=True),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("text_wanted", sa.String(), nullable=True),
        sa.Column("text_tries", sa.Integer(), nullable=False),
        sa.Column("text_due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("text_outcome", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("key", name=op.f("uq_article_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_article_first_seen", "article", ["first_seen"], unique=False)
    op.create_index("ix_article_host", "article", ["host"], unique=False)
    op.create_index("ix_article_published", "article", ["published"], unique=False)
    op.create_index("ix_article_source_id", "article", ["source_id"], unique=False)
    op.create_index(
        "ix_article_wanted",
        "article",
        ["text_due"],
        unique=False,
        sqlite_where=sa.text("text_wanted IS NOT NULL"),
        postgresql_where=sa.text("text_wanted IS NOT NULL"),
    )
    op.create_table(
        "digest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_digest_subscription_id", "digest", ["subscription_id"], unique=False)
    op.create_table(
        "refusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("entry_key", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusal")),
        sa.UniqueConstraint("source_id", "entry_key", "reason", name=op.f("uq_refusal_source_id_entry_key_reason")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_refusal_first_seen", "refusal", ["first_seen"], unique=False)
    op.create_index("ix_refusal_source_id", "refusal", ["source_id"], unique=False)
    op.create_table(
        "source_state",
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("ownership", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("moved_to", sa.String(), nullable=True),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("body_hash", sa.BigInteger(), nullable=True),
        sa.Column("parser_version", sa.Integer(), nullable=False),
        sa.Column("first_polled", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_polled", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_success", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_new", sa.DateTime(timezone=True), nullable=True),
        sa.Column("newest_entry", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("retry_after", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_due_reason", sa.String(), nullable=True),
        sa.Column("usual_interval", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_source_state")),
    )
    op.create_table(
        "story",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("headline", sa.String(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=24), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["merged_into"], ["story.id"], name=op.f("fk_story_merged_into")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_story_first_seen", "story", ["first_seen"], unique=False)
    op.create_index("ix_story_last_seen", "story", ["last_seen"], unique=False)
    op.create_index("ix_story_merged_into", "story", ["merged_into"], unique=False)
    op.create_table(
        "subscription_state",
        sa.Column("subscription_id", sa.String(), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("floor", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("filter_changes", sa.JSON(), nullable=False),
        sa.Column("last_due", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subscription_id", name=op.f("pk_subscription_state")),
    )
    op.create_table(
        "suppression",
        sa.Column("subscription_id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("subscription_id", "channel", "recipient", name=op.f("pk_suppression")),
    )
    op.create_table(
        "article_url",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_article_url_article_id")),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_article_url")),
    )
    op.create_index("ix_article_url_article_id", "article_url", ["article_id"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("first_line", sa.Integer(), nullable=False),
        sa.Column("last_line", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_try", sa.DateTime(timezone=True), nullable=False),
        sa.Column("receipt", sa.String(), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["digest_id"], ["digest.id"], name=op.f("fk_delivery_digest_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "digest_id", "channel", "recipient", "part", name=op.f("uq_delivery_digest_id_channel_recipient_part")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_delivery_digest_id", "delivery", ["digest_id"], unique=False)
    op.create_index("ix_delivery_subscription_id", "delivery", ["subscription_id"], unique=False)
    op.create_index("ix_delivery_waiting", "delivery", ["state", "next_try"], unique=False)
    op.create_table(
        "digest_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.String(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["digest_id"], ["digest.id"], name=op.f("fk_digest_item_digest_id")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_digest_item_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_item")),
        sa.UniqueConstraint(
            "subscription_id",
            "story_id",
            "kind",
            "cause",
            name=op.f("uq_digest_item_subscription_id_story_id_kind_cause"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_digest_item_digest_id", "digest_item", ["digest_id"], unique=False)
    op.create_index("ix_digest_item_story_id", "digest_item", ["story_id"], unique=False)
    op.create_table(
        "sighting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("guid", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_sighting_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
        sa.UniqueConstraint("article_id", "source_id", name=op.f("uq_sighting_article_id_source_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sighting_article_id", "sighting", ["article_id"], unique=False)
    op.create_index("ix_sighting_guid", "sighting", ["source_id", "guid"], unique=False)
    op.create_table(
        "text_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_text_version_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_version")),
        sa.UniqueConstraint("article_id", "kind", "hash", name=op.f("uq_text_version_article_id_kind_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_text_version_article_id", "text_version", ["article_id"], unique=False)
    op.create_index("ix_text_version_hash", "text_version", ["hash"], unique=False)
    op.create_table(
        "told_mention",
        sa.Column("subscription_id", sa.String(), nullable=False),
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("text_version_id", sa.Integer(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["digest_id"], ["digest.id"], name=op.f("fk_told_mention_digest_id")),
        sa.PrimaryKeyConstraint("subscription_id", "mention_id", name=op.f("pk_told_mention")),
    )
    op.create_index("ix_told_mention_story", "told_mention", ["subscription_id", "story_id"], unique=False)
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("text_version_id", sa.Integer(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Integer(), nullable=True),
        sa.Column("event", sa.String(length=24), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("snippet", sa.String(), nullable=False),
        sa.Column("matched_with", sa.String(), nullable=False),
        sa.Column("arrived_as", sa.String(length=24), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_mention_article_id")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_mention_story_id")),
        sa.ForeignKeyConstraint(["text_version_id"], ["text_version.id"], name=op.f("fk_mention_text_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention")),
        sa.UniqueConstraint("article_id", name=op.f("uq_mention_article_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mention_first_seen", "mention", ["first_seen"], unique=False)
    op.create_index("ix_mention_grade", "mention", ["grade"], unique=False)
    op.create_index("ix_mention_story_id", "mention", ["story_id"], unique=False)
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column("text_version_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("word", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("state", sa.String(length=24), nullable=True),
        sa.Column("scope", sa.String(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("said_by", sa.String(), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"], name=op.f("fk_claim_mention_id")),
        sa.ForeignKeyConstraint(["text_version_id"], ["text_version.id"], name=op.f("fk_claim_text_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_claim_mention_id", "claim", ["mention_id"], unique=False)
    op.create_index("ix_claim_number", "claim", ["number"], unique=False)
    op.create_table(
        "mention_tag",
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"], name=op.f("fk_mention_tag_mention_id")),
        sa.PrimaryKeyConstraint("mention_id", "kind", "value", name=op.f("pk_mention_tag")),
    )
    op.create_index("ix_mention_tag_value", "mention_tag", ["kind", "value", "mention_id"], unique=False)
