"""Everything else through Apprise: Telegram, Teams, Discord, Matrix, ntfy and a hundred more, by one address each."""

from typing import Literal

from pydantic import Field, SecretStr

from alerts.channels.base import (
    ChannelSettings,
    Message,
    NoAnswer,
    NotReady,
    Receipt,
    Surroundings,
    exchange,
    label,
    secret,
)
from alerts.content import DigestContent
from alerts.frame import tally
from alerts.render import render_text
from alerts.safe import plain

LINES = 3
"""Stories in one message: chats cut at about 4,000 characters."""


class AppriseSettings(ChannelSettings):
    """`{kind: apprise, url: "${TELEGRAM_URL}"}`; addresses: https://appriseit.com/services/."""

    kind: Literal["apprise"] = "apprise"
    url: SecretStr
    name: str | None = Field(None, max_length=60)

    def recipients(self) -> tuple[str, ...]:
        """Its name, else its variable."""
        return (self.name or label(self.url),)

    def pages(self, content: DigestContent) -> list[tuple[int, int]]:
        """A few stories a message."""
        number = len(content.lines)
        return [(first, min(first + LINES, number)) for first in range(0, number, LINES)] or [(0, 0)]

    def open(self, surroundings: Surroundings) -> "AppriseChannel":
        """The service. Raises NotReady when the address is not set or not understood."""
        import apprise

        services = apprise.Apprise()
        if not services.add(secret(self.url, surroundings)):
            raise NotReady("Apprise does not understand the address; see https://appriseit.com/services/")
        return AppriseChannel(services)


class AppriseChannel:
    """Hands plain text to Apprise, which answers yes or no without saying why."""

    def __init__(self, services: "apprise.Apprise") -> None:  # type: ignore[name-defined]  # noqa: F821
        self._services = services

    async def send(self, message: Message, deadline: float) -> Receipt:
        """Send the part. A no may hide that a piece of it went out, so it counts as no answer."""
        last = len(message.content.lines) if message.last_line is None else message.last_line
        title = f"{plain(message.content.name, 80)}: {tally(message.content)}"
        if message.parts > 1:
            title += f" ({message.part}/{message.parts})"
        body = render_text(message.content, lines=(message.first_line, last))
        async with exchange(deadline) as progress:
            progress.handed_over = True
            if await self._services.async_notify(body=body, title=title, body_format="text"):
                return Receipt("Apprise says it is sent")
        raise NoAnswer("Apprise says it could not be sent, and not why; its log does")

    async def found(self, message: Message, deadline: float) -> Receipt | None:
        """Apprise cannot ask."""
        return None


SETTINGS = AppriseSettings
