"""A new source found behind an address: the feed, what it carries, what of it would match. Stores nothing."""

import re
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from monitor.fetch.errors import FetchError
from monitor.jobs.judging import Told, judge_body
from monitor.jobs.means import now
from monitor.jobs.remembering import refusal_of
from monitor.match.matcher import Matcher
from monitor.sources.client import Answer, Client, Request
from monitor.sources.discover import common_feed_paths, feed_links
from monitor.sources.errors import SourceError
from monitor.sources.source import Source
from monitor.sources.zones import ZONES
from monitor.text.language import identify

ANYTHING = "application/rss+xml, application/atom+xml, application/feed+json, text/html;q=0.9, */*;q=0.8"
LANGUAGE_FROM = 10
"""Entries whose language decides for the source's."""


class NoFeed(Exception):
    """No feed was found; the message says what was tried and what to do."""


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed with what it told."""

    url: str
    told: Told
    title: str | None
    others: tuple[str, ...] = ()
    """Other feeds that the page names."""


async def look_at(source: Source, client: Client, matcher: Matcher) -> Told:
    """What a source tells now. Raises FetchError, SourceError, and NoFeed for an answer that refuses."""
    request = Request(source.url, user_agent=source.user_agent, proxy=source.proxy)
    answer = await client.get(request)
    if why := refusal_of(answer):
        raise NoFeed(f"{source.url}: {why}")
    return judge_body(answer.body, answer.headers, answer.url, source, matcher, now())


async def find_feed(address: str, client: Client, matcher: Matcher) -> FoundFeed:
    """The feed at an address: the address itself, a feed that its page names, or one at a usual place.

    Raises NoFeed.
    """
    url = address if "://" in address else f"https://{address}"
    try:
        answer = await client.get(Request(url, accept=ANYTHING))
    except FetchError as error:
        raise NoFeed(f"{url} cannot be fetched: {error.reason}") from None
    refusal = refusal_of(answer)
    if refusal is None and (told := _told(answer, matcher)):
        return _found(answer, told)
    named = [link.url for link in feed_links(answer.body, answer.url)] if refusal is None else []
    tried = 0
    async for answer in _answers([*named, *(one for one in common_feed_paths(url) if one not in named)], client):
        tried += 1
        if told := _told(answer, matcher):
            others = tuple(one for one in named if one != answer.url)
            return _found(answer, told, others)
    raise NoFeed(
        f"no feed was found at {url}: the page names {len(named) or 'none'}, and {tried} of the usual addresses "
        "answered with something else. Look for a sign “RSS” on the site and give its address"
        + (f" (the page itself: {refusal})" if refusal else "")
    )


def draft_source(found: FoundFeed, known_ids: frozenset[str]) -> Source:
    """A source for a feed, with what can be told of it: an id from its host, its name, country, language. Pure."""
    host = (urlsplit(found.url).hostname or "source").removeprefix("www.")
    base = re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-")[:60]
    name = next(
        one for number in range(1, 1000) if (one := f"{base}-{number}" if number > 1 else base) not in known_ids
    )
    country = host.rpartition(".")[2].upper()
    texts = [f"{one.text.title}\n{one.text.text}" for one in found.told.judged[:LANGUAGE_FROM]]
    languages = Counter(language for text in texts if (language := identify(text)))
    return Source(
        id=name,
        name=found.title or host,
        url=found.url,
        country=country if country in ZONES else None,
        language=languages.most_common(1)[0][0] if languages else None,
    )


async def _answers(urls: list[str], client: Client) -> AsyncIterator[Answer]:
    """The answers that could hold a feed."""
    for url in urls:
        try:
            answer = await client.get(Request(url))
        except FetchError:
            continue
        if refusal_of(answer) is None:
            yield answer


def _told(answer: Answer, matcher: Matcher) -> Told | None:
    stand_in = Source(id="new", name="new", url=answer.url)
    try:
        told = judge_body(answer.body, answer.headers, answer.url, stand_in, matcher, now())
    except SourceError:
        return None
    return told if told.judged else None


def _found(answer: Answer, told: Told, others: tuple[str, ...] = ()) -> FoundFeed:
    return FoundFeed(answer.moved_to or answer.url, told, told.title, others)
