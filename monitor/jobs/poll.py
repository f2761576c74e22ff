"""The first line: look at sources and place what they tell. Read this file first.

due? → fetch → parse → match → place            one source, one transaction      (due? is in due.py)
                        └→ text wanted → read.py
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import structlog
from sqlmodel import Session

from db.errors import DatabaseError
from db.queries.refusals import add_refusal
from db.queries.sources import SourceMemory, save_source, source_memory
from monitor.fetch.errors import FetchError
from monitor.jobs import remembering
from monitor.jobs.due import Together
from monitor.jobs.judging import Told, judge_body
from monitor.jobs.means import Means
from monitor.jobs.place import NOTHING, Around, Placed, place_all
from monitor.jobs.polled import Polled, clock
from monitor.jobs.read import Read, read_wanted
from monitor.jobs.remembering import Moment
from monitor.sources.catalogue import Catalogue
from monitor.sources.client import Answer
from monitor.sources.errors import SourceError
from monitor.sources.source import Source

log = structlog.get_logger(__name__)


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
    log.warning("source failed", source=source.id, error=why, failures=after.failures, next_look=clock(after.next_due))
    return Polled(source.id, "failed", answer.status if answer else None, error=why)


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
