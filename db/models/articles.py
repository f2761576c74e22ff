"""Publications: what identifies them, who carried them, what they said."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Column, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from db.kinds import TextKind
from db.models.columns import AUTOINCREMENT, CompressedText, kind_column

_WANTED = text("text_wanted IS NOT NULL")


class Article(SQLModel, table=True):
    """One publication at one canonical address, once."""

    __tablename__ = "article"
    __table_args__ = (
        Index("ix_article_wanted", "text_due", sqlite_where=_WANTED, postgresql_where=_WANTED),
        AUTOINCREMENT,
    )

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
    __table_args__ = (
        UniqueConstraint("article_id", "source_id"),
        Index("ix_sighting_guid", "source_id", "guid"),
        AUTOINCREMENT,
    )

    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id", index=True)
    source_id: str
    guid: str
    """The entry's own id, else its address, else its text hash.

    Not unique: some feeds number their items anew each day."""
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
    kind: TextKind = Field(sa_column=kind_column(TextKind))
    hash: int = Field(sa_type=BigInteger)
    fetched_at: datetime
    title: str
    text: str = Field(sa_column=Column(CompressedText, nullable=False))
    folded: str = Field(sa_type=Text)
    """Title and text as `monitor.text.fold` makes them: the search column."""


class ByHand(SQLModel, table=True):
    """Where an article that no source carried comes from: an analyst's file, page or note."""

    __tablename__ = "by_hand"

    article_id: int = Field(foreign_key="article.id", primary_key=True)
    by: str
    kind: str
    """What it is: page, pdf, court, call, note."""
    origin: str
    """The address or file name that it was taken from."""
    note: str = Field(default="", sa_type=Text)
    """What the analyst says of it: who called, which court, how it was got."""
    added: datetime
