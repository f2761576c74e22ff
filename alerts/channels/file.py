"""The digest as an HTML file in a folder."""

import asyncio
import os
import re
import tempfile
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from alerts.channels.base import ChannelSettings, Message, Receipt, RefusedForNow, Surroundings
from alerts.render import render_html


class FileSettings(ChannelSettings):
    """`{kind: file, path: digests/}`; the path is relative to the config dir."""

    kind: Literal["file"] = "file"
    path: str = Field("digests/", min_length=1)

    def recipients(self) -> tuple[str, ...]:
        """The folder, as it is written in the file."""
        return (self.path,)

    def open(self, surroundings: Surroundings) -> "FileChannel":
        """The folder; it is made when the first digest comes."""
        return FileChannel(surroundings.config_dir / Path(self.path).expanduser())


class FileChannel:
    """Writes each digest to a file of its own, whose name follows from the delivery: a second copy is the same file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, message: Message, deadline: float) -> Receipt:
        """Write the file in one step. Raises RefusedForNow when the folder cannot be written to."""
        path = self._path(message)
        try:
            await asyncio.to_thread(_write, path, render_html(message.content))
        except OSError as error:
            raise RefusedForNow(f"{path.parent} cannot be written to: {error.strerror}") from None
        return Receipt(str(path))

    async def found(self, message: Message, deadline: float) -> Receipt | None:
        """The file, if it is there: it is written in one step, so it is whole."""
        path = self._path(message)
        return Receipt(str(path)) if await asyncio.to_thread(path.is_file) else None

    def _path(self, message: Message) -> Path:
        content = message.content
        when = content.until.astimezone(ZoneInfo(content.timezone))
        token = re.sub(r"\W", "", message.message_id)[:8]
        return self._folder / f"{when:%Y-%m-%d-%H%M}-{content.subscription}-{token}.html"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


SETTINGS = FileSettings
