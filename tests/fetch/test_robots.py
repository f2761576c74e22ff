"""A page is read only where the site allows it, and the site is asked once."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from monitor.fetch.http import FetchOptions, HttpClient
from monitor.fetch.robots import RobotsCache
from tests.origin import Origin

pytestmark = pytest.mark.anyio

RULES = """
User-agent: *
Disallow: /admin/
Disallow: /*?print=
Allow: /admin/news/

User-agent: FeedFetcher
Disallow: /no-feeds/
"""


@pytest.fixture
async def robots() -> AsyncIterator[RobotsCache]:
    async with HttpClient(FetchOptions(user_agent="reader", timeout=0.3, allow_private=True)) as client:
        yield RobotsCache(client, "reader/1.0")


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/news/1", True),
        ("/admin/", False),
        ("/admin/news/1", True),
        ("/news/1?print=1", False),
        ("/no-feeds/1", True),
        ("/новости/1", True),
    ],
)
async def test_the_rules_for_everybody_hold(origin: Origin, robots: RobotsCache, path: str, allowed: bool) -> None:
    origin.serve("/robots.txt", RULES, content_type="text/plain")
    assert await robots.allowed(origin.url(path)) is allowed
    assert (await robots.refusal(origin.url(path)) is None) is allowed


async def test_rules_for_our_own_name_go_before_those_for_everybody(origin: Origin, robots: RobotsCache) -> None:
    origin.serve("/robots.txt", RULES, content_type="text/plain")
    name = "Mozilla/5.0 (compatible; FeedFetcher/1.0)"
    assert not await robots.allowed(origin.url("/no-feeds/1"), user_agent=name)
    assert await robots.allowed(origin.url("/admin/"), user_agent=name)


async def test_a_site_is_asked_once_however_many_pages_are_wanted(origin: Origin, robots: RobotsCache) -> None:
    origin.serve("/robots.txt", RULES, content_type="text/plain")
    assert all(await asyncio.gather(*(robots.allowed(origin.url(f"/{n}")) for n in range(20))))
    assert await robots.allowed(origin.url("/again"))
    assert origin.count("/robots.txt") == 1


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_site_without_rules_allows_everything(origin: Origin, robots: RobotsCache, status: int) -> None:
    origin.serve("/robots.txt", "User-agent: *\nDisallow: /", status=status)
    assert await robots.allowed(origin.url("/news/1"))


@pytest.mark.parametrize("status", [500, 503])
async def test_a_site_whose_rules_fail_allows_nothing_for_a_while(
    origin: Origin, robots: RobotsCache, status: int
) -> None:
    origin.serve("/robots.txt", status=status)
    assert str(status) in (await robots.refusal(origin.url("/news/1")) or "")


@pytest.mark.parametrize("fault", ["hang", "no-answer", "not-http"])
async def test_rules_that_do_not_come_are_told(origin: Origin, robots: RobotsCache, fault: str) -> None:
    origin.redirect("/robots.txt", f"/faults/{fault}", 302)
    assert "robots.txt cannot be had" in (await robots.refusal(origin.url("/news/1")) or "")


@pytest.mark.parametrize("fault", ["endless-body", "redirect-circle"])
async def test_rules_without_end_are_none(origin: Origin, fault: str) -> None:
    origin.redirect("/robots.txt", f"/faults/{fault}", 302)
    async with HttpClient(FetchOptions(user_agent="reader", timeout=5, allow_private=True)) as client:
        assert await RobotsCache(client, "reader/1.0").allowed(origin.url("/news/1"))


async def test_a_page_in_place_of_rules_forbids_nothing(origin: Origin, robots: RobotsCache) -> None:
    origin.serve("/robots.txt", b"<!DOCTYPE html><p>\xff\x00 User-agent: * Disallow: /", content_type="text/html")
    assert await robots.allowed(origin.url("/news/1"))


async def test_an_address_that_is_refused_is_told(robots: RobotsCache) -> None:
    assert "link-local" in (await robots.refusal("http://169.254.169.254/x") or "")
