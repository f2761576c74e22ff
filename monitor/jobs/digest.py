"""Digests: what a subscription has not been told is composed, and what waits is sent. The rules are in alerts/."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parseaddr
from typing import TextIO

import structlog

from alerts.channels.base import Surroundings
from alerts.compose import compose_due, preview
from alerts.content import DigestContent, Named
from alerts.coverage import SourceFacts, coverage_of
from alerts.known import Known, Ledger, Outlet
from alerts.results import DeliveryResult
from alerts.sending import send_waiting
from alerts.subscriptions import Subscription
from db.errors import DatabaseError
from db.queries.sources import SourceMemory, source_memories
from monitor.dedup.address import is_mirror_address
from monitor.dedup.story import World
from monitor.jobs.configuration import Configuration
from monitor.jobs.means import Means
from monitor.jobs.novelty import names_of, novelty_lines
from monitor.match.watchlist import Watchlist
from monitor.settings import Settings
from monitor.sources.catalogue import Catalogue
from monitor.sources.source import Ownership, Role

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Desk:
    """What composing and sending rest on: the three files, the settings, and where the console channel writes."""

    configuration: Configuration
    settings: Settings
    out: TextIO | None = None

    @property
    def surroundings(self) -> Surroundings:
        """What the channels need from around them."""
        return Surroundings(self.settings.config_dir, os.environ, self.settings, self.out)


async def digest_round(desk: Desk, tools: Means) -> list[DeliveryResult]:
    """Compose every digest that is due, then send everything whose time has come.

    A subscription that fails does not keep the others waiting. Raises DatabaseError.
    """
    known = await known_now(desk, tools)
    for subscription in desk.configuration.subscriptions.active:
        try:
            made = await tools.transact(compose_due, subscription, tools.clock(), known)
        except DatabaseError:
            raise
        except Exception:  # the one place that shields the other subscriptions
            log.exception("a digest could not be composed", subscription=subscription.id)
            continue
        if made is not None:
            log.info("digest composed", subscription=subscription.id, digest=made.id, deliveries=made.deliveries)
    return await send_waiting(tools.database, desk.configuration.subscriptions, desk.surroundings, clock=tools.clock)


async def send_digest(desk: Desk, subscription: Subscription, tools: Means) -> list[DeliveryResult]:
    """Compose now what the subscription has not been told, and try all of it that waits, whatever cron and back-off
    say. Raises DatabaseError."""
    await tools.transact(compose_due, subscription, tools.clock(), await known_now(desk, tools), forced=True)
    subscriptions = desk.configuration.subscriptions
    return await send_waiting(tools.database, subscriptions, desk.surroundings, only=subscription.id, clock=tools.clock)


async def preview_digest(desk: Desk, subscription: Subscription, tools: Means) -> DigestContent:
    """The digest that would be sent now; nothing is stored. Raises DatabaseError."""
    return await tools.transact(preview, subscription, tools.clock(), await known_now(desk, tools))


async def known_now(desk: Desk, tools: Means) -> Known:
    """What the other rooms know at this moment."""
    memories = await tools.read(source_memories)
    known = known_of(desk.configuration, desk.settings, memories, tools.clock())
    return replace(known, ledger=ledger_of(desk.configuration.watchlist, tools.world))


def known_of(
    configuration: Configuration, settings: Settings, memories: Mapping[str, SourceMemory], now: datetime
) -> Known:
    """Coverage, names and rates for a digest made at `now`. Pure."""
    return Known(
        coverage=coverage_of(_facts(configuration.catalogue, memories), now),
        outlets=outlets(configuration.catalogue),
        entities=entities(configuration.watchlist),
        rates=configuration.subscriptions.usd_rates,
        is_mirror=is_mirror_address,
        desk_url=settings.desk_url,
        mail_domain=_mail_domain(settings.smtp_from or "") or Known().mail_domain,
    )


def _mail_domain(sender: str) -> str:
    """What Message-IDs end in: the sender's domain, in the form that DNS takes."""
    try:
        return parseaddr(sender)[1].rpartition("@")[2].encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def ledger_of(watchlist: Watchlist, world: World) -> Ledger:
    """What stories bring that the ledger of deployments does not hold, asked once while a digest is composed."""
    names = names_of(watchlist)
    return lambda session, story_ids: novelty_lines(session, story_ids, world, names)


def outlets(catalogue: Catalogue) -> dict[str, Outlet]:
    """The outlets behind the sources."""
    return {
        source.id: Outlet(
            source.name,
            source.ownership.value if source.ownership else None,
            source.role.value if source.role else None,
            official=source.ownership is Ownership.STATE and source.role is Role.FIRST,
        )
        for source in catalogue.sources
    }


def entities(watchlist: Watchlist) -> dict[str, Named]:
    """The watched entities by id."""
    return {entry.id: Named(entry.id, entry.name, entry.kind) for entry in watchlist}


def _facts(catalogue: Catalogue, memories: Mapping[str, SourceMemory]) -> list[SourceFacts]:
    found = []
    for source in catalogue.sources:
        if not source.enabled:
            continue
        memory = memories.get(source.id)
        if memory is None:
            found.append(SourceFacts(source.id, source.name, source.country))
            continue
        found.append(
            SourceFacts(
                id=source.id,
                name=source.name,
                country=source.country,
                first_polled=memory.first_polled,
                last_success=memory.last_success,
                last_new=memory.last_new,
                failures=memory.failures,
                error=memory.error,
            )
        )
    return found
