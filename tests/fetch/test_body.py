"""A body is unpacked whatever is said of its packing, and never beyond its bound."""

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.body import Body
from monitor.fetch.errors import BadAnswer, TooLarge

URL = "http://example.kz/rss"
TEXT = "<rss>привет</rss>".encode() * 20


def read(packed: bytes, encoding: str = "", limit: int = 100_000, pieces: int = 7) -> bytes:
    body = Body(URL, limit, encoding)
    for start in range(0, len(packed), pieces):
        body.add(packed[start : start + pieces])
    return body.read()


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


# mtime: both of the processes that run the tests must collect the same ones.
@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (TEXT, ""),
        (TEXT, "identity"),
        (TEXT, "UTF-8"),
        (TEXT, "gzip"),  # said and not done
        (gzip.compress(TEXT, mtime=0), "gzip"),
        (gzip.compress(TEXT, mtime=0), " X-GZIP "),
        (gzip.compress(TEXT, mtime=0), ""),  # done and not said: a .gz file
        (gzip.compress(TEXT[:50], mtime=0) + gzip.compress(TEXT[50:], mtime=0), "gzip"),
        (gzip.compress(TEXT, mtime=0) + b"\0" * 600, "gzip"),
        (zlib.compress(TEXT), "deflate"),
        (raw_deflate(TEXT), "deflate"),
    ],
)
@pytest.mark.parametrize("pieces", [1, 7, 10_000])
def test_a_body_comes_out_whole_in_pieces_of_any_size(packed: bytes, encoding: str, pieces: int) -> None:
    assert read(packed, encoding, pieces=pieces) == TEXT


@given(st.binary(max_size=500).filter(lambda data: not data.startswith(b"\x1f\x8b")), st.integers(1, 50))
def test_packing_changes_nothing(data: bytes, pieces: int) -> None:
    assert read(gzip.compress(data), "gzip", pieces=pieces) == data
    assert read(data, "", pieces=pieces) == data


@given(st.binary(max_size=300))
def test_damage_is_an_error_of_the_family_or_the_readable_part(data: bytes) -> None:
    try:
        read(b"\x1f\x8b\x08\x00" + data, "gzip")
    except BadAnswer as refused:
        assert refused.url == URL


def test_a_packed_body_cut_short_keeps_what_could_be_read() -> None:
    packed = gzip.compress(TEXT)
    assert TEXT.startswith(read(packed[: len(packed) - 9], "gzip"))
    assert read(packed[:-4], "gzip") == TEXT


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "gzip, gzip", "gzip, br"])
def test_a_packing_nobody_asked_for_is_told(encoding: str) -> None:
    with pytest.raises(BadAnswer, match="not asked for"):
        Body(URL, 1000, encoding)


@pytest.mark.parametrize("packed", [b"x" * 1001, gzip.compress(b"x" * 1001, mtime=0)])
def test_one_byte_too_many_is_too_large_and_none_less(packed: bytes) -> None:
    assert len(read(gzip.compress(b"x" * 1000), limit=1000)) == 1000
    with pytest.raises(TooLarge):
        read(packed, limit=1000)


def test_a_bomb_takes_no_more_memory_than_its_bound() -> None:
    bomb = gzip.compress(b" " * 300_000_000, 9)
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            read(bomb, "gzip", limit=1_000_000, pieces=65_536)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000
