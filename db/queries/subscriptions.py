"""What is remembered of a subscription: its floors, its filters, its clock, and who has left it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from db.models import SubscriptionState, Suppression


@dataclass(frozen=True, slots=True)
class FilterChange:
    """The filters before a change, and the floor for what they would not have passed."""

    before: dict[str, Any]
    floor: datetime


@dataclass(frozen=True, slots=True)
class SubscriptionMemory:
    """What composing starts from."""

    subscription_id: str
    first_seen: datetime
    floor: datetime
    filters: dict[str, Any]
    changes: tuple[FilterChange, ...]
    last_due: datetime


@dataclass(frozen=True, slots=True)
class SuppressionView:
    """A recipient who has unsubscribed."""

    subscription_id: str
    channel: str
    recipient: str
    since: datetime
    reason: str


def memory_of(session: Session, subscription_id: str) -> SubscriptionMemory | None:
    """What is remembered of this subscription? None before its first composing."""
    row = session.get(SubscriptionState, subscription_id)
    if row is None:
        return None
    changes = tuple(FilterChange(one["before"], datetime.fromisoformat(one["floor"])) for one in row.filter_changes)
    return SubscriptionMemory(row.subscription_id, row.first_seen, row.floor, row.filters, changes, row.last_due)


def remember(session: Session, memory: SubscriptionMemory) -> None:
    """Store `memory`, over what was there."""
    row = session.get(SubscriptionState, memory.subscription_id) or SubscriptionState(
        subscription_id=memory.subscription_id,
        first_seen=memory.first_seen,
        floor=memory.floor,
        last_due=memory.last_due,
    )
    row.floor = memory.floor
    row.filters = memory.filters
    row.filter_changes = [{"before": one.before, "floor": one.floor.isoformat()} for one in memory.changes]
    row.last_due = memory.last_due
    session.add(row)


def suppressed(session: Session, subscription_ids: Collection[str] | None = None) -> list[SuppressionView]:
    """Who has unsubscribed, from these subscriptions or from any? Oldest first."""
    asked = select(Suppression).order_by(col(Suppression.since), col(Suppression.recipient))
    if subscription_ids is not None:
        asked = asked.where(col(Suppression.subscription_id).in_(subscription_ids))
    return [
        SuppressionView(row.subscription_id, row.channel, row.recipient, row.since, row.reason)
        for row in session.exec(asked)
    ]


def suppress(session: Session, suppression: SuppressionView) -> bool:
    """Note that a recipient has left; False when they already had."""
    key = (suppression.subscription_id, suppression.channel, suppression.recipient)
    if session.get(Suppression, key) is not None:
        return False
    session.add(
        Suppression(
            subscription_id=suppression.subscription_id,
            channel=suppression.channel,
            recipient=suppression.recipient,
            since=suppression.since,
            reason=suppression.reason,
        )
    )
    return True
