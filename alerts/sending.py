"""Sending what waits: the shell around the outbox. No `await` stands inside a transaction."""

import asyncio
import os
import random
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import uuid4

import structlog
from sqlmodel import Session

from alerts import outbox
from alerts.channels.base import (
    Channel,
    Earlier,
    Message,
    NoAnswer,
    NotReady,
    Receipt,
    RefusedForNow,
    SendError,
    Surroundings,
)
from alerts.content import from_json
from alerts.results import DeliveryResult, in_words, result_of, said
from alerts.subscriptions import Subscription, Subscriptions
from alerts.unsubscribe import Leaving, unsubscribe_link
from db.engine import Database
from db.errors import DatabaseError
from db.kinds import DeliveryState, ItemKind
from db.queries.deliveries import DeliveryView, content_of, delivery, told_by, waiting
from db.queries.subscriptions import suppressed

log = structlog.get_logger(__name__)
Answer = TypeVar("Answer")

GIVE_WAY_AFTER = 2
"""Tries in a row that did not reach a channel's far end, after which the rest of it waits for the next round."""

ROUND = timedelta(seconds=45)
"""How long a round of the service begins new exchanges: with the last one's deadline it ends before anybody worries."""


def utc_now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


@dataclass
class Post:
    """A round of sending: the database, the addresses, and the channels opened so far."""

    database: Database
    subscriptions: Subscriptions
    surroundings: Surroundings
    clock: Callable[[], datetime] = utc_now
    owner: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}")
    until: datetime | None = None
    """When the round begins no new exchange any more; None: it takes as long as it takes."""
    _channels: dict[tuple[str, str, str], Channel] = field(default_factory=dict)

    def sender(self) -> outbox.Sender:
        """Who claims, with a fresh throw of the dice."""
        return outbox.Sender(self.owner, random.random())

    def subscription(self, view: DeliveryView) -> Subscription | None:
        """The subscription that a delivery belongs to, if it is still in the file and switched on."""
        found = self.subscriptions.find(view.subscription_id)
        return found if found and found.enabled else None

    def far_end(self, view: DeliveryView) -> str:
        """What stands behind a delivery's channel."""
        subscription = self.subscription(view)
        settings = subscription.addresses().get((view.channel, view.recipient)) if subscription else None
        return settings.far_end() if settings else view.channel

    def channel(self, view: DeliveryView) -> Channel:
        """The channel to a delivery's recipient, opened once a round. Raises NotReady."""
        key = (view.subscription_id, view.channel, view.recipient)
        if key not in self._channels:
            subscription = self.subscription(view)
            settings = subscription.addresses().get(key[1:]) if subscription else None
            if settings is None:
                raise NotReady("the recipient is not in subscriptions.yaml")
            self._channels[key] = settings.open(self.surroundings)
        return self._channels[key]

    async def writing(self, step: Callable[[Session], Answer]) -> Answer:
        """Run one move as a transaction of its own, off the event loop."""

        def transaction() -> Answer:
            with self.database.writing() as session:
                return step(session)

        return await asyncio.to_thread(transaction)


async def send_waiting(
    database: Database,
    subscriptions: Subscriptions,
    surroundings: Surroundings,
    *,
    only: str | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> list[DeliveryResult]:
    """Send everything whose time has come, and say of each what became of it.

    `only`: all that waits for this subscription, whatever the back-off says (live leases excepted), however long it
    takes; else what a round has no time for is left for the next. Channels are served side by side, each in its order.
    Raises DatabaseError; nothing else that can be foreseen.
    """
    post = Post(database, subscriptions, surroundings, clock, until=None if only else clock() + ROUND)
    views = await post.writing(lambda session: _sorted_out(session, post, only))
    groups: dict[str, list[DeliveryView]] = {}
    for view in views:
        groups.setdefault(post.far_end(view), []).append(view)
    done = await asyncio.gather(*(_serve(post, group) for group in groups.values()))
    results = sorted((result for group in done for result in group), key=lambda result: int(result.id))
    for result in results:
        if result.alarm:
            log.error("delivery_stuck", **said(result), remedy="see `footprint digest history`; mend the channel")
    return results


def _sorted_out(session: Session, post: Post, only: str | None) -> list[DeliveryView]:
    """What is to be served: without what its recipients no longer want, and with dead senders' claims undone."""
    now = post.clock()
    left = {(one.subscription_id, one.channel, one.recipient) for one in suppressed(session)}
    found: list[DeliveryView] = []
    for seen in waiting(session, now, only):
        view: DeliveryView | None = seen
        if seen.state is DeliveryState.SENDING:
            view = outbox.expire(session, seen, now)
        if view is None:
            continue
        subscription = post.subscription(view)
        key = (view.channel, view.recipient)
        if (view.subscription_id, *key) in left:
            outbox.cancel(session, view, "the recipient has unsubscribed", now)
        elif subscription is None or key not in subscription.addresses():
            outbox.cancel(session, view, "the recipient is no longer in subscriptions.yaml", now)
        else:
            found.append(view)
    return found


async def _serve(post: Post, views: Sequence[DeliveryView]) -> list[DeliveryResult]:
    """The deliveries of one channel, one after the other; when its far end is away the rest waits."""
    results: list[DeliveryResult] = []
    unreached = 0
    for view in views:
        if unreached >= GIVE_WAY_AFTER:
            results.append(result_of(view, error="left for the next round: the channel could not be reached"))
            continue
        if post.until is not None and post.clock() > post.until:
            results.append(result_of(view, error="left for the next round: this one has taken long enough"))
            continue
        try:
            after, away = await _deal_with(post, view)
        except DatabaseError:
            raise
        except Exception as error:  # noqa: BLE001  (the one place that shields the other deliveries)
            after, away = await _unforeseen(post, view, error), False
        unreached = unreached + 1 if away else 0
        if after is not None:
            results.append(result_of(after))
    return results


async def _deal_with(post: Post, view: DeliveryView) -> tuple[DeliveryView | None, bool]:
    """One delivery from where it stands to where it can be brought now (None: another sender has it), and whether
    its far end was away."""
    try:
        channel = post.channel(view)
    except NotReady as error:
        why = str(error)
        if view.state is DeliveryState.UNCERTAIN:
            return view, False
        return await post.writing(lambda session: outbox.postpone(session, view, why, post.clock())), False
    if view.state is DeliveryState.UNCERTAIN:
        resolved = await _resolved(post, view, channel)
        if resolved is None or resolved.state is not DeliveryState.DUE:
            return resolved, False
    return await _sent(post, view.id, channel)


async def _resolved(post: Post, view: DeliveryView, channel: Channel) -> DeliveryView | None:
    subscription = post.subscription(view)
    if subscription is None:
        return None
    message = await post.writing(lambda session: _message(session, post, view))
    found = await channel.found(message, outbox.DEADLINE.total_seconds())
    rule = subscription.when_uncertain
    return await post.writing(lambda session: outbox.resolve(session, view, rule, found, post.clock()))


async def _sent(post: Post, delivery_id: int, channel: Channel) -> tuple[DeliveryView | None, bool]:
    """Claim, send, settle: two transactions, and the far end between them."""

    def claimed(session: Session) -> tuple[DeliveryView, Message] | None:
        view = outbox.claim(session, delivery_id, post.sender(), post.clock())
        return (view, _message(session, post, view)) if view else None

    claim = await post.writing(claimed)
    if claim is None:
        return None, False
    view, message = claim
    outcome = await _exchanged(post, view, message, channel)
    settled = await post.writing(lambda session: outbox.settle(session, view, outcome, post.sender(), post.clock()))
    if settled is None:
        log.warning("delivery_claim_lost", delivery=str(view.id), outcome=outbox.event_of(outcome).value)
        return await post.writing(lambda session: delivery(session, view.id)), False
    if settled.state is DeliveryState.FAILED:
        log.error(
            "delivery_failed", **said(result_of(settled)), remedy=f"mend it, then `footprint digest replay {view.id}`"
        )
    else:
        log.info("delivery", **said(result_of(settled)))
    return settled, isinstance(outcome, RefusedForNow) and outcome.away


async def _exchanged(post: Post, view: DeliveryView, message: Message, channel: Channel) -> Receipt | SendError:
    """Speak to the far end; a claim that is too old to be used (the machine slept) is given back untried."""
    if view.lease_until is None or post.clock() > view.lease_until - outbox.DEADLINE:
        return RefusedForNow("the claim had grown too old to be used")
    try:
        return await channel.send(message, outbox.DEADLINE.total_seconds())
    except SendError as error:
        return error
    except Exception as error:  # noqa: BLE001  (what a channel did not foresee: how far it had come, nobody knows)
        return NoAnswer(in_words(error))


async def _unforeseen(post: Post, view: DeliveryView, error: Exception) -> DeliveryView | None:
    """Set aside a delivery that we stumble over before it is claimed, so that it holds up nothing behind it."""
    why = in_words(error)
    log.error("an error of ours", delivery=str(view.id), error=why)
    if view.state is not DeliveryState.DUE:
        return replace(view, error=why)
    return await post.writing(lambda session: outbox.postpone(session, view, why, post.clock()))


def _message(session: Session, post: Post, view: DeliveryView) -> Message:
    content = from_json(content_of(session, view.digest_id))
    followed = [line.story_id for line in content.lines[view.first_line : view.last_line or None] if _adds(line.kind)]
    told = told_by(session, view, followed) if followed else []
    leaving = Leaving(view.subscription_id, view.channel, view.recipient)
    return Message(
        message_id=view.message_id,
        recipient=view.recipient,
        content=content,
        created=view.created,
        part=view.part,
        parts=view.parts,
        first_line=view.first_line,
        last_line=view.last_line,
        unsubscribe=unsubscribe_link(leaving, post.surroundings.settings.desk_url, post.surroundings.environment),
        answers=tuple(Earlier(one.message_id, one.receipt or "") for one in told),
    )


def _adds(kind: ItemKind) -> bool:
    return kind is not ItemKind.NEW
