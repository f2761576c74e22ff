"""When a digest is made, and to whom it is to go, on both engines."""

from dataclasses import replace
from datetime import timedelta

from sqlmodel import select

from alerts.compose import compose_due
from alerts.content import from_json
from alerts.unsubscribe import Leaving, leave
from db.engine import Database
from db.models import Article, Delivery
from db.queries.articles import postpone_text, want_text
from db.queries.deliveries import deliveries_of
from db.queries.digests import digests_of
from db.queries.told import Asked, untold_stories
from tests.alerts.rows import NOON, Said, subscription
from tests.alerts.telling import DAY, KNOWN, MORNING, heard, stored, told


class TestWhenItIsDue:
    def test_a_digest_missed_while_asleep_is_made_once(self, database: Database) -> None:
        compose_due(database, MORNING, NOON, KNOWN)
        stored(database, Said(seen=NOON + timedelta(hours=1)))
        week = NOON + 7 * DAY
        assert compose_due(database, MORNING, week, KNOWN) is not None
        stored(database, Said(seen=week))
        assert compose_due(database, MORNING, week + timedelta(hours=1), KNOWN) is None

    def test_nothing_to_tell_makes_no_digest(self, database: Database) -> None:
        assert told(database) is None
        with database.reading() as session:
            assert digests_of(session) == []

    def test_unless_it_shall_say_so(self, database: Database) -> None:
        content = told(database, by=subscription("when_empty: say-so"))
        assert content is not None
        assert content.empty

    def test_an_immediate_one_tells_grade_three_at_once_and_bundles_what_follows(self, database: Database) -> None:
        alarm = subscription("").model_copy(update={"schedule": "immediate"})
        stored(database, Said(grade=2))
        assert compose_due(database, alarm, NOON, KNOWN) is None
        stored(database)
        assert compose_due(database, alarm, NOON, KNOWN) is not None
        later = [stored(database, Said(seen=NOON)) for _ in range(2)]
        assert compose_due(database, alarm, NOON + timedelta(minutes=5), KNOWN) is None
        bundle = compose_due(database, alarm, NOON + timedelta(minutes=15), KNOWN)
        assert bundle is not None
        assert heard(from_json(bundle.content)) == later

    def test_what_the_ledger_does_not_hold_is_urgent_too(self, database: Database) -> None:
        alarm = subscription("").model_copy(update={"schedule": "immediate"})
        stored(database, Said(grade=2))
        knows = replace(KNOWN, ledger=lambda _, stories: dict.fromkeys(stories, ("not in our ledger",)))
        assert compose_due(database, alarm, NOON, knows) is not None

    def test_an_immediate_one_waits_a_little_for_a_page_to_be_read(self, database: Database) -> None:
        alarm = subscription("").model_copy(update={"schedule": "immediate"})
        story = stored(database)
        unread(database)
        with database.reading() as session:
            assert untold_stories(session, alarm.id, Asked(), NOON - 30 * DAY) == [
                story
            ]  # a digest by the clock tells it
        soon, late = NOON + timedelta(minutes=9), NOON + timedelta(minutes=10)
        assert compose_due(database, alarm, soon, KNOWN) is None
        made = compose_due(database, alarm, late, KNOWN)
        assert made is not None
        assert heard(from_json(made.content)) == [story]

    def test_it_tells_at_once_when_the_page_was_read_or_tried(self, database: Database) -> None:
        alarm = subscription("").model_copy(update={"schedule": "immediate"})
        stored(database)
        unread(database)
        assert compose_due(database, alarm, NOON, KNOWN) is None
        with database.writing() as session:
            postpone_text(session, 1, NOON + DAY, "the server answers 503")
        assert compose_due(database, alarm, NOON, KNOWN) is not None

    def test_what_was_asked_for_by_hand_does_not_wait(self, database: Database) -> None:
        alarm = subscription("").model_copy(update={"schedule": "immediate"})
        stored(database)
        unread(database)
        assert compose_due(database, alarm, NOON, KNOWN, forced=True) is not None


def unread(database: Database) -> None:
    """The page of the first article is still to be read."""
    with database.writing() as session:
        session.get_one(Article, 1).first_seen = NOON
        want_text(session, 1, "it promises figures", NOON)


class TestDeliveries:
    def test_one_for_each_channel_and_recipient_each_with_its_own_message_id(self, database: Database) -> None:
        channels = "[{kind: email, to: [a@x.org, b@x.org, a@x.org]}, {kind: file, path: out/}, {kind: console}]"
        stored(database)
        compose_due(database, subscription("", channels), NOON, KNOWN, forced=True)
        with database.reading() as session:
            made = deliveries_of(session)
        assert [(one.channel, one.recipient) for one in made] == [
            ("email", "a@x.org"), ("email", "b@x.org"), ("file", "out/"), ("console", "stdout"),
        ]  # fmt: skip
        assert len({one.message_id for one in made}) == 4

    def test_slack_gets_as_many_parts_as_its_limits_ask_for(self, database: Database) -> None:
        for _ in range(30):
            stored(database)
        channels = '[{kind: slack, webhook: "${SLACK_WEBHOOK_URL}"}]'
        compose_due(database, subscription("", channels), NOON, KNOWN, forced=True)
        with database.reading() as session:
            made = deliveries_of(session)
        assert len(made) > 1
        assert [line for one in made for line in range(one.first_line, one.last_line)] == list(range(30))
        assert {one.recipient for one in made} == {"SLACK_WEBHOOK_URL"}

    def test_who_has_unsubscribed_gets_none(self, database: Database) -> None:
        stored(database)
        leave(database, Leaving("morning", "file", "out/"), NOON)
        assert told(database) is not None
        with database.reading() as session:
            assert session.exec(select(Delivery)).all() == []
