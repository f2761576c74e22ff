"""Every fault that a source has shown us, as a named route of the test origin: `/faults/NAME`."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.origin import Handler

RSS = "application/rss+xml; charset=utf-8"
MEGABYTE = 1_000_000
Query = Mapping[str, str]
FAULTS: dict[str, Callable[[Handler, Query], None]] = {}


def _fault(name: str) -> Callable[[Callable[[Handler, Query], None]], Callable[[Handler, Query], None]]:
    def register(act: Callable[[Handler, Query], None]) -> Callable[[Handler, Query], None]:
        FAULTS[name] = act
        return act

    return register


@_fault("hang")
def hang(handler: Handler, query: Query) -> None:
    """Takes the request and says nothing until the gate opens."""
    handler.server.origin.gate.wait(60)
    handler.head(content_type=RSS)
    handler.raw(b"at last")


@_fault("slow-drip")
def slow_drip(handler: Handler, query: Query) -> None:
    """A byte now and then: each read is quick, the whole is endless."""
    handler.head(content_type=RSS)
    while not handler.server.origin.gate.wait(0.02):
        handler.raw(b" ")


@_fault("endless-body")
def endless_body(handler: Handler, query: Query) -> None:
    """A body without end, as fast as it is read."""
    handler.head(content_type=RSS)
    handler.pour(b"<item/>" * 8192)


@_fault("endless-headers")
def endless_headers(handler: Handler, query: Query) -> None:
    """Headers without end."""
    handler.raw(b"HTTP/1.1 200 OK\r\n")
    handler.pour(b"X-More: " + b"x" * 1000 + b"\r\n")


@_fault("huge-length")
def huge_length(handler: Handler, query: Query) -> None:
    """Announces ten gigabytes."""
    handler.head(content_type=RSS, content_length="10000000000")
    handler.raw(b"<rss>")


@_fault("gzip-bomb")
def gzip_bomb(handler: Handler, query: Query) -> None:
    """One gigabyte of blanks in one megabyte (`?megabytes=` for another size)."""
    handler.head(content_type=RSS, content_encoding="gzip")
    packer = gzip_packer()
    blank = b" " * MEGABYTE
    for _ in range(int(query.get("megabytes", "1000"))):
        if part := packer.compress(blank):
            handler.raw(part)
    handler.raw(packer.flush())


@_fault("gzip-damaged")
def gzip_damaged(handler: Handler, query: Query) -> None:
    """Gzip whose middle was overwritten."""
    packed = bytearray(gzip.compress(bytes(range(256)) * 40))
    packed[30:60] = b"\xff" * 30
    handler.head(content_type=RSS, content_encoding="gzip")
    handler.raw(bytes(packed))


@_fault("cut-short")
def cut_short(handler: Handler, query: Query) -> None:
    """Promises a thousand bytes and hangs up after ten."""
    handler.head(content_type=RSS, content_length="1000")
    handler.raw(b"<rss>12345")


@_fault("not-http")
def not_http(handler: Handler, query: Query) -> None:
    """Answers in no protocol."""
    handler.raw(b"\x00\x01 hello, this is not HTTP \xff\r\n\r\n")


@_fault("no-answer")
def no_answer(handler: Handler, query: Query) -> None:
    """Hangs up without a word."""


@_fault("redirect-circle")
def redirect_circle(handler: Handler, query: Query) -> None:
    """Leads to itself."""
    handler.head(302, location="/faults/redirect-circle", content_length="0")


@_fault("redirect-endless")
def redirect_endless(handler: Handler, query: Query) -> None:
    """Each address leads to one more."""
    handler.head(302, location=f"/faults/redirect-endless?n={int(query.get('n', '0')) + 1}", content_length="0")


@_fault("redirect-nowhere")
def redirect_nowhere(handler: Handler, query: Query) -> None:
    """Redirects to something that is no address."""
    handler.head(301, location="http://example.org:no-port/", content_length="0")


@_fault("cookie-wall")
def cookie_wall(handler: Handler, query: Query) -> None:
    """Sends everybody back to the same page until the cookie comes along."""
    if "passed=yes" in handler.headers.get("Cookie", ""):
        handler.head(content_type=RSS)
        handler.raw(b"<rss/>")
    else:
        handler.head(302, location="/faults/cookie-wall", set_cookie="passed=yes; Path=/", content_length="0")


def gzip_packer() -> Any:
    """An object that packs piece by piece, as gzip."""
    return zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
