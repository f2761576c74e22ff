"""The tables. Rows never leave `db`: what the product sees are the frozen views of `db.queries`."""

import zlib
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Dialect, Enum, Index, LargeBinary, Text, TypeDecorator, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.kinds import (
    ArrivedAs,
    ClaimKind,
    ClaimState,
    DeliveryState,
    Event,
    ItemKind,
    TagKind,
    TextKind,
)

AUTOINCREMENT = {"sqlite_autoincrement": True}
"""An id that was shown or sent is never given to another row."""


class CompressedText(TypeDecorator[str]):
    """Text kept as zlib bytes: pages are evidence, and evidence is bulky."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else zlib.compress(value.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else zlib.decompress(value).decode()


def _kind(kinds: type[StrEnum], *, nullable: bool = False) -> Any:
    """A column for a closed set, stored as its text on both engines."""
    values = Enum(kinds, native_enum=False, length=24, values_callable=lambda known: [one.value for one in known])
    return Column(values, nullable=nullable)


class SourceState(SQLModel, table=True):
    """What we know of one source of sources.yaml: validators, rhythm and health."""

    __tablename__ = "source_state"

    source_id: str = Field(primary_key=True)
    url: str
    """The configured address the validators belong to."""
    moved_to: str | None = None
    """Where a permanent redirect leads."""
    etag: str | None = None
    last_modified: str | None = None
    body_hash: int | None = Field(default=None, sa_type=BigInteger)
    parser_version: int = 0
    first_polled: datetime | None = None
    last_polled: datetime | None = None
    last_success: datetime | None = None
    last_new: datetime | None = None
    """When it last brought an article that we did not have."""
    newest_entry: datetime | None = None
    failures: int = 0
    http_status: int | None = None
    error: str | None = None
    retry_after: datetime | None = None
    next_due: datetime | None = None
    next_due_reason: str | None = None
    usual_interval: int = 1800
    """Seconds between polls while it works."""
    entries: int = 0
    """How many entries the last feed held."""
    notes: list[str] = Field(default_factory=list, sa_type=JSON)
    """What the parser had to put up with the last time, in words."""


class Article(SQLModel, table=True):
    """One publication at one canonical address, once."""

    __tablename__ = "article"
    __table_args__ = (Index("ix_article_wanted", "text_wanted"), AUTOINCREMENT)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    """What identifies it: `url:…`, `guid:SOURCE:…` or `text:SOURCE:…` (monitor/dedup/identity.py)."""
    url: str
    """The address to show."""
    host: str = Field(index=True)
    title: str
    source_id: str = Field(index=True)
    """The source that brought it first."""
    language: str | None = None
    authors: list[str] = Field(default_factory=list, sa_type=JSON)
    published: datetime | None = Field(default=None, index=True)
    published_raw: str | None = None
    published_precision: str | None = None
    first_seen: datetime = Field(index=True)
    removed_at: datetime | None = None
    text_wanted: str | None = None
    """Why its page should be read; None when it need not."""
    text_tries: int = 0
    text_due: datetime | None = None
    text_outcome: str | None = None
    """What the reading of its page came to: `read`, or why it could not be."""


class ArticleUrl(SQLModel, table=True):
    """One more address that leads to an article."""

    __tablename__ = "article_url"

    url: str = Field(primary_key=True)
    article_id: int = Field(foreign_key="article.id", index=True)


class Sighting(SQLModel, table=True):
    """A source carried an article."""

    __tablename__ = "sighting"
    __table_args__ = (UniqueConstraint("source_id", "guid"), AUTOINCREMENT)

    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id", index=True)
    source_id: str = Field(index=True)
    guid: str
    """The entry's own id, else its address, else its text hash: unique within the source."""
    url: str
    first_seen: datetime


class TextVersion(SQLModel, table=True):
    """What an article said when we looked. An edit adds a version and overwrites nothing."""

    __tablename__ = "text_version"
    __table_args__ = (
        UniqueConstraint("article_id", "kind", "hash"),
        Index("ix_text_version_hash", "hash"),
        AUTOINCREMENT,
    )

    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id", index=True)
    kind: TextKind = Field(sa_column=_kind(TextKind))
    hash: int = Field(sa_type=BigInteger)
    fetched_at: datetime
    title: str
    text: str = Field(sa_column=Column(CompressedText, nullable=False))
    folded: str = Field(sa_type=Text)
    """Title and text as `monitor.text.fold` makes them: the search column."""


class Story(SQLModel, table=True):
    """Mentions of one event."""

    __tablename__ = "story"
    __table_args__ = (AUTOINCREMENT,)

    id: int | None = Field(default=None, primary_key=True)
    headline: str
    grade: int
    event: Event = Field(sa_column=_kind(Event))
    first_seen: datetime = Field(index=True)
    last_seen: datetime = Field(index=True)
    merged_into: int | None = Field(default=None, foreign_key="story.id", index=True)
    """The older story that this one was joined to; None for a story that stands."""


class Mention(SQLModel, table=True):
    """An article that matters (grade 1 or more), and why."""

    __tablename__ = "mention"
    __table_args__ = (AUTOINCREMENT,)

    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id", unique=True)
    story_id: int = Field(foreign_key="story.id", index=True)
    text_version_id: int = Field(foreign_key="text_version.id")
    """The version that was judged."""
    grade: int = Field(index=True)
    verdict: int | None = None
    """An analyst's grade, which outranks the machine's."""
    event: Event = Field(sa_column=_kind(Event))
    language: str | None = None
    reasons: list[str] = Field(default_factory=list, sa_type=JSON)
    evidence: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    snippet: str = ""
    matched_with: str
    """Hash of the watch list and rules that judged it."""
    arrived_as: ArrivedAs = Field(sa_column=_kind(ArrivedAs))
    first_seen: datetime = Field(index=True)


class MentionTag(SQLModel, table=True):
    """One thing a mention can be filtered by, at its rank in the text."""

    __tablename__ = "mention_tag"
    __table_args__ = (Index("ix_mention_tag_value", "kind", "value", "mention_id"),)

    mention_id: int = Field(foreign_key="mention.id", primary_key=True)
    kind: TagKind = Field(sa_column=Column(
        Enum(TagKind, native_enum=False, length=24, values_callable=lambda known: [one.value for one in known]),
        primary_key=True,
    ))
    value: str = Field(primary_key=True)
    rank: int = 0


class Claim(SQLModel, table=True):
    """Something a text says in figures. Claims are never merged into one number."""

    __tablename__ = "claim"
    __table_args__ = (AUTOINCREMENT,)

    id: int | None = Field(default=None, primary_key=True)
    mention_id: int = Field(foreign_key="mention.id", index=True)
    text_version_id: int = Field(foreign_key="text_version.id")
    kind: ClaimKind = Field(sa_column=_kind(ClaimKind))
    number: int | None = Field(default=None, sa_type=BigInteger, index=True)
    """The value of a count or a sum, in whole units."""
    word: str | None = None
    """The value of a status, or an ISO date for a deadline."""
    unit: str | None = None
    state: ClaimState | None = Field(default=None, sa_column=_kind(ClaimState, nullable=True))
    scope: str | None = None
    as_of: date | None = None
    said_by: str | None = None
    sentence: str = Field(default="", sa_type=Text)


class Refusal(SQLModel, table=True):
    """Something that a source carried and we did not take, with the reason."""

    __tablename__ = "refusal"
    __table_args__ = (UniqueConstraint("source_id", "entry_key", "reason"), AUTOINCREMENT)

    id: int | None = Field(default=None, primary_key=True)
    source_id: str = Field(index=True)
    entry_key: str
    """Its address, guid or title: enough to recognise it."""
    reason: str
    first_seen: datetime = Field(index=True)
    last_seen: datetime


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
    kind: ItemKind = Field(sa_column=_kind(ItemKind))
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
    state: DeliveryState = Field(default=DeliveryState.DUE, sa_column=_kind(DeliveryState))
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
