"""The second line: read the page of an article whose summary promises more than it says, and judge it anew.

text wanted → fetch page → extract → match again → place        one page, one transaction
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlmodel import Session

from db.errors import DatabaseError
from db.kinds import ArrivedAs
from db.queries.articles import (
    WantedArticle,
    add_text_version,
    add_url,
    complete_article,
    first_carried,
    latest_text,
    mark_removed,
    postpone_text,
    settle_text,
    wanted_articles,
)
from db.queries.mentions import mark_backlog, mention_of, show_mention
from monitor.dedup.address import AddressError, canonical_url, host_of, is_site_root
from monitor.fetch.errors import AddressRefused, FetchError, TooLarge
from monitor.fetch.hosts import host_of as host_in_turn
from monitor.fetch.rhythm import retry_after
from monitor.fetch.robots import FORBIDDEN
from monitor.jobs.judging import JudgedPage, judge_page, known_words
from monitor.jobs.means import Means, net
from monitor.jobs.place import Around, Finding, arrives_as, keep_mention, source_of
from monitor.jobs.remembering import refusal_of
from monitor.match.match import Text
from monitor.settings import Settings
from monitor.sources.catalogue import Catalogue
from monitor.sources.client import Answer, Request
from monitor.sources.source import Source
from monitor.text.article import extract_article

log = structlog.get_logger(__name__)

HANDFUL: Final = 40
"""Pages read in one round of the service."""
AGAIN_AFTER: Final = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""When a page that could not be read is tried again; after the last try it is given up, with the reason."""
FOR_NOW: Final = frozenset({408, 425, 429})
PAGES = "text/html, application/xhtml+xml, */*;q=0.5"
READ = "read"


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one page."""

    article: int
    source: str
    outcome: str
    """`read`, or why it was not."""
    is_mention: bool = False
    """Whether the article matters, now that its page was read (or could not be)."""
    was_mention: bool = False


@dataclass(frozen=True, slots=True)
class _Setback:
    """Why a page could not be read, and whether trying again may help."""

    reason: str
    again: bool = False
    not_before: datetime | None = None
    gone: bool = False


async def read_wanted(
    catalogue: Catalogue,
    tools: Means,
    *,
    only: Collection[int] | None = None,
    stop: Callable[[], bool] = lambda: False,
    done: Callable[[], None] = lambda: None,
) -> list[Read]:
    """Read the pages that are wanted now: a handful, or those of the articles in `only`.

    Hosts are served side by side, each page by page; `stop` ends it between two pages. Raises DatabaseError.
    """
    wanted = await tools.read(wanted_articles, tools.clock(), None if only is not None else HANDFUL)
    sources = {source.id: source for source in catalogue.sources}
    hosts: dict[str, list[WantedArticle]] = defaultdict(list)
    for article in wanted:
        if only is None or article.id in only:
            hosts[host_in_turn(article.url)].append(article)

    async def one_host(articles: list[WantedArticle]) -> list[Read]:
        found = []
        for article in articles:
            if not stop():
                found.append(await read_page(article, sources.get(article.source_id), tools))
                done()
        return found

    return [one for some in await asyncio.gather(*map(one_host, hosts.values())) for one in some]


async def read_page(article: WantedArticle, source: Source | None, tools: Means) -> Read:
    """Read one page. Whatever it does to us is its own outcome, recorded with the reason. Raises DatabaseError."""
    try:
        got = await _fetched(article, source, tools)
        if isinstance(got, _Setback):
            return await tools.write(_set_back, article, got, tools)
        last = await tools.read(latest_text, article.id)
        known = known_words(article, article.title, last.text if last else "", source)
        page = await tools.think(judge_page, got.body, got.headers, got.url, known, tools.matcher, tools.clock())
        return await tools.write(_place, article, got.url, page, source, tools)
    except DatabaseError:
        raise
    except Exception as error:  # the one place that shields the other pages
        log.exception("an error of ours", article=article.id, url=article.url)
        setback = _Setback(f"an error of ours: {type(error).__name__}: {error}")
        return await tools.write(_set_back, article, setback, tools)


async def _fetched(article: WantedArticle, source: Source | None, tools: Means) -> Answer | _Setback:
    """The page, by the same guard and the same turns as feeds, and with the site's leave."""
    user_agent, proxy = (source.user_agent, source.proxy) if source else (None, None)
    refusal = await tools.robots.refusal(article.url, user_agent=user_agent, proxy=proxy)
    if refusal:
        return _Setback(refusal, again=refusal != FORBIDDEN)
    try:
        answer = await tools.client.get(Request(article.url, user_agent=user_agent, proxy=proxy, accept=PAGES))
    except FetchError as error:
        return _Setback(error.reason, again=not isinstance(error, AddressRefused | TooLarge))
    why = refusal_of(answer)
    if why is None:
        return answer
    again = answer.status in FOR_NOW or answer.status >= 500
    wait = retry_after(answer.headers.get("retry-after"), tools.clock()) if again else None
    return _Setback(why, again, wait, gone=answer.status in (404, 410))


def _place(
    session: Session, article: WantedArticle, url: str, page: JudgedPage, source: Source | None, tools: Means
) -> Read:
    """All that one read changes, in one transaction."""
    now = tools.clock()
    for address in (url, page.canonical_url):
        if address and (canonical := _own_address(address, article)):
            add_url(session, article.id, canonical)
    if page.text is None or page.match is None:
        return _set_back(session, article, _Setback(page.reason or "no article was found on the page"), tools)
    version = add_text_version(session, article.id, page.text)
    published = page.published.at if page.published else None
    complete_article(session, article.id, published=published, language=page.match.language)
    mention = mention_of(session, article.id)
    if mention is not None or page.match.grade >= 1:
        first = first_carried(session, article.source_id)
        arrived_as = arrives_as(
            article.published or published, article.first_seen, first_look=first == article.first_seen
        )
        finding = Finding(page.text, version.id, page.match, arrived_as)
        around = Around(source_of(source, article.source_id, article.url), now, tools.world, tools.matcher.hash)
        kept = keep_mention(session, article.id, finding, around)
        if article.published is None and arrived_as is ArrivedAs.BACKLOG:  # only the page could tell how old it is
            mark_backlog(session, kept)
    settle_text(session, article.id, READ)
    return Read(article.id, article.source_id, READ, page.match.grade >= 1, mention is not None)


def _set_back(session: Session, article: WantedArticle, setback: _Setback, tools: Means) -> Read:
    """Note why a page was not read: for good, or until the next try. What its source said of it stays in force."""
    now = tools.clock()
    if setback.again and article.tries < len(AGAIN_AFTER):
        due = max(now + AGAIN_AFTER[article.tries], setback.not_before or now)
        postpone_text(session, article.id, due, setback.reason)
    else:
        settle_text(session, article.id, setback.reason)
    if setback.gone:
        mark_removed(session, article.id, now)
    mention = mention_of(session, article.id)
    view = show_mention(session, mention.id) if mention else None
    matters = view is not None and view.grade >= 1
    log.info("page not read", url=article.url, reason=setback.reason, source=article.source_id)
    return Read(article.id, article.source_id, setback.reason, matters, matters)


def _own_address(address: str, article: WantedArticle) -> str | None:
    """One more address of the article, canonical: on its own site, since elsewhere stands a reprint or its original."""
    try:
        own = host_of(address)
        if is_site_root(address) or not (own == article.host or own.endswith("." + article.host)):
            return None
        return canonical_url(address)
    except AddressError:
        return None


async def page_text(settings: Settings, url: str) -> Text:
    """The article on the page at `url`, for `explain`. Raises FetchError, and NoArticle with the reason."""
    async with net(settings) as client:
        answer = await client.get(Request(url, accept=PAGES))
    if why := refusal_of(answer):
        raise NoArticle(why)
    found = extract_article(answer.body, answer.url, content_type=answer.headers.get("content-type"))
    if found.reason:
        raise NoArticle(found.reason)
    return Text(found.title or "", found.text)


class NoArticle(Exception):
    """The page holds nothing to judge; the message says why."""
