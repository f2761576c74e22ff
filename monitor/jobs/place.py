"""Placing what was told: articles, texts, mentions, stories. Called inside the one writing transaction of a poll or a
read, so that what is looked up stays true until it is stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy.exc import InterfaceError, InternalError, OperationalError, StatementError
from sqlmodel import Session

from db.kinds import ArrivedAs, TextKind
from db.queries.articles import (
    AddedText,
    NewArticle,
    NewText,
    add_article,
    add_sighting,
    add_text_version,
    add_url,
    carried_before,
    known_article,
    known_by_guid,
    known_by_text,
    latest_text,
    want_text,
)
from db.queries.mentions import NewMention, add_mention, mention_of, show_mention, update_mention
from db.queries.refusals import add_refusal
from monitor.dedup.address import AddressError, host_of
from monitor.dedup.identity import SAME_TEXT_WITHIN, text_identifies
from monitor.dedup.story import World
from monitor.jobs.joining import join_stories
from monitor.jobs.judging import Judged, judgement_of
from monitor.match.match import Match
from monitor.sources.source import FullText, Source

BACKLOG_AFTER: Final = timedelta(days=30)
"""Entries of a new source's first poll that are older than this arrive as backlog: stored, and told only on request."""
TELLING_GUID: Final = 12
"""Characters from which a guid says more than a number that a feed counts anew each day."""
REFUSED: Final = (StatementError, ValueError, TypeError, LookupError, ArithmeticError)
"""What the database or a rule says no with."""
AWAY: Final = (OperationalError, InterfaceError, InternalError)
"""What is no refusal: the database itself is in trouble."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the entries of one poll have in common."""

    source: Source
    now: datetime
    world: World
    matched_with: str
    """Hash of the watch list and rules."""
    first_look: bool = False
    """Whether nothing of this source has been read before."""


def source_of(source: Source | None, source_id: str, url: str) -> Source:
    """The source of a stored article; a stand-in where it has left sources.yaml since."""
    return source or Source(id=source_id, name=source_id, url=url)


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of entries: ids of articles."""

    new: tuple[int, ...] = ()
    mentions: tuple[int, ...] = ()
    """Articles that were no mention before."""
    wanted: tuple[int, ...] = ()
    """Articles whose pages are to be read."""
    refused: int = 0

    def __add__(self, other: "Placed") -> "Placed":
        return Placed(
            self.new + other.new,
            self.mentions + other.mentions,
            self.wanted + other.wanted,
            self.refused + other.refused,
        )


NOTHING: Final = Placed()


@dataclass(frozen=True, slots=True)
class Finding:
    """A text that was judged, and as what its mention arrives if it is a new one."""

    text: NewText
    version_id: int
    match: Match
    arrived_as: ArrivedAs


def place_all(session: Session, judged: Iterable[Judged], around: Around) -> Placed:
    """Store entries, each in a SAVEPOINT: one that is refused becomes a `Refusal` and stops no other."""
    entries = list(judged)
    before = carried_before(session, around.source.id, [one.identity.key for one in entries])
    placed = NOTHING
    for one in entries:
        if (one.identity.key, one.text.hash) in before:
            continue
        try:
            with session.begin_nested():
                placed += place(session, one, around)
        except REFUSED as error:
            if isinstance(error, AWAY):
                raise
            name = one.entry.guid or one.entry.url or one.entry.title
            add_refusal(session, around.source.id, name, f"it could not be stored ({_said(error)})", around.now)
            placed += Placed(refused=1)
    return placed


def place(session: Session, one: Judged, around: Around) -> Placed:
    """Store one entry: as a new article, or as one more sighting of one that is known."""
    found = _known(session, one, around)
    return _add(session, one, around) if found is None else _again(session, found, one, around)


def _known(session: Session, one: Judged, around: Around) -> int | None:
    """Which article is this? Its address says so, else its guid, else its words; its date never does."""
    entry, identity = one.entry, one.identity
    found = known_article(session, identity.key, [identity.url] if identity.url else [])
    if found is None and entry.guid and identity.guid == entry.guid.strip() and len(identity.guid) >= TELLING_GUID:
        found = known_by_guid(session, around.source.id, identity.guid, one.text.title)
    if found is None and text_identifies(f"{one.text.title}\n{one.text.text}"):
        found = known_by_text(session, _host(one, around), one.text.hash, around.now - SAME_TEXT_WITHIN)
    return found


def _add(session: Session, one: Judged, around: Around) -> Placed:
    entry, identity, now = one.entry, one.identity, around.now
    published = entry.published
    wanted = why_read(one, around.source)
    article_id = add_article(
        session,
        NewArticle(
            key=identity.key,
            url=entry.url or around.source.url,
            host=_host(one, around),
            title=one.text.title,
            source_id=around.source.id,
            first_seen=now,
            language=one.match.language or entry.language,
            authors=entry.authors,
            published=published.at if published else None,
            published_raw=published.raw if published else None,
            published_precision=published.precision.value if published and published.precision else None,
            text_wanted=wanted,
        ),
    )
    version, _ = _sight(session, article_id, one, around)
    mention = one.match.grade >= 1
    if mention:
        keep_mention(session, article_id, _finding(one, version.id, around), around)
    return Placed(new=(article_id,), mentions=(article_id,) if mention else (), wanted=(article_id,) if wanted else ())


def _again(session: Session, article_id: int, one: Judged, around: Around) -> Placed:
    """A known article told again. Its own source may have edited it; another's summary can only add to it."""
    version, told_before = _sight(session, article_id, one, around)
    if not version.new:
        return Placed()
    last = latest_text(session, article_id)
    if last is not None and last.kind is TextKind.PAGE:
        if not told_before or around.source.full_text is FullText.NEVER:
            return Placed()
        want_text(session, article_id, "what its source says of it was edited", around.now)
        return Placed(wanted=(article_id,))
    wanted = why_read(one, around.source)
    if wanted:
        want_text(session, article_id, wanted, around.now)
    mention = mention_of(session, article_id)
    seen = show_mention(session, mention.id) if mention else None
    is_edit = told_before and seen is not None and seen.source == around.source.id
    if is_edit or one.match.grade > (seen.machine_grade if seen else 0):
        keep_mention(session, article_id, _finding(one, version.id, around), around)
    fresh = seen is None and one.match.grade >= 1
    return Placed(mentions=(article_id,) if fresh else (), wanted=(article_id,) if wanted else ())


def _sight(session: Session, article_id: int, one: Judged, around: Around) -> tuple[AddedText, bool]:
    """Note who carried it, under which address, and what it said: the text, and whether they carried it before."""
    identity = one.identity
    if identity.url:
        add_url(session, article_id, identity.url)
    address = one.entry.url or around.source.url
    first = add_sighting(session, article_id, around.source.id, identity.guid, address, around.now)
    return add_text_version(session, article_id, one.text), not first


def keep_mention(session: Session, article_id: int, found: Finding, around: Around) -> int:
    """Store the judgement of an article that matters, or put it in place of an earlier one; its story follows.

    Returns the mention's id.
    """
    judgement = judgement_of(found.match, found.text, found.version_id, around.matched_with)
    mention = mention_of(session, article_id)
    if mention is None:
        new = NewMention(article_id, found.text.title, judgement, found.arrived_as, around.now)
        mention = add_mention(session, new)
    else:
        update_mention(session, mention.id, judgement)
    join_stories(session, mention.id, around.world, around.now)
    return mention.id


def arrives_as(published: datetime | None, seen: datetime, *, first_look: bool) -> ArrivedAs:
    """News, or the backlog that a new source brings along."""
    old = published is not None and seen - published > BACKLOG_AFTER
    return ArrivedAs.BACKLOG if first_look and old else ArrivedAs.NEWS


def _finding(one: Judged, version_id: int, around: Around) -> Finding:
    published = one.entry.published.at if one.entry.published else None
    return Finding(one.text, version_id, one.match, arrives_as(published, around.now, first_look=around.first_look))


def why_read(one: Judged, source: Source) -> str | None:
    """Why the page behind an entry is to be read; None when it is not. An address of many articles shows none."""
    if one.identity.url is None or source.full_text is FullText.NEVER:
        return None
    if source.full_text is FullText.ALWAYS:
        return one.match.text_wanted or "sources.yaml asks for the full text of this source"
    return one.match.text_wanted


def _host(one: Judged, around: Around) -> str:
    for address in (one.entry.url, around.source.url):
        try:
            if address:
                return host_of(address)
        except AddressError:
            continue
    return urlsplit(around.source.url).netloc


def _said(error: BaseException) -> str:
    reason = str(getattr(error, "orig", None) or error).strip().splitlines()
    return f"{type(error).__name__}: {reason[0][:200] if reason else 'no reason given'}"
