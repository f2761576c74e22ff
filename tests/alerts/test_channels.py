"""Each channel against a real receiver that enforces the rules and breaks them on purpose."""

import base64
import hashlib
import hmac
import json
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from alerts.channels.apprise import AppriseSettings
from alerts.channels.base import (
    Channel,
    ChannelSettings,
    Earlier,
    Message,
    NoAnswer,
    NotReady,
    RefusedForGood,
    RefusedForNow,
    SendError,
)
from alerts.channels.email import EmailSettings
from alerts.channels.registry import kinds, settings_of
from alerts.channels.slack import SlackSettings
from alerts.channels.webhook import WebhookSettings
from tests.alerts.post import surroundings
from tests.alerts.samples import NOW, full_digest, long_digest
from tests.receivers import Receiver
from tests.smtp import start_mail_server

pytestmark = pytest.mark.anyio

MESSAGE = Message("<abc@x>", "here", full_digest(), NOW, last_line=5)
WAIT = 5.0


def opened(settings: ChannelSettings, folder: Path, **environment: str) -> Channel:
    return settings.open(surroundings(folder, environment))


def hook(slack: Receiver) -> SlackSettings:
    return SlackSettings(webhook=SecretStr(f"{slack.url}/services/T/B/x"))


def bot(slack: Receiver) -> SlackSettings:
    return SlackSettings(token=SecretStr("xoxb-test"), to=("#desk",), api=f"{slack.url}/api/")


class TestTheRegistry:
    def test_each_file_is_a_channel_under_its_name(self) -> None:
        assert kinds() == ("apprise", "console", "email", "file", "slack", "webhook")
        for kind in kinds():
            assert settings_of(kind).model_fields["kind"].default == kind

    def test_another_name_is_none(self) -> None:
        with pytest.raises(KeyError):
            settings_of("base")


class TestSlackWebhook:
    async def test_a_long_digest_goes_out_in_parts_within_the_limits(self, slack: Receiver, tmp_path: Path) -> None:
        content = long_digest(40)
        pages = hook(slack).pages(content)
        channel = opened(hook(slack), tmp_path)
        began = time.monotonic()
        for part, (first, last) in enumerate(pages[:3], start=1):
            part_of_it = replace(MESSAGE, content=content, part=part, first_line=first, last_line=last)
            await channel.send(part_of_it, WAIT)
        assert slack.refused == []
        assert len(slack.posted) == 3
        assert time.monotonic() - began >= 2.0, "one message a second"

    async def test_nothing_fetched_can_call_or_format(self, slack: Receiver, tmp_path: Path) -> None:
        line = replace(full_digest().stories[0], headline="<!channel> *bold* <https://evil.example|bank> & co")
        content = replace(full_digest(), stories=(line,), updates=(), corrections=())
        await opened(hook(slack), tmp_path).send(replace(MESSAGE, content=content, last_line=1), WAIT)
        text = json.dumps(slack.posted[0].json, ensure_ascii=False)
        assert "<!channel>" not in text
        assert "<https://evil" not in text
        assert "&lt;!channel&gt;" in text
        assert "*bold*" not in text

    @pytest.mark.parametrize(
        ("fault", "error"),
        [
            ("429", RefusedForNow),
            ("500", NoAnswer),
            ("500-after-accept", NoAnswer),
            ("404", RefusedForGood),
            ("drop", NoAnswer),
            ("drop-after-accept", NoAnswer),
        ],
    )
    async def test_each_fault_has_its_error(
        self, slack: Receiver, tmp_path: Path, fault: str, error: type[SendError]
    ) -> None:
        slack.faults.append(fault)
        with pytest.raises(error) as raised:
            await opened(hook(slack), tmp_path).send(MESSAGE, WAIT)
        assert len(slack.posted) == (1 if "accept" in fault else 0), "no retries behind our back"
        assert "/services" not in str(raised.value), "the address is a secret"
        if isinstance(raised.value, RefusedForNow):
            assert raised.value.retry_after == timedelta(seconds=1)

    async def test_one_that_is_not_there_was_surely_not_reached(self, tmp_path: Path) -> None:
        nobody = SlackSettings(webhook=SecretStr("http://127.0.0.1:9/services/x"))
        with pytest.raises(RefusedForNow) as raised:
            await opened(nobody, tmp_path).send(MESSAGE, WAIT)
        assert raised.value.away

    async def test_without_its_secret_it_is_not_ready(self, tmp_path: Path) -> None:
        with pytest.raises(NotReady, match="SLACK_URL is not set"):
            opened(SlackSettings(webhook=SecretStr("${SLACK_URL}")), tmp_path)


class TestSlackBot:
    async def test_an_update_stands_under_the_message_that_told_its_story(
        self, slack: Receiver, tmp_path: Path
    ) -> None:
        channel = opened(bot(slack), tmp_path)
        first = await channel.send(replace(MESSAGE, recipient="#desk", last_line=4), WAIT)
        assert first.text.startswith("Cdesk/17")
        answer = replace(
            MESSAGE, recipient="#desk", first_line=4, last_line=5, answers=(Earlier("<one@x>", first.text),)
        )
        await channel.send(answer, WAIT)
        assert slack.posted[1].json["thread_ts"] == first.text.partition("/")[2]
        assert "thread_ts" not in slack.posted[0].json

    async def test_each_update_is_a_message_of_its_own(self, slack: Receiver) -> None:
        assert bot(slack).pages(full_digest()) == [(0, 4), (4, 5)]

    async def test_what_was_posted_before_the_answer_was_lost_is_found(self, slack: Receiver, tmp_path: Path) -> None:
        channel = opened(bot(slack), tmp_path)
        message = replace(MESSAGE, recipient="#desk")
        assert await channel.found(message, WAIT) is None
        slack.faults.append("500-after-accept")
        with pytest.raises(NoAnswer):
            await channel.send(message, WAIT)
        receipt = await channel.found(message, WAIT)
        assert receipt is not None
        assert receipt.text.endswith(slack.history[0]["ts"])

    async def test_a_wrong_token_waits_for_a_right_one(self, slack: Receiver, tmp_path: Path) -> None:
        wrong = bot(slack).model_copy(update={"token": SecretStr("xoxb-wrong")})
        with pytest.raises(RefusedForNow, match="invalid_auth; put a valid token"):
            await opened(wrong, tmp_path).send(replace(MESSAGE, recipient="#desk"), WAIT)

    async def test_the_rate_limit_gives_its_time(self, slack: Receiver, tmp_path: Path) -> None:
        slack.faults.append("429")
        with pytest.raises(RefusedForNow) as raised:
            await opened(bot(slack), tmp_path).send(replace(MESSAGE, recipient="#else"), WAIT)
        assert raised.value.retry_after == timedelta(seconds=1)


class TestWebhook:
    SECRET = "whsec_" + base64.b64encode(b"k" * 24).decode()

    def settings(self, receiver: Receiver) -> WebhookSettings:
        return WebhookSettings(url=SecretStr(f"{receiver.url}/hook"), secret=SecretStr(self.SECRET))

    async def test_the_receiver_can_prove_who_sent_it_and_when(self, receiver: Receiver, tmp_path: Path) -> None:
        await opened(self.settings(receiver), tmp_path).send(MESSAGE, WAIT)
        (posted,) = receiver.posted
        stamp = posted.headers["webhook-timestamp"]
        assert abs(time.time() - int(stamp)) < 30
        signed = f"abc@x.{stamp}.".encode() + posted.body
        wanted = base64.b64encode(hmac.new(b"k" * 24, signed, hashlib.sha256).digest()).decode()
        assert posted.headers["webhook-signature"] == f"v1,{wanted}"
        assert posted.headers["webhook-id"] == "abc@x"
        digest = posted.json["digest"]
        assert digest["subscription"] == "morning"
        assert digest["until"] == "2026-02-08T03:00:00Z"
        assert digest["stories"][0]["facts"][0]["value"] == 350

    @pytest.mark.parametrize(
        ("fault", "error"),
        [
            ("429", RefusedForNow),
            ("503", RefusedForNow),
            ("404", RefusedForGood),
            ("500-after-accept", NoAnswer),
            ("drop", NoAnswer),
            ("hang-after-accept", NoAnswer),
        ],
    )
    async def test_each_fault_has_its_error(
        self, receiver: Receiver, tmp_path: Path, fault: str, error: type[SendError]
    ) -> None:
        receiver.faults.append(fault)
        with pytest.raises(error):
            await opened(self.settings(receiver), tmp_path).send(MESSAGE, 0.4 if "hang" in fault else WAIT)

    def test_its_name_gives_nothing_away(self) -> None:
        settings = WebhookSettings(url=SecretStr("https://h.example/secret-path?token=1"), secret=SecretStr("x"))
        (name,) = settings.recipients()
        assert name.startswith("h.example#")
        assert "secret" not in name


class TestApprise:
    async def test_it_takes_the_digest_to_what_it_knows(self, receiver: Receiver, tmp_path: Path) -> None:
        settings = AppriseSettings(url=SecretStr("${CHAT}"))
        channel = opened(settings, tmp_path, CHAT=f"json://127.0.0.1:{receiver.port}/chat")
        await channel.send(MESSAGE, WAIT)
        (posted,) = receiver.posted
        assert "350" in posted.json["message"]
        assert posted.json["title"] == "Morning digest: 3 new, 1 update, 1 correction"
        assert settings.recipients() == ("CHAT",)

    async def test_a_no_is_no_answer(self, receiver: Receiver, tmp_path: Path) -> None:
        receiver.faults.append("500")
        channel = opened(AppriseSettings(url=SecretStr(f"json://127.0.0.1:{receiver.port}/")), tmp_path)
        with pytest.raises(NoAnswer):
            await channel.send(MESSAGE, WAIT)

    def test_an_address_that_it_does_not_know_is_not_ready(self, tmp_path: Path) -> None:
        with pytest.raises(NotReady):
            opened(AppriseSettings(url=SecretStr("nonsense://x")), tmp_path)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ssl.SSLContext, Path]]:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("TLS TO THE RELAY WAS NOT TESTED: openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    command = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost"
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run([openssl, *command.split(), *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    yield context, folder / "cert.pem"


class TestTheRelay:
    @pytest.mark.parametrize("mode", ["tls", "starttls"])
    async def test_a_protected_relay_with_a_login(
        self,
        certificate: tuple[ssl.SSLContext, Path],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        mode: str,
    ) -> None:
        context, file = certificate
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        server, controller = start_mail_server(
            tls=context if mode == "tls" else None,
            starttls=context if mode == "starttls" else None,
            password="secret" if mode == "starttls" else None,
        )
        try:
            environment = server.environment() | {"SMTP_TLS": mode, "SMTP_HOST": "localhost"}
            if mode == "starttls":
                environment |= {"SMTP_USERNAME": "desk", "SMTP_PASSWORD": "secret"}
            channel = opened(EmailSettings(to=("a@x.example",)), tmp_path, **environment)
            receipt = await channel.send(replace(MESSAGE, recipient="a@x.example"), WAIT)
            assert receipt.text == "250 2.0.0 queued as 42"
            if mode == "starttls":
                wrong = opened(EmailSettings(to=("a@x.example",)), tmp_path, **environment | {"SMTP_PASSWORD": "no"})
                with pytest.raises(RefusedForNow, match="535") as raised:
                    await wrong.send(replace(MESSAGE, recipient="a@x.example"), WAIT)
                assert raised.value.away
        finally:
            controller.stop()
        assert len(server.received) == 1

    async def test_a_relay_whose_certificate_is_nobodys_gets_no_password(
        self, certificate: tuple[ssl.SSLContext, Path], tmp_path: Path
    ) -> None:
        server, controller = start_mail_server(starttls=certificate[0], password="secret")
        try:
            environment = server.environment() | {"SMTP_TLS": "starttls", "SMTP_HOST": "localhost"}
            channel = opened(EmailSettings(to=("a@x.example",)), tmp_path, **environment)
            with pytest.raises(RefusedForNow):
                await channel.send(replace(MESSAGE, recipient="a@x.example"), WAIT)
        finally:
            controller.stop()
        assert server.received == []
