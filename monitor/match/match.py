"""What the watch list says of a text: plain values, no I/O. Offsets are code points into `title + "\\n" + text`."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from db.kinds import ClaimKind, ClaimState, Event, RoleKind


class EvidenceKind(StrEnum):
    """What a piece of evidence is evidence of."""

    ENTITY = "entity"
    PLACE = "place"
    CONTEXT = "context"
    BODY = "body"
    DEPLOYMENT = "deployment"
    FIGURE = "figure"
    AGAINST = "against"
    PRIOR = "prior"


@dataclass(frozen=True, slots=True)
class Text:
    """What is judged: the words, and what is known of where they stood."""

    title: str
    text: str = ""
    source_country: str | None = None
    """ISO 3166-1 alpha-2 of the country that the outlet covers: a prior, no verdict."""
    source_language: str | None = None
    published: datetime | None = None

    @property
    def whole(self) -> str:
        """The text that offsets point into."""
        return self.title + "\n" + self.text


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why: the words at [start, end), what they stand for, and what they weigh (negative: against)."""

    start: int
    end: int
    text: str
    kind: EvidenceKind
    id: str
    weight: float

    def as_json(self) -> dict[str, str | int | float]:
        """Plain values, as the outside contract writes them and the mention keeps them."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "kind": self.kind.value,
            "id": self.id,
            "weight": self.weight,
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """Something the text says in figures (`facts` in JSON)."""

    kind: ClaimKind
    value: int | str
    """A number of devices or whole currency units; a status; an ISO date for a deadline."""
    unit: str | None = None
    """camera, complex, sensor, point, ISO 4217, or None."""
    state: ClaimState | None = None
    scope: str | None = None
    """What it covers, in the source's words."""
    place: str | None = None
    """The id of what it covers, where that is one place."""
    as_of: date | None = None
    said_by: str | None = None
    sentence: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Role:
    """A part that somebody has in what a text tells, by its own words."""

    kind: RoleKind
    entity: str
    """Id of a watched firm, or the name as written."""
    sentence: str
    start: int
    end: int
    """Where the words stand that say so."""


@dataclass(frozen=True, slots=True)
class Match:
    """The verdict on one text, with everything that led to it."""

    grade: int
    """0 to 3."""
    event: Event | None = None
    language: str | None = None
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    roles: tuple[Role, ...] = ()
    reasons: tuple[str, ...] = ()
    """Plain words; the first is the one sentence that sums it up."""
    evidence: tuple[Evidence, ...] = ()
    text_wanted: str | None = None
    """Why the article's page should be read before this is final; None when it need not."""
    notes: tuple[str, ...] = field(default=())
