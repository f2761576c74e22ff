"""Which mentions may tell one event, which links are there, and the moves that links lead to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, func
from sqlmodel import Session, col, or_, select

from db.kinds import ArrivedAs, ClaimKind, Event, Relation, TagKind, TextKind
from db.models import Article, Claim, Mention, MentionHandle, MentionTag, Story, StoryLink, TextVersion
from db.queries.chunks import known, portions
from db.queries.story_summaries import refresh_story

MOST_CANDIDATES = 80
"""Mentions that are compared with a new one, those first that share most with it. What is beyond is counted."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """A mention with all that is compared of it."""

    mention_id: int
    story_id: int
    key: str
    """Its article's."""
    host: str
    published: datetime | None
    first_seen: datetime
    arrived_as: ArrivedAs
    language: str | None
    grade: int
    event: Event
    title: str
    text: str = field(repr=False)
    kind: TextKind
    entities: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]
    figures: tuple[tuple[ClaimKind, int | str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Mentions that share a handle, those that share most first."""

    mention_ids: tuple[int, ...]
    left_out: int
    """How many more there are."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions and what was said of them; `one_id` is the lesser id."""

    one_id: int
    other_id: int
    relation: Relation
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    pinned: bool = False
    by: str = "machine"


@dataclass(frozen=True, slots=True)
class StoryMove:
    """A story, and all the mentions that it has from now on."""

    story_id: int | None
    """None: a new story."""
    mention_ids: frozenset[int]


def write_handles(session: Session, mention_id: int, handles: Collection[int]) -> None:
    """Let the mention be found by these, in place of those it had."""
    session.execute(delete(MentionHandle).where(col(MentionHandle.mention_id) == mention_id))
    session.add_all(MentionHandle(value=value, mention_id=mention_id) for value in sorted(set(handles)))
    session.flush()


def find_candidates(
    session: Session, handles: Collection[int], *, but: int, limit: int = MOST_CANDIDATES
) -> Candidates:
    """Which other mentions share one of these handles?"""
    shared: dict[int, int] = defaultdict(int)
    for some in portions(sorted(set(handles))):
        asked = select(MentionHandle.mention_id, func.count()).where(col(MentionHandle.value).in_(some))
        for mention_id, number in session.exec(asked.group_by(col(MentionHandle.mention_id))):
            shared[mention_id] += number
    shared.pop(but, None)
    in_order = sorted(shared, key=lambda one: (-shared[one], -one))
    return Candidates(tuple(in_order[:limit]), max(0, len(in_order) - limit))


def comparables(session: Session, mention_ids: Iterable[int]) -> dict[int, Comparable]:
    """All that is compared of these mentions, by id."""
    found: dict[int, Comparable] = {}
    for ids in portions(sorted(set(mention_ids))):
        tags: dict[tuple[int, TagKind], set[str]] = defaultdict(set)
        for tag in session.exec(select(MentionTag).where(col(MentionTag.mention_id).in_(ids))):
            tags[tag.mention_id, tag.kind].add(tag.value)
        figures: dict[int, list[tuple[ClaimKind, int | str | None, str | None]]] = defaultdict(list)
        for claim in session.exec(select(Claim).where(col(Claim.mention_id).in_(ids)).order_by(col(Claim.id))):
            value = claim.word if claim.number is None else claim.number
            figures[claim.mention_id].append((claim.kind, value, claim.unit))
        asked = (
            select(Mention, Article, TextVersion)
            .join(Article, col(Article.id) == col(Mention.article_id))
            .join(TextVersion, col(TextVersion.id) == col(Mention.text_version_id))
            .where(col(Mention.id).in_(ids))
        )
        for mention, article, version in session.exec(asked):
            one = known(mention.id)
            found[one] = Comparable(
                mention_id=one,
                story_id=mention.story_id,
                key=article.key,
                host=article.host,
                published=article.published,
                first_seen=mention.first_seen,
                arrived_as=mention.arrived_as,
                language=mention.language,
                grade=mention.grade if mention.verdict is None else mention.verdict,
                event=mention.event,
                title=version.title,
                text=version.text,
                kind=version.kind,
                entities=frozenset(tags[one, TagKind.ENTITY]),
                places=frozenset(tags[one, TagKind.PLACE]),
                countries=frozenset(tags[one, TagKind.COUNTRY]),
                figures=tuple(figures[one]),
            )
    return found


def links_of(session: Session, mention_ids: Iterable[int]) -> list[Link]:
    """Which links have one of these mentions at an end? In the order of their ids."""
    found: dict[tuple[int, int], Link] = {}
    for ids in portions(sorted(set(mention_ids))):
        asked = select(StoryLink).where(or_(col(StoryLink.one_id).in_(ids), col(StoryLink.other_id).in_(ids)))
        for row in session.exec(asked):
            found[row.one_id, row.other_id] = _link(row)
    return [found[pair] for pair in sorted(found)]


def connected(session: Session, mention_id: int) -> frozenset[int]:
    """Which mentions hang together with this one by links, or by standing in one story? Itself among them."""
    reached: set[int] = set()
    fresh = {mention_id}
    while fresh:
        reached |= fresh
        near: set[int] = set()
        for link in links_of(session, fresh):
            near |= {link.one_id, link.other_id}
        for ids in portions(sorted(fresh)):
            stories = select(Mention.story_id).where(col(Mention.id).in_(ids))
            near |= {known(one) for one in session.exec(select(Mention.id).where(col(Mention.story_id).in_(stories)))}
        fresh = near - reached
    return frozenset(reached)


def write_links(session: Session, mention_id: int, links: Iterable[Link], now: datetime) -> None:
    """Put these links in place of those that the machine had made of this mention; an analyst's stay as they are."""
    mine = or_(col(StoryLink.one_id) == mention_id, col(StoryLink.other_id) == mention_id)
    session.execute(delete(StoryLink).where(mine, col(StoryLink.pinned).is_(False)))
    pinned = {(link.one_id, link.other_id) for link in links_of(session, [mention_id])}
    for link in links:
        if (link.one_id, link.other_id) not in pinned:
            session.add(_row(link, now))
    session.flush()


def pin_link(session: Session, link: Link, now: datetime) -> None:
    """Write down an analyst's word on two mentions, over whatever was said before."""
    asked = select(StoryLink).where(StoryLink.one_id == link.one_id, StoryLink.other_id == link.other_id)
    row = session.exec(asked).first()
    if row is not None:
        session.delete(row)
        session.flush()
    session.add(_row(link, now))
    session.flush()


def move_mentions(session: Session, moves: Iterable[StoryMove], gone: Mapping[int, int]) -> None:
    """Carry out the moves; each story of `gone` leads from now on to the story of the mention named with it.

    Headlines, grades and dates of the stories follow.
    """
    touched: list[int] = []
    for move in moves:
        target = move.story_id if move.story_id is not None else _new_story(session, min(move.mention_ids))
        for mention_id in sorted(move.mention_ids):
            session.get_one(Mention, mention_id).story_id = target
        touched.append(target)
    session.flush()
    for story_id in touched:
        refresh_story(session, story_id)
    for story_id, mention_id in gone.items():
        session.get_one(Story, story_id).merged_into = session.get_one(Mention, mention_id).story_id
    session.flush()


def _new_story(session: Session, mention_id: int) -> int:
    mention = session.get_one(Mention, mention_id)
    story = Story(
        headline="",
        grade=mention.grade,
        event=mention.event,
        first_seen=mention.first_seen,
        last_seen=mention.first_seen,
    )
    session.add(story)
    session.flush()
    return known(story.id)


def _row(link: Link, now: datetime) -> StoryLink:
    return StoryLink(
        one_id=link.one_id,
        other_id=link.other_id,
        relation=link.relation,
        score=link.score,
        reasons=list(link.reasons),
        pinned=link.pinned,
        by=link.by,
        created=now,
    )


def _link(row: StoryLink) -> Link:
    return Link(row.one_id, row.other_id, row.relation, row.score, tuple(row.reasons), row.pinned, row.by)
