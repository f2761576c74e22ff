"""HTTPS and HTTP/2: the connection goes to an IP address, the certificate is that of the name."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

from monitor.fetch.errors import NotReachable
from monitor.fetch.http import FetchOptions, HttpClient
from monitor.sources.client import Request

pytestmark = pytest.mark.anyio

HERE = Path(__file__).parent / "tls"
CERTIFICATE, KEY = HERE / "news.example.kz.pem", HERE / "news.example.kz.key"
"""Of news.example.kz, signed by itself; only these tests trust it."""
OPTIONS = FetchOptions(user_agent="test reader", timeout=5, allow_private=True)


async def to_this_machine(host: str, port: int) -> Sequence[str]:
    return ["127.0.0.1"]


async def answer_by_http2(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    connection = H2Connection(H2Configuration(client_side=False))
    connection.initiate_connection()
    writer.write(connection.data_to_send())
    while data := await reader.read(65_536):
        for event in connection.receive_data(data):
            if isinstance(event, RequestReceived) and event.stream_id:
                asked = dict(event.headers or ())
                connection.send_headers(event.stream_id, [(":status", "200"), ("content-type", "text/plain")])
                connection.send_data(event.stream_id, bytes(asked[b":authority"]) + b" by HTTP/2", end_stream=True)
        writer.write(connection.data_to_send())


@pytest.fixture
async def port() -> AsyncIterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, KEY)
    context.set_alpn_protocols(["h2"])
    server = await asyncio.start_server(answer_by_http2, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def test_http2_is_spoken_with_a_host_whose_certificate_is_trusted(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    async with HttpClient(OPTIONS, resolve=to_this_machine) as client:
        answer = await client.get(Request(f"https://news.example.kz:{port}/rss"))
    assert answer.body.decode() == f"news.example.kz:{port} by HTTP/2"


async def test_another_name_at_the_same_address_is_not_trusted(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    async with HttpClient(OPTIONS, resolve=to_this_machine) as client:
        with pytest.raises(NotReachable, match=r"certificate of other\.example\.kz is not trusted .*mismatch"):
            await client.get(Request(f"https://other.example.kz:{port}/rss"))


async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(port: int) -> None:
    async with HttpClient(OPTIONS, resolve=to_this_machine) as client:
        with pytest.raises(NotReachable, match="is not trusted"):
            await client.get(Request(f"https://news.example.kz:{port}/rss"))


async def test_a_server_that_speaks_no_tls_is_told() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(plain, "127.0.0.1", 0) as server:
        number = server.sockets[0].getsockname()[1]
        async with HttpClient(OPTIONS, resolve=to_this_machine) as client:
            with pytest.raises(NotReachable, match="no secure connection"):
                await client.get(Request(f"https://news.example.kz:{number}/"))
