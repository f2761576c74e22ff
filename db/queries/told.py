"""What a subscription has been told, what it has not, and what is no longer as it was told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from db.kinds import ArrivedAs, Event, ItemKind, TagKind
from db.models import Article, DigestItem, Mention, MentionTag, Sighting, Story, ToldMention
from db.queries.chunks import portions

judged = func.coalesce(col(Mention.verdict), col(Mention.grade))
"""The analyst's grade where there is one, else the machine's."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a subscription wants to hear of; empty means all."""

    grade: int = 2
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A mention as it stood in the last digest that carried it, and what it is now (None: it is gone)."""

    mention_id: int
    digest_id: int
    story_id: int
    text_version_id: int
    grade: int
    removed: bool
    story_now: int | None = None
    text_version_now: int | None = None
    grade_now: int | None = None
    removed_now: bool = False


def untold_stories(
    session: Session, subscription_id: str, asked: Asked, floor: datetime, unread_since: datetime | None = None
) -> list[int]:
    """Which stories has this subscription never been told, that have a wanted mention first seen since `floor`?

    `unread_since`: a mention first seen after it does not count yet while its page was not tried once.
    """
    mine = aliased(Mention)
    told = (
        exists()
        .where(col(mine.story_id) == col(Mention.story_id))
        .where(col(ToldMention.mention_id) == col(mine.id), col(ToldMention.subscription_id) == subscription_id)
    )
    item = exists().where(
        col(DigestItem.story_id) == col(Mention.story_id), col(DigestItem.subscription_id) == subscription_id
    )
    question = (
        select(Mention.story_id)
        .join(Article, col(Article.id) == col(Mention.article_id))
        .join(Story, col(Story.id) == col(Mention.story_id))
        .where(col(Story.merged_into).is_(None), col(Mention.first_seen) >= floor, *_wanted(asked), ~told, ~item)
        .distinct()
    )
    if unread_since is not None:
        question = question.where(~_unread(unread_since))
    return sorted(session.exec(question))


def told_stories_with_news(
    session: Session, subscription_id: str, grade: int, unread_since: datetime | None = None
) -> list[int]:
    """Which stories that this subscription was told have a mention of `grade` or more that it was not told?

    `unread_since`: as in `untold_stories`.
    """
    told, fresh = aliased(Mention), aliased(Mention)
    best = func.coalesce(fresh.verdict, fresh.grade)
    seen = exists().where(col(ToldMention.mention_id) == fresh.id, col(ToldMention.subscription_id) == subscription_id)
    stories = (
        select(told.story_id)
        .join(ToldMention, col(ToldMention.mention_id) == told.id)
        .where(col(ToldMention.subscription_id) == subscription_id)
    )
    question = (
        select(fresh.story_id)
        .where(col(fresh.story_id).in_(stories), col(fresh.arrived_as) == ArrivedAs.NEWS, best >= grade, ~seen)
        .distinct()
    )
    if unread_since is not None:
        question = question.join(Article, col(Article.id) == col(fresh.article_id)).where(~_unread(unread_since))
    return sorted(session.exec(question))


def told_mentions_that_changed(session: Session, subscription_id: str, grade: int) -> list[Told]:
    """Which mentions that stood in its digests are no longer what was told: moved to another story, edited,
    removed at the source, judged below `grade`, or gone?"""
    removed = col(Article.removed_at).is_not(None)
    now_below = and_(judged < grade, col(ToldMention.grade) >= grade)
    changed = or_(
        col(Mention.id).is_(None),
        col(Mention.story_id) != col(ToldMention.story_id),
        col(Mention.text_version_id) != col(ToldMention.text_version_id),
        and_(removed, ~col(ToldMention.removed)),
        now_below,
    )
    question = (
        select(ToldMention, Mention, removed)
        .join(Mention, col(Mention.id) == col(ToldMention.mention_id), isouter=True)
        .join(Article, col(Article.id) == col(Mention.article_id), isouter=True)
        .where(col(ToldMention.subscription_id) == subscription_id, changed)
        .order_by(col(ToldMention.mention_id))
    )
    return [_told(row, mention, bool(gone)) for row, mention, gone in session.exec(question)]


def told_of_stories(session: Session, subscription_id: str, story_ids: Iterable[int]) -> list[Told]:
    """Which mentions of these stories (as they are now) has this subscription been told?"""
    found: list[Told] = []
    for some in portions(story_ids):
        question = (
            select(ToldMention, Mention, col(Article.removed_at).is_not(None))
            .join(Mention, col(Mention.id) == col(ToldMention.mention_id))
            .join(Article, col(Article.id) == col(Mention.article_id))
            .where(
                col(ToldMention.subscription_id) == subscription_id,
                col(Mention.story_id).in_(some),
            )
        )
        found += [_told(row, mention, bool(gone)) for row, mention, gone in session.exec(question)]
    return found


def told_items(session: Session, subscription_id: str, story_ids: Iterable[int]) -> set[tuple[int, ItemKind, str]]:
    """Which (story, kind, cause) of these stories have stood in a digest of this subscription?"""
    found: set[tuple[int, ItemKind, str]] = set()
    for some in portions(story_ids):
        question = select(DigestItem.story_id, DigestItem.kind, DigestItem.cause).where(
            col(DigestItem.subscription_id) == subscription_id,
            col(DigestItem.story_id).in_(some),
        )
        found.update((story, ItemKind(kind), cause) for story, kind, cause in session.exec(question))
    return found


def held_back(session: Session, asked: Asked, since: datetime, until: datetime) -> list[tuple[int, int]]:
    """How many stories first seen in [since, until) lie below the wanted grade? (grade, stories), best grade first."""
    question = (
        select(Story.grade, func.count())
        .where(
            col(Story.merged_into).is_(None),
            col(Story.grade) < asked.grade,
            col(Story.first_seen) >= since,
            col(Story.first_seen) < until,
        )
        .group_by(col(Story.grade))
        .order_by(col(Story.grade).desc())
    )
    if asked.countries:
        tagged = exists().where(
            col(Mention.story_id) == col(Story.id),
            col(MentionTag.mention_id) == col(Mention.id),
            col(MentionTag.kind) == TagKind.COUNTRY,
            col(MentionTag.value).in_(asked.countries),
        )
        question = question.where(tagged)
    return [(grade, number) for grade, number in session.exec(question)]


def backlog_between(session: Session, asked: Asked, since: datetime, until: datetime) -> int:
    """How many stories of the wanted grade came only with old items in [since, until)?"""
    fresh = aliased(Mention)
    news = exists().where(col(fresh.story_id) == col(Mention.story_id), col(fresh.arrived_as) == ArrivedAs.NEWS)
    question = select(func.count(func.distinct(Mention.story_id))).where(
        col(Mention.arrived_as) == ArrivedAs.BACKLOG,
        judged >= asked.grade,
        col(Mention.first_seen) >= since,
        col(Mention.first_seen) < until,
        ~news,
    )
    return session.exec(question).one()


def _unread(since: datetime) -> ColumnElement[bool]:
    """An article first seen after `since` whose page is to be read and was not tried once."""
    return and_(col(Article.text_wanted).is_not(None), col(Article.text_tries) == 0, col(Article.first_seen) > since)


def _wanted(asked: Asked) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [judged >= asked.grade, col(Mention.arrived_as) == ArrivedAs.NEWS]
    tags = ((TagKind.COUNTRY, asked.countries), (TagKind.PLACE, asked.places), (TagKind.ENTITY, asked.entities))
    for kind, values in tags:
        if values:
            tagged = exists().where(
                col(MentionTag.mention_id) == col(Mention.id),
                col(MentionTag.kind) == kind,
                col(MentionTag.value).in_(values),
            )
            wanted.append(tagged)
    if asked.events:
        wanted.append(col(Mention.event).in_(asked.events))
    if asked.languages:
        wanted.append(func.coalesce(col(Mention.language), col(Article.language)).in_(asked.languages))
    if asked.sources:
        carried = exists().where(
            col(Sighting.article_id) == col(Mention.article_id), col(Sighting.source_id).in_(asked.sources)
        )
        wanted.append(or_(carried, col(Article.source_id).in_(asked.sources)))
    return wanted


def _told(row: ToldMention, mention: Mention | None, gone: bool) -> Told:
    told = Told(row.mention_id, row.digest_id, row.story_id, row.text_version_id, row.grade, row.removed)
    if mention is None:
        return told
    return replace(
        told,
        story_now=mention.story_id,
        text_version_now=mention.text_version_id,
        grade_now=mention.grade if mention.verdict is None else mention.verdict,
        removed_now=gone,
    )
