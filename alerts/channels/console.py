"""The digest on the screen: rich text on stdout."""

import asyncio
import sys
from typing import Literal

from alerts.channels.base import ChannelSettings, Message, Receipt, RefusedForNow, Surroundings
from alerts.render import render_text


class ConsoleSettings(ChannelSettings):
    """`{kind: console}`."""

    kind: Literal["console"] = "console"

    def recipients(self) -> tuple[str, ...]:
        """There is one screen."""
        return ("stdout",)

    def open(self, surroundings: Surroundings) -> "ConsoleChannel":
        """A console on stdout, or where the surroundings say."""
        return ConsoleChannel(surroundings)


class ConsoleChannel:
    """Writes to a text stream."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._out = surroundings.out

    async def send(self, message: Message, deadline: float) -> Receipt:
        """Print the digest. Raises RefusedForNow when the stream is closed."""
        try:
            await asyncio.to_thread(self._print, message)
        except (OSError, ValueError) as error:
            raise RefusedForNow(f"stdout cannot be written to: {error}") from None
        return Receipt("printed")

    async def found(self, message: Message, deadline: float) -> Receipt | None:
        """A screen cannot be asked."""
        return None

    def _print(self, message: Message) -> None:
        from rich.console import Console
        from rich.text import Text

        out = self._out or sys.stdout
        console = Console(file=out, highlight=False, soft_wrap=True)
        text = Text()
        for line in render_text(message.content).splitlines():
            text.append(line + "\n", style=_style(line))
        console.print(text)
        out.flush()


def _style(line: str) -> str:
    if line.startswith("* "):
        return "bold"
    if line.startswith("  > "):
        return "italic"
    if line.startswith("  http"):
        return "dim"
    return "bold cyan" if line.isupper() else ""


SETTINGS = ConsoleSettings
