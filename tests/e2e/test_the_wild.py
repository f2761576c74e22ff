"""The installed command against the web as it is: every promise of the line, in records and in messages received."""

import os
from dataclasses import dataclass
from typing import Any

import pytest

from tests.e2e.place import Done, Place
from tests.e2e.wild import Wild, camera_item, wild_web
from tests.feeds import rss
from tests.origin import Origin
from tests.receivers import Receiver
from tests.smtp import MailServer, Received

DESK = {
    "id": "desk",
    "name": "Desk",
    "schedule": "0 8 * * *",
    "max_stories": 100,
    "channels": [
        {"kind": "email", "to": ["one@desk.example", "two@desk.example"]},
        {"kind": "slack", "webhook": "${SLACK_WEBHOOK_URL}"},
        {"kind": "webhook", "url": "${HOOK}", "secret": "${HOOK_SECRET}"},
        {"kind": "file", "path": "digests/"},
    ],
}


def set_up(place: Place, origin: Origin, mail_server: MailServer, slack: Receiver, receiver: Receiver) -> list[Wild]:
    web = wild_web(origin)
    place.sources([one.entry(origin) for one in web])
    place.subscriptions([DESK])
    place.environment |= mail_server.environment()
    place.environment |= {
        "SLACK_WEBHOOK_URL": f"{slack.url}/services/T0/B0/x",
        "HOOK": f"{receiver.url}/hook",
        "HOOK_SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    }
    return web


def by_source(done: Done) -> dict[str, dict[str, Any]]:
    return {row["source"]: row for row in done.json}


def rows_stored(place: Place) -> dict[str, int]:
    rows: dict[str, int] = place.footprint("db", "info", "--json").json["rows"]
    return rows


@dataclass
class Around:
    """Everything that stands around the command."""

    place: Place
    origin: Origin
    mail: MailServer
    slack: Receiver
    hook: Receiver
    web: list[Wild]

    def messages(self) -> tuple[int, int, int, int]:
        pages = list((self.place.folder / "digests").glob("*.html"))
        return len(self.mail.received), len(self.slack.posted), len(self.hook.posted), len(pages)


@pytest.mark.timeout(300)
def test_every_source_is_read_or_its_fault_told_and_every_reader_gets_each_story_once(
    place: Place, origin: Origin, mail_server: MailServer, slack: Receiver, receiver: Receiver
) -> None:
    web = set_up(place, origin, mail_server, slack, receiver)
    around = Around(place, origin, mail_server, slack, receiver, web)
    first_round_reads_what_can_be_read(around)
    stored = rows_stored(place)
    first_digest_reaches_everybody_whole(around)
    second_round_stores_and_sends_nothing(around, stored)
    what_is_new_is_told_alone(around)


def first_round_reads_what_can_be_read(around: Around) -> None:
    """Each source as expected, each failure in words, exit status 1 for the failures."""
    first = around.place.footprint("poll", "--all", "--json")
    assert first.status == 1
    polled = by_source(first)
    for one in around.web:
        row = polled[one.id]
        assert (row["status"], row["http_status"]) == (one.status, one.http_status), row
        assert one.words in (row["error"] or ""), row
        assert row["mentions"] == len(one.titles), row
    mentions = around.place.footprint("mentions", "--json").json
    assert sorted(mention["title"] for mention in mentions) == sorted(t for one in around.web for t in one.titles)
    assert all(mention["reasons"] and mention["snippet"] and mention["grade"] >= 2 for mention in mentions)


def first_digest_reaches_everybody_whole(around: Around) -> None:
    """Two mails, Slack within its rules, a signed webhook, a page; each story in each, once."""
    sent = around.place.footprint("digest", "send", "desk", "--json")
    assert sent.status == 0, sent.err
    assert {row["status"] for row in sent.json} == {"sent"}
    received = around.mail.received
    assert sorted(one.recipients[0] for one in received) == ["one@desk.example", "two@desk.example"]
    assert len({one.message_id for one in received}) == 2
    headlines = sorted(story["headline"] for story in around.place.footprint("stories", "--json").json)
    for one in received:
        page = one.mail.get_body(("html",))
        assert page is not None
        assert all(headline in page.get_content() for headline in headlines)
        flat = text_of(one)
        assert [flat.count(f"* {headline}") for headline in headlines] == [1] * len(headlines)
        assert "11 of 21 sources read" in flat
    (posted,) = around.hook.posted
    assert sorted(story["headline"] for story in posted.json["digest"]["stories"]) == headlines
    assert posted.headers["webhook-signature"].startswith("v1,")
    assert not around.slack.refused
    told = "".join(str(post.json) for post in around.slack.posted)
    assert [told.count(f"|{headline}>*") for headline in headlines] == [1] * len(headlines)
    assert around.messages()[3] == 1


def second_round_stores_and_sends_nothing(around: Around, stored: dict[str, int]) -> None:
    """Nothing has changed: by the servers' word, or by the bytes. Who asked us to wait is not asked."""
    messages = around.messages()
    second = around.place.footprint("poll", "--all", "--json")
    again = by_source(second)
    assert {again[one.id]["status"] for one in around.web if one.status == "ok"} == {"unchanged"}
    assert again["rss-20"]["http_status"] == again["gzip"]["http_status"] == 304
    assert again["busy"]["status"] == "skipped"
    assert around.origin.count("/busy") == around.origin.count("/moved") == 1
    assert sum(row["new_articles"] + row["mentions"] for row in second.json) == 0
    quiet = around.place.footprint("digest", "send", "desk", "--json")
    assert (quiet.status, quiet.json) == (0, [])
    now = rows_stored(around.place)
    assert now == stored | {name: now[name] for name in SENDING}
    assert around.messages() == messages


def what_is_new_is_told_alone(around: Around) -> None:
    before = len(around.mail.received)
    fresh, known = camera_item(12, around.origin), camera_item(1, around.origin)
    around.origin.serve("/rss-20", rss([fresh, known]))
    assert around.place.footprint("poll", "rss-20", "--json").json[0]["new_articles"] == 1
    assert around.place.footprint("digest", "send", "desk", "--json").status == 0
    news = [text_of(one) for one in around.mail.received[before:]]
    assert [(fresh.title in text, known.title in text) for text in news] == [(True, False)] * 2


def text_of(one: Received) -> str:
    """The text part of a mail, its lines joined."""
    body = one.mail.get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


SENDING = ("digest", "digest_item", "delivery", "subscription_state", "told_mention")
"""What a digest writes; compared by the messages that arrive."""


def test_a_gzip_bomb_costs_no_memory(place: Place, origin: Origin) -> None:
    origin.serve("/plain", rss([camera_item(1, origin)]))
    place.sources(
        [
            {"id": "plain", "name": "plain", "url": origin.url("/plain"), "full_text": "never"},
            {"id": "bomb", "name": "bomb", "url": origin.url("/faults/gzip-bomb"), "full_text": "never"},
        ]
    )
    assert place.footprint("db", "upgrade").status == 0
    plain, bomb = peak(place, "plain"), peak(place, "bomb")
    assert bomb < plain + 40_000, f"{bomb} kB against {plain} kB; the bomb holds 1,000,000 kB"


def peak(place: Place, source: str) -> int:
    """The most memory that polling a source takes, in kB."""
    running = place.start("poll", source, "--json")
    running.stdout.read() if running.stdout else None
    _, _, used = os.wait4(running.pid, 0)
    running.returncode = 0
    return used.ru_maxrss
