"""Storing stories, and hearing what a subscription is told of them."""

from datetime import timedelta

from alerts.compose import compose_due
from alerts.content import DigestContent, from_json
from alerts.known import Known
from db.engine import Database
from tests.alerts import rows
from tests.alerts.rows import NOON, Said, subscription

KNOWN = Known()
DAY = timedelta(days=1)
MORNING = subscription()


def stored(database: Database, *said: Said) -> int:
    with database.writing() as session:
        return rows.story(session, *said)


def followed(database: Database, story_id: int, said: Said) -> int:
    with database.writing() as session:
        return rows.mention(session, story_id, said)


def told(database: Database, *, at: object = NOON, by: object = MORNING) -> DigestContent | None:
    made = compose_due(database, by, at, KNOWN, forced=True)  # type: ignore[arg-type]
    return from_json(made.content) if made else None


def heard(content: DigestContent | None) -> list[int]:
    assert content is not None
    return [line.story_id for line in content.stories]
