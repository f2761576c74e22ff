"""What a site asks robots to leave alone (RFC 9309), asked for once and remembered."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from protego import Protego

from monitor.fetch.errors import AddressRefused, FetchError, TooLarge, TooManyRedirects
from monitor.fetch.http import Fetched, Wanted

KEPT = 24 * 3600.0
"""Seconds that an answer is believed (RFC 9309 §2.4: a day at most)."""
KEPT_WHEN_UNREACHABLE = 600.0
LARGEST = 512_000
"""Bytes of a robots.txt; RFC 9309 §2.5 asks for 500 KiB at least."""
MOST_HOSTS = 2_000
UNREACHABLE = "its robots.txt cannot be had, which means: stay away (RFC 9309 §2.3.1.4)"
FORBIDDEN = "its robots.txt forbids it"


class Getter(Protocol):
    """Who fetches: `HttpClient`, so that the guard, the bounds and the politeness hold here too."""

    async def get(self, request: Wanted) -> Fetched:
        """Fetch one address."""
        ...


@dataclass(frozen=True, slots=True)
class _Ask:
    url: str
    user_agent: str | None
    proxy: str | None
    etag: str | None = None
    last_modified: str | None = None
    accept: str = "text/plain, */*;q=0.5"
    max_bytes: int | None = LARGEST


@dataclass(frozen=True, slots=True)
class _Rules:
    """What one host says: rules, none (all is allowed), or why nothing is."""

    rules: Protego | None
    refusal: str | None
    until: float


class RobotsCache:
    """Whether a page may be read. For one event loop."""

    def __init__(self, client: Getter, user_agent: str) -> None:
        self._client = client
        self._user_agent = user_agent
        self._known: dict[tuple[str, str | None], _Rules] = {}
        self._asking: dict[tuple[str, str | None], asyncio.Task[_Rules]] = {}

    async def allowed(self, url: str, *, user_agent: str | None = None, proxy: str | None = None) -> bool:
        """Whether `url` may be read; see `refusal`."""
        return await self.refusal(url, user_agent=user_agent, proxy=proxy) is None

    async def refusal(self, url: str, *, user_agent: str | None = None, proxy: str | None = None) -> str | None:
        """Why `url` may not be read, in words; None when it may.

        A site without a robots.txt (any 4xx) allows everything; one whose robots.txt fails (5xx, no answer) nothing
        for ten minutes. Never raises for what a server does.
        """
        rules = await self._rules(url, user_agent, proxy)
        if rules.refusal or rules.rules is None:
            return rules.refusal
        return None if rules.rules.can_fetch(url, user_agent or self._user_agent) else FORBIDDEN

    async def _rules(self, url: str, user_agent: str | None, proxy: str | None) -> _Rules:
        parts = urlsplit(url)
        key = (f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}", proxy)
        now = asyncio.get_running_loop().time()
        known = self._known.get(key)
        if known and known.until > now:
            return known
        asking = self._asking.get(key)
        if asking is None:
            ask = _Ask(f"{key[0]}/robots.txt", user_agent, proxy)
            asking = asyncio.create_task(self._ask(ask, asyncio.get_running_loop().time))
            self._asking[key] = asking
            asking.add_done_callback(lambda _: self._asking.pop(key, None))
        rules = await asyncio.shield(asking)
        if len(self._known) >= MOST_HOSTS:
            self._known.pop(next(iter(self._known)))
        self._known[key] = rules
        return rules

    async def _ask(self, ask: _Ask, clock: Callable[[], float]) -> _Rules:
        """Fetch a robots.txt and read it."""
        try:
            answer = await self._client.get(ask)
        except (TooLarge, TooManyRedirects):  # RFC 9309 §2.3.1.2: too many redirects are as if there were none
            return _Rules(None, None, clock() + KEPT)
        except AddressRefused as error:
            return _Rules(None, error.reason, clock() + KEPT_WHEN_UNREACHABLE)
        except FetchError as error:
            return _Rules(None, f"{UNREACHABLE}: {error.reason}", clock() + KEPT_WHEN_UNREACHABLE)
        if answer.status >= 500:
            return _Rules(None, f"{UNREACHABLE}: {answer.status}", clock() + KEPT_WHEN_UNREACHABLE)
        if answer.status != 200:
            return _Rules(None, None, clock() + KEPT)
        return _Rules(Protego.parse(answer.body.decode("utf-8", "replace")), None, clock() + KEPT)
