"""What a digest says: frozen values, kept as JSON in the `Digest` row. Data only; words come with rendering."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from db.kinds import ClaimKind, ClaimState, Event, ItemKind


class Standing(StrEnum):
    """What one publication is in its story."""

    OFFICIAL = "official"
    INDEPENDENT = "independent"
    REPRINT = "reprint"


class Change(StrEnum):
    """What became of something that an earlier digest said."""

    MERGED = "merged"
    SPLIT = "split"
    EDITED = "edited"
    REMOVED = "removed"
    REGRADED = "regraded"


class Trouble(StrEnum):
    """Why a source brings nothing."""

    SILENT = "silent"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Named:
    """Something with an id in our files and a name for people."""

    id: str
    name: str
    kind: str = ""
    """`vendor`, `system`, ... for entities; empty for places."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One publication, as it can stand in a footnote."""

    mention_id: int
    text_version_id: int
    source_id: str
    outlet: str
    url: str
    title: str
    language: str | None
    published: datetime | None
    first_seen: datetime
    standing: Standing
    ownership: str | None = None

    @property
    def when(self) -> datetime:
        """When it came out: its own date, else when we first saw it."""
        return self.published or self.first_seen


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a text says in figures, with the sentence that says it."""

    kind: ClaimKind
    value: int | str
    unit: str | None = None
    state: ClaimState | None = None
    scope: str | None = None
    """What it covers, in the source's words."""
    place: str | None = None
    """The id of what it covers, where that is one place."""
    as_of: date | None = None
    said_by: str | None = None
    sentence: str = ""
    mention_id: int = 0
    """The publication it stands in."""
    usd: int | None = None
    """A sum in dollars at the rate of its date, where a rate is configured."""

    @property
    def covers(self) -> str | None:
        """What it covers, the same for texts of any language where that is one place."""
        return self.place or self.scope


@dataclass(frozen=True, slots=True)
class Correction:
    """What an earlier digest said, and what became of it."""

    change: Change
    told: datetime
    """When the earlier digest was made."""
    headline: str = ""
    """As it was told then."""
    before: tuple[Fact, ...] = ()
    """Facts that were told and are no longer said."""
    after: tuple[Fact, ...] = ()
    """What is said in their place."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One story as a digest tells it."""

    story_id: int
    kind: ItemKind
    headline: str
    language: str | None
    grade: int
    event: Event
    first_seen: datetime
    last_seen: datetime
    countries: tuple[str, ...] = ()
    places: tuple[Named, ...] = ()
    entities: tuple[Named, ...] = ()
    facts: tuple[Fact, ...] = ()
    conflicts: tuple[tuple[Fact, ...], ...] = ()
    """Facts of the same kind that contradict each other, side by side."""
    references: tuple[Reference, ...] = ()
    """All publications of the story, the earliest first."""
    reasons: tuple[str, ...] = ()
    interest: str | None = None
    """The reader's named interest that it answers."""
    novelty: tuple[str, ...] = ()
    """What is new against the ledger, in words."""
    causes: tuple[str, ...] = ()
    """What brought it here: ids of mentions or changes; empty for a new story."""
    correction: Correction | None = None
    address: str = ""
    """A stable address: the desk's page where there is a desk, else the earliest source."""

    @property
    def earliest(self) -> Reference | None:
        """The publication that was first."""
        return self.references[0] if self.references else None

    @property
    def first_official(self) -> Reference | None:
        """The first publication of an official source."""
        return next((one for one in self.references if one.standing is Standing.OFFICIAL), None)

    def count(self, standing: Standing) -> int:
        """How many of its publications have this standing."""
        return sum(one.standing is standing for one in self.references)

    @property
    def size(self) -> int:
        """The largest number of devices it speaks of; 0 without one."""
        sizes = (fact.value for fact in self.facts if fact.kind in DEVICES)
        return max((size for size in sizes if isinstance(size, int)), default=0)


DEVICES = (ClaimKind.CAMERAS, ClaimKind.COMPLEXES, ClaimKind.SENSORS, ClaimKind.POINTS)


@dataclass(frozen=True, slots=True)
class TroubledSource:
    """A configured source that brings nothing, and since when."""

    source_id: str
    name: str
    country: str | None
    trouble: Trouble
    since: datetime | None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class CountryCoverage:
    """How many sources of one country are read."""

    country: str | None
    configured: int
    read: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a digest rests on: "all quiet" without it would be a lie."""

    configured: int = 0
    read: int = 0
    """Sources that answered well the last time they were asked."""
    countries: tuple[CountryCoverage, ...] = ()
    troubled: tuple[TroubledSource, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What was found and is not in the digest, counted."""

    by_grade: tuple[tuple[int, int], ...] = ()
    """(grade, stories) below what the subscription asks for, since the last digest."""
    over_length: int = 0
    """Stories beyond the digest's greatest length: "and N more"."""
    backlog: int = 0
    """Stories that came with a new source's old items."""


@dataclass(frozen=True, slots=True)
class DigestContent:
    """Everything that one digest says."""

    subscription: str
    name: str
    language: str
    timezone: str
    created: datetime
    since: datetime
    until: datetime
    coverage: Coverage
    stories: tuple[StoryLine, ...] = ()
    updates: tuple[StoryLine, ...] = ()
    corrections: tuple[StoryLine, ...] = ()
    held: HeldBack = HeldBack()
    health: bool = False
    """Whether the reader owns the sources and sees each one in trouble."""

    @property
    def lines(self) -> tuple[StoryLine, ...]:
        """All lines in the order in which they are shown."""
        return self.corrections + self.stories + self.updates

    @property
    def empty(self) -> bool:
        """Whether it has nothing to tell."""
        return not self.lines


_CONTENT: TypeAdapter[DigestContent] = TypeAdapter(DigestContent)


def to_json(content: DigestContent) -> dict[str, Any]:
    """`content` as plain JSON values, for the `Digest` row."""
    data: dict[str, Any] = _CONTENT.dump_python(content, mode="json")
    return data


def from_json(data: dict[str, Any]) -> DigestContent:
    """The content that `to_json` wrote. Raises pydantic's ValidationError for anything else."""
    return _CONTENT.validate_python(data)
