"""The record of a digest: its frozen content, what it tells, and its deliveries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert
from sqlmodel import Session, col, func, select

from db.kinds import ItemKind
from db.models import Delivery, Digest, DigestItem, ToldMention
from db.queries.chunks import known, portions
from db.queries.told import Told


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """One delivery to be made of a digest."""

    channel: str
    recipient: str
    message_id: str
    part: int = 1
    parts: int = 1
    first_line: int = 0
    last_line: int = 0


@dataclass(frozen=True, slots=True)
class NewDigest:
    """A digest to be recorded: content, what it tells, and to whom it goes."""

    subscription_id: str
    created: datetime
    since: datetime
    until: datetime
    content: dict[str, Any]
    items: Sequence[tuple[int, ItemKind, str]] = field(default_factory=tuple)
    """(story, kind, cause)."""
    told: Sequence[Told] = field(default_factory=tuple)
    deliveries: Sequence[NewDelivery] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class DigestView:
    """A recorded digest."""

    id: int
    subscription_id: str
    created: datetime
    since: datetime
    until: datetime
    content: dict[str, Any]
    deliveries: int


def record_digest(session: Session, new: NewDigest) -> DigestView:
    """Store a digest, what it tells, and its deliveries (due at once). All in the caller's transaction."""
    row = Digest(
        subscription_id=new.subscription_id,
        created=new.created,
        since=new.since,
        until=new.until,
        content=new.content,
    )
    session.add(row)
    session.flush()
    digest_id = known(row.id)
    items = [
        {
            "digest_id": digest_id,
            "subscription_id": new.subscription_id,
            "story_id": story,
            "kind": kind,
            "cause": cause,
        }
        for story, kind, cause in new.items
    ]
    if items:
        session.execute(insert(DigestItem), items)
    remember_told(session, new.subscription_id, digest_id, new.told)
    for one in new.deliveries:
        session.add(_delivery(one, digest_id, new))
    session.flush()
    return DigestView(
        digest_id, new.subscription_id, new.created, new.since, new.until, new.content, len(new.deliveries)
    )


def remember_told(session: Session, subscription_id: str, digest_id: int, told: Iterable[Told]) -> None:
    """Note how these mentions stand in a digest (their own `digest_id`, else this one), over what was noted before."""
    rows = {
        one.mention_id: {
            "subscription_id": subscription_id,
            "mention_id": one.mention_id,
            "digest_id": one.digest_id or digest_id,
            "story_id": one.story_id,
            "text_version_id": one.text_version_id,
            "grade": one.grade,
            "removed": one.removed,
        }
        for one in told
    }
    for some in portions(rows):
        session.execute(
            delete(ToldMention).where(
                col(ToldMention.subscription_id) == subscription_id, col(ToldMention.mention_id).in_(some)
            )
        )
        session.execute(insert(ToldMention), [rows[one] for one in some])


def digests_of(session: Session, subscription_id: str | None = None, limit: int | None = None) -> list[DigestView]:
    """Which digests were made, of one subscription or of all? Newest first."""
    deliveries = select(func.count()).where(col(Delivery.digest_id) == col(Digest.id)).scalar_subquery()
    question = select(Digest, deliveries).order_by(col(Digest.id).desc()).limit(limit)
    if subscription_id is not None:
        question = question.where(col(Digest.subscription_id) == subscription_id)
    return [_view(row, number) for row, number in session.exec(question)]


def digests_by_id(session: Session, digest_ids: Iterable[int]) -> dict[int, DigestView]:
    """The digests with these ids."""
    rows = session.exec(select(Digest).where(col(Digest.id).in_(set(digest_ids))))
    return {view.id: view for view in (_view(row, 0) for row in rows)}


def _delivery(one: NewDelivery, digest_id: int, new: NewDigest) -> Delivery:
    return Delivery(
        digest_id=digest_id,
        subscription_id=new.subscription_id,
        channel=one.channel,
        recipient=one.recipient,
        part=one.part,
        parts=one.parts,
        first_line=one.first_line,
        last_line=one.last_line,
        message_id=one.message_id,
        next_try=new.created,
        created=new.created,
    )


def _view(row: Digest, deliveries: int) -> DigestView:
    return DigestView(known(row.id), row.subscription_id, row.created, row.since, row.until, row.content, deliveries)
