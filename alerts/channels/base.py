"""What every channel is: settings, and a `send` that ends in a receipt or in one of four errors.

    SendError
     ├── NotReady        nothing was tried: a secret is not set, a setting is missing
     ├── RefusedForNow   surely not delivered; trying again may help
     ├── RefusedForGood  surely not delivered; trying again will not help
     └── NoAnswer        handed over, and the far end did not say what became of it

A new channel is one file here with a `SETTINGS` class; nothing else names it.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, TextIO

from pydantic import BaseModel, ConfigDict, SecretStr

from alerts.content import DigestContent
from monitor.settings import Settings
from monitor.yamlfile import REFERENCE, expand


class SendError(Exception):
    """A message did not get its receipt; the text says why, and names no secret."""


class NotReady(SendError):
    """The channel cannot be used as it is configured; nothing was tried."""


class RefusedForNow(SendError):
    """The far end did not take the message, and may later."""

    def __init__(self, why: str, retry_after: timedelta | None = None, *, away: bool = False) -> None:
        super().__init__(why)
        self.retry_after = retry_after
        self.away = away
        """Whether the far end itself was not there: what goes the same way can wait."""


class RefusedForGood(SendError):
    """The far end will not take this message for this recipient."""


class NoAnswer(SendError):
    """The message was handed over and no answer came: it may or may not have arrived."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A delivery that was sent before."""

    message_id: str
    receipt: str


@dataclass(frozen=True, slots=True)
class Message:
    """One delivery as a channel gets it."""

    message_id: str
    """The same for every copy: `<uuid@domain>`."""
    recipient: str
    content: DigestContent
    created: datetime
    part: int = 1
    parts: int = 1
    first_line: int = 0
    last_line: int | None = None
    """The part holds the lines [first_line, last_line) of the digest."""
    unsubscribe: str = ""
    """A signed address that unsubscribes this recipient; empty without a desk."""
    answers: tuple[Earlier, ...] = ()
    """The earlier deliveries to this recipient that told the stories to which this adds, oldest first."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The far end's word that it took the message."""

    text: str


class Channel(Protocol):
    """Something that can take a message to a recipient."""

    async def send(self, message: Message, deadline: float) -> Receipt:
        """Deliver `message` within `deadline` seconds. Raises SendError, and nothing else that can be foreseen."""
        ...

    async def found(self, message: Message, deadline: float) -> Receipt | None:
        """The receipt of an earlier copy of `message`, where the far end can be asked; else None."""
        ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a channel needs from around it."""

    config_dir: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    out: TextIO | None = None
    """Where the console channel writes; None: stdout."""


class ChannelSettings(BaseModel):
    """One channel of a subscription, as it stands in subscriptions.yaml. Holds references to secrets, not secrets."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str

    def recipients(self) -> tuple[str, ...]:
        """Who gets it: names for people, never a secret."""
        raise NotImplementedError

    def far_end(self) -> str:
        """What stands behind it: deliveries to the same far end go one after the other."""
        return f"{self.kind} {' '.join(self.recipients())}"

    def pages(self, content: DigestContent) -> list[tuple[int, int]]:
        """The parts in which this channel sends `content`: ranges of its lines. One, unless a limit asks for more."""
        return [(0, len(content.lines))]

    def mistakes(self) -> Iterable[tuple[Sequence[str | int], str, str]]:
        """What is wrong beyond the types: (key, what, remedy)."""
        return ()

    def open(self, surroundings: Surroundings) -> Channel:
        """The channel, ready to send. Raises NotReady."""
        raise NotImplementedError


def secret(value: SecretStr, surroundings: Surroundings) -> str:
    """What `"${NAME}"` stands for. Raises NotReady when it is not set."""
    expanded, missing = expand(value.get_secret_value(), surroundings.environment)
    if missing:
        raise NotReady(f"{missing[0]} is not set in the environment; set it, or take the channel out")
    return str(expanded)


def references(value: SecretStr | None) -> tuple[str, ...]:
    """The names of the variables that a secret is read from."""
    return tuple(REFERENCE.findall(value.get_secret_value())) if value else ()


def label(value: SecretStr) -> str:
    """A name for the holder of a secret address that gives nothing away: the variable's, else a short hash."""
    names = references(value)
    if names:
        return "+".join(names)
    return "#" + hashlib.sha256(value.get_secret_value().encode()).hexdigest()[:8]


class Exchange:
    """How far one exchange has come: whether the message may have been taken."""

    handed_over = False

    def failed(self, why: str) -> SendError:
        """The error for a connection that broke: uncertain once the message was handed over."""
        return NoAnswer(why) if self.handed_over else RefusedForNow(why, away=True)


@asynccontextmanager
async def exchange(deadline: float) -> AsyncIterator[Exchange]:
    """One exchange under one deadline over the whole of it; a connection that breaks becomes the right SendError."""
    progress = Exchange()
    try:
        async with asyncio.timeout(deadline):
            yield progress
    except TimeoutError:
        raise progress.failed(f"no answer within {deadline:.0f} s") from None
    except OSError as error:
        raise progress.failed(f"the connection broke: {error.strerror or error}") from None
