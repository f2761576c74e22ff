"""What a digest rests on: how many of the configured sources are read, and which bring nothing. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.content import CountryCoverage, Coverage, Trouble, TroubledSource

SILENT_AFTER = timedelta(days=3)
"""A news source that works brings something within this; quieter ones say so with `silent_after`."""


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of one configured, enabled source."""

    id: str
    name: str
    country: str | None = None
    first_polled: datetime | None = None
    last_success: datetime | None = None
    last_new: datetime | None = None
    failures: int = 0
    error: str | None = None
    silent_after: timedelta = SILENT_AFTER


def coverage_of(sources: Iterable[SourceFacts], now: datetime) -> Coverage:
    """What a digest made at `now` rests on. A source is read when it answered well the last time it was asked."""
    known = sorted(sources, key=lambda source: (source.country or "~", source.id))
    countries: dict[str | None, list[SourceFacts]] = {}
    for source in known:
        countries.setdefault(source.country, []).append(source)
    return Coverage(
        configured=len(known),
        read=sum(map(_is_read, known)),
        countries=tuple(
            CountryCoverage(country, len(group), sum(map(_is_read, group))) for country, group in countries.items()
        ),
        troubled=tuple(found for source in known if (found := _trouble(source, now))),
    )


def _is_read(source: SourceFacts) -> bool:
    return source.last_success is not None and source.failures == 0


def _trouble(source: SourceFacts, now: datetime) -> TroubledSource | None:
    if source.failures:
        since = source.last_success or source.first_polled
        return TroubledSource(source.id, source.name, source.country, Trouble.FAILING, since, source.error)
    last = source.last_new or source.first_polled
    if source.last_success is not None and last is not None and now - last > source.silent_after:
        return TroubledSource(source.id, source.name, source.country, Trouble.SILENT, last)
    return None
