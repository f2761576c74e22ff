"""Sending through real servers that misbehave: who gets what, how often, and what is noted of it."""

import asyncio
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from alerts import outbox
from alerts.channels.base import RefusedForGood
from alerts.outbox import MoveError, replay
from alerts.unsubscribe import Leaving, leave
from db.engine import Database
from db.kinds import DeliveryState
from db.models import Digest
from db.queries.deliveries import move
from tests.alerts.post import composed, sent, stored, surroundings
from tests.alerts.rows import NOON, subscription
from tests.receivers import Receiver
from tests.smtp import MailServer

pytestmark = pytest.mark.anyio

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


class TestMail:
    async def test_each_recipient_gets_one_mail_and_a_second_round_sends_nothing(
        self, database: Database, mail_server: MailServer, tmp_path: Path
    ) -> None:
        desk = subscription("", "[{kind: email, to: [a@desk.example, b@desk.example]}]")
        around = surroundings(tmp_path, mail_server.environment())
        composed(database, desk)
        results = await sent(database, desk, around)
        assert [(one.status, one.recipient, one.stories, one.attempts) for one in results] == [
            ("sent", "a@desk.example", 1, 1), ("sent", "b@desk.example", 1, 1),
        ]  # fmt: skip
        assert await sent(database, desk, around, at=NOON + DAY) == []
        assert [one.recipients for one in mail_server.received] == [("a@desk.example",), ("b@desk.example",)]
        assert [one.message_id for one in mail_server.received] == [one.message_id for one in stored(database)]

    async def test_a_refused_recipient_never_makes_another_get_it_again(
        self, database: Database, mail_server: MailServer, tmp_path: Path
    ) -> None:
        desk = subscription("", "[{kind: email, to: [refuse-recipient-550@desk.example, b@desk.example]}]")
        around = surroundings(tmp_path, mail_server.environment())
        composed(database, desk)
        assert [one.status for one in await sent(database, desk, around)] == ["failed", "sent"]
        await sent(database, desk, around, at=NOON + DAY)
        assert len(mail_server.received) == 1
        assert "550 5.1.1 no such user" in (stored(database)[0].error or "")

    @pytest.mark.parametrize(
        ("fault", "status", "copies"),
        [
            ("refuse-recipient-451", "due", 0),
            ("refuse-mail-451", "due", 0),
            ("refuse-sender-550", "due", 0),
            ("refuse-mail-554", "failed", 0),
            ("drop-before-data", "uncertain", 0),
            ("drop-after-data", "uncertain", 1),
        ],
    )
    async def test_each_fault_has_its_state(
        self, database: Database, mail_server: MailServer, tmp_path: Path, fault: str, status: str, copies: int
    ) -> None:
        desk = subscription("", "[{kind: email, to: [a@desk.example]}]")
        around = surroundings(tmp_path, mail_server.environment())
        composed(database, desk)
        mail_server.faults.append(fault)
        (result,) = await sent(database, desk, around)
        assert (result.status, len(mail_server.received)) == (status, copies)
        assert result.error

    async def test_a_hidden_answer_means_a_second_copy_under_the_same_message_id(
        self, database: Database, mail_server: MailServer, tmp_path: Path
    ) -> None:
        desk = subscription("", "[{kind: email, to: [a@desk.example]}]")
        around = surroundings(tmp_path, mail_server.environment())
        composed(database, desk)
        mail_server.faults.append("drop-after-data")
        await sent(database, desk, around)
        assert await sent(database, desk, around, at=NOON + timedelta(seconds=30)) == []
        assert [one.status for one in await sent(database, desk, around, at=NOON + 2 * MINUTE)] == ["sent"]
        first, second = mail_server.received
        assert first.message_id == second.message_id
        assert first.raw == second.raw

    async def test_or_it_is_held_for_a_person_who_replays_it(
        self, database: Database, mail_server: MailServer, tmp_path: Path
    ) -> None:
        desk = subscription("when_uncertain: hold", "[{kind: email, to: [a@desk.example]}]")
        around = surroundings(tmp_path, mail_server.environment())
        composed(database, desk)
        mail_server.faults.append("drop-after-data")
        await sent(database, desk, around)
        assert [one.status for one in await sent(database, desk, around, only="morning")] == ["held"]
        assert len(mail_server.received) == 1
        with database.writing() as session:
            replay(session, stored(database)[0].id, NOON)
        assert [one.status for one in await sent(database, desk, around)] == ["sent"]

    async def test_a_relay_that_is_away_is_tried_for_ever_and_raises_an_alarm(
        self, database: Database, tmp_path: Path
    ) -> None:
        desk = subscription("", "[{kind: email, to: [a@x.example, b@x.example, c@x.example]}]")
        nobody = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": "9", "SMTP_TLS": "none", "SMTP_FROM": "d@x.example"}
        around = surroundings(tmp_path, nobody)
        composed(database, desk)
        now = NOON
        for _ in range(8):
            results = await sent(database, desk, around, at=now)
            now += 2 * DAY
        assert {one.status for one in results} == {"due"}
        assert results[0].alarm
        assert results[0].attempts == 8
        waits = stored(database)[0].next_try - (now - 2 * DAY)
        assert timedelta(hours=19) <= waits <= timedelta(hours=29)

    async def test_a_slow_relay_does_not_hold_the_service_up_and_the_next_round_goes_on(
        self, database: Database, mail_server: MailServer, tmp_path: Path
    ) -> None:
        desk = subscription("", "[{kind: email, to: [a@desk.example, b@desk.example, c@desk.example]}]")
        around = surroundings(tmp_path, mail_server.environment())
        composed(database, desk)
        looks = count()

        def slow() -> datetime:
            return NOON + next(looks) * timedelta(seconds=15)

        first = await sent(database, desk, around, at=slow)
        assert [one.status for one in first] == ["sent", "due", "due"]
        assert "next round" in (first[-1].error or "")
        assert first[-1].attempts == 0
        assert [one.status for one in await sent(database, desk, around, at=slow)] == ["sent", "due"]
        assert [one.status for one in await sent(database, desk, around, at=slow)] == ["sent"]
        assert [one.recipients[0][0] for one in mail_server.received] == ["a", "b", "c"]

    async def test_without_a_relay_nothing_is_tried_and_nothing_lost(
        self, database: Database, mail_server: MailServer, tmp_path: Path
    ) -> None:
        desk = subscription("", "[{kind: email, to: [a@desk.example]}]")
        composed(database, desk)
        (result,) = await sent(database, desk, surroundings(tmp_path))
        assert (result.status, result.attempts) == ("due", 0)
        assert "SMTP_HOST is not set" in (result.error or "")
        around = surroundings(tmp_path, mail_server.environment())
        assert [one.status for one in await sent(database, desk, around, at=NOON + 6 * MINUTE)] == ["sent"]


class TestWhoeverLeft:
    async def test_a_recipient_removed_from_the_file_gets_nothing_more(
        self, database: Database, mail_server: MailServer, tmp_path: Path
    ) -> None:
        before = subscription("", "[{kind: email, to: [a@desk.example, b@desk.example]}]")
        now = subscription("", "[{kind: email, to: [b@desk.example]}]")
        composed(database, before)
        await sent(database, now, surroundings(tmp_path, mail_server.environment()))
        assert [one.state for one in stored(database)] == [DeliveryState.CANCELLED, DeliveryState.SENT]

    async def test_nor_does_one_who_unsubscribed(
        self, database: Database, mail_server: MailServer, tmp_path: Path
    ) -> None:
        desk = subscription("", "[{kind: email, to: [a@desk.example]}]")
        composed(database, desk)
        assert leave(database, Leaving("morning", "email", "a@desk.example"), NOON)
        assert not leave(database, Leaving("morning", "email", "a@desk.example"), NOON)
        assert await sent(database, desk, surroundings(tmp_path, mail_server.environment())) == []
        assert [one.state for one in stored(database)] == [DeliveryState.CANCELLED]

    async def test_the_mail_carries_the_one_click_link_unencoded_when_there_is_a_desk(
        self, database: Database, mail_server: MailServer, tmp_path: Path
    ) -> None:
        desk = subscription("", "[{kind: email, to: [a@desk.example]}]")
        environment = mail_server.environment() | {"FOOTPRINT_SECRET": "s" * 32}
        composed(database, desk)
        address = "https://desk.example/" + "long/" * 30
        await sent(database, desk, surroundings(tmp_path, environment, address))
        raw = mail_server.received[0].raw
        (line,) = [line for line in raw.split(b"\r\n") if line.startswith(b"List-Unsubscribe:")]
        assert line.startswith(b"List-Unsubscribe: <https://desk.example/long/")
        assert line.endswith(b">")
        assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw


class TestTwoSenders:
    async def test_two_schedulers_at_once_send_each_delivery_once(
        self, database: Database, mail_server: MailServer, tmp_path: Path
    ) -> None:
        people = [f"p{n}@desk.example" for n in range(8)]
        desk = subscription("", f"[{{kind: email, to: [{', '.join(people)}]}}]")
        around = surroundings(tmp_path, mail_server.environment())
        composed(database, desk)
        await asyncio.gather(*(sent(database, desk, around) for _ in range(3)))
        assert sorted(one.recipients[0] for one in mail_server.received) == people

    async def test_a_live_lease_is_left_alone_even_when_forced(
        self, database: Database, mail_server: MailServer, tmp_path: Path
    ) -> None:
        desk = subscription("", "[{kind: email, to: [a@desk.example]}]")
        around = surroundings(tmp_path, mail_server.environment())
        composed(database, desk)
        with database.writing() as session:
            outbox.claim(session, stored(database)[0].id, outbox.Sender("another"), NOON)
        assert await sent(database, desk, around, only="morning") == []
        results = await sent(database, desk, around, at=NOON + outbox.LEASE, only="morning")
        assert [one.status for one in results] == ["sent"]

    async def test_a_sender_that_lost_its_claim_changes_nothing(self, database: Database) -> None:
        composed(database, subscription("", "[{kind: email, to: [a@desk.example]}]"))
        first, second = outbox.Sender("first"), outbox.Sender("second")
        with database.writing() as session:
            held = outbox.claim(session, stored(database)[0].id, first, NOON)
        assert held is not None
        with database.writing() as session:
            expired = outbox.expire(session, held, NOON + outbox.LEASE)
            assert expired is not None
            move(session, expired, DeliveryState.DUE)
            assert outbox.claim(session, held.id, second, NOON) is not None
            assert outbox.settle(session, held, RefusedForGood("late"), first, NOON) is None
        assert stored(database)[0].owner == "second"

    async def test_a_claim_that_grew_old_while_the_machine_slept_is_given_back_unused(
        self, database: Database, mail_server: MailServer, tmp_path: Path
    ) -> None:
        desk = subscription("", "[{kind: email, to: [a@desk.example]}]")
        composed(database, desk)
        readings = iter([NOON, NOON, NOON + timedelta(hours=1), NOON + timedelta(hours=1)])
        around = surroundings(tmp_path, mail_server.environment())
        (result,) = await sent(database, desk, around, at=lambda: next(readings))
        assert result.status == "due"
        assert mail_server.received == []


class TestReplay:
    async def test_what_was_sent_is_not_replayed(
        self, database: Database, mail_server: MailServer, tmp_path: Path
    ) -> None:
        desk = subscription("", "[{kind: email, to: [a@desk.example]}]")
        composed(database, desk)
        await sent(database, desk, surroundings(tmp_path, mail_server.environment()))
        with database.writing() as session, pytest.raises(MoveError, match="sent cannot be replayed"):
            replay(session, stored(database)[0].id, NOON)


class TestFilesAndScreens:
    async def test_a_file_is_written_once_and_found_again(self, database: Database, tmp_path: Path) -> None:
        folder = subscription("", "[{kind: file, path: out/}]")
        composed(database, folder)
        assert [one.status for one in await sent(database, folder, surroundings(tmp_path))] == ["sent"]
        (page,) = (tmp_path / "out").iterdir()
        assert "350 new complexes in Almaty" in page.read_text(encoding="utf-8")
        with database.writing() as session:
            move(session, stored(database)[0], DeliveryState.UNCERTAIN)
        page.write_text("untouched", encoding="utf-8")
        (result,) = await sent(database, folder, surroundings(tmp_path), at=NOON + DAY)
        assert result.status == "sent"
        assert page.read_text(encoding="utf-8") == "untouched"

    async def test_a_folder_that_cannot_be_written_to_waits(self, database: Database, tmp_path: Path) -> None:
        (tmp_path / "out").write_text("a file in the way", encoding="utf-8")
        folder = subscription("", "[{kind: file, path: out/}]")
        composed(database, folder)
        (result,) = await sent(database, folder, surroundings(tmp_path))
        assert result.status == "due"
        assert "cannot be written to" in (result.error or "")

    async def test_the_console_shows_it(
        self, database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        screen = subscription("", "[{kind: console}]")
        composed(database, screen)
        await sent(database, screen, surroundings(tmp_path))
        assert "* 350 new complexes in Almaty" in capsys.readouterr().out

    async def test_one_channel_that_hangs_does_not_hold_up_another(
        self, database: Database, receiver: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(outbox, "DEADLINE", timedelta(seconds=0.3))
        channels = f'[{{kind: webhook, url: "{receiver.url}/hook", secret: abc}}, {{kind: file, path: out/}}]'
        both = subscription("", channels)
        receiver.faults.append("hang-after-accept")
        composed(database, both)
        results = await sent(database, both, surroundings(tmp_path))
        assert {one.channel: one.status for one in results} == {"webhook": "uncertain", "file": "sent"}

    async def test_what_a_channel_did_not_foresee_holds_up_nothing_and_tells_no_secret(
        self, database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        both = subscription("", '[{kind: slack, webhook: "${HOOK}"}, {kind: file, path: out/}]')
        composed(database, both)
        around = surroundings(tmp_path, {"HOOK": "hooks.slack.com/services/geheim"})  # its https:// is missing
        results = await sent(database, both, around)
        assert {one.channel: one.status for one in results} == {"slack": "uncertain", "file": "sent"}
        slack = next(one for one in stored(database) if one.channel == "slack")
        assert "an error of ours: ValueError in " in (slack.error or "")
        assert slack.next_try > NOON
        said = capsys.readouterr()
        assert "geheim" not in (slack.error or "") + said.out + said.err

    async def test_a_delivery_that_cannot_even_be_begun_waits_and_the_next_is_sent(
        self, database: Database, tmp_path: Path
    ) -> None:
        folder = subscription("", "[{kind: file, path: out/}]")
        composed(database, folder)
        composed(database, folder)
        with database.writing() as session:
            session.get_one(Digest, 1).content = {"damaged": True}
        results = await sent(database, folder, surroundings(tmp_path))
        assert [one.status for one in results] == ["due", "sent"]
        assert await sent(database, folder, surroundings(tmp_path)) == []
