"""Slack: an incoming webhook, or a bot's token that can thread updates under the message that told the story."""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from urllib.error import URLError

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
    secret,
)
from alerts.content import DigestContent
from alerts.render_slack import pages, render_slack, slack_summary
from alerts.safe import plain

if TYPE_CHECKING:
    from slack_sdk import WebClient
    from slack_sdk.web import SlackResponse

EVENT = "footprint_delivery"
"""Type of the metadata by which a posted message is found again."""
BETWEEN_POSTS = 1.05
"""Seconds: Slack takes one message a second to one place (https://docs.slack.dev/apis/web-api/rate-limits)."""
SLACKS_FAULT = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
LOGIN = frozenset({"invalid_auth", "not_authed", "token_expired", "token_revoked", "account_inactive", "missing_scope"})
"""What a new token mends: it waits, as a mail does for a password."""

Answer = TypeVar("Answer")

_next_post: dict[str, float] = {}
"""When each place takes its next message, by the monotonic clock: a process posts to one place from one loop."""


class SlackSettings(ChannelSettings):
    """`{kind: slack, webhook: "${SLACK_WEBHOOK_URL}"}`, or `token: "${SLACK_BOT_TOKEN}"` with `to: ["#desk"]`."""

    kind: Literal["slack"] = "slack"
    webhook: SecretStr | None = None
    token: SecretStr | None = None
    to: tuple[str, ...] = ()
    """Channels (names or ids) that a bot posts to."""
    api: str = "https://slack.com/api/"
    threads: bool = True
    """Whether a bot posts updates under the message that told the story."""
    name: str | None = Field(None, max_length=60)
    """What the webhook is called in lists; default: its variable."""

    def recipients(self) -> tuple[str, ...]:
        """The channels of a bot; a webhook by name."""
        if self.webhook is not None:
            return (self.name or label(self.webhook),)
        return tuple(dict.fromkeys(self.to))

    def mistakes(self) -> Iterable[tuple[Sequence[str | int], str, str]]:
        """A webhook or a token with channels: one of them, and only one."""
        if (self.webhook is None) == (self.token is None):
            yield ("webhook",), "give a webhook or a token", 'write webhook: "${SLACK_WEBHOOK_URL}"'
        elif self.token is not None and not self.to:
            yield ("to",), "no channel to post to", 'write to: ["#surveillance"]'

    def pages(self, content: DigestContent) -> list[tuple[int, int]]:
        """Parts within Slack's limits; with threads each update is a message of its own."""
        if self.token is None or not self.threads or not content.updates:
            return pages(content)
        start = len(content.lines) - len(content.updates)
        head = [(first, min(last, start)) for first, last in pages(content) if first < start]
        return head + [(index, index + 1) for index in range(start, len(content.lines))]

    def open(self, surroundings: Surroundings) -> "SlackWebhook | SlackBot":
        """The webhook or the bot. Raises NotReady when its secret is not set."""
        desk = surroundings.settings.desk_url or ""
        if self.webhook is not None:
            return SlackWebhook(secret(self.webhook, surroundings), desk)
        return SlackBot(secret(self.token or SecretStr(""), surroundings), self.api, desk)


class SlackWebhook:
    """Posts to an incoming webhook, which says nothing but yes or no."""

    def __init__(self, url: str, desk_url: str) -> None:
        self._url = url
        self._desk_url = desk_url

    async def send(self, message: Message, deadline: float) -> Receipt:
        """Post the part. A 5xx is no answer: Slack may have posted before it failed."""
        from slack_sdk.webhook import WebhookClient

        blocks = render_slack(message.content, message.first_line, message.last_line, self._desk_url)
        client = WebhookClient(self._url, timeout=max(int(deadline), 1), retry_handlers=[])
        text = slack_summary(message.content)
        answer = await _post(self._url, deadline, lambda: client.send(text=text, blocks=blocks, unfurl_links=False))
        if answer.status_code == 200:
            return Receipt("posted")
        raise _http_error(answer.status_code, answer.body, answer.headers)

    async def found(self, message: Message, deadline: float) -> Receipt | None:
        """A webhook cannot be asked."""
        return None


class SlackBot:
    """Posts with chat.postMessage; the receipt is `channel/ts`, by which later updates find the thread."""

    def __init__(self, token: str, api: str, desk_url: str) -> None:
        self._token = token
        self._api = api
        self._desk_url = desk_url

    async def send(self, message: Message, deadline: float) -> Receipt:
        """Post the part, under the message that told the story where it is an update of one."""
        blocks = render_slack(message.content, message.first_line, message.last_line, self._desk_url)
        thread = self._thread(message)
        more: dict[str, Any] = {"thread_ts": thread, "reply_broadcast": True} if thread else {}
        metadata = {"event_type": EVENT, "event_payload": {"message_id": message.message_id}}

        def post() -> "SlackResponse":
            return self._client(deadline).chat_postMessage(
                channel=message.recipient, text=slack_summary(message.content), blocks=blocks, metadata=metadata,
                unfurl_links=False, unfurl_media=False, **more,
            )  # fmt: skip

        answer = await self._ask(message.recipient, deadline, post)
        return Receipt(f"{answer['channel']}/{answer['ts']}")

    async def found(self, message: Message, deadline: float) -> Receipt | None:
        """The message that carries this Message-ID in its metadata; None when the token may not read the channel."""

        def look() -> "SlackResponse":
            return self._client(deadline).conversations_history(
                channel=message.recipient, oldest=str(message.created.timestamp()), include_all_metadata=True, limit=200
            )

        try:
            answer = await self._ask(f"read {message.recipient}", deadline, look)
        except SendError:
            return None
        for post in answer.get("messages") or ():
            metadata = post.get("metadata") or {}
            if (metadata.get("event_payload") or {}).get("message_id") == message.message_id:
                return Receipt(f"{answer.get('channel') or message.recipient}/{post['ts']}")
        return None

    def _client(self, deadline: float) -> "WebClient":
        from slack_sdk import WebClient

        return WebClient(self._token, base_url=self._api, timeout=max(int(deadline), 1), retry_handlers=[])

    def _thread(self, message: Message) -> str | None:
        """The `ts` to answer to: only a part that is nothing but updates of one told message has one."""
        last = len(message.content.lines) if message.last_line is None else message.last_line
        updates_start = len(message.content.lines) - len(message.content.updates)
        if not message.answers or message.first_line < updates_start or last - message.first_line != 1:
            return None
        return message.answers[-1].receipt.rpartition("/")[2]

    async def _ask(self, place: str, deadline: float, call: "Callable[[], SlackResponse]") -> "SlackResponse":
        from slack_sdk.errors import SlackApiError

        try:
            return await _post(place, deadline, call)
        except SlackApiError as error:
            answer = error.response
            reason = plain(str(answer.get("error") or answer.status_code), 100)
            if reason in LOGIN:
                raise RefusedForNow(f"Slack says {reason}; put a valid token into the environment") from None
            if answer.status_code == 200 and reason not in SLACKS_FAULT:
                raise RefusedForGood(f"Slack says {reason}") from None
            raise _http_error(int(answer.status_code), reason, dict(answer.headers)) from None


async def _post(place: str, deadline: float, call: Callable[[], Answer]) -> Answer:
    """Run `call` in a thread, not sooner than the place takes the next message, and sort out broken connections."""
    async with exchange(deadline) as progress:
        wait = _next_post.get(place, 0.0) - time.monotonic()
        _next_post[place] = time.monotonic() + max(wait, 0.0) + BETWEEN_POSTS
        if wait > 0:
            await asyncio.sleep(wait)
        progress.handed_over = True
        try:
            return await asyncio.to_thread(call)
        except URLError as error:
            raise _unreached(error, progress) from None
        except HTTPException as error:
            raise NoAnswer(f"Slack broke off: {type(error).__name__}") from None


def _unreached(error: URLError, progress: Exchange) -> SendError:
    """A connection that was never made took nothing."""
    if isinstance(error.reason, ConnectionRefusedError) or "Name or service" in str(error.reason):
        progress.handed_over = False
    return progress.failed(f"Slack was not reached: {plain(str(error.reason), 120)}")


def _http_error(status: int, body: str, headers: Any) -> SendError:
    why = f"Slack says {status} {plain(str(body), 120)}"
    if status == 429:
        after = next((value for name, value in dict(headers).items() if name.lower() == "retry-after"), "1")
        seconds = int(after) if str(after).isdigit() else 60
        return RefusedForNow(why, timedelta(seconds=min(seconds, 86_400)))
    return NoAnswer(why) if status >= 500 or status == 200 else RefusedForGood(why)


SETTINGS = SlackSettings
