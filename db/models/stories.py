"""What matters, and the events it tells of."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Text
from sqlmodel import Field, SQLModel

from db.kinds import ArrivedAs, ClaimKind, ClaimState, Event, TagKind
from db.models.columns import AUTOINCREMENT, kind_column


class Story(SQLModel, table=True):
    """Mentions of one event."""

    __tablename__ = "story"
    __table_args__ = (AUTOINCREMENT,)

    id: int | None = Field(default=None, primary_key=True)
    headline: str
    grade: int
    event: Event = Field(sa_column=kind_column(Event))
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
    event: Event = Field(sa_column=kind_column(Event))
    language: str | None = None
    reasons: list[str] = Field(default_factory=list, sa_type=JSON)
    evidence: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    snippet: str = ""
    matched_with: str
    """Hash of the watch list and rules that judged it."""
    arrived_as: ArrivedAs = Field(sa_column=kind_column(ArrivedAs))
    first_seen: datetime = Field(index=True)


class MentionTag(SQLModel, table=True):
    """One thing a mention can be filtered by, at its rank in the text."""

    __tablename__ = "mention_tag"
    __table_args__ = (Index("ix_mention_tag_value", "kind", "value", "mention_id"),)

    mention_id: int = Field(foreign_key="mention.id", primary_key=True)
    kind: TagKind = Field(sa_column=kind_column(TagKind, primary_key=True))
    value: str = Field(primary_key=True)
    rank: int = 0


class Claim(SQLModel, table=True):
    """Something a text says in figures. Claims are never merged into one number."""

    __tablename__ = "claim"
    __table_args__ = (AUTOINCREMENT,)

    id: int | None = Field(default=None, primary_key=True)
    mention_id: int = Field(foreign_key="mention.id", index=True)
    text_version_id: int = Field(foreign_key="text_version.id")
    kind: ClaimKind = Field(sa_column=kind_column(ClaimKind))
    number: int | None = Field(default=None, sa_type=BigInteger, index=True)
    """The value of a count or a sum, in whole units."""
    word: str | None = None
    """The value of a status, or an ISO date for a deadline."""
    unit: str | None = None
    state: ClaimState | None = Field(default=None, sa_column=kind_column(ClaimState, nullable=True))
    scope: str | None = None
    """What it covers, in the source's words."""
    place: str | None = None
    """The id of what it covers, where that is one place."""
    as_of: date | None = None
    said_by: str | None = None
    sentence: str = Field(default="", sa_type=Text)
