"""What was told to whom."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.kinds import DeliveryState, ItemKind
from db.models.columns import AUTOINCREMENT, kind_column


class SubscriptionState(SQLModel, table=True):
    """What we remember of one subscription of subscriptions.yaml."""

    __tablename__ = "subscription_state"

    subscription_id: str = Field(primary_key=True)
    first_seen: datetime
    floor: datetime
    """A story first seen before this is never told as new."""
    filters: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """The filters as they were when last composed."""
    filter_changes: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """Each change of the filters, oldest first: `{before, floor}`. A story first seen before `floor` is told as new
    only if the filters `before` the change would have passed it."""
    last_due: datetime
    """The schedule's moment up to which digests have been composed."""


class Digest(SQLModel, table=True):
    """The frozen content of one digest."""

    __tablename__ = "digest"
    __table_args__ = (AUTOINCREMENT,)

    id: int | None = Field(default=None, primary_key=True)
    subscription_id: str = Field(index=True)
    created: datetime
    since: datetime
    until: datetime
    content: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class DigestItem(SQLModel, table=True):
    """A story was put before a subscription. These rows alone decide what it has been told."""

    __tablename__ = "digest_item"
    __table_args__ = (UniqueConstraint("subscription_id", "story_id", "kind", "cause"), AUTOINCREMENT)

    id: int | None = Field(default=None, primary_key=True)
    digest_id: int = Field(foreign_key="digest.id", index=True)
    subscription_id: str
    story_id: int = Field(foreign_key="story.id", index=True)
    kind: ItemKind = Field(sa_column=kind_column(ItemKind))
    cause: str = ""
    """The id of the mention or change that brought it; empty for `new`."""


class ToldMention(SQLModel, table=True):
    """A mention stood in a digest of a subscription, as it was then: what updates and corrections are measured by."""

    __tablename__ = "told_mention"
    __table_args__ = (Index("ix_told_mention_story", "subscription_id", "story_id"),)

    subscription_id: str = Field(primary_key=True)
    mention_id: int = Field(primary_key=True)
    """No foreign key: what was told is remembered even when the mention is gone."""
    digest_id: int = Field(foreign_key="digest.id")
    """The digest that told it last."""
    story_id: int
    text_version_id: int
    grade: int
    removed: bool = False
    """Whether its article was already known to be gone."""


class Suppression(SQLModel, table=True):
    """A recipient has unsubscribed. Outranks subscriptions.yaml."""

    __tablename__ = "suppression"

    subscription_id: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    recipient: str = Field(primary_key=True)
    since: datetime
    reason: str


class Delivery(SQLModel, table=True):
    """One digest on its way over one channel to one recipient, one part of it."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("digest_id", "channel", "recipient", "part"),
        Index("ix_delivery_waiting", "state", "next_try"),
        AUTOINCREMENT,
    )

    id: int | None = Field(default=None, primary_key=True)
    digest_id: int = Field(foreign_key="digest.id", index=True)
    subscription_id: str = Field(index=True)
    channel: str
    recipient: str
    """Who gets it, shown to people: never a secret (a webhook is named, not written out)."""
    part: int = 1
    parts: int = 1
    first_line: int = 0
    """The part holds the lines [first_line, last_line) of the digest."""
    last_line: int = 0
    state: DeliveryState = Field(default=DeliveryState.DUE, sa_column=kind_column(DeliveryState))
    message_id: str
    """Made once from a random UUID; every copy of this delivery carries it."""
    attempts: int = 0
    owner: str | None = None
    lease_until: datetime | None = None
    next_try: datetime
    receipt: str | None = None
    error: str | None = None
    created: datetime
    settled: datetime | None = None
