"""What the other rooms know and a digest needs: coverage, names, rates, the ledger. Handed in by the job."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from alerts.content import Coverage, Named


@dataclass(frozen=True, slots=True)
class Outlet:
    """What sources.yaml says of the outlet behind a source."""

    name: str
    ownership: str | None = None
    role: str | None = None
    official: bool = False
    """Whether it speaks for the state: a ministry, a city, a state agency that publishes first."""


Ledger = Callable[[Session, Sequence[int]], Mapping[int, tuple[str, ...]]]
"""Asked once for all stories of a digest: what each brings that the ledger of deployments does not hold, in words."""


def no_ledger(session: Session, story_ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """The answer where no ledger is kept: nothing is called new."""
    return {}


def no_mirror(url: str) -> bool:
    """The answer of who knows of no host that only copies."""
    return False


@dataclass(frozen=True, slots=True)
class Known:
    """Everything around the stories. The defaults are those of a reader who knows nothing but the ids."""

    coverage: Coverage = field(default_factory=Coverage)
    outlets: Mapping[str, Outlet] = field(default_factory=dict)
    entities: Mapping[str, Named] = field(default_factory=dict)
    rates: Mapping[str, Mapping[date, float]] = field(default_factory=dict)
    """Currency → from that date on → how much of it one US dollar buys."""
    is_mirror: Callable[[str], bool] = no_mirror
    """Whether an address is on a host that only copies: never the earliest source, whatever its date says."""
    desk_url: str | None = None
    mail_domain: str = "footprint.invalid"
    """The right-hand side of Message-IDs: the domain that mail comes from."""
    ledger: Ledger = no_ledger
    novelties: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Story → what is new in it: the ledger's answer for the stories of this digest."""

    def outlet(self, source_id: str) -> Outlet:
        """The outlet of a source; one that has left sources.yaml keeps its id for a name."""
        return self.outlets.get(source_id) or Outlet(source_id)

    def entity(self, entity_id: str) -> Named:
        """A watched entity with its name."""
        return self.entities.get(entity_id) or Named(entity_id, _readable(entity_id))

    def usd(self, amount: int, currency: str | None, on: date) -> int | None:
        """`amount` in dollars at the rate of the day, rounded; None for dollars and where no rate is configured."""
        known = sorted(self.rates.get(currency or "", {}).items())
        at = bisect_right([day for day, _ in known], on)
        return round(amount / known[at - 1][1]) if at else None


def _readable(identity: str) -> str:
    return identity.replace("-", " ").capitalize()
