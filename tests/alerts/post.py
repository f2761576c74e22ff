"""A round of the outbox, as the tests ask for it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from alerts.channels.base import Surroundings
from alerts.compose import compose_due
from alerts.known import Known
from alerts.results import DeliveryResult
from alerts.sending import send_waiting
from alerts.subscriptions import Subscription, Subscriptions
from db.engine import Database
from db.queries.deliveries import DeliveryView, deliveries_of
from monitor.settings import Settings
from tests.alerts import rows
from tests.alerts.rows import NOON, Said


def surroundings(folder: Path, environment: Mapping[str, str] | None = None, desk: str | None = None) -> Surroundings:
    """What a channel finds around it, with the mail relay of `environment`."""
    values = dict(environment or {})
    smtp = {key.lower(): value for key, value in values.items() if key.startswith("SMTP_")}
    return Surroundings(folder, values, Settings(desk_url=desk, **smtp))  # type: ignore[arg-type]


def composed(database: Database, subscription: Subscription, *said: Said) -> None:
    """A digest of these stories (one, if none is given), with its deliveries."""
    with database.writing() as session:
        for one in said or (Said(),):
            rows.story(session, one)
    known = Known(mail_domain="footprint.example")
    assert compose_due(database, subscription, NOON, known, forced=True) is not None


async def sent(
    database: Database,
    subscription: Subscription,
    around: Surroundings,
    *,
    at: datetime | Callable[[], datetime] = NOON,
    only: str | None = None,
) -> list[DeliveryResult]:
    """One round at a moment of our choice."""
    clock = at if callable(at) else lambda: at
    return await send_waiting(database, Subscriptions(subscriptions=(subscription,)), around, only=only, clock=clock)


def stored(database: Database) -> list[DeliveryView]:
    """All deliveries as they stand."""
    with database.reading() as session:
        return deliveries_of(session)
