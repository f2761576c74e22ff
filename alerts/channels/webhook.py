"""A signed JSON webhook for automation, as Standard Webhooks says (https://www.standardwebhooks.com).

The receiver checks `webhook-signature: v1,BASE64(HMAC-SHA256(secret, id.timestamp.body))`, refuses an old
`webhook-timestamp`, and drops a `webhook-id` that it has seen: it is the same for every copy of one delivery.
"""

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

import httpx
from pydantic import Field, SecretStr

from alerts.channels.base import (
    ChannelSettings,
    Exchange,
    Message,
    NoAnswer,
    Receipt,
    RefusedForGood,
    RefusedForNow,
    SendError,
    Surroundings,
    exchange,
    label,
    references,
    secret,
)
from alerts.jsonview import digest_json
from alerts.safe import plain

PREFIX = "whsec_"


class WebhookSettings(ChannelSettings):
    """`{kind: webhook, url: "https://automation.example/hook", secret: "${WEBHOOK_SECRET}"}`."""

    kind: Literal["webhook"] = "webhook"
    url: SecretStr
    secret: SecretStr | None = None
    name: str | None = Field(None, max_length=60)

    def recipients(self) -> tuple[str, ...]:
        """Its name, else its variable, else its host with a short hash: the path may be a secret."""
        if self.name or references(self.url):
            return (self.name or label(self.url),)
        return (f"{urlsplit(self.url.get_secret_value()).hostname or 'webhook'}{label(self.url)}",)

    def mistakes(self) -> Iterable[tuple[Sequence[str | int], str, str]]:
        """An address that is none of the web's; a receiver that cannot know who calls."""
        written = self.url.get_secret_value()
        if not references(self.url) and urlsplit(written).scheme not in ("http", "https"):
            yield ("url",), "no web address", "write https://…"
        if self.secret is None:
            yield ("secret",), "without a secret anyone can call the receiver", 'write secret: "${WEBHOOK_SECRET}"'

    def open(self, surroundings: Surroundings) -> "WebhookChannel":
        """The receiver. Raises NotReady when its address or secret is not set."""
        return WebhookChannel(
            secret(self.url, surroundings), key_of(secret(self.secret or SecretStr(""), surroundings))
        )


class WebhookChannel:
    """Posts JSON and takes any 2xx for a yes."""

    def __init__(self, url: str, key: bytes) -> None:
        self._url = url
        self._key = key

    async def send(self, message: Message, deadline: float) -> Receipt:
        """Post the digest. A 5xx is no answer: the receiver may have worked before it failed."""
        body = body_of(message)
        identity = message.message_id.strip("<>")
        headers = {"content-type": "application/json", **signed(self._key, identity, int(time.time()), body)}
        async with exchange(deadline) as progress:
            answer = await self._post(body, headers, progress)
        if answer.is_success:
            return Receipt(f"{answer.status_code}")
        raise _refusal(answer)

    async def found(self, message: Message, deadline: float) -> Receipt | None:
        """A receiver that was asked twice knows the second copy by its id; it is not asked."""
        return None

    async def _post(self, body: bytes, headers: dict[str, str], progress: Exchange) -> httpx.Response:
        try:
            async with httpx.AsyncClient(timeout=None, follow_redirects=False) as client:  # noqa: S113 (exchange)
                progress.handed_over = True
                return await client.post(self._url, content=body, headers=headers)
        except (httpx.ConnectError, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            progress.handed_over = False
            raise progress.failed(f"not reached: {plain(str(error), 150)}") from None
        except httpx.HTTPError as error:
            raise progress.failed(f"the receiver broke off: {type(error).__name__}") from None


def body_of(message: Message) -> bytes:
    """The JSON that is signed and posted."""
    data = {"type": "digest", "message_id": message.message_id, "digest": digest_json(message.content)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def key_of(written: str) -> bytes:
    """The key: what follows `whsec_` in base64, else the text itself."""
    if written.startswith(PREFIX):
        try:
            return base64.b64decode(written.removeprefix(PREFIX), validate=True)
        except binascii.Error:
            return written.encode()
    return written.encode()


def signed(key: bytes, identity: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers that prove who sent `body`, and when."""
    signature = hmac.new(key, f"{identity}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return {
        "webhook-id": identity,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": "v1," + base64.b64encode(signature).decode(),
    }


def _refusal(answer: httpx.Response) -> SendError:
    why = f"the receiver says {answer.status_code} {plain(answer.text[:400], 120)}"
    if answer.status_code in (408, 425, 429, 503):
        after = answer.headers.get("retry-after", "")
        return RefusedForNow(why, timedelta(seconds=min(int(after), 86_400)) if after.isdigit() else None)
    return NoAnswer(why) if answer.status_code >= 500 else RefusedForGood(why)


SETTINGS = WebhookSettings
