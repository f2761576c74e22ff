"""Publications: is it known, what did it say, whose page is still to be read?

All of this is called inside one writing transaction, so that what was looked up stays true until it is stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, or_, select

from db.kinds import TextKind
from db.models import Article, ArticleUrl, Sighting, TextVersion
from db.queries.chunks import known, portions


@dataclass(frozen=True, slots=True)
class NewArticle:
    """A publication to be stored for the first time."""

    key: str
    """What identifies it (monitor/dedup/identity.py)."""
    url: str
    """The address to show."""
    host: str
    title: str
    source_id: str
    first_seen: datetime
    language: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    published_raw: str | None = None
    published_precision: str | None = None
    text_wanted: str | None = None
    """Why its page should be read."""
    text_due: datetime | None = None
    """Not before; None: at once."""


@dataclass(frozen=True, slots=True)
class NewText:
    """What an article said when we looked."""

    kind: TextKind
    hash: int
    fetched_at: datetime
    title: str
    text: str
    folded: str
    """Title and text, folded: what searches look through."""


@dataclass(frozen=True, slots=True)
class AddedText:
    """Which version the text is, and whether it told us something."""

    id: int
    new: bool
    """No such text of this article was known."""
    edited: bool
    """It is new, and another of the same kind came before."""


@dataclass(frozen=True, slots=True)
class WantedArticle:
    """An article whose page is to be read, with all that the reading needs."""

    id: int
    url: str
    host: str
    source_id: str
    title: str
    reason: str
    tries: int
    language: str | None
    published: datetime | None
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class TextView:
    """One stored text."""

    id: int
    article_id: int
    kind: TextKind
    hash: int
    fetched_at: datetime
    title: str
    text: str


def known_article(session: Session, key: str, urls: Iterable[str] = ()) -> int | None:
    """Which article has this key, or else any of these canonical addresses?"""
    found = session.exec(select(Article.id).where(Article.key == key)).first()
    wanted = list(dict.fromkeys(urls))
    if found is None and wanted:
        asked = select(ArticleUrl.article_id).where(col(ArticleUrl.url).in_(wanted))
        found = session.exec(asked.order_by(col(ArticleUrl.article_id))).first()
    return found


def known_by_guid(session: Session, source_id: str, guid: str, title: str) -> int | None:
    """Which article did this source carry under this guid and this very title? Both: some feeds reuse their guids."""
    asked = (
        select(Article.id)
        .join(Sighting, col(Sighting.article_id) == col(Article.id))
        .where(Sighting.source_id == source_id, Sighting.guid == guid, Article.title == title)
        .order_by(col(Article.id))
    )
    return session.exec(asked).first()


def known_by_text(session: Session, host: str, text_hash: int, since: datetime) -> int | None:
    """Which article of this host, first seen at or after `since`, says exactly this?"""
    asked = (
        select(Article.id)
        .join(TextVersion, col(TextVersion.article_id) == col(Article.id))
        .where(TextVersion.hash == text_hash, Article.host == host, col(Article.first_seen) >= since)
        .order_by(col(Article.id))
    )
    return session.exec(asked).first()


def carried_before(session: Session, source_id: str, keys: Iterable[str]) -> frozenset[tuple[str, int]]:
    """Which articles with these keys has the source told us already, and in which words (the texts' hashes)?"""
    asked = (
        select(Article.key, TextVersion.hash)
        .join(Sighting, col(Sighting.article_id) == col(Article.id))
        .join(TextVersion, col(TextVersion.article_id) == col(Article.id))
        .where(Sighting.source_id == source_id, TextVersion.kind == TextKind.SUMMARY)
    )
    return frozenset(
        (key, text_hash)
        for some in portions(keys)
        for key, text_hash in session.exec(asked.where(col(Article.key).in_(some)))
    )


def first_carried(session: Session, source_id: str) -> datetime | None:
    """When did this source bring us anything for the first time?"""
    return session.exec(select(func.min(Sighting.first_seen)).where(Sighting.source_id == source_id)).first()


def add_article(session: Session, new: NewArticle) -> int:
    """Store a publication and return its id. Raises IntegrityError when its key is taken."""
    row = Article(
        key=new.key,
        url=new.url,
        host=new.host,
        title=new.title,
        source_id=new.source_id,
        language=new.language,
        authors=list(new.authors),
        published=new.published,
        published_raw=new.published_raw,
        published_precision=new.published_precision,
        first_seen=new.first_seen,
        text_wanted=new.text_wanted,
        text_due=(new.text_due or new.first_seen) if new.text_wanted else None,
    )
    session.add(row)
    session.flush()
    return known(row.id)


def add_url(session: Session, article_id: int, url: str) -> bool:
    """Note that canonical `url` leads to the article; False when that, or another article's claim to it, was known."""
    if session.get(ArticleUrl, url) is not None:
        return False
    session.add(ArticleUrl(url=url, article_id=article_id))
    session.flush()
    return True


def add_sighting(session: Session, article_id: int, source_id: str, guid: str, url: str, seen: datetime) -> bool:
    """Note that the source carried the article; False when it had before."""
    asked = select(Sighting.id).where(Sighting.article_id == article_id, Sighting.source_id == source_id)
    if session.exec(asked).first() is not None:
        return False
    session.add(Sighting(article_id=article_id, source_id=source_id, guid=guid, url=url, first_seen=seen))
    session.flush()
    return True


def add_text_version(session: Session, article_id: int, new: NewText) -> AddedText:
    """Keep what the article said, if it has not said the same before. Nothing is overwritten."""
    asked = select(TextVersion.id, TextVersion.hash).where(
        TextVersion.article_id == article_id, TextVersion.kind == new.kind
    )
    before = {version_hash: version_id for version_id, version_hash in session.exec(asked)}
    if new.hash in before:
        return AddedText(known(before[new.hash]), new=False, edited=False)
    row = TextVersion(
        article_id=article_id,
        kind=new.kind,
        hash=new.hash,
        fetched_at=new.fetched_at,
        title=new.title,
        text=new.text,
        folded=new.folded,
    )
    session.add(row)
    session.flush()
    return AddedText(known(row.id), new=True, edited=bool(before))


def latest_text(session: Session, article_id: int) -> TextView | None:
    """What did the article say last? Its page outranks its summary."""
    asked = select(TextVersion).where(TextVersion.article_id == article_id).order_by(col(TextVersion.id))
    versions = list(session.exec(asked))
    if not versions:
        return None
    last = max(versions, key=lambda version: (version.kind == TextKind.PAGE, version.fetched_at, version.id))
    return _text(last)


def text_versions(session: Session, article_id: int) -> list[TextView]:
    """What has the article said, the earliest first?"""
    asked = select(TextVersion).where(TextVersion.article_id == article_id)
    return [_text(row) for row in session.exec(asked.order_by(col(TextVersion.fetched_at), col(TextVersion.id)))]


def want_text(session: Session, article_id: int, reason: str, due: datetime) -> None:
    """Have the article's page read, not before `due`, because of `reason`."""
    row = session.get_one(Article, article_id)
    row.text_wanted, row.text_due, row.text_outcome = reason, due, None


def wanted_articles(session: Session, now: datetime, limit: int | None = None) -> list[WantedArticle]:
    """Which pages are to be read now? Those due longest first."""
    asked = select(Article).where(
        col(Article.text_wanted).is_not(None), or_(col(Article.text_due).is_(None), col(Article.text_due) <= now)
    )
    in_order = asked.order_by(col(Article.text_due), col(Article.id)).limit(limit)
    return [_wanted(row) for row in session.exec(in_order)]


def settle_text(session: Session, article_id: int, outcome: str) -> None:
    """The article's page is not wanted any more: `read`, or why it could not be."""
    row = session.get_one(Article, article_id)
    row.text_wanted, row.text_due, row.text_outcome = None, None, outcome
    row.text_tries += 1


def postpone_text(session: Session, article_id: int, due: datetime, why: str) -> None:
    """The article's page could not be read this time; try again at `due`."""
    row = session.get_one(Article, article_id)
    row.text_due, row.text_outcome = due, why
    row.text_tries += 1


def complete_article(
    session: Session,
    article_id: int,
    *,
    published: datetime | None,
    language: str | None,
    authors: tuple[str, ...] = (),
) -> None:
    """Fill in what the source had not told and the page does; what is known already stays."""
    row = session.get_one(Article, article_id)
    row.published = row.published or published
    row.language = row.language or language
    row.authors = row.authors or list(authors)


def mark_removed(session: Session, article_id: int, when: datetime) -> None:
    """The article's page is gone. What it said stays with us."""
    row = session.get_one(Article, article_id)
    row.removed_at = row.removed_at or when


def _wanted(row: Article) -> WantedArticle:
    return WantedArticle(
        known(row.id),
        row.url,
        row.host,
        row.source_id,
        row.title,
        row.text_wanted or "",
        row.text_tries,
        row.language,
        row.published,
        row.first_seen,
    )


def _text(row: TextVersion) -> TextView:
    return TextView(known(row.id), row.article_id, row.kind, row.hash, row.fetched_at, row.title, row.text)
