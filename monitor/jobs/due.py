"""Which sources are to be polled now, which not, and why not."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from db.queries.sources import SourceMemory, source_memories
from monitor.fetch.rhythm import is_due
from monitor.jobs import remembering
from monitor.jobs.means import Means
from monitor.jobs.polled import Polled, clock
from monitor.sources.catalogue import Catalogue
from monitor.sources.source import Source

Together = tuple[Source, ...]
"""Sources of one address: it is fetched once."""


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
            why = f"the server asked us to wait until {clock(memory.retry_after)}"
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
                skipped.append(Polled(source.id, "skipped", reason=f"not due before {clock(at)}"))
    return [tuple(sources) for together, sources in groups.items() if together in due], skipped
