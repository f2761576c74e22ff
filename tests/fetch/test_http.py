"""One GET against a server that misbehaves: what comes back, and what is said when nothing does."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from monitor.fetch.errors import (
    AddressRefused,
    BadAnswer,
    FetchError,
    NotReachable,
    TooLarge,
    TooManyRedirects,
    TooSlow,
)
from monitor.fetch.http import FetchOptions, HttpClient
from monitor.sources.client import Client, Request
from tests.origin import Origin

pytestmark = pytest.mark.anyio

OPTIONS = FetchOptions(user_agent="test reader", timeout=5, allow_private=True)


@pytest.fixture
async def client() -> AsyncIterator[HttpClient]:
    async with HttpClient(OPTIONS) as one:
        yield one


def as_the_protocol(client: HttpClient) -> Client:
    """mypy says here whether `HttpClient` still has the shape that sources ask for."""
    return client


class TestAnOrdinaryAnswer:
    async def test_comes_whole_with_its_headers_in_lower_case(self, origin: Origin, client: HttpClient) -> None:
        url = origin.serve("/rss", "<rss>привет</rss>", etag='"v1"')
        answer = await as_the_protocol(client).get(Request(url))
        assert (answer.status, answer.url, answer.moved_to) == (200, url, None)
        assert answer.body.decode() == "<rss>привет</rss>"
        assert answer.headers["etag"] == '"v1"'
        assert answer.fetched_at.tzinfo is not None

    async def test_is_asked_for_as_a_plain_feed_reader_would(self, origin: Origin, client: HttpClient) -> None:
        await client.get(Request(origin.serve("/rss")))
        await client.get(Request(origin.serve("/rss"), user_agent="Other/1.0", accept="text/html"))
        first, second = origin.seen("/rss")
        assert first.headers["user-agent"] == "test reader"
        assert first.headers["accept-encoding"] == "gzip"
        assert "application/rss+xml" in first.headers["accept"]
        assert (second.headers["user-agent"], second.headers["accept"]) == ("Other/1.0", "text/html")
        assert "cookie" not in first.headers
        assert "if-none-match" not in first.headers

    async def test_is_not_sent_again_when_our_validators_are_known(self, origin: Origin, client: HttpClient) -> None:
        tag = origin.serve("/by-tag", "body", etag='W/"v1"')
        day = origin.serve("/by-date", "body", last_modified="Mon, 02 Nov 2026 09:30:00 GMT")
        assert (await client.get(Request(tag, etag='W/"v1"'))).status == 304
        unchanged = await client.get(Request(day, last_modified="Mon, 02 Nov 2026 09:30:00 GMT"))
        assert (unchanged.status, unchanged.body) == (304, b"")
        assert (await client.get(Request(tag, etag='W/"v0"'))).body == b"body"

    async def test_an_etag_that_no_header_can_carry_is_not_sent(self, origin: Origin, client: HttpClient) -> None:
        answer = await client.get(Request(origin.serve("/rss", "body"), etag='"новости"'))
        assert answer.body == b"body"

    @pytest.mark.parametrize("status", [400, 403, 404, 410, 429, 500, 503])
    async def test_a_refusal_is_an_answer_too(self, origin: Origin, client: HttpClient, status: int) -> None:
        url = origin.serve("/rss", "Just a moment", status=status, headers={"Retry-After": "120"})
        answer = await client.get(Request(url))
        assert (answer.status, answer.headers["retry-after"], answer.body) == (status, "120", b"Just a moment")

    async def test_the_page_of_a_refusal_is_read_only_at_its_beginning(
        self, origin: Origin, client: HttpClient
    ) -> None:
        answer = await client.get(Request(origin.serve("/big", b"x" * 500_000, status=500)))
        assert answer.status == 500
        assert len(answer.body) <= 64_000


class TestRedirects:
    async def test_an_unbroken_permanent_chain_says_where_the_source_moved(
        self, origin: Origin, client: HttpClient
    ) -> None:
        origin.redirect("/old", "/newer", 301)
        origin.redirect("/newer", "new?a=1#part", 308)
        origin.serve("/new", "here")
        answer = await client.get(Request(origin.url("/old")))
        assert answer.body == b"here"
        assert answer.moved_to == answer.url == origin.url("/new?a=1")

    async def test_after_a_temporary_step_nothing_is_permanent(self, origin: Origin, client: HttpClient) -> None:
        origin.redirect("/a", "/b", 302)
        origin.redirect("/b", "/c", 301)
        origin.serve("/c", "here")
        assert (await client.get(Request(origin.url("/a")))).moved_to is None
        origin.redirect("/a", "/b", 301)
        origin.redirect("/b", "/c", 307)
        answer = await client.get(Request(origin.url("/a")))
        assert (answer.moved_to, answer.url) == (origin.url("/b"), origin.url("/c"))

    @pytest.mark.parametrize("fault", ["redirect-circle", "redirect-endless"])
    async def test_a_circle_and_an_endless_chain_end(self, origin: Origin, client: HttpClient, fault: str) -> None:
        with pytest.raises(TooManyRedirects):
            await client.get(Request(origin.url(f"/faults/{fault}")))
        assert origin.count(f"/faults/{fault}") <= 11

    async def test_a_target_that_is_no_address_is_told(self, origin: Origin, client: HttpClient) -> None:
        with pytest.raises(BadAnswer, match="no address"):
            await client.get(Request(origin.url("/faults/redirect-nowhere")))

    async def test_a_cookie_lives_as_long_as_one_exchange(self, origin: Origin, client: HttpClient) -> None:
        url = origin.url("/faults/cookie-wall")
        for _ in range(2):
            assert (await client.get(Request(url))).body == b"<rss/>"
        assert [("cookie" in one.headers) for one in origin.seen("/faults/cookie-wall")] == [False, True] * 2

    @pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/", "http://user:pw@example.org/"])
    async def test_a_redirect_out_of_bounds_is_refused(self, origin: Origin, client: HttpClient, target: str) -> None:
        origin.redirect("/rss", target)
        with pytest.raises(AddressRefused) as refused:
            await client.get(Request(origin.url("/rss")))
        assert "pw" not in str(refused.value)


class TestBounds:
    async def test_a_server_that_says_nothing_is_left_at_the_deadline(self, origin: Origin) -> None:
        async with HttpClient(replace(OPTIONS, timeout=0.2)) as client:
            with pytest.raises(TooSlow, match=r"0\.2 s"):
                await client.get(Request(origin.url("/faults/hang")))

    async def test_a_body_that_drips_is_left_at_the_deadline(self, origin: Origin) -> None:
        async with HttpClient(replace(OPTIONS, timeout=0.2)) as client:
            with pytest.raises(TooSlow):
                await client.get(Request(origin.url("/faults/slow-drip")))

    async def test_the_deadline_holds_for_the_whole_chain(self, origin: Origin) -> None:
        origin.redirect("/rss", "/faults/hang", 302)
        async with HttpClient(replace(OPTIONS, timeout=0.2)) as client:
            with pytest.raises(TooSlow):
                await client.get(Request(origin.url("/rss")))

    @pytest.mark.parametrize("fault", ["endless-body", "huge-length", "gzip-bomb?megabytes=50"])
    async def test_a_body_past_the_limit_is_not_read_on(self, origin: Origin, client: HttpClient, fault: str) -> None:
        with pytest.raises(TooLarge, match="1 MB"):
            await client.get(Request(origin.url(f"/faults/{fault}"), max_bytes=1_000_000))

    async def test_a_body_at_the_limit_is_taken(self, origin: Origin, client: HttpClient) -> None:
        url = origin.serve("/rss", b"x" * 50_000, packed=True)
        assert len((await client.get(Request(url, max_bytes=50_000))).body) == 50_000
        with pytest.raises(TooLarge):
            await client.get(Request(url, max_bytes=49_999))


class TestWhatIsNotHttp:
    @pytest.mark.parametrize("fault", ["not-http", "no-answer", "cut-short", "endless-headers", "gzip-damaged"])
    async def test_is_an_error_with_words(self, origin: Origin, client: HttpClient, fault: str) -> None:
        with pytest.raises(FetchError) as failed:
            await client.get(Request(origin.url(f"/faults/{fault}")))
        assert isinstance(failed.value, BadAnswer | NotReachable)
        assert failed.value.reason
        assert failed.value.url == origin.url(f"/faults/{fault}")

    async def test_a_closed_port_is_told_plainly(self, client: HttpClient) -> None:
        with Origin() as gone:
            url = gone.url("/rss")
        with pytest.raises(NotReachable, match="refuses connections"):
            await client.get(Request(url))

    async def test_the_client_goes_on_after_every_fault(self, origin: Origin, client: HttpClient) -> None:
        for fault in ("not-http", "no-answer", "cut-short", "gzip-damaged", "redirect-circle"):
            with pytest.raises(FetchError):
                await client.get(Request(origin.url(f"/faults/{fault}")))
        assert (await client.get(Request(origin.serve("/rss", "fine")))).body == b"fine"


class TestPoliteness:
    async def test_one_host_is_spoken_to_one_at_a_time(self, origin: Origin, client: HttpClient) -> None:
        urls = [origin.serve(f"/{n}", b"x" * 200_000) for n in range(12)]
        await asyncio.gather(*(client.get(Request(url)) for url in urls))
        assert origin.most_under_way == 1

    async def test_many_hosts_are_spoken_to_at_once_up_to_the_limit(self) -> None:
        origins = [Origin() for _ in range(5)]
        async with HttpClient(replace(OPTIONS, concurrency=3)) as client:
            for one in origins:
                one.__enter__()
            asked = [asyncio.create_task(client.get(Request(one.url("/faults/hang")))) for one in origins]
            await asyncio.sleep(0.2)
            assert sum(one.under_way for one in origins) == 3
            for one in origins:
                one.gate.set()
            assert all(answer.body == b"at last" for answer in await asyncio.gather(*asked))
            for one in origins:
                one.__exit__()

    async def test_waiting_for_ones_turn_does_not_use_up_the_deadline(self, origin: Origin) -> None:
        async with HttpClient(replace(OPTIONS, timeout=0.3)) as client:
            first = asyncio.create_task(client.get(Request(origin.url("/faults/hang"))))
            second = asyncio.create_task(client.get(Request(origin.url("/faults/hang?2"))))
            third = asyncio.create_task(client.get(Request(origin.serve("/rss", "fine"))))
            with pytest.raises(TooSlow):
                await first
            with pytest.raises(TooSlow):
                await second
            assert (await third).body == b"fine"

    async def test_a_pause_lies_between_two_exchanges_with_one_host(self, origin: Origin) -> None:
        async with HttpClient(replace(OPTIONS, host_pause=0.1)) as client:
            url = origin.serve("/rss", "fine")
            await asyncio.gather(client.get(Request(url)), client.get(Request(url)))
        first, second = origin.seen("/rss")
        assert (second.at - first.at).total_seconds() >= 0.1
