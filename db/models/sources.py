"""Sources as we know them: validators, rhythm, health, and what was not taken."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.models.columns import AUTOINCREMENT


class SourceState(SQLModel, table=True):
    """What we know of one source of sources.yaml: validators, rhythm and health."""

    __tablename__ = "source_state"

    source_id: str = Field(primary_key=True)
    name: str = ""
    """What people call it; as sources.yaml said when it was last polled, like the three below."""
    country: str | None = None
    role: str | None = None
    """first, reporter or reprinter: what it usually is in the chain of a story."""
    ownership: str | None = None
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
