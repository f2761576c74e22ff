"""Deliveries: which wait, whose they are, and how they move. What a move means is the table in alerts/outbox.py."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, and_, or_, update
from sqlmodel import Session, col, select

from db.kinds import DeliveryState
from db.models import Delivery, Digest, DigestItem
from db.queries.chunks import known


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """One delivery."""

    id: int
    digest_id: int
    subscription_id: str
    channel: str
    recipient: str
    part: int
    parts: int
    first_line: int
    last_line: int
    state: DeliveryState
    message_id: str
    attempts: int
    owner: str | None
    lease_until: datetime | None
    next_try: datetime
    receipt: str | None
    error: str | None
    created: datetime
    settled: datetime | None


def delivery(session: Session, delivery_id: int) -> DeliveryView | None:
    """The delivery with this id?"""
    row = session.get(Delivery, delivery_id, populate_existing=True)
    return _view(row) if row else None


def waiting(session: Session, now: datetime, subscription_id: str | None = None) -> list[DeliveryView]:
    """Which deliveries can be dealt with now: due or uncertain and their time has come, or left by a sender that died?

    With a subscription: all of its own that wait, whatever the back-off says; live leases excepted. Oldest first.
    """
    waits = col(Delivery.state).in_((DeliveryState.DUE, DeliveryState.UNCERTAIN))
    left = and_(col(Delivery.state) == DeliveryState.SENDING, col(Delivery.lease_until) <= now)
    question = select(Delivery).order_by(col(Delivery.id))
    if subscription_id is None:
        question = question.where(or_(and_(waits, col(Delivery.next_try) <= now), left))
    else:
        question = question.where(or_(waits, left), col(Delivery.subscription_id) == subscription_id)
    return [_view(row) for row in session.exec(question)]


def move(session: Session, before: DeliveryView, state: DeliveryState, **changes: Any) -> DeliveryView | None:
    """Move a delivery to `state`, if it still stands where `before` saw it (state, owner, attempts); else None."""
    question = (
        update(Delivery)
        .where(
            col(Delivery.id) == before.id,
            col(Delivery.state) == before.state,
            col(Delivery.attempts) == before.attempts,
            col(Delivery.owner) == before.owner if before.owner is not None else col(Delivery.owner).is_(None),
        )
        .values(state=state, **changes)
    )
    result = session.execute(question)
    assert isinstance(result, CursorResult)
    return delivery(session, before.id) if result.rowcount == 1 else None


def content_of(session: Session, digest_id: int) -> dict[str, Any]:
    """The frozen content of a digest? Raises KeyError for a digest that is not there."""
    row = session.get(Digest, digest_id)
    if row is None:
        raise KeyError(digest_id)
    return row.content


def deliveries_of(
    session: Session,
    digest_ids: Collection[int] | None = None,
    states: Sequence[DeliveryState] = (),
    subscription_id: str | None = None,
) -> list[DeliveryView]:
    """Which deliveries are there, of these digests (or all), in these states (or any)? Newest digest first."""
    question = select(Delivery).order_by(col(Delivery.digest_id).desc(), col(Delivery.id))
    if digest_ids is not None:
        question = question.where(col(Delivery.digest_id).in_(digest_ids))
    if states:
        question = question.where(col(Delivery.state).in_(states))
    if subscription_id is not None:
        question = question.where(col(Delivery.subscription_id) == subscription_id)
    return [_view(row) for row in session.exec(question)]


def told_by(session: Session, to: DeliveryView, story_ids: Iterable[int]) -> list[DeliveryView]:
    """Which earlier deliveries to the same recipient carried these stories, and were sent? Oldest first."""
    digests = select(DigestItem.digest_id).where(
        col(DigestItem.subscription_id) == to.subscription_id,
        col(DigestItem.story_id).in_(list(story_ids)),
        col(DigestItem.digest_id) < to.digest_id,
    )
    question = (
        select(Delivery)
        .where(
            col(Delivery.digest_id).in_(digests),
            col(Delivery.channel) == to.channel,
            col(Delivery.recipient) == to.recipient,
            col(Delivery.state) == DeliveryState.SENT,
        )
        .order_by(col(Delivery.id))
    )
    return [_view(row) for row in session.exec(question)]


def _view(row: Delivery) -> DeliveryView:
    return DeliveryView(
        known(row.id), row.digest_id, row.subscription_id, row.channel, row.recipient, row.part, row.parts,
        row.first_line, row.last_line, row.state, row.message_id, row.attempts, row.owner, row.lease_until,
        row.next_try, row.receipt, row.error, row.created, row.settled,
    )  # fmt: skip
