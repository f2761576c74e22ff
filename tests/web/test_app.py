"""The web application: health in one object, and the page behind an unsubscribe link where readers can reach it."""

from datetime import UTC, datetime, timedelta

import pytest
from httpx import ASGITransport, AsyncClient

from alerts.unsubscribe import Leaving, unsubscribe_link
from db.engine import Database
from db.queries.subscriptions import suppressed
from monitor.web.app import build_app
from monitor.web.health import LATE, Pulse
from tests.databases import *  # noqa: F403

DESK = "https://desk.example"


def pulse(age: timedelta) -> Pulse:
    now = datetime.now(UTC)
    return Pulse(now - timedelta(days=1), {"poll": now - age, "digest": now}, 51, ("sources.yaml:3: wrong",))


@pytest.mark.anyio
@pytest.mark.parametrize(("age", "status", "late"), [(timedelta(), 200, []), (LATE * 2, 503, ["poll"])])
async def test_health_says_whether_every_tick_comes_round(age: timedelta, status: int, late: list[str]) -> None:
    app = build_app(lambda: pulse(age))
    async with AsyncClient(transport=ASGITransport(app), base_url=DESK) as client:
        answer = await client.get("/healthz")
    assert answer.status_code == status
    body = answer.json()
    assert (body["late"], body["sources"], body["problems"]) == (late, 51, ["sources.yaml:3: wrong"])


@pytest.mark.anyio
async def test_only_a_desk_with_a_public_address_serves_the_unsubscribe_page(database: Database) -> None:
    secret = {"FOOTPRINT_SECRET": "a secret of thirty-two characters"}
    leaving = Leaving("desk", "email", "one@desk.example")
    path = unsubscribe_link(leaving, DESK, secret).removeprefix(DESK)
    assert path.startswith("/")
    async with AsyncClient(transport=ASGITransport(build_app(lambda: pulse(timedelta()))), base_url=DESK) as client:
        assert (await client.get(path)).status_code == 404
    app = build_app(lambda: pulse(timedelta()), (database, secret))
    async with AsyncClient(transport=ASGITransport(app), base_url=DESK) as client:
        assert (await client.get(path)).status_code == 200
        with database.reading() as session:
            assert suppressed(session) == []
        assert (await client.post(path)).status_code == 200
    with database.reading() as session:
        assert [one.recipient for one in suppressed(session)] == ["one@desk.example"]
