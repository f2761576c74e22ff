"""An httpx transport over httpcore that checks the very address it connects to.

httpx has no hook between looking a name up and connecting, so a name that answers differently the second time (DNS
rebinding) would pass any check made before. Here the name is looked up once, each address is judged, and the
connection goes to a judged address; TLS still names and verifies the host, because httpcore does that from the URL.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from typing import Any

import httpcore
import httpx

from monitor.fetch.errors import AddressRefused, NotReachable
from monitor.fetch.guard import address_refusal, as_ip

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""From host and port to IP addresses, best first. Raises OSError or UnicodeError."""
HTTPCORE_ERRORS = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
)
"""All that httpcore raises of its own; it has no common head for them."""
NEXT_ADDRESS_AFTER = 5.0
"""Seconds given to an address when another one is left to try: a host's IPv6 is often announced and dead."""


class ConnectionRefusedByGuard(httpcore.ConnectError):
    """Every address of the host is one that we do not connect to."""


async def resolve_by_system(host: str, port: int) -> Sequence[str]:
    """The system's own answer, in its order (RFC 6724)."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[4][0]) for where in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connections to judged addresses only."""

    def __init__(self, *, allow_private: bool = False, resolve: Resolve = resolve_by_system) -> None:
        self._allow_private = allow_private
        self._resolve = resolve
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore's own signature)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first permitted address that answers.

        Raises ConnectionRefusedByGuard when none is permitted, else what the last try raised.
        """
        literal = as_ip(host)
        addresses = [literal] if literal else await self._resolve(host, port)
        judged = [(one, address_refusal(one, allow_private=self._allow_private)) for one in addresses]
        permitted = [one for one, reason in judged if reason is None]
        if not permitted:
            reasons = [reason for _, reason in judged if reason]
            raise ConnectionRefusedByGuard(reasons[0] if reasons else "the name leads to no address")
        for spare in permitted[:-1]:
            brief = min(timeout or NEXT_ADDRESS_AFTER, NEXT_ADDRESS_AFTER)
            try:
                return await self._inner.connect_tcp(spare, port, brief, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._inner.connect_tcp(permitted[-1], port, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore's own signature)
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Refused: no news comes out of a socket file."""
        raise ConnectionRefusedByGuard("a socket file is not fetched from")

    async def sleep(self, seconds: float) -> None:
        """Wait, for httpcore's own retries."""
        await self._inner.sleep(seconds)


class GuardedTransport(httpx.AsyncBaseTransport):
    """HTTP/1.1 and HTTP/2, directly or through one proxy.

    Through a proxy the guard cannot see the far address: the proxy looks the name up (which is the point where names
    are poisoned); then only the look of the URL is judged, by the caller. The proxy itself may be a private address.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        proxy: str | None = None,
        connections: int = 16,
        resolve: Resolve = resolve_by_system,
    ) -> None:
        chosen = httpx.Proxy(proxy) if proxy else None
        self._proxy = chosen.url.netloc.decode() if chosen else None
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            proxy=_for_httpcore(chosen) if chosen else None,
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=10.0,
            http1=True,
            http2=True,
            network_backend=None if chosen else GuardedBackend(allow_private=allow_private, resolve=resolve),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request. Raises AddressRefused, NotReachable (name unknown) or httpx.TransportError."""
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        try:
            answer = await self._pool.handle_async_request(asked)
        except ConnectionRefusedByGuard as error:
            raise AddressRefused(str(error), str(request.url)) from error
        except (socket.gaierror, UnicodeError) as error:
            name = f"of the proxy {self._proxy}" if self._proxy else request.url.host
            raise NotReachable(f"the name {name} is not known (DNS)", str(request.url)) from error
        except HTTPCORE_ERRORS as error:
            raise _as_httpx(error, request) from error
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Stream(answer.stream, request),
            extensions=answer.extensions,
            request=request,
        )

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()


class _Stream(httpx.AsyncByteStream):
    """A body whose errors are httpx's."""

    def __init__(self, stream: Any, request: httpx.Request) -> None:
        self._stream = stream
        self._request = request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for part in self._stream:
                yield part
        except HTTPCORE_ERRORS as error:
            raise _as_httpx(error, self._request) from error

    async def aclose(self) -> None:
        if hasattr(self._stream, "aclose"):
            await self._stream.aclose()


def _as_httpx(error: Exception, request: httpx.Request) -> httpx.TransportError:
    """httpx's error of the same name: the two libraries share the names."""
    for kind in type(error).__mro__:
        same = getattr(httpx, kind.__name__, None)
        if isinstance(same, type) and issubclass(same, httpx.TransportError):
            return same(str(error), request=request)
    return httpx.TransportError(str(error), request=request)


def _for_httpcore(proxy: httpx.Proxy) -> httpcore.Proxy:
    return httpcore.Proxy(
        url=httpcore.URL(
            scheme=proxy.url.raw_scheme, host=proxy.url.raw_host, port=proxy.url.port, target=proxy.url.raw_path
        ),
        auth=proxy.raw_auth,
        headers=proxy.headers.raw,
    )
