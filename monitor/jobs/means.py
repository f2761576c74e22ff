"""What a job works with: the database behind two doors, the net, the matcher, the clock."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from random import Random
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from db.engine import Database
from monitor.dedup.story import World
from monitor.fetch.http import FetchOptions, HttpClient
from monitor.fetch.robots import RobotsCache
from monitor.jobs.baseline import load_baseline
from monitor.jobs.world import matcher_of, world_of
from monitor.match.matcher import Matcher
from monitor.match.watchlist import Watchlist
from monitor.settings import Settings
from monitor.sources.client import Client

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Means:
    """Given to every job. `read` and `write` run a function inside one transaction, on the one thread that owns the
    database; `think` runs pure work beside the event loop."""

    database: Database
    client: Client
    robots: RobotsCache
    matcher: Matcher
    world: World
    """What the watch list and the gazetteer know that tells events apart."""
    writer: ThreadPoolExecutor
    thinker: ThreadPoolExecutor
    clock: Callable[[], datetime]
    chance: Callable[[], float]

    async def read(self, question: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask the database: `question(session, …)` in a reading transaction."""

        def ask() -> T:
            with self.database.reading() as session:
                return question(session, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self.writer, ask)

    async def write(self, change: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Change the database: `change(session, …)` in one writing transaction, committed when it returns."""

        def do() -> T:
            with self.database.writing() as session:
                return change(session, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self.writer, do)

    async def transact(self, do: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `do(database, …)`, which opens its own transactions, on the database's thread."""
        return await asyncio.get_running_loop().run_in_executor(
            self.writer, partial(do, self.database, *args, **kwargs)
        )

    async def think(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run pure work (parsing, matching, extracting) off the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self.thinker, partial(work, *args, **kwargs))

    def watching(self, watchlist: Watchlist) -> "Means":
        """The same with another watch list; compiling it takes tenths of a second."""
        return replace(self, matcher=matcher_of(watchlist), world=world_of(watchlist))


def now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


@asynccontextmanager
async def means(
    settings: Settings, database: Database, watchlist: Watchlist, *, allow_private: bool | None = None
) -> AsyncIterator[Means]:
    """Everything a job needs, closed again at the end of the block; the ledger of deployments begins with its baseline.

    Raises DatabaseError.
    """
    with ThreadPoolExecutor(1, "database") as writer, ThreadPoolExecutor(1, "thinking") as thinker:
        async with net(settings, allow_private=allow_private) as client:
            tools = Means(
                database=database,
                client=client,
                robots=RobotsCache(client, settings.user_agent),
                matcher=matcher_of(watchlist),
                world=world_of(watchlist),
                writer=writer,
                thinker=thinker,
                clock=now,
                chance=Random().random,
            )
            await tools.write(load_baseline, now())
            yield tools


def net(settings: Settings, *, allow_private: bool | None = None) -> HttpClient:
    """The net as the settings have it, to be opened with `async with`."""
    return HttpClient(
        FetchOptions(
            user_agent=settings.user_agent,
            timeout=settings.timeout,
            max_bytes=settings.max_bytes,
            allow_private=settings.allow_private if allow_private is None else allow_private,
            proxy=settings.proxy,
            concurrency=settings.concurrency,
        )
    )
