"""What sources carried and we did not take."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from db.models import Refusal
from db.queries.chunks import known
from db.queries.mention_views import as_utc

LONGEST_KEY = 300
"""Characters of an entry's key that are kept: enough to recognise it, and what an index takes."""
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class RefusalView:
    """One thing that was not taken, and why."""

    id: int
    source_id: str
    entry_key: str
    reason: str
    first_seen: datetime
    last_seen: datetime

    def as_json(self) -> dict[str, str | None]:
        """Plain values, times in UTC with Z."""
        return {
            "entry": self.entry_key,
            "reason": self.reason,
            "first_seen": as_utc(self.first_seen),
            "last_seen": as_utc(self.last_seen),
        }


def add_refusal(session: Session, source_id: str, entry_key: str, reason: str, now: datetime) -> bool:
    """Note that an entry was refused; the same refusal again only moves its `last_seen`. True when it is new."""
    key, why = entry_key.replace("\0", "")[:LONGEST_KEY], reason.replace("\0", "")[:LONGEST_REASON]
    asked = select(Refusal).where(Refusal.source_id == source_id, Refusal.entry_key == key, Refusal.reason == why)
    row = session.exec(asked).first()
    if row is not None:
        row.last_seen = now
    else:
        session.add(Refusal(source_id=source_id, entry_key=key, reason=why, first_seen=now, last_seen=now))
    session.flush()
    return row is None


def find_refusals(
    session: Session, *, source_id: str | None = None, since: datetime | None = None, limit: int | None = None
) -> list[RefusalView]:
    """What was refused, of this source or any, last seen at or after `since`? The latest first."""
    asked = select(Refusal)
    if source_id is not None:
        asked = asked.where(Refusal.source_id == source_id)
    if since is not None:
        asked = asked.where(col(Refusal.last_seen) >= since)
    in_order = asked.order_by(col(Refusal.last_seen).desc(), col(Refusal.id).desc()).limit(limit)
    return [
        RefusalView(known(row.id), row.source_id, row.entry_key, row.reason, row.first_seen, row.last_seen)
        for row in session.exec(in_order)
    ]
