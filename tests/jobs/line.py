"""The line from a source to a mention, over a real origin and a real database."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, TypeVar

from db.engine import Database
from db.queries.articles import TextView, text_versions
from db.queries.mentions import MentionFilter, MentionView, find_mentions
from db.queries.refusals import RefusalView, find_refusals
from db.queries.sources import SourceMemory, source_memories
from db.queries.stories import StoryView, find_stories
from monitor.jobs.due import choose
from monitor.jobs.means import Means, means
from monitor.jobs.poll import poll_all, read_promised
from monitor.jobs.polled import Polled
from monitor.jobs.read import Read, read_wanted
from monitor.match.watchlist import Watchlist, load_watchlist
from monitor.settings import Settings
from monitor.sources.catalogue import Catalogue
from monitor.sources.source import Source

T = TypeVar("T")
START = datetime.now(UTC).replace(microsecond=0)


@cache
def watchlist() -> Watchlist:
    return load_watchlist()


@dataclass
class Line:
    """Sources, a database, and a clock that the test turns."""

    database: Database
    sources: list[Source] = field(default_factory=list)
    now: datetime = START
    settings: Settings = field(default_factory=lambda: Settings(allow_private=True, timeout=2.0, max_bytes=2_000_000))

    def source(self, url: str, source_id: str = "one", **values: Any) -> Source:
        made = Source(id=source_id, name=source_id.title(), url=url, **{"country": "KZ", "language": "ru", **values})
        self.sources = [*(one for one in self.sources if one.id != source_id), made]
        return made

    @property
    def catalogue(self) -> Catalogue:
        return Catalogue(sources=tuple(self.sources))

    def run(self, job: Callable[[Means], Coroutine[Any, Any, T]]) -> T:
        async def work() -> T:
            async with means(self.settings, self.database, watchlist()) as tools:
                return await job(replace(tools, clock=lambda: self.now, chance=lambda: 0.5))

        return asyncio.run(work())

    def poll(self, *only: str) -> dict[str, Polled]:
        """Poll all sources (or those named), whatever their rhythm, and read what they want read."""

        async def job(tools: Means) -> list[Polled]:
            memories = await tools.read(source_memories)
            chosen, skipped = choose(self.catalogue, memories, self.now, only=only, whatever_the_rhythm=True)
            return [*await read_promised(self.catalogue, await poll_all(chosen, tools), tools), *skipped]

        return {one.source: one for one in self.run(job)}

    def read(self) -> list[Read]:
        """One round of the service's reading."""
        return self.run(lambda tools: read_wanted(self.catalogue, tools))

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def mentions(self, grade: int = 0) -> list[MentionView]:
        with self.database.reading() as session:
            return find_mentions(session, MentionFilter(grade=grade))

    def stories(self) -> list[StoryView]:
        with self.database.reading() as session:
            return find_stories(session, MentionFilter())

    def texts(self, article_id: int) -> list[TextView]:
        with self.database.reading() as session:
            return text_versions(session, article_id)

    def memory(self, source_id: str = "one") -> SourceMemory:
        with self.database.reading() as session:
            return source_memories(session)[source_id]

    def refusals(self) -> list[RefusalView]:
        with self.database.reading() as session:
            return find_refusals(session)

    def count(self, table: Any) -> int:
        from sqlmodel import func, select

        with self.database.reading() as session:
            return session.exec(select(func.count()).select_from(table)).one()
