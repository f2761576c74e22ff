"""The connection goes to an address that was judged, and to no other."""

import asyncio
import subprocess
import sys
from collections.abc import Sequence

import httpx
import pytest
import respx

from monitor.fetch.errors import AddressRefused, NotReachable
from monitor.fetch.http import FetchOptions, HttpClient
from monitor.sources.client import Request
from tests.origin import Origin

pytestmark = pytest.mark.anyio

STRICT = FetchOptions(user_agent="test reader", timeout=5)
LENIENT = FetchOptions(user_agent="test reader", timeout=5, allow_private=True)


class Names:
    """A resolver that tells each name's addresses one after another, as rebinding does."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.answers[min(len(self.asked), len(self.answers)) - 1]


class TestTheGuard:
    @pytest.mark.parametrize("url", ["/rss", "/rss?a=http://example.org"])
    async def test_this_machine_is_refused_before_anything_is_sent(self, origin: Origin, url: str) -> None:
        async with HttpClient(STRICT) as client:
            with pytest.raises(AddressRefused, match="this machine"):
                await client.get(Request(origin.url(url)))
        assert origin.requests == []

    @pytest.mark.parametrize("inner", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "64:ff9b::7f00:1"])
    async def test_a_public_name_that_leads_inside_is_refused(self, origin: Origin, inner: str) -> None:
        async with HttpClient(STRICT, resolve=Names([inner])) as client:
            with pytest.raises(AddressRefused) as refused:
                await client.get(Request(origin.url("/rss", host="news.example.kz")))
        assert inner in refused.value.reason
        assert origin.requests == []

    async def test_a_name_is_looked_up_once_so_that_it_cannot_change_its_mind(self, origin: Origin) -> None:
        names = Names(["127.0.0.1"], ["203.0.113.1"])
        async with HttpClient(LENIENT, resolve=names) as client:
            origin.serve("/rss", "fine")
            answer = await client.get(Request(origin.url("/rss", host="news.example.kz")))
        assert answer.body == b"fine"
        assert names.asked == ["news.example.kz"]
        assert origin.seen("/rss")[0].headers["host"] == f"news.example.kz:{origin.port}"

    async def test_of_several_addresses_only_permitted_ones_are_tried(self, origin: Origin) -> None:
        origin.serve("/rss", "fine")
        names = Names(["169.254.169.254", "0.0.0.0", "127.0.0.1"])
        async with HttpClient(LENIENT, resolve=names) as client:
            assert (await client.get(Request(origin.url("/rss", host="news.example.kz")))).body == b"fine"

    async def test_an_address_that_is_dead_gives_way_to_the_next(self, origin: Origin) -> None:
        origin.serve("/rss", "fine")
        async with HttpClient(LENIENT, resolve=Names(["127.9.9.9", "127.0.0.1"])) as client:
            assert (await client.get(Request(origin.url("/rss", host="news.example.kz")))).body == b"fine"

    async def test_a_redirect_into_the_own_network_is_refused(self) -> None:
        with respx.mock:
            respx.get("http://news.example.kz/rss").respond(301, headers={"Location": "http://127.0.0.1:22/"})
            async with HttpClient(STRICT, resolve=Names(["8.8.8.8"])) as client:
                with pytest.raises(AddressRefused, match="this machine"):
                    await client.get(Request("http://news.example.kz/rss"))


class TestWhatOnlyAMockCanDo:
    @pytest.mark.parametrize("failure", [httpx.ConnectError, httpx.ReadError, httpx.RemoteProtocolError])
    async def test_a_failing_connection_is_told(self, failure: type[Exception]) -> None:
        with respx.mock:
            respx.get("https://news.example.kz/rss").mock(side_effect=failure("broken"))
            async with HttpClient(STRICT) as client:
                with pytest.raises(Exception, match=r"news\.example\.kz"):
                    await client.get(Request("https://news.example.kz/rss"))

    async def test_an_unknown_name_is_told(self) -> None:
        async def nobody(host: str, port: int) -> Sequence[str]:
            import socket

            raise socket.gaierror(-2, "Name or service not known")

        async with HttpClient(STRICT, resolve=nobody) as client:
            with pytest.raises(NotReachable, match=r"the name news\.example\.kz is not known"):
                await client.get(Request("https://news.example.kz/rss"))

    @pytest.mark.parametrize("host", ["a" * 64 + ".kz", "a..kz", "x" * 300])
    async def test_a_name_that_no_name_can_be_is_told(self, host: str) -> None:
        async with HttpClient(STRICT) as client:
            with pytest.raises(Exception, match=r"known|asked for|connection"):
                await client.get(Request(f"http://{host}/"))

    async def test_an_answer_is_mocked_as_any_httpx_answer(self) -> None:
        with respx.mock:
            respx.get("https://news.example.kz/rss").respond(200, text="fine", headers={"ETag": "x"})
            async with HttpClient(STRICT) as client:
                answer = await client.get(Request("https://news.example.kz/rss"))
        assert (answer.status, answer.body, answer.headers["etag"]) == (200, b"fine", "x")


class TestProxies:
    async def test_the_settings_proxy_is_asked_with_the_whole_address(self, origin: Origin) -> None:
        origin.serve("http://news.example.kz/rss", "by proxy")
        names = Names(["127.0.0.1"])
        options = FetchOptions(user_agent="x", timeout=5, proxy=origin.url(""))
        async with HttpClient(options, resolve=names) as client:
            assert (await client.get(Request("http://news.example.kz/rss"))).body == b"by proxy"
            with pytest.raises(AddressRefused):
                await client.get(Request("http://127.1/"))
        assert names.asked == []

    async def test_a_sources_own_proxy_or_none_outranks_it(self, origin: Origin) -> None:
        origin.serve("/rss", "direct")
        origin.serve("http://news.example.kz/rss", "by its own proxy")
        options = FetchOptions(user_agent="x", timeout=5, allow_private=True, proxy="http://127.0.0.1:9/")
        async with HttpClient(options) as client:
            assert (await client.get(Request(origin.url("/rss"), proxy="direct"))).body == b"direct"
            own = Request("http://news.example.kz/rss", proxy=origin.url(""))
            assert (await client.get(own)).body == b"by its own proxy"
            with pytest.raises(NotReachable):
                await client.get(Request(origin.url("/rss")))

    async def test_a_socks_proxy_looks_the_name_up_itself(self, origin: Origin) -> None:
        pytest.importorskip("socksio")
        origin.serve("/rss", "through socks")
        wanted: list[str] = []

        async def socks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readexactly((await reader.readexactly(2))[1])
            writer.write(b"\x05\x00")
            kind = (await reader.readexactly(4))[3]
            assert kind == 3
            wanted.append((await reader.readexactly((await reader.readexactly(1))[0])).decode())
            await reader.readexactly(2)
            writer.write(b"\x05\x00\x00\x01" + bytes(6))
            back, forth = await asyncio.open_connection("127.0.0.1", origin.port)
            forth.write(await reader.readuntil(b"\r\n\r\n"))
            while part := await back.read(1000):
                writer.write(part)
            writer.close()

        async with await asyncio.start_server(socks, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            options = FetchOptions(user_agent="x", timeout=5, proxy=f"socks5://127.0.0.1:{port}")
            async with HttpClient(options) as client:
                answer = await client.get(Request(f"http://news.example.kz:{origin.port}/rss"))
        assert answer.body == b"through socks"
        assert wanted == ["news.example.kz"]

    @pytest.mark.parametrize("proxy", ["ftp://x/", "http://[broken", "nonsense", "http://127.0.0.1:9/"])
    async def test_a_proxy_that_is_none_is_told(self, proxy: str) -> None:
        async with HttpClient(FetchOptions(user_agent="x", proxy=proxy)) as client:
            with pytest.raises(NotReachable, match="proxy"):
                await client.get(Request("http://news.example.kz/"))


BOMB = """
import asyncio, resource, sys
from monitor.fetch.errors import TooLarge
from monitor.fetch.http import FetchOptions, HttpClient
from monitor.sources.client import Request
async def main():
    async with HttpClient(FetchOptions(user_agent="x", allow_private=True)) as client:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        try:
            await client.get(Request(sys.argv[1]))
        except TooLarge:
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
asyncio.run(main())
"""


async def test_a_gigabyte_in_a_megabyte_grows_the_process_by_its_bound_only(origin: Origin) -> None:
    url = origin.url("/faults/gzip-bomb?megabytes=1000")
    run = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", BOMB, url], capture_output=True, text=True, check=True, timeout=60
    )
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(run.stdout) * unit < 60_000_000  # the bound is 10 MB; the rest is the interpreter's growth
