"""Composing: what a subscription has not been told becomes a digest and its deliveries, in one transaction."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from sqlmodel import Session

from alerts.content import DigestContent, HeldBack, from_json, to_json
from alerts.corrections import Changes
from alerts.digest import Composed, Floors, Found, Window, compose
from alerts.filters import Filters
from alerts.known import Known
from alerts.schedule import IMMEDIATE, due
from alerts.subscriptions import Subscription, WhenEmpty
from db.engine import Database
from db.queries.digest_stories import stories_by_id
from db.queries.digests import DigestView, NewDelivery, NewDigest, digests_by_id, digests_of, record_digest
from db.queries.subscriptions import FilterChange, SubscriptionMemory, memory_of, remember, suppressed
from db.queries.told import (
    Asked,
    backlog_between,
    held_back,
    told_items,
    told_mentions_that_changed,
    told_of_stories,
    told_stories_with_news,
    untold_stories,
)

UNREAD_WAITS: Final = timedelta(minutes=10)
"""How long an immediate subscription waits for a page to be read, so that it does not tell the summary first and the
figures after. A digest by the clock does not wait: what it left out would come a day late."""


def compose_due(
    database: Database, subscription: Subscription, now: datetime, known: Known, *, forced: bool = False
) -> DigestView | None:
    """Compose what is due at `now` and store it with its deliveries; `forced`: whatever the schedule says.

    One writing transaction. Gives the digest that was made, or None when nothing was due or there was nothing to
    tell. Raises DatabaseError.
    """
    with database.writing() as session:
        memory = _memory(session, subscription, now)
        moment = due(subscription.rhythm, memory.last_due, now)
        made = None
        if moment is not None or forced:
            waits = subscription.schedule == IMMEDIATE and not forced
            composed = _composed(session, subscription, memory, known, now, now - UNREAD_WAITS if waits else None)
            if _worth_sending(composed.content, subscription):
                made = record_digest(session, _record(session, subscription, composed, known))
            memory = replace(memory, last_due=_composed_up_to(subscription, memory, moment, made))
        remember(session, memory)
        return made


def preview(database: Database, subscription: Subscription, now: datetime, known: Known) -> DigestContent:
    """The digest that `compose_due` with `forced` would make now. Reads only."""
    with database.reading() as session:
        return _composed(session, subscription, _memory(session, subscription, now), known, now).content


def _memory(session: Session, subscription: Subscription, now: datetime) -> SubscriptionMemory:
    """What is remembered of the subscription, brought up to its filters of today; its floor when it is first seen."""
    filters = subscription.filters.model_dump(mode="json")
    floor = now - subscription.first
    memory = memory_of(session, subscription.id)
    if memory is None:
        begin = now - subscription.at_most_every if subscription.schedule == IMMEDIATE else now
        return SubscriptionMemory(subscription.id, now, floor, filters, (), begin)
    if memory.filters != filters:
        return replace(memory, filters=filters, changes=(*memory.changes, FilterChange(memory.filters, floor)))
    return memory


def _composed(
    session: Session,
    subscription: Subscription,
    memory: SubscriptionMemory,
    known: Known,
    now: datetime,
    unread_since: datetime | None = None,
) -> Composed:
    earlier = digests_of(session, subscription.id, limit=1)
    since = earlier[0].until if earlier else memory.floor
    changes = tuple((Filters.model_validate(one.before), one.floor) for one in memory.changes)
    found = _found(session, subscription, memory, Window(since, now), unread_since)
    asked = [story.id for story in (*found.fresh, *found.followed)]
    known = replace(known, novelties=known.ledger(session, asked))
    return compose(subscription.brief, found, Floors(memory.floor, changes), known, Window(since, now))


def _found(
    session: Session,
    subscription: Subscription,
    memory: SubscriptionMemory,
    window: Window,
    unread_since: datetime | None,
) -> Found:
    """Ask the database everything that composing needs."""
    asked = Asked(**subscription.filters.model_dump())
    fresh = untold_stories(session, subscription.id, asked, memory.floor, unread_since)
    news = told_stories_with_news(session, subscription.id, asked.grade, unread_since)
    changed = told_mentions_that_changed(session, subscription.id, asked.grade)
    moved = {story for one in changed for story in (one.story_id, one.story_now) if story is not None}
    followed = sorted({*news, *moved} - set(fresh))
    told = {one.mention_id: one for one in told_of_stories(session, subscription.id, followed)}
    digests = digests_by_id(session, {one.digest_id for one in changed})
    held = HeldBack(
        by_grade=tuple(held_back(session, asked, window.since, window.now)),
        backlog=backlog_between(session, asked, window.since, window.now),
    )
    return Found(
        fresh=stories_by_id(session, fresh),
        followed=stories_by_id(session, followed),
        changes=Changes(changed, told, {key: from_json(view.content) for key, view in digests.items()}),
        items=frozenset(told_items(session, subscription.id, [*followed, *fresh])),
        held=held,
    )


def _worth_sending(content: DigestContent, subscription: Subscription) -> bool:
    says_so = subscription.when_empty is WhenEmpty.SAY_SO and subscription.schedule != IMMEDIATE
    return says_so or not content.empty


def _composed_up_to(
    subscription: Subscription, memory: SubscriptionMemory, moment: datetime | None, made: DigestView | None
) -> datetime:
    """The schedule's moment up to which is composed: an immediate subscription's rate counts from what was sent."""
    if subscription.schedule == IMMEDIATE:
        return made.created if made else memory.last_due
    return moment or memory.last_due


def _record(session: Session, subscription: Subscription, composed: Composed, known: Known) -> NewDigest:
    content = composed.content
    return NewDigest(
        subscription_id=subscription.id,
        created=content.created,
        since=content.since,
        until=content.until,
        content=to_json(content),
        items=composed.items,
        told=composed.told,
        deliveries=_deliveries(session, subscription, content, known),
    )


def _deliveries(
    session: Session, subscription: Subscription, content: DigestContent, known: Known
) -> list[NewDelivery]:
    """One delivery for each channel, recipient and part; none for who has unsubscribed."""
    left = {(one.channel, one.recipient) for one in suppressed(session, [subscription.id])}
    made = []
    for (kind, recipient), channel in subscription.addresses().items():
        if (kind, recipient) in left:
            continue
        pages = channel.pages(content)
        made += [
            NewDelivery(kind, recipient, f"<{uuid4()}@{known.mail_domain}>", part, len(pages), first, last)
            for part, (first, last) in enumerate(pages, start=1)
        ]
    return made
