"""What a job works with: the database behind two doors, the net, the matcher, the clock."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from db.engine import Database
from monitor.fetch.http import FetchOptions, HttpClient
from monitor.fetch.robots import RobotsCache
from monitor.match.matcher import Matcher
from monitor.settings import Settings
from monitor.sources.client import Client

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Means:
    """Given to every job. `read` and `write` run a function inside one transaction, on the one thread that owns the database."""

    database: Database
    client: Client
    robots: RobotsCache
    matcher: Matcher
    writer: ThreadPoolExecutor
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

    def with_matcher(self, matcher: Matcher) -> "Means":
        """The same with another watch list."""
        return replace(self, matcher=matcher)


def now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


@asynccontextmanager
async def means(
    settings: Settings, database: Database, matcher: Matcher, *, allow_private: bool | None = None
) -> AsyncIterator[Means]:
    """Everything a job needs, closed again at the end of the block."""
    options = FetchOptions(
        user_agent=settings.user_agent,
        timeout=settings.timeout,
        max_bytes=settings.max_bytes,
        allow_private=settings.allow_private if allow_private is None else allow_private,
        proxy=settings.proxy,
        concurrency=settings.concurrency,
    )
    with ThreadPoolExecutor(1, thread_name_prefix="database") as writer:
        async with HttpClient(options) as client:
            yield Means(
                database, client, RobotsCache(client, settings.user_agent), matcher, writer, now, Random().random
            )
