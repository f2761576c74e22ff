"""Polite HTTP: one GET, all the way through its redirects, within one deadline and one bound on its size.

`HttpClient` fits `monitor.sources.client.Client` by its shape.
"""

import asyncio
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Protocol, Self

import httpx

from monitor.fetch.body import Body
from monitor.fetch.errors import AddressRefused, BadAnswer, NotReachable, TooLarge, TooManyRedirects, TooSlow
from monitor.fetch.guard import url_refusal
from monitor.fetch.hosts import HostTurns
from monitor.fetch.transport import GuardedTransport, Resolve, resolve_by_system

MAX_REDIRECTS = 10
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
DEEPEST_CAUSE = 20
ERROR_BODY = 64_000
"""Bytes read of the page that comes with a refusal (4xx, 5xx)."""
NO_PROXY = "direct"
"""A source's `proxy` that means: none, even when the settings name one."""


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How to fetch, for all requests."""

    user_agent: str
    timeout: float = 30.0
    """Seconds for one whole exchange, redirects included; waiting for one's turn is not counted."""
    max_bytes: int = 10_000_000
    """Of a body, packed and unpacked."""
    allow_private: bool = False
    proxy: str | None = None
    concurrency: int = 16
    host_pause: float = 0.0
    """Seconds between two exchanges with one host."""


class Wanted(Protocol):
    """What is asked for (`monitor.sources.client.Request`)."""

    @property
    def url(self) -> str: ...  # noqa: D102
    @property
    def etag(self) -> str | None: ...  # noqa: D102
    @property
    def last_modified(self) -> str | None: ...  # noqa: D102
    @property
    def user_agent(self) -> str | None: ...  # noqa: D102
    @property
    def proxy(self) -> str | None: ...  # noqa: D102
    @property
    def accept(self) -> str: ...  # noqa: D102
    @property
    def max_bytes(self) -> int | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the server said at last. Any status: judging it is the caller's."""

    url: str
    """The address that answered."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    """Unpacked; at most the first 64 kB of it for a status of 400 and more."""
    moved_to: str | None
    """Where an unbroken chain of permanent redirects from the asked address leads; else None."""
    fetched_at: datetime
    """When the answer was whole; aware, UTC."""


@dataclass(frozen=True, slots=True)
class _Hop:
    """The answer of one address on the way."""

    url: str
    status: int
    headers: httpx.Headers
    body: bytes
    leads_to: str | None


class _Deadline:
    """Seconds left for talking. Only talking counts, not the wait for a host that others are speaking to."""

    def __init__(self, seconds: float) -> None:
        self.all = seconds
        self.left = seconds


class HttpClient:
    """Use as an async context manager, within one event loop."""

    def __init__(self, options: FetchOptions, *, resolve: Resolve = resolve_by_system) -> None:
        self._options = options
        self._resolve = resolve
        self._hosts = HostTurns(options.host_pause)
        self._places = asyncio.Semaphore(options.concurrency)
        self._transports: dict[str | None, GuardedTransport] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for transport in self._transports.values():
            await transport.aclose()
        self._transports.clear()

    async def get(self, request: Wanted) -> Fetched:
        """Fetch one address, following redirects. Raises one of `monitor.fetch.errors`.

        Each address on the way is guarded, and waits for its own host's turn. Cookies live as long as this call:
        some sites set one, send the reader back to the same page, and go on for ever without it.
        """
        deadline = _Deadline(self._options.timeout)
        cookies = httpx.Cookies()
        url, moved_to, permanent = request.url, None, True
        seen: set[tuple[str, str]] = set()
        for _ in range(MAX_REDIRECTS + 1):
            if (url, repr(cookies)) in seen:
                raise TooManyRedirects("the redirects go in a circle", url)
            seen.add((url, repr(cookies)))
            hop = await self._hop(url, request, cookies, deadline)
            if hop.leads_to is None:
                headers = {name: value.replace("\0", "") for name, value in hop.headers.items()}
                return Fetched(hop.url, hop.status, headers, hop.body, moved_to, datetime.now(UTC))
            url = hop.leads_to
            permanent = permanent and hop.status in PERMANENT
            moved_to = url if permanent else moved_to
        raise TooManyRedirects(f"more than {MAX_REDIRECTS} redirects", request.url)

    async def _hop(self, url: str, request: Wanted, cookies: httpx.Cookies, deadline: _Deadline) -> _Hop:
        """One address: its turn, its share of the deadline, its errors in words."""
        self._judge(url)
        try:
            message = self._message(url, request, cookies, deadline)
        except (httpx.InvalidURL, ValueError) as error:
            raise BadAnswer(f"not an address that can be asked for ({error})", url) from error
        self._judge(str(message.url))  # two parsers may read one address as two
        transport = self._transport(self._proxy_of(request))
        loop = asyncio.get_running_loop()
        async with self._hosts.turn(url), self._places:
            begun = loop.time()
            try:
                async with asyncio.timeout(deadline.left):
                    return await self._exchange(transport, message, cookies, self._limit(request))
            except (TimeoutError, httpx.TimeoutException) as error:
                raise TooSlow(f"no whole answer within {deadline.all:g} s", url) from error
            except (httpx.TransportError, OSError) as error:
                raise _in_words(error, url, self._proxy_of(request)) from error
            except ImportError as error:
                raise NotReachable("a socks proxy needs the package socksio: pip install httpx[socks]", url) from error
            finally:
                deadline.left = max(deadline.left - (loop.time() - begun), 0.001)

    async def _exchange(
        self, transport: GuardedTransport, message: httpx.Request, cookies: httpx.Cookies, limit: int
    ) -> _Hop:
        url = str(message.url)
        answer = await transport.handle_async_request(message)
        try:
            cookies.extract_cookies(answer)
            leads_to = _target(answer, url)
            body = b"" if leads_to or answer.status_code == 304 else await _body(answer, url, limit)
        finally:
            await answer.aclose()
        return _Hop(url, answer.status_code, answer.headers, body, leads_to)

    def _judge(self, url: str) -> None:
        reason = url_refusal(url, allow_private=self._options.allow_private)
        if reason:
            raise AddressRefused(reason, url)

    def _message(self, url: str, request: Wanted, cookies: httpx.Cookies, deadline: _Deadline) -> httpx.Request:
        headers = {
            "User-Agent": request.user_agent or self._options.user_agent,
            "Accept": request.accept,
            "Accept-Encoding": "gzip",
        }
        for name, validator in (("If-None-Match", request.etag), ("If-Modified-Since", request.last_modified)):
            if validator and validator.isascii() and validator.isprintable():  # some servers make ETags of titles
                headers[name] = validator
        spans = dict.fromkeys(("connect", "read", "write", "pool"), deadline.left)
        address = httpx.URL(url).copy_with(fragment=None)
        message = httpx.Request("GET", address, headers=headers, extensions={"timeout": spans})
        cookies.set_cookie_header(message)
        return message

    def _limit(self, request: Wanted) -> int:
        return request.max_bytes or self._options.max_bytes

    def _proxy_of(self, request: Wanted) -> str | None:
        """The request's own proxy or none, else the settings'."""
        return None if request.proxy == NO_PROXY else request.proxy or self._options.proxy

    def _transport(self, chosen: str | None) -> GuardedTransport:
        """The connections that go through the proxy `chosen`, or directly."""
        if chosen not in self._transports:
            try:
                self._transports[chosen] = GuardedTransport(
                    allow_private=self._options.allow_private,
                    proxy=chosen,
                    connections=self._options.concurrency,
                    resolve=self._resolve,
                )
            except (ValueError, httpx.InvalidURL) as error:
                raise NotReachable(f"the proxy's address cannot be used: {error}", chosen or "") from error
        return self._transports[chosen]


async def _body(answer: httpx.Response, url: str, limit: int) -> bytes:
    """The body, bounded."""
    if answer.status_code >= 400:
        return await _beginning(answer, url)
    body = Body(url, limit, answer.headers.get("content-encoding", ""))
    length = answer.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        raise body.too_large()
    async for part in answer.stream:  # type: ignore[union-attr]  # an answer to an async request
        body.add(part)
    return body.read()


async def _beginning(answer: httpx.Response, url: str) -> bytes:
    """The beginning of the page that comes with a refusal: the status says what matters, so no flaw here is one."""
    body = Body(url, ERROR_BODY)
    try:
        async for part in answer.stream:  # type: ignore[union-attr]  # an answer to an async request
            body.add(part)
        return body.read()
    except (TooLarge, BadAnswer, httpx.TransportError):
        return body.so_far()


def _target(answer: httpx.Response, url: str) -> str | None:
    """Where a redirect leads; None for any other answer."""
    location = answer.headers.get("location", "").strip()
    if answer.status_code not in REDIRECTS or not location:
        return None
    try:
        return str(httpx.URL(url).join(location).copy_with(fragment=None))
    except (httpx.InvalidURL, ValueError) as error:
        raise BadAnswer(f"redirects to something that is no address: {location[:100]!r}", url) from error


def _in_words(error: Exception, url: str, proxy: str | None) -> NotReachable | BadAnswer:
    """What a failed connection was, for people."""
    host = httpx.URL(url).host
    if proxy and isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.ProxyError):
        host = f"the proxy {httpx.URL(proxy).netloc.decode()}"
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return NotReachable(f"the certificate of {host} is not trusted ({cause.verify_message})", url)
        if isinstance(cause, ssl.SSLError):
            return NotReachable(f"no secure connection with {host} ({cause.reason or cause})", url)
        if isinstance(cause, socket.gaierror):
            return NotReachable(f"the name {host} is not known (DNS)", url)
        if isinstance(cause, ConnectionRefusedError):
            return NotReachable(f"{host} refuses connections", url)
    if isinstance(error, httpx.ProxyError):
        return NotReachable(f"{host} did not let us through ({error})", url)
    if isinstance(error, httpx.ConnectError):
        return NotReachable(f"no connection to {host} ({error or 'no route'})", url)
    if isinstance(error, httpx.RemoteProtocolError):
        return BadAnswer(f"{host} broke off or does not speak HTTP ({error})", url)
    return NotReachable(f"the connection to {host} broke ({error or type(error).__name__})", url)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from: the telling one hides beneath others."""
    cause: BaseException | None = error
    for _ in range(DEEPEST_CAUSE):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or cause.__context__
