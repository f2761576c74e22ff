"""A page tells where its feeds are; where it does not, the usual places are tried."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.sources.discover import FeedLink, common_feed_paths, feed_links

PAGE = """
<html><head><base href="https://cdn.example.kz/site/">
<link rel="alternate" type="application/rss+xml" title="Комментарии" href="https://example.kz/comments/feed/">
<link rel="Alternate" type="application/rss+xml; charset=utf-8" title="Лента &amp; новости" href="rss.xml">
<link rel="alternate" type="application/json" href="https://example.kz/wp-json/wp/v2/pages/2">
<link rel="alternate" type="application/feed+json" href="/feed.json">
<link rel="alternate" hreflang="kk" href="https://kaz.example.kz/">
<link rel="stylesheet" type="text/xml" href="/feed.css">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
</head><body><a href="/rss">RSS</a></body></html>
"""


def test_the_feeds_a_page_names_come_in_its_order_comments_last() -> None:
    assert feed_links(PAGE, "https://example.kz/news") == [
        FeedLink("https://cdn.example.kz/site/rss.xml", "Лента & новости", "RSS"),
        FeedLink("https://cdn.example.kz/feed.json", "", "JSON Feed"),
        FeedLink("https://example.kz/comments/feed/", "Комментарии", "RSS"),
    ]


def test_without_such_links_those_in_the_text_that_look_like_feeds_count() -> None:
    page = """<a href="/ru/rss/">RSS</a> <a href="https://t.me/s/x">Telegram</a> <a href="https://other.kz/rss">их</a>
        <a href="/?rss">ещё</a> <a href="/feedback">Связь</a> <a href="//m.example.kz/feed.xml">m</a>"""
    assert [link.url for link in feed_links(page, "https://www.example.kz/")] == [
        "https://www.example.kz/ru/rss/",
        "https://www.example.kz/?rss",
        "https://m.example.kz/feed.xml",
    ]


@given(st.text(max_size=200))
def test_any_page_is_survived(page: str) -> None:
    feed_links(f'<link rel="alternate" type="application/rss+xml" href="{page}">', "https://example.kz/")


@pytest.mark.parametrize(
    ("url", "among"),
    [
        ("https://example.kz", "https://example.kz/feed/"),
        ("https://example.kz/ru/news", "https://example.kz/ru/news/rss/"),
        ("https://example.kz/ru/news", "https://example.kz/rss.xml"),
        ("http://example.kz:8080/", "http://example.kz:8080/?rss"),
    ],
)
def test_the_usual_places_are_at_the_site_and_beside_the_page(url: str, among: str) -> None:
    paths = common_feed_paths(url)
    assert among in paths
    assert len(paths) == len(set(paths)) <= 40
