"""kill -9 at random instants: each item under one Message-ID, none lost, copies only where an answer was hidden.

20 crash points a database engine in the suite; FOOTPRINT_CRASHES=500 asks for more, FOOTPRINT_SEED repeats a run.
"""

import os
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db.engine import Database, open_database
from db.kinds import DeliveryState
from tests.alerts import rows
from tests.alerts.post import stored
from tests.alerts.rows import NOON, Said
from tests.receivers import Receiver, running_receiver
from tests.smtp import MailServer

CRASHES = int(os.environ.get("FOOTPRINT_CRASHES", "20"))
SEED = int(os.environ.get("FOOTPRINT_SEED", str(random.randrange(10**6))))
LEASE_IS_OVER = timedelta(seconds=61)
ROOT = Path(__file__).parents[2]
MAIL_FAULTS = ("", "", "", "drop-after-data", "refuse-recipient-451", "refuse-mail-451", "drop-before-data")
POST_FAULTS = ("", "", "", "429", "500-after-accept", "drop-after-accept", "503")
FILE = """
subscriptions:
  - id: morning
    name: Morning digest
    channels:
      - {kind: email, to: [a@desk.example, b@desk.example]}
      - {kind: slack, webhook: "${SLACK_WEBHOOK_URL}"}
      - {kind: webhook, url: "${HOOK}", secret: "${HOOK_SECRET}"}
      - {kind: file, path: out/}
"""


@dataclass
class World:
    """Everything around the senders."""

    database: Database
    folder: Path
    mail: MailServer
    slack: Receiver
    hook: Receiver
    nursery: subprocess.Popen[str]
    chance: random.Random
    now: datetime = NOON
    unsettled: Counter[str] = field(default_factory=Counter)
    """Message-ID → how often its sender was killed with the delivery in hand."""
    noted: set[tuple[str, int]] = field(default_factory=set)
    killed_in: Counter[str] = field(default_factory=Counter)

    def round(self, *, kill_after: float | None) -> None:
        """One sender at the next moment; killed after that many seconds, if it lives so long."""
        assert self.nursery.stdin is not None
        assert self.nursery.stdout is not None
        self.now += LEASE_IS_OVER
        self.nursery.stdin.write(f"{self.now.isoformat()} {'' if kill_after is None else kill_after}\n")
        self.nursery.stdin.flush()
        status = int(self.nursery.stdout.readline())
        killed = os.WIFSIGNALED(status)
        assert killed or status == 0, "the sender failed by itself"
        if killed:
            self.note()

    def note(self) -> None:
        """What the killed sender had in hand."""
        sending = [one for one in stored(self.database) if one.state is DeliveryState.SENDING]
        in_hand = [one for one in sending if (one.message_id, one.attempts) not in self.noted]
        self.noted.update((one.message_id, one.attempts) for one in in_hand)
        self.unsettled.update(one.message_id for one in in_hand)
        self.killed_in["while sending" if in_hand else "before or after"] += 1

    def copies(self) -> Counter[str]:
        """How often each Message-ID arrived."""
        found = Counter(one.message_id for one in self.mail.received)
        found.update(f"<{one.headers['webhook-id']}>" for one in self.hook.posted)
        return found


@contextmanager
def world(database_url: str, folder: Path, mail: MailServer) -> Iterator[World]:
    (folder / "subscriptions.yaml").write_text(FILE, encoding="utf-8")
    with running_receiver() as slack, running_receiver() as hook, open_database(database_url) as database:
        own = {"SLACK_WEBHOOK_URL": f"{slack.url}/services/x", "HOOK": f"{hook.url}/hook", "HOOK_SECRET": "s"}
        environment = {**os.environ, **mail.environment(), **own, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "tests.alerts.nursery", database_url, str(folder)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with subprocess.Popen(command, text=True, env=environment, cwd=ROOT, **pipes) as nursery:  # type: ignore[call-overload]
            try:
                yield World(database, folder, mail, slack, hook, nursery, random.Random(SEED))
            finally:
                nursery.stdin.close()
                nursery.wait(20)


def one_more_story(world: World, number: int) -> int:
    with world.database.writing() as session:
        return rows.story(session, Said(title=f"Story number {number};", seen=world.now, source=f"source-{number}"))


def misbehave(world: World) -> None:
    """The servers' next answers."""
    for faults, known in ((world.mail.faults, MAIL_FAULTS), (world.slack.faults, POST_FAULTS)):
        faults.clear()
        faults.extend(fault for fault in world.chance.choices(known, k=2) if fault)
    world.hook.faults.clear()
    world.hook.faults.extend(fault for fault in world.chance.choices(POST_FAULTS, k=1) if fault)


def settled(world: World) -> None:
    """Let it finish: servers well, nobody killed, until nothing waits."""
    for faults in (world.mail.faults, world.slack.faults, world.hook.faults):
        faults.clear()
    for _ in range(12):
        world.now += timedelta(days=2)
        world.round(kill_after=None)
        if all(one.state is DeliveryState.SENT for one in stored(world.database)):
            return
    pytest.fail(f"something still waits: {[(one.state, one.error) for one in stored(world.database)]}")


@pytest.mark.timeout(60 + 4 * CRASHES)
def test_killed_at_any_instant_nothing_is_lost_and_nothing_goes_out_under_two_ids(
    database_url: str, tmp_path: Path, mail_server: MailServer
) -> None:
    with world(database_url, tmp_path, mail_server) as around:
        around.round(kill_after=None)
        one_more_story(around, 0)
        began = time.monotonic()
        around.round(kill_after=None)
        whole = time.monotonic() - began
        for number in range(1, CRASHES + 1):
            one_more_story(around, number)
            misbehave(around)
            around.round(kill_after=around.chance.uniform(0, whole))
        settled(around)
        check(around)
    copies = dict(Counter(around.copies().values()))
    sys.stdout.write(f"seed {SEED}: killed {dict(around.killed_in)}; Message-IDs by number of copies {copies}\n")


def check(world: World) -> None:
    """The promise of docs/guarantees.md, from what arrived."""
    titles = [f"Story number {number};" for number in range(CRASHES + 1)]
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mail in world.mail.received:
        text = mail.mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        for title in titles:
            if title in text:
                ids[mail.recipients[0], title].add(mail.message_id)
    for posted in world.hook.posted:
        for story in posted.json["digest"]["stories"]:
            ids["hook", story["headline"]].add(posted.json["message_id"])
    for page in (world.folder / "out").glob("*.html"):
        text = page.read_text(encoding="utf-8")
        for title in titles:
            if title in text:
                ids["file", title].add(page.name)
    slack_text = "".join(str(one.json) for one in world.slack.posted)
    for where in ("a@desk.example", "b@desk.example", "hook", "file"):
        for title in titles:
            assert len(ids[where, title]) == 1, f"{title} at {where}: {ids[where, title]} (seed {SEED})"
    assert all(title in slack_text for title in titles), "lost at Slack"
    hidden = {one.message_id: one.attempts for one in stored(world.database)}
    for message_id, copies in world.copies().items():
        assert copies <= hidden[message_id], f"{message_id} was sent {copies} times in {hidden[message_id]} tries"
        if copies > 1:
            assert world.unsettled[message_id] or message_id in hidden_answers(world), f"seed {SEED}"


def hidden_answers(world: World) -> set[str]:
    """Message-IDs of which the server took a copy and then hid its answer."""
    return world.mail.hidden | {f"<{one}>" for one in world.hook.hidden}
