"""Digests composed and sent by the job: once, with the coverage they rest on, and after any sleep."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from alerts.channels.registry import settings_of
from alerts.known import Known
from alerts.results import DeliveryResult
from alerts.subscriptions import Subscription, Subscriptions
from db.engine import Database
from monitor.jobs.configuration import Configuration
from monitor.jobs.digest import Desk, digest_round, known_of, preview_digest, send_digest
from monitor.settings import Settings
from tests.databases import *  # noqa: F403
from tests.feeds import BISHKEK, BISHKEK_TEXT, SERGEK, SERGEK_TEXT, Item, rss
from tests.jobs.line import Line, watchlist
from tests.origin import Origin

EIGHT = datetime(2026, 11, 23, 3, 5, tzinfo=UTC)
"""Five past eight in Almaty."""


@pytest.fixture
def line(database: Database, origin: Origin) -> Line:
    made = Line(database, now=EIGHT)
    item = Item(SERGEK, origin.url("/a"), SERGEK_TEXT, at=EIGHT - timedelta(hours=2))
    made.source(origin.serve("/rss", rss([item])), full_text="never")
    made.source(origin.url("/404"), "broken", country="UZ")
    return made


def desk(line: Line, folder: Path, **values: object) -> Desk:
    channels = ({"kind": "file", "path": "out/"}, {"kind": "console"})
    opened = tuple(settings_of(one["kind"]).model_validate(one) for one in channels)
    subscription = Subscription(
        id="morning", name="Morning", timezone="Asia/Almaty", channels=opened, **{"schedule": "0 8 * * *", **values}
    )
    configuration = Configuration(line.catalogue, watchlist(), Subscriptions(subscriptions=(subscription,)))
    return Desk(configuration, Settings(config_dir=folder), StringIO())


def round_of(line: Line, at: Desk) -> list[DeliveryResult]:
    return line.run(lambda tools: digest_round(at, tools))


def test_a_digest_is_sent_once_with_what_it_rests_on(line: Line, tmp_path: Path) -> None:
    line.poll()
    at = desk(line, tmp_path)
    assert round_of(line, at) == []  # first seen now: the next moment of the schedule is the first
    line.later(days=1)
    assert [one.status for one in round_of(line, at)] == ["sent", "sent"]
    assert round_of(line, at) == []
    page = next((tmp_path / "out").glob("*.html")).read_text()
    assert SERGEK in page
    assert "1 of 2 sources read" in page
    assert "Uzbekistan: 1 of 1 failing" in page


def test_a_digest_that_was_due_while_the_machine_slept_is_sent_once_on_waking(line: Line, tmp_path: Path) -> None:
    at = desk(line, tmp_path)
    round_of(line, at)
    line.poll()
    line.later(days=5, hours=3)
    assert len(round_of(line, at)) == 2
    line.later(minutes=10)
    assert round_of(line, at) == []
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_what_was_told_is_not_told_again_and_what_is_new_is(line: Line, origin: Origin, tmp_path: Path) -> None:
    at = desk(line, tmp_path)
    line.poll()
    assert [
        one.stories for one in line.run(lambda tools: send_digest(at, at.configuration.subscriptions.active[0], tools))
    ] == [1, 1]
    line.later(days=1)
    line.source(
        origin.serve("/ky", rss([Item(BISHKEK, origin.url("/b"), BISHKEK_TEXT, at=line.now)])),
        "kg",
        country="KG",
        language="ky",
        full_text="never",
    )
    line.poll("kg")
    at = desk(line, tmp_path)
    assert [one.stories for one in round_of(line, at)] == [1, 1]
    newest = max((tmp_path / "out").iterdir(), key=lambda path: path.name).read_text()
    assert BISHKEK in newest
    assert SERGEK not in newest


def test_a_preview_stores_and_sends_nothing(line: Line, tmp_path: Path) -> None:
    line.poll()
    at = desk(line, tmp_path)
    subscription = at.configuration.subscriptions.active[0]
    seen = line.run(lambda tools: preview_digest(at, subscription, tools))
    assert [one.headline for one in seen.stories] == [SERGEK]
    assert line.run(lambda tools: preview_digest(at, subscription, tools)).stories == seen.stories
    assert not (tmp_path / "out").exists()


def test_backlog_is_kept_out_of_the_digest_and_in_the_database(line: Line, origin: Origin, tmp_path: Path) -> None:
    old = Item(SERGEK, origin.url("/a"), SERGEK_TEXT, at=EIGHT - timedelta(days=31))
    origin.serve("/rss", rss([old]))
    line.poll()
    at = desk(line, tmp_path, first="60d")
    subscription = at.configuration.subscriptions.active[0]
    assert line.run(lambda tools: preview_digest(at, subscription, tools)).stories == ()
    assert [one.title for one in line.mentions()] == [SERGEK]


@pytest.mark.parametrize(
    ("sender", "domain"),
    [
        ("Desk <desk@example.org>", "example.org"),
        ("desk@пример.рф", "xn--e1afmkfd.xn--p1ai"),
        (None, Known().mail_domain),
        ("desk@" + "long" * 30, Known().mail_domain),
    ],
)
def test_message_ids_end_in_the_senders_domain_as_dns_writes_it(
    line: Line, tmp_path: Path, sender: str | None, domain: str
) -> None:
    settings = Settings(config_dir=tmp_path, smtp_from=sender)
    assert known_of(desk(line, tmp_path).configuration, settings, {}, EIGHT).mail_domain == domain
