"""kill -9 at random instants of polling and sending: nothing twice, nothing lost, on both engines.

FOOTPRINT_CRASHES asks for more crash points than 20, FOOTPRINT_SEED repeats a run.
"""

import json
import os
import random
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.databases import *  # noqa: F403
from tests.e2e.place import Place
from tests.e2e.wild import camera_item
from tests.feeds import page, rss
from tests.origin import Origin
from tests.receivers import Receiver
from tests.smtp import MailServer

CRASHES = int(os.environ.get("FOOTPRINT_CRASHES", "20"))
SEED = int(os.environ.get("FOOTPRINT_SEED", str(random.randrange(10**6))))
LEASE_IS_OVER = 61.0
ROOT = Path(__file__).parents[2]
ROUND = [["poll", "--all"], ["digest", "send", "desk"]]
FEEDS = 4
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@dataclass
class Nursery:
    """Where the command is born to be killed."""

    process: "subprocess.Popen[str]"
    ahead: float = 0.0

    def round(self, kill_after: float | None) -> tuple[bool, float]:
        """Poll and send in one child; whether it was killed, and how long it lived."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.ahead += LEASE_IS_OVER
        asked = {"argv": ROUND, "ahead": self.ahead, "kill_after": kill_after}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        status, took = json.loads(self.process.stdout.readline())
        killed = os.WIFSIGNALED(status)
        assert killed or os.waitstatus_to_exitcode(status) in (0, 1), "the command failed by itself"
        return killed, took


@contextmanager
def nursery(place: Place) -> Iterator[Nursery]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.nursery"],
        cwd=ROOT,
        env=place.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield Nursery(process)
    finally:
        process.kill()
        process.wait()


def publish(origin: Origin, upto: int) -> None:
    """Four feeds that share some of their articles; more come with each call. Half of the pages can be read."""
    for feed in range(FEEDS):
        items = [camera_item(number, origin) for number in range(upto) if number % FEEDS in (feed, (feed + 1) % FEEDS)]
        origin.serve(f"/feed{feed}", rss(items))
    for number in range(upto):
        item = camera_item(number, origin)
        text = (item.text, "Камеры подключат к единой системе видеомониторинга полиции города до конца года.")
        origin.serve(f"/articles/{number}", page(item.title, text), content_type="text/html; charset=utf-8")


@pytest.mark.timeout(400)  # a busy machine; half a minute on a free one
def test_killed_at_any_instant_nothing_is_lost_and_nothing_told_twice(
    place: Place, database_url: str, origin: Origin, mail_server: MailServer, receiver: Receiver
) -> None:
    chance = random.Random(SEED)
    crashes = CRASHES if database_url.startswith("sqlite") else CRASHES // 2  # the doors differ, the jobs do not
    place.environment |= {
        "DATABASE_URL": database_url,
        "HOOK": f"{receiver.url}/hook",
        "SECRET": SECRET,
    } | mail_server.environment()
    place.sources(
        [
            {"id": f"feed{feed}", "name": f"Feed {feed}", "url": origin.url(f"/feed{feed}"), "country": "KZ"}
            for feed in range(FEEDS)
        ]
    )
    channels = [
        {"kind": "email", "to": ["desk@desk.example"]},
        {"kind": "webhook", "url": "${HOOK}", "secret": "${SECRET}"},
    ]
    place.subscriptions([{"id": "desk", "name": "Desk", "max_stories": 100, "channels": channels}])
    killed = 0
    with nursery(place) as born:
        publish(origin, 1)
        born.round(None)  # the first one makes the tables
        publish(origin, 2)
        _, usual = born.round(None)
        for crash in range(crashes):
            publish(origin, 2 + crash % 11)
            killed += born.round(chance.uniform(0.02, 1.2 * usual))[0]
        publish(origin, 12)
        born.round(None)
        born.round(None)
    assert killed >= crashes // 3, f"only {killed} of {crashes} were killed in time (seed {SEED})"

    expected = {camera_item(number, origin).title for number in range(12)}
    mentions = place.footprint("mentions", "--json").json
    assert Counter(mention["title"] for mention in mentions) == dict.fromkeys(expected, 1), f"seed {SEED}"
    assert all(mention["story"] for mention in mentions)

    deliveries = place.footprint("digest", "history", "--json").json
    assert {one["status"] for one in deliveries} == {"sent"}
    told: dict[str, set[str]] = defaultdict(set)
    for one in mail_server.received:
        body = one.mail.get_body(("plain",))
        assert body is not None
        flat = " ".join(body.get_content().split())
        for title in expected:
            if f"* {title}" in flat:
                told[title].add(one.message_id)
    stories = {story["headline"] for story in place.footprint("stories", "--json").json}
    assert {title: len(ids) for title, ids in told.items()} == dict.fromkeys(stories, 1), f"seed {SEED}"
