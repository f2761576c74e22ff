"""Kind `feed`: RSS 0.9x, 1.0 (RDF) and 2.0, Atom, JSON Feed, as the wild writes them."""

import io
import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any

from monitor.sources.discover import feed_links
from monitor.sources.draft import MOST_ENTRIES, Drafts, Raw, Surroundings
from monitor.sources.entry import EntryRefusal, Parsed
from monitor.sources.errors import NotAFeed
from monitor.sources.jsonfeed import REMEDY, parse_json_feed
from monitor.sources.repair import repaired
from monitor.sources.source import Source
from monitor.sources.zones import zone_of
from monitor.text.decode import decode

PARSER_VERSION = 1
"""Raised whenever the same bytes would give other entries: stored validators are then forgotten."""

ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?(?:rss|rdf|feed)(?=[\s>/])", re.IGNORECASE)
HTML = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
OTHER_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)")
PROLOG = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>|\s+)*\s*", re.DOTALL | re.IGNORECASE)
LOOK_AHEAD = 100_000
ITEM_START = re.compile(r"<(?:item|entry)[\s>]")
ITEM_END = re.compile(r"</(?:item|entry)\s*>")
CHALLENGE = re.compile(
    r"just a moment|cf-chl|ddos-guard|checking your browser|enable javascript|captcha", re.IGNORECASE
)
FULL_TEXTS = ("yandex_full-text", "turbo_content", "fulltext", "full-text")
"""Elements beside content:encoded in which outlets of the region put the whole article."""
POISON = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError)
"""What feedparser lets escape when it meets something nobody thought of."""


def parse(body: bytes, *, content_type: str | None, url: str, source: Source, now: datetime) -> Parsed:
    """The entries of a feed that came from `url`.

    Wrong charsets, broken XML, strange dates and broken entries are put up with and told in `notes` and `refusals`.
    Raises NotAFeed, with a remedy, when the body is something else.
    """
    decoded = decode(body, content_type)
    notes = [decoded.note] if decoded.note else []
    text = decoded.text.lstrip("\ufeff\0 \t\r\n")
    if not text:
        raise NotAFeed("the answer is empty", "look at the address in a browser; if it stays so, " + REMEDY)
    around = Surroundings(base=url, zone=zone_of(source), now=now, language=source.language)
    if text[0] in "{[":
        return parse_json_feed(text, around, notes)
    root = ROOT.search(text, 0, LOOK_AHEAD)
    if root is None or HTML.search(text, 0, root.start()):
        raise _not_a_feed(text, url)
    if PROLOG.match(text).end() < root.start():  # type: ignore[union-attr]  # matches nothing at least
        notes.append("something stands before the feed and was cut off")
    clean, mended = repaired(text[root.start() :])
    bounded, cut = _bounded(clean)
    return _entries(bounded, around, [*notes, *mended, *cut])


def _bounded(text: str) -> tuple[str, list[str]]:
    """The feed without its entries beyond the limit, before a parser spends minutes on them."""
    starts = [found.start() for found in ITEM_START.finditer(text)]
    if len(starts) <= MOST_ENTRIES:
        return text, []
    ends = [found.end() for found in ITEM_END.finditer(text, starts[-1])]
    note = f"only the first {MOST_ENTRIES} entries of {len(starts)} were taken"
    return text[: starts[MOST_ENTRIES]] + (text[ends[-1] :] if ends else ""), [note]


def _entries(text: str, around: Surroundings, notes: list[str]) -> Parsed:
    """Read the repaired XML; when one entry makes the parser fail, read them one by one."""
    poisoned: list[EntryRefusal] = []
    try:
        found = _read(text)
        entries = found.entries
    except POISON:
        found, entries, poisoned = _one_by_one(text)
        notes.append("the feed could only be read entry by entry")
    if found.bozo:
        notes.append(f"the XML is broken ({str(found.get('bozo_exception', 'no reason given'))[:200]})")
    site = str(found.feed.get("link") or "")
    drafts = Drafts(
        Surroundings(
            base=site if site.startswith(("http://", "https://")) else around.base,
            zone=around.zone,
            now=around.now,
            language=around.language,
            declared_language=found.feed.get("language"),
        ),
        refusals=poisoned,
    )
    drafts.add([_raw(entry) for entry in entries])
    if not entries and not poisoned:
        notes.append("the feed holds no entries")
    return drafts.parsed(found.feed.get("title"), notes)


def _read(text: str) -> Any:
    """feedparser without its sanitising and link resolving: they cost two fifths of the time, and we do both."""
    import feedparser

    return feedparser.parse(
        io.BytesIO(text.encode()),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _one_by_one(text: str) -> tuple[Any, list[Any], list[EntryRefusal]]:
    """Each entry in a feed of its own, so that the one that makes the parser fail is the only one lost."""
    starts = [found.start() for found in ITEM_START.finditer(text)][:MOST_ENTRIES]
    if not starts:
        return _Nothing(), [], [EntryRefusal("the whole feed", "the parser failed on it")]
    head = text[: starts[0]]
    entries: list[Any] = []
    refusals: list[EntryRefusal] = []
    found: Any = _Nothing()
    for start, end in pairwise([*starts, len(text)]):
        closing = ITEM_END.search(text, start, end)
        item = text[start : closing.end() if closing else end]
        try:
            found = _read(head + item)
            entries.extend(found.entries)
        except POISON as error:
            refusals.append(EntryRefusal(_name_in(item), f"the parser failed on it ({type(error).__name__})"))
    return found, entries, refusals


class _Nothing(dict[str, Any]):
    """A parse that never came to be."""

    bozo = False
    feed: dict[str, Any] = {}  # noqa: RUF012  (never written to)
    entries: tuple[Any, ...] = ()


def _name_in(item: str) -> str:
    """What an entry can be recognised by, without a parser."""
    named = re.search(r"<(guid|id|link|title)[^>]*>(.*?)</\1", item, re.DOTALL)
    return re.sub(r"<!\[CDATA\[|\]\]>", "", named[2]).strip()[:200] if named else item[:80]


def _raw(entry: Any) -> Raw:
    """An entry of feedparser's as raw parts."""
    texts = [str(entry.get("summary") or "")] if "summary" in entry else []
    texts += [str(part.get("value") or "") for part in entry.get("content", ())]
    texts += [str(entry[name]) for name in FULL_TEXTS if entry.get(name)]
    dates = (entry.get(name) for name in ("published", "updated", "created") if name in entry)
    return Raw(
        link=_link(entry),
        title=str(entry.get("title") or ""),
        texts=tuple(texts),
        guid=entry.get("id"),
        published=next((str(date) for date in dates if date), None),
        authors=tuple(_people(entry)),
        base=str(entry.get("title_detail", {}).get("base") or "") or None,
    )


def _link(entry: Any) -> str | None:
    """The address of the publication itself; a proxy of feeds names it apart."""
    for name in ("feedburner_origlink", "link"):
        if entry.get(name):
            return str(entry[name])
    pages = [link.get("href") for link in entry.get("links", ()) if link.get("rel", "alternate") == "alternate"]
    return str(pages[0]) if pages and pages[0] else None


def _people(entry: Any) -> Iterator[str]:
    for person in entry.get("authors", ()):
        name = person.get("name") or person.get("email")
        if name:
            yield str(name)


def _not_a_feed(text: str, url: str) -> NotAFeed:
    """What came instead of a feed, and what to do about it."""
    start = text[:LOOK_AHEAD]
    if not HTML.search(start):
        root = OTHER_ROOT.search(start, PROLOG.match(start).end())  # type: ignore[union-attr]
        name = root[1].lower() if root else ""
        if name in ("urlset", "sitemapindex"):
            return NotAFeed("the answer is a sitemap, not a feed", REMEDY)
        if name == "opml":
            return NotAFeed(
                "the answer is a list of feeds (OPML), not a feed", "add the feeds that it names one by one"
            )
        shown = f"XML of another kind (<{name}>)" if root else f"text of another kind ({start[:40]!r})"
        return NotAFeed(f"the answer is {shown}, not a feed", REMEDY)
    if CHALLENGE.search(start) and not feed_links(start, url):
        remedy = "set user_agent or proxy for this source, or ask the site for access"
        return NotAFeed("the site answers with a page that checks for browsers, not with its feed", remedy)
    found = feed_links(start, url)
    if found:
        return NotAFeed("the answer is a web page, not a feed", f"its feed is at {found[0].url}")
    return NotAFeed("the answer is a web page, not a feed", REMEDY)
