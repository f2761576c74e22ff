"""Sources as we know them: what to remember between polls, and how they are."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from db.models import Article, Mention, Refusal, Sighting, SourceState


@dataclass(frozen=True, slots=True)
class SourceMemory:
    """All that one poll of a source leaves to the next. Change it with `dataclasses.replace`."""

    source_id: str
    url: str
    """The configured address the validators belong to."""
    name: str = ""
    country: str | None = None
    role: str | None = None
    ownership: str | None = None
    moved_to: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: int | None = None
    parser_version: int = 0
    first_polled: datetime | None = None
    last_polled: datetime | None = None
    last_success: datetime | None = None
    last_new: datetime | None = None
    newest_entry: datetime | None = None
    failures: int = 0
    http_status: int | None = None
    error: str | None = None
    retry_after: datetime | None = None
    next_due: datetime | None = None
    next_due_reason: str | None = None
    usual_interval: int = 1800
    entries: int = 0
    notes: tuple[str, ...] = ()

    def as_row(self) -> dict[str, Any]:
        """The values as the table keeps them."""
        return {**asdict(self), "notes": list(self.notes)}


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source, and what it has brought."""

    memory: SourceMemory
    articles: int
    """Carried by it, whoever was first."""
    articles_lately: int
    """Of those, first carried since the moment asked for."""
    mentions: int
    refusals: int


def source_memory(session: Session, source_id: str) -> SourceMemory | None:
    """What do we remember of this source? None: it was never polled."""
    row = session.get(SourceState, source_id)
    return _memory(row) if row else None


def source_memories(session: Session) -> dict[str, SourceMemory]:
    """What do we remember of every source that was ever polled?"""
    return {row.source_id: _memory(row) for row in session.exec(select(SourceState))}


def save_source(session: Session, memory: SourceMemory) -> None:
    """Remember this of the source, in place of what was remembered."""
    session.merge(SourceState(**memory.as_row()))
    session.flush()


def forget_source(session: Session, source_id: str) -> bool:
    """Forget validators, rhythm and health of a source; its articles stay. False: nothing was known."""
    row = session.get(SourceState, source_id)
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def source_health(session: Session, since: datetime, only: Collection[str] | None = None) -> list[SourceHealth]:
    """How is every source that was ever polled, and what has it brought, in all and since then? By id."""
    carried = _counted(session, select(Sighting.source_id, func.count()).group_by(Sighting.source_id))
    lately = _counted(
        session,
        select(Sighting.source_id, func.count()).where(col(Sighting.first_seen) >= since).group_by(Sighting.source_id),
    )
    mattered = _counted(
        session,
        select(Sighting.source_id, func.count())
        .join(Mention, col(Mention.article_id) == col(Sighting.article_id))
        .where(func.coalesce(Mention.verdict, Mention.grade) >= 1)
        .group_by(Sighting.source_id),
    )
    refused = _counted(session, select(Refusal.source_id, func.count()).group_by(Refusal.source_id))
    asked = select(SourceState).order_by(SourceState.source_id)
    if only is not None:
        asked = asked.where(col(SourceState.source_id).in_(only))
    return [
        SourceHealth(
            _memory(row),
            carried.get(row.source_id, 0),
            lately.get(row.source_id, 0),
            mattered.get(row.source_id, 0),
            refused.get(row.source_id, 0),
        )
        for row in session.exec(asked)
    ]


def usual_gap(session: Session, source_id: str, last: int = 20) -> timedelta | None:
    """How long, on average, between the last new articles of this source? None: too few to tell."""
    asked = (
        select(Sighting.first_seen, Article.published)
        .join(Article, col(Article.id) == col(Sighting.article_id))
        .where(Sighting.source_id == source_id)
        .order_by(col(Sighting.id).desc())
        .limit(last)
    )
    moments = sorted(min(published, seen) if published else seen for seen, published in session.exec(asked))
    if len(moments) < 3:
        return None
    return (moments[-1] - moments[0]) / (len(moments) - 1)


def _counted(session: Session, asked: Any) -> dict[str, int]:
    return dict(session.exec(asked).all())


def _memory(row: SourceState) -> SourceMemory:
    values = {one.name: getattr(row, one.name) for one in fields(SourceMemory)}
    return SourceMemory(**{**values, "notes": tuple(row.notes)})
