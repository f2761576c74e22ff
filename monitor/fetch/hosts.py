"""One exchange at a time per host, and a pause between two."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

FORGET_ABOVE = 1000
"""Hosts remembered before those that are free again are forgotten."""


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0
    free_at: float = 0.0


class HostTurns:
    """Who may speak to which host. For one event loop."""

    def __init__(self, pause: float = 0.0) -> None:
        self._pause = pause
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait until the host of `url` is free (and its pause over), and keep it to oneself inside."""
        loop = asyncio.get_running_loop()
        name = host_of(url)
        host = self._hosts.setdefault(name, _Host())
        host.users += 1
        try:
            async with host.lock:
                if (wait := host.free_at - loop.time()) > 0:
                    await asyncio.sleep(wait)
                try:
                    yield
                finally:
                    host.free_at = loop.time() + self._pause
        finally:
            host.users -= 1
            if not self._pause and not host.users:
                self._hosts.pop(name, None)
            elif len(self._hosts) > FORGET_ABOVE:
                self._forget(loop.time())

    def _forget(self, now: float) -> None:
        for name in [name for name, host in self._hosts.items() if not host.users and host.free_at <= now]:
            del self._hosts[name]


def host_of(url: str) -> str:
    """What counts as one host: name and port, with and without `www.`."""
    parts = urlsplit(url)
    return parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
