"""Unpacking a body within a bound, whatever its headers say of it."""

import zlib

from monitor.fetch.errors import BadAnswer, TooLarge

GZIP_MAGIC = b"\x1f\x8b"
GZIP, ZLIB, RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
IDENTITY = frozenset({"", "identity", "none", "utf-8"})
"""What means "not packed"; the last two by servers that do not know what the header is for."""


class Body:
    """Takes a body as it comes and keeps it unpacked.

    The bound holds for what comes over the wire and for what is unpacked: a bomb is stopped at the first byte too
    many, with no more than that in memory. A server that packs without saying so, or says so and does not pack, is
    judged by the first two bytes. A packed body that ends too early keeps what could be read: the parser says so.
    """

    def __init__(self, url: str, limit: int, content_encoding: str = "") -> None:
        """Raises BadAnswer for a packing that we did not ask for and cannot undo."""
        self._url = url
        self._limit = limit
        self._received = 0
        self._held = b""
        self._unpacked = bytearray()
        self._unpacker: _Unpacker | None = None
        self._begun = False
        self._declared = [name for name in map(_name, content_encoding.split(",")) if name not in IDENTITY]
        unknown = [name for name in self._declared if name not in ("gzip", "deflate")]
        if unknown or len(self._declared) > 1:
            packing = ", ".join(self._declared)
            raise BadAnswer(f"the body is packed as {packing[:40]}, which was not asked for", url)

    def add(self, part: bytes) -> None:
        """One more piece. Raises TooLarge past the bound, BadAnswer when it cannot be unpacked."""
        self._received += len(part)
        if self._received > self._limit:
            raise self.too_large()
        self._held += part
        if not self._begun and len(self._held) >= len(GZIP_MAGIC):
            self._begin()
        if self._begun:
            self._take()

    def read(self) -> bytes:
        """All of it, unpacked. Raises like `add`."""
        if not self._begun:
            self._begin()
        self._take()
        return bytes(self._unpacked)

    def so_far(self) -> bytes:
        """What could be unpacked up to now, within the bound."""
        return bytes(self._unpacked[: self._limit])

    def too_large(self) -> TooLarge:
        """The error for a body past the bound."""
        return TooLarge(f"the body is larger than {self._limit / 1_000_000:g} MB, more than is taken", self._url)

    def _begin(self) -> None:
        self._begun = True
        if self._held.startswith(GZIP_MAGIC):
            self._unpacker = _Unpacker(GZIP)
        elif "deflate" in self._declared:
            # RFC 9110 §8.4.1.2: some servers send deflate without its zlib wrapping.
            self._unpacker = _Unpacker(ZLIB if _looks_like_zlib(self._held) else RAW)

    def _take(self) -> None:
        part, self._held = self._held, b""
        if self._unpacker is None:
            self._unpacked += part
            return
        room = self._limit - len(self._unpacked)
        try:
            self._unpacked += self._unpacker.unpack(part, room + 1)
        except zlib.error as error:
            raise BadAnswer(f"the packed body is damaged ({error})", self._url) from error
        if len(self._unpacked) > self._limit:
            raise self.too_large()


class _Unpacker:
    """zlib over a chain of members (`cat a.gz b.gz`), never giving more than asked for."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._now = zlib.decompressobj(window)
        self._between = b""
        self._over = False

    def unpack(self, part: bytes, at_most: int) -> bytes:
        out = bytearray()
        while part and not self._over and len(out) < at_most:
            if self._now.eof:
                self._between += part
                if len(self._between) < len(GZIP_MAGIC):
                    break
                part, self._between = self._between, b""
                if self._window != GZIP or not part.startswith(GZIP_MAGIC):
                    self._over = True  # padding after the end: no part of the body
                    break
                self._now = zlib.decompressobj(self._window)
            out += self._now.decompress(part, at_most - len(out))
            part = self._now.unused_data
        return bytes(out)


def _name(declared: str) -> str:
    name = declared.strip().lower()
    return "gzip" if name == "x-gzip" else name


def _looks_like_zlib(start: bytes) -> bool:
    # RFC 1950 §2.2: method 8 and a header that is a multiple of 31
    return len(start) >= 2 and start[0] & 0x0F == 8 and (start[0] * 256 + start[1]) % 31 == 0
