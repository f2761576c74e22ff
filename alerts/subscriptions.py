"""subscriptions.yaml: who is told what, when, over which channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SerializeAsAny

from alerts.channels.base import ChannelSettings
from alerts.filters import Filters
from alerts.line import Brief
from alerts.schedule import IMMEDIATE, Rhythm, quiet_hours

SUBSCRIPTIONS_FILE = "subscriptions.yaml"
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class WhenEmpty(StrEnum):
    """What happens when there is nothing to tell."""

    SKIP = "skip"
    SAY_SO = "say-so"


class WhenUncertain(StrEnum):
    """What happens to a delivery that may or may not have arrived."""

    SEND_AGAIN = "send-again"
    HOLD = "hold"


def as_span(value: Any) -> Any:
    """`15m`, `12h`, `30d`, `2w` as a timedelta; raises ValueError for another form."""
    if isinstance(value, timedelta):
        return value
    text = str(value).strip()
    if not text[:-1].isdigit() or text[-1:] not in UNITS:
        raise ValueError("not a span of time; write 15m, 12h or 30d")
    try:
        return timedelta(**{UNITS[text[-1]]: int(text[:-1])})
    except OverflowError:
        raise ValueError("longer than any archive; write at most 3650d") from None


Span = Annotated[timedelta, BeforeValidator(as_span)]


class Subscription(BaseModel):
    """One subscription. Texts that name a schedule, a zone or quiet hours are checked by alerts/check.py."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)]
    name: Annotated[str, Field(min_length=1, max_length=100)]
    schedule: str = "0 8 * * *"
    """A cron line, or `immediate`."""
    timezone: str = "UTC"
    language: str = "en"
    """Of the digest's own words."""
    first: Span = timedelta(days=30)
    """How far back the first digest looks."""
    filters: Filters = Field(default_factory=Filters)
    interests: Annotated[tuple[str, ...], Field(max_length=5)] = ()
    """Ids of entities, places, countries or events that come first."""
    max_stories: Annotated[int, Field(ge=1, le=500)] = 40
    when_empty: WhenEmpty = WhenEmpty.SKIP
    when_uncertain: WhenUncertain = WhenUncertain.SEND_AGAIN
    quiet: str | None = None
    """Hours of the day in which nothing is composed: `22:00-07:00`."""
    at_most_every: Span = timedelta(minutes=15)
    """For `immediate`: what comes within this span is bundled."""
    source_health: bool = False
    """For those who own the sources: name each one that brings nothing."""
    enabled: bool = True
    channels: Annotated[tuple[SerializeAsAny[ChannelSettings], ...], Field(min_length=1)]

    @property
    def rhythm(self) -> Rhythm:
        """The schedule as alerts/schedule.py takes it."""
        return Rhythm(self.schedule, self.timezone, quiet_hours(self.quiet) if self.quiet else None, self.at_most_every)

    @property
    def brief(self) -> Brief:
        """What it asks of its digests."""
        return Brief(
            subscription=self.id,
            name=self.name,
            language=self.language,
            timezone=self.timezone,
            filters=self.filters,
            interests=self.interests,
            max_stories=self.max_stories,
            immediate=self.schedule == IMMEDIATE,
            health=self.source_health,
        )

    def addresses(self) -> dict[tuple[str, str], ChannelSettings]:
        """(channel, recipient) → the settings that reach them; the first wins where two name the same."""
        found: dict[tuple[str, str], ChannelSettings] = {}
        for channel in self.channels:
            for recipient in channel.recipients():
                found.setdefault((channel.kind, recipient), channel)
        return found


class Subscriptions(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subscriptions: tuple[Subscription, ...] = ()
    usd_rates: Mapping[str, Mapping[date, Annotated[float, Field(gt=0)]]] = Field(default_factory=dict)
    """Currency → from that date on → how much of it one US dollar buys: sums are then told in dollars too."""

    def find(self, subscription_id: str) -> Subscription | None:
        """The subscription with this id."""
        return next((one for one in self.subscriptions if one.id == subscription_id), None)

    @property
    def active(self) -> tuple[Subscription, ...]:
        """Those that are not switched off."""
        return tuple(one for one in self.subscriptions if one.enabled)


@dataclass(frozen=True, slots=True)
class FilterValues:
    """What filters may name, where it is known."""

    entities: frozenset[str] | None = None
    places: frozenset[str] | None = None
    sources: frozenset[str] | None = None


def subscriptions_path(config_dir: Path) -> Path:
    """Where the file stands in `config_dir`."""
    return config_dir / SUBSCRIPTIONS_FILE
