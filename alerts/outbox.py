"""The outbox: what was sent, what is due, what is tried again. Nothing twice, nothing lost.

Two rules say what may live here. The permitted moves of a delivery are the table below: a move that is not in it is an
error and changes nothing. Every move is one transaction, before or after the far end is spoken to, never while.

Promise: each digest item goes out under exactly one Message-ID per subscription, channel and recipient; none is lost;
a second copy of a Message-ID is sent only where the server hid its answer. docs/guarantees.md has the figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from alerts.channels.base import NoAnswer, Receipt, RefusedForGood, RefusedForNow, SendError
from alerts.subscriptions import WhenUncertain
from db.kinds import DeliveryState as State
from db.queries.deliveries import DeliveryView, delivery, move


class Event(StrEnum):
    """What can happen to a delivery."""

    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    REFUSED_FOR_NOW = "refused for now"
    REFUSED_FOR_GOOD = "refused for good"
    NO_ANSWER = "no answer"
    FOUND_AT_FAR_END = "found at the far end"
    RULE_SEND_AGAIN = "when_uncertain: send-again"
    RULE_HOLD = "when_uncertain: hold"
    REPLAYED = "replayed"
    RECIPIENT_REMOVED = "recipient removed"
    POSTPONED = "postponed"


MOVES: Mapping[tuple[State, Event], State] = {
    (State.DUE, Event.CLAIMED): State.SENDING,
    (State.SENDING, Event.ACCEPTED): State.SENT,
    (State.SENDING, Event.REFUSED_FOR_NOW): State.DUE,
    (State.SENDING, Event.REFUSED_FOR_GOOD): State.FAILED,
    (State.SENDING, Event.NO_ANSWER): State.UNCERTAIN,  # or the lease ran out: never straight back to DUE
    (State.UNCERTAIN, Event.FOUND_AT_FAR_END): State.SENT,
    (State.UNCERTAIN, Event.RULE_SEND_AGAIN): State.DUE,  # same Message-ID, so that a copy can be told
    (State.UNCERTAIN, Event.RULE_HOLD): State.HELD,
    (State.FAILED, Event.REPLAYED): State.DUE,
    (State.HELD, Event.REPLAYED): State.DUE,
    (State.DUE, Event.RECIPIENT_REMOVED): State.CANCELLED,
    (State.UNCERTAIN, Event.RECIPIENT_REMOVED): State.CANCELLED,  # who left is not asked to bear a second copy
    (State.DUE, Event.POSTPONED): State.DUE,  # the channel is not ready (a secret is not set): nothing was tried
}

DEADLINE = timedelta(seconds=30)
"""For one whole exchange with the far end."""
LEASE = timedelta(seconds=60)
"""How long a claim holds: twice the deadline, so that a live sender has settled before another may look."""
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(days=1)
ALARM_AFTER = 5
"""Tries in a row that ended in nothing, before people are told; about three hours."""
NOT_READY_WAIT = timedelta(minutes=5)


class MoveError(Exception):
    """A move that the table does not permit; nothing was changed."""

    def __init__(self, state: State, event: Event) -> None:
        super().__init__(f"a delivery that is {state} cannot be {event}")


class DeliveryNotFoundError(Exception):
    """There is no delivery with this id; `footprint digest history` lists them."""

    def __init__(self, delivery_id: int) -> None:
        super().__init__(f"no delivery {delivery_id}; `footprint digest history` lists them")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who claims, and how chance falls: both come in, so that every decision can be tried."""

    owner: str
    chance: float = 0.5
    """In [0, 1): spreads the retries of many deliveries."""


def after(state: State, event: Event) -> State:
    """The state that `event` leads to. Raises MoveError for a move that is not in the table."""
    try:
        return MOVES[state, event]
    except KeyError:
        raise MoveError(state, event) from None


def next_wait(attempts: int, chance: float, retry_after: timedelta | None = None) -> timedelta:
    """How long to wait after `attempts` tries: 1, 3, 9 … minutes, slowing down to daily, ± 20 %; never giving up.

    The far end's own wish comes first where it is longer.
    """
    wait: timedelta = min(FIRST_WAIT * int(3 ** min(attempts - 1, 16)), LONGEST_WAIT) * (0.8 + 0.4 * chance)
    return max(wait, retry_after or timedelta(0))


def is_alarming(view: DeliveryView) -> bool:
    """Whether people should look: it has been tried often, in vain."""
    return view.state in (State.DUE, State.UNCERTAIN) and view.attempts >= ALARM_AFTER


def claim(session: Session, delivery_id: int, sender: Sender, now: datetime) -> DeliveryView | None:
    """Take a due delivery for LEASE; None when another has it or it is not due any more."""
    before = delivery(session, delivery_id)
    if before is None or before.state is not State.DUE:
        return None
    state = after(before.state, Event.CLAIMED)
    lease = now + LEASE
    return move(session, before, state, owner=sender.owner, lease_until=lease, attempts=before.attempts + 1)


def settle(
    session: Session, claimed: DeliveryView, outcome: Receipt | SendError, sender: Sender, now: datetime
) -> DeliveryView | None:
    """Record what became of a claimed delivery; None when the claim was lost meanwhile (its lease ran out)."""
    event = event_of(outcome)
    state = after(claimed.state, event)
    changes: dict[str, object] = {"owner": None, "lease_until": None}
    if isinstance(outcome, Receipt):
        changes |= {"receipt": outcome.text, "error": None, "settled": now}
    else:
        changes |= {"error": f"{event}: {outcome}"}
        if event is Event.REFUSED_FOR_GOOD:
            changes |= {"settled": now}
        else:
            retry_after = outcome.retry_after if isinstance(outcome, RefusedForNow) else None
            changes |= {"next_try": now + next_wait(claimed.attempts, sender.chance, retry_after)}
    return move(session, claimed, state, **changes)


def event_of(outcome: Receipt | SendError) -> Event:
    """What an answer of the far end, or its silence, is called in the table."""
    if isinstance(outcome, Receipt):
        return Event.ACCEPTED
    if isinstance(outcome, RefusedForGood):
        return Event.REFUSED_FOR_GOOD
    return Event.NO_ANSWER if isinstance(outcome, NoAnswer) else Event.REFUSED_FOR_NOW


def expire(session: Session, view: DeliveryView, now: datetime) -> DeliveryView | None:
    """A sender died or lost its lease: what it was sending may or may not have arrived."""
    if view.state is not State.SENDING or view.lease_until is None or view.lease_until > now:
        return None
    error = f"{Event.NO_ANSWER}: the sender stopped before it noted the answer"
    state = after(view.state, Event.NO_ANSWER)
    return move(session, view, state, owner=None, lease_until=None, error=error, next_try=now)


def resolve(
    session: Session, view: DeliveryView, rule: WhenUncertain, found: Receipt | None, now: datetime
) -> DeliveryView | None:
    """Decide what becomes of an uncertain delivery: found at the far end, sent again, or held for a person."""
    if found is not None:
        state = after(view.state, Event.FOUND_AT_FAR_END)
        return move(session, view, state, receipt=found.text, error=None, settled=now)
    if rule is WhenUncertain.HOLD:
        return move(session, view, after(view.state, Event.RULE_HOLD), settled=now)
    return move(session, view, after(view.state, Event.RULE_SEND_AGAIN), next_try=now)


def cancel(session: Session, view: DeliveryView, why: str, now: datetime) -> DeliveryView | None:
    """The recipient is gone from the file, or has unsubscribed: what waits for them is not sent."""
    return move(session, view, after(view.state, Event.RECIPIENT_REMOVED), error=why, settled=now)


def postpone(session: Session, view: DeliveryView, why: str, now: datetime) -> DeliveryView | None:
    """The channel is not ready; nothing was tried, so no try is counted."""
    return move(session, view, after(view.state, Event.POSTPONED), error=why, next_try=now + NOT_READY_WAIT)


def replay(session: Session, delivery_id: int, now: datetime) -> DeliveryView:
    """Send a failed or held delivery once more, under its own Message-ID. Raises MoveError, DeliveryNotFoundError."""
    view = delivery(session, delivery_id)
    if view is None:
        raise DeliveryNotFoundError(delivery_id)
    moved = move(session, view, after(view.state, Event.REPLAYED), next_try=now, settled=None)
    if moved is None:
        raise DeliveryNotFoundError(delivery_id)
    return moved
