"""What a subscription wants to hear of. Pure: a story passes when one of its mentions does."""

from collections.abc import Collection
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from db.kinds import Event
from db.queries.digest_stories import DigestMention


class Filters(BaseModel):
    """Empty means all; `grade` means at least."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2."""
    places: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    grade: Annotated[int, Field(ge=1, le=3)] = 2


def passes(mention: DigestMention, filters: Filters) -> bool:
    """Whether one mention is what `filters` ask for."""
    return (
        mention.grade >= filters.grade
        and _meets(filters.countries, mention.countries)
        and _meets(filters.places, mention.places)
        and _meets(filters.entities, mention.entities)
        and (not filters.events or mention.event in filters.events)
        and (not filters.languages or mention.language in filters.languages)
        and _meets(filters.sources, mention.sources)
    )


def _meets(wanted: Collection[str], given: Collection[str]) -> bool:
    return not wanted or not set(wanted).isdisjoint(given)
