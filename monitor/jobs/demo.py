"""The newcomer's first look: bundled feeds served on loopback, polled, and told in a digest. All offline."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from sqlmodel import Session

from alerts.channels.registry import settings_of
from alerts.results import DeliveryResult
from alerts.subscriptions import Subscription, Subscriptions
from db.engine import open_database
from db.queries.deliveries import deliveries_of
from db.queries.mentions import MentionFilter, MentionView, find_mentions
from db.queries.stories import StoryView, find_stories
from db.schema import upgrade
from monitor.jobs.configuration import Configuration
from monitor.jobs.demo_server import DemoServer
from monitor.jobs.digest import Desk, send_digest
from monitor.jobs.due import choose
from monitor.jobs.means import means
from monitor.jobs.poll import poll_all, read_promised
from monitor.jobs.polled import Polled
from monitor.match.watchlist import load_watchlist
from monitor.settings import Settings
from monitor.sources.catalogue import Catalogue
from monitor.sources.source import Source


@dataclass(frozen=True)
class Demo:
    """What the demo shows."""

    polled: tuple[Polled, ...]
    mentions: tuple[MentionView, ...]
    stories: tuple[StoryView, ...]
    deliveries: tuple[DeliveryResult, ...]
    database: Path
    digest: str
    """As it would stand on a screen."""
    page: Path | None
    """The digest as an HTML file."""


async def demo(folder: Path, done: Callable[[], None] = lambda: None) -> Demo:
    """Run the whole line once in `folder`, with a fresh database; `done` is called after each feed. Raises OSError."""
    path = await asyncio.to_thread(_emptied, folder)
    settings = Settings(config_dir=folder, database_url=f"sqlite:///{path}", allow_private=True, proxy=None)
    watchlist = load_watchlist()
    screen = StringIO()
    with DemoServer() as server, open_database(settings.database) as database:
        upgrade(database)
        catalogue = Catalogue(sources=tuple(_source(feed, server.base) for feed in server.feeds))
        subscription = _subscription()
        desk = Desk(Configuration(catalogue, watchlist, Subscriptions(subscriptions=(subscription,))), settings, screen)
        async with means(settings, database, watchlist) as tools:
            chosen, _ = choose(catalogue, {}, tools.clock())
            polled = await read_promised(catalogue, await poll_all(chosen, tools, done), tools)
            deliveries = await send_digest(desk, subscription, tools)
            mentions = await tools.read(find_mentions, MentionFilter())
            stories = await tools.read(find_stories, MentionFilter())
            receipts = await tools.read(_receipts)
    page = next((Path(one) for one in receipts if one.endswith(".html")), None)
    return Demo(tuple(polled), tuple(mentions), tuple(stories), tuple(deliveries), path, screen.getvalue(), page)


def _emptied(folder: Path) -> Path:
    """Where the demo's database is to be; one of an earlier demo is taken away."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("demo.db*"):
        old.unlink()
    return folder.resolve() / "demo.db"


def _source(feed: dict[str, Any], base: str) -> Source:
    return Source(
        id=feed["id"],
        name=feed["name"],
        url=f"{base}/{feed['id']}/feed",
        language=feed.get("language"),
        country=feed.get("country"),
    )


def _subscription() -> Subscription:
    """One reader at this screen, who is told all that is substantive."""
    channels = (settings_of("console")(kind="console"), settings_of("file")(kind="file"))
    return Subscription(id="demo", name="Demo digest", timezone="Asia/Almaty", channels=channels)


def _receipts(session: Session) -> list[str]:
    return [one.receipt for one in deliveries_of(session) if one.receipt]
