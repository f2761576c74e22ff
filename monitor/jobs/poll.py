"""The first line: look at sources and place what they tell. Read this file first.

due? → fetch → parse → match → place            one source, one transaction
                        └→ text wanted → read.py
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog
from sqlmodel import Session

from db.errors import DatabaseError
from db.queries.refusals import add_refusal
from db.queries.sources import SourceMemory, save_source, source_memories, source_memory
from monitor.fetch.errors import FetchError
from monitor.fetch.rhythm import is_due
from monitor.jobs import remembering
from monitor.jobs.judging import Told, judge_body
from monitor.jobs.means import Means
from monitor.jobs.place import NOTHING, Around, Placed, place_all
from monitor.jobs.read import Read, read_wanted
from monitor.jobs.remembering import Moment
from monitor.sources.catalogue import Catalogue
from monitor.sources.client import Answer
from monitor.sources.errors import SourceError
from monitor.sources.source import Source

log = structlog.get_logger(__name__)

Together = tuple[Source, ...]
"""Sources of one address: it is fetched once."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What became of one source."""

    source: str
    status: str
    """ok, unchanged, failed, skipped."""
    http_status: int | None = None
    entries: int = 0
    error: str | None = None
    reason: str = ""
    """Why it was skipped, in words."""
    placed: Placed = NOTHING

    def as_json(self) -> dict[str, Any]:
        """One row of `footprint poll --json`."""
        return {
            "source": self.source,
            "status": self.status,
            "http_status": self.http_status,
            "entries": self.entries,
            "new_articles": len(self.placed.new),
            "mentions": len(self.placed.mentions),
            "error": self.error,
        }


async def poll_together(sources: Together, tools: Means) -> list[Polled]:
    """Poll sources of one address: fetch once, then parse, match and place for each.

    Whatever a source does is its own failure, recorded with the reason. Raises DatabaseError.
    """
    memories = await tools.read(_recalled, sources)
    try:
        answer = await tools.client.get(remembering.request_for(sources[0], memories))
    except FetchError as error:
        return [await _failed(*one, error.reason, None, tools) for one in zip(sources, memories, strict=True)]
    return [await _poll(*one, answer, tools) for one in zip(sources, memories, strict=True)]


def _recalled(session: Session, sources: Together) -> list[SourceMemory]:
    return [remembering.recalled(source, source_memory(session, source.id)) for source in sources]


async def _poll(source: Source, memory: SourceMemory, answer: Answer, tools: Means) -> Polled:
    try:
        if refusal := remembering.refusal_of(answer, memory):
            return await _failed(source, memory, refusal, answer, tools)
        told = None
        if not remembering.is_unchanged(answer, memory):
            told = await tools.think(
                judge_body, answer.body, answer.headers, answer.url, source, tools.matcher, tools.clock()
            )
        placed = await tools.write(_place, source, memory, answer, told, tools)
    except SourceError as error:
        return await _failed(source, memory, error.reason, answer, tools)
    except DatabaseError:
        raise
    except Exception as error:  # the one place that shields the other sources
        log.exception("an error of ours", source=source.id)
        return await _failed(source, memory, f"an error of ours: {type(error).__name__}: {error}", answer, tools)
    status = "unchanged" if told is None else "ok"
    entries = len(told.judged) if told else 0
    log.info("polled", source=source.id, status=status, new=len(placed.new), mentions=len(placed.mentions))
    return Polled(source.id, status, answer.status, entries, placed=placed)


def _place(
    session: Session, source: Source, memory: SourceMemory, answer: Answer, told: Told | None, tools: Means
) -> Placed:
    """All that one poll changes, in one transaction: refusals, articles, mentions, stories, validators, health."""
    moment = Moment(tools.clock(), tools.chance())
    placed = NOTHING
    if told is not None:
        for refusal in told.refusals:
            add_refusal(session, source.id, refusal.key, refusal.reason, moment.now)
        first_look = memory.last_success is None
        around = Around(source, moment.now, tools.world, tools.matcher.hash, first_look=first_look)
        placed = place_all(session, told.judged, around)
    after = remembering.after_success(memory, answer, told, len(placed.new), moment)
    save_source(session, remembering.scheduled(after, source, moment))
    return placed


async def _failed(source: Source, memory: SourceMemory, why: str, answer: Answer | None, tools: Means) -> Polled:
    """Record a failure in a small transaction of its own."""
    moment = Moment(tools.clock(), tools.chance())
    after = remembering.scheduled(remembering.after_failure(memory, why, answer, moment), source, moment)
    await tools.write(save_source, after)
    log.warning("source failed", source=source.id, error=why, failures=after.failures, next_look=_clock(after.next_due))
    return Polled(source.id, "failed", answer.status if answer else None, error=why)


async def due_sources(catalogue: Catalogue, tools: Means) -> list[Together]:
    """Which sources are to be polled now?"""
    chosen, _ = choose(catalogue, await tools.read(source_memories), tools.clock())
    return chosen


def choose(
    catalogue: Catalogue,
    memories: dict[str, SourceMemory],
    now: datetime,
    *,
    only: Collection[str] = (),
    whatever_the_rhythm: bool = False,
) -> tuple[list[Together], list[Polled]]:
    """The sources to poll, those of one address together, and those to skip, each with the reason. Pure.

    A named source is polled whatever its rhythm; a server that asked to wait is left alone by all.
    """
    skipped: list[Polled] = []
    groups: dict[tuple[str, str | None, str | None], list[Source]] = defaultdict(list)
    due: set[tuple[str, str | None, str | None]] = set()
    for source in catalogue.sources:
        if only and source.id not in only:
            continue
        memory = remembering.recalled(source, memories.get(source.id))
        if not source.enabled:
            skipped.append(Polled(source.id, "skipped", reason="switched off in sources.yaml"))
            continue
        if memory.retry_after and memory.retry_after > now:
            why = f"the server asked us to wait until {_clock(memory.retry_after)}"
            skipped.append(Polled(source.id, "skipped", memory.http_status, error=why, reason=why))
            continue
        together = (remembering.address_of(memory), source.proxy, source.user_agent)
        groups[together].append(source)
        if only or whatever_the_rhythm or is_due(memory.next_due, now):
            due.add(together)
    for together, sources in groups.items():
        if together not in due:
            for source in sources:
                at = memories[source.id].next_due
                skipped.append(Polled(source.id, "skipped", reason=f"not due before {_clock(at)}"))
    return [tuple(sources) for together, sources in groups.items() if together in due], skipped


def wanted_by(polled: Iterable[Polled]) -> frozenset[int]:
    """The articles whose pages these polls want read."""
    return frozenset(article for one in polled for article in one.placed.wanted)


async def read_promised(
    catalogue: Catalogue, polled: Sequence[Polled], tools: Means, done: Callable[[], None] = lambda: None
) -> list[Polled]:
    """Read the pages that these polls want: `mentions` of the results are those that are left after it.

    `done` is called after each page.
    """
    wanted = wanted_by(polled)
    read = {one.article: one for one in await read_wanted(catalogue, tools, only=wanted, done=done)} if wanted else {}
    return [replace(one, placed=_after_reads(one.placed, read)) for one in polled]


def _after_reads(placed: Placed, read: dict[int, Read]) -> Placed:
    kept = [article for article in placed.mentions if article not in read or read[article].is_mention]
    found = [one for one in placed.wanted if one in read and read[one].is_mention and not read[one].was_mention]
    return replace(placed, mentions=(*kept, *found))


async def poll_all(groups: Sequence[Together], tools: Means, done: Callable[[], None] = lambda: None) -> list[Polled]:
    """Poll many sources side by side; `done` is called after each address."""

    async def one(together: Together) -> list[Polled]:
        try:
            return await poll_together(together, tools)
        finally:
            done()

    return [polled for some in await asyncio.gather(*map(one, groups)) for polled in some]


def _clock(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "now"
