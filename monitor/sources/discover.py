"""Guesses about a site: where its feeds may be. Pure: the page comes in, nothing is fetched."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

from monitor.text.html import one_line

FEED_TYPES = {
    "application/rss+xml": "RSS",
    "application/atom+xml": "Atom",
    "application/feed+json": "JSON Feed",
    "application/rdf+xml": "RDF",
    "application/xml": "XML",
    "text/xml": "XML",
    "application/json": "JSON",
}
SURE_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
COMMON_PATHS = (
    "/feed/",
    "/rss/",
    "/rss",
    "/feed",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/index.xml",
    "/rss/all.xml",
    "/rss/news.xml",
    "/rss/all/",
    "/news.rss",
    "/news/rss",
    "/ru/rss",
    "/ru/rss/",
    "/en/feed/",
    "/export/rss2/index.xml",
    "/export/rss2/archive/index.xml",
    "/rssfeeds",
    "/?rss",
    "/?feed=rss2",
    "/feed.json",
)
"""Where outlets of the region keep their feeds, the most usual first."""
MOST_LINKS = 50


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names."""

    url: str
    title: str = ""
    kind: str = ""
    """RSS, Atom, JSON Feed; as the page says, which is not always so."""


def feed_links(html: str | bytes, url: str) -> list[FeedLink]:
    """The feeds that the page at `url` names, in its order, comments' feeds last.

    `link rel=alternate` first; where there is none, links in the text whose address looks like a feed's.
    """
    soup = BeautifulSoup(html, "lxml", parse_only=SoupStrainer(["link", "a", "base"]))
    base = soup.find("base", href=True)
    where = _joined(url, str(base["href"])) or url if base else url
    named: dict[str, FeedLink] = {}
    for link in soup.find_all("link", href=True):
        kind = str(link.get("type", "")).split(";")[0].strip().lower()
        relations = {one.lower() for one in _words(link.get("rel"))}
        target = _joined(where, str(link["href"]))
        if target and kind in FEED_TYPES and relations & {"alternate", "feed"} and _believed(kind, target):
            named.setdefault(target, FeedLink(target, one_line(str(link.get("title", ""))), FEED_TYPES[kind]))
    if not named:
        for link in soup.find_all("a", href=True):
            target = _joined(where, str(link["href"]))
            if target and _looks_like_feed(target) and _same_site(target, url):
                named.setdefault(target, FeedLink(target, one_line(link.get_text())))
    return sorted(named.values(), key=lambda link: "comments" in link.url)[:MOST_LINKS]


def common_feed_paths(url: str) -> list[str]:
    """Addresses at the site of `url` where feeds usually are; beside `url` itself first, if it is not the root."""
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}"
    below = parts.path.rstrip("/")
    beside = [root + below + path for path in COMMON_PATHS[:5]] if below else []
    return list(dict.fromkeys([*beside, *(root + path for path in COMMON_PATHS)]))


def _joined(base: str, href: str) -> str | None:
    try:
        target = urljoin(base, href.strip())
        parts = urlsplit(target)
    except ValueError:
        return None
    return target if parts.scheme in ("http", "https") and parts.hostname else None


def _words(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return value.split()
    return [str(one) for one in value] if isinstance(value, Iterable) else []


def _believed(kind: str, target: str) -> bool:
    """Plain XML and JSON are also named for other things (oEmbed, wp-json, sitemaps)."""
    return kind in SURE_TYPES or _looks_like_feed(target)


def _looks_like_feed(url: str) -> bool:
    parts = urlsplit(url.lower())
    words = parts.path.replace(".", "/").replace("-", "/").replace("_", "/").split("/")
    return bool({"rss", "rss2", "feed", "feeds", "atom", "rssfeeds"} & set(words)) or parts.query in (
        "rss",
        "feed=rss2",
    )


def _same_site(target: str, url: str) -> bool:
    hosts = [(urlsplit(one).hostname or "").removeprefix("www.") for one in (target, url)]
    return hosts[0] == hosts[1] or hosts[0].endswith("." + hosts[1]) or hosts[1].endswith("." + hosts[0])
