"""Stories as a digest needs them: with every mention, its claims, and what the text said when it was judged."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from db.kinds import ArrivedAs, ClaimKind, ClaimState, Event, Relation, TagKind
from db.models import Article, Claim, Mention, MentionTag, Sighting, Story, StoryLink, TextVersion
from db.queries.chunks import known, portions


@dataclass(frozen=True, slots=True)
class DigestClaim:
    """One claim of a mention's text."""

    kind: ClaimKind
    value: int | str
    unit: str | None
    state: ClaimState | None
    scope: str | None
    place: str | None
    as_of: date | None
    said_by: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class DigestMention:
    """One mention with all that a digest says of it. `grade` is the analyst's where there is one."""

    id: int
    story_id: int
    article_id: int
    text_version_id: int
    text_hash: int
    """Equal hashes are equal texts: the later one is a reprint."""
    url: str
    title: str
    source_id: str
    sources: tuple[str, ...]
    """Every source that carried it."""
    language: str | None
    published: datetime | None
    first_seen: datetime
    removed: bool
    grade: int
    event: Event
    arrived_as: ArrivedAs
    reasons: tuple[str, ...]
    snippet: str
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    claims: tuple[DigestClaim, ...] = ()
    same_words: frozenset[int] = frozenset()
    """Mentions that have their words from this one, or it from them."""

    @property
    def when(self) -> datetime:
        """When it came out, else when we saw it."""
        return self.published or self.first_seen


@dataclass(frozen=True, slots=True)
class DigestStory:
    """One story with its mentions, the earliest first."""

    id: int
    headline: str
    grade: int
    event: Event
    first_seen: datetime
    last_seen: datetime
    mentions: tuple[DigestMention, ...]


def stories_by_id(session: Session, story_ids: Iterable[int]) -> list[DigestStory]:
    """The stories with these ids, in their order; ids that are not there are left out."""
    wanted = list(dict.fromkeys(story_ids))
    rows: dict[int, Story] = {}
    for some in portions(wanted):
        for row in session.exec(select(Story).where(col(Story.id).in_(some))):
            rows[known(row.id)] = row
    mentions: dict[int, list[DigestMention]] = defaultdict(list)
    for mention in _mentions_of(session, wanted):
        mentions[mention.story_id].append(mention)
    return [_story(rows[one], mentions[one]) for one in wanted if one in rows]


def _story(row: Story, mentions: list[DigestMention]) -> DigestStory:
    in_order = sorted(mentions, key=lambda mention: (mention.when, mention.first_seen, mention.id))
    return DigestStory(
        known(row.id), row.headline, row.grade, row.event, row.first_seen, row.last_seen, tuple(in_order)
    )


MENTION_FIELDS: tuple[Any, ...] = (
    Mention.id, Mention.story_id, Mention.article_id, Mention.text_version_id, TextVersion.hash, Article.url,
    Article.title, Article.source_id, func.coalesce(col(Mention.language), col(Article.language)), Article.published,
    Mention.first_seen, col(Article.removed_at).is_not(None), func.coalesce(col(Mention.verdict), col(Mention.grade)),
    Mention.event, Mention.arrived_as, Mention.reasons, Mention.snippet,
)  # fmt: skip
"""Columns, not rows: whole rows with their evidence cost three times as much to read."""

CLAIM_FIELDS: tuple[Any, ...] = (
    Claim.mention_id, Claim.text_version_id, Claim.kind, Claim.number, Claim.word, Claim.unit, Claim.state,
    Claim.scope, Claim.place, Claim.as_of, Claim.said_by, Claim.sentence,
)  # fmt: skip


def _mentions_of(session: Session, story_ids: Sequence[int]) -> Iterator[DigestMention]:
    for some in portions(story_ids):
        asked = (
            sql_select(*MENTION_FIELDS)
            .join(Article, col(Mention.article_id) == col(Article.id))
            .join(TextVersion, col(Mention.text_version_id) == col(TextVersion.id))
            .where(col(Mention.story_id).in_(some))
        )
        found = session.execute(asked).all()
        around = _Around(session, [row[0] for row in found], [row[2] for row in found])
        for row in found:
            yield _mention(row, around)


class _Around:
    """Tags, claims, links and sightings of some mentions, read in four questions and not in four for each mention."""

    def __init__(self, session: Session, mention_ids: Sequence[int], article_ids: Sequence[int]) -> None:
        self.tags: dict[tuple[int, TagKind], list[str]] = defaultdict(list)
        self.claims: dict[tuple[int, int], list[DigestClaim]] = defaultdict(list)
        self.sources: dict[int, list[str]] = defaultdict(list)
        self.same_words: dict[int, set[int]] = defaultdict(set)
        for some in portions(mention_ids):
            links = select(StoryLink.one_id, StoryLink.other_id).where(col(StoryLink.one_id).in_(some))
            for one, other in session.exec(links.where(col(StoryLink.relation) == Relation.REPRINT)):
                self.same_words[one].add(other)
                self.same_words[other].add(one)
            tags = select(MentionTag.mention_id, MentionTag.kind, MentionTag.value).order_by(col(MentionTag.rank))
            for mention_id, kind, value in session.exec(tags.where(col(MentionTag.mention_id).in_(some))):
                self.tags[mention_id, TagKind(kind)].append(value)
            claims = sql_select(*CLAIM_FIELDS).where(col(Claim.mention_id).in_(some)).order_by(col(Claim.id))
            for mention_id, version, *fields in map(tuple, session.execute(claims)):
                self.claims[mention_id, version].append(_claim(*fields))
        for some in portions(article_ids):
            seen = select(Sighting.article_id, Sighting.source_id).where(col(Sighting.article_id).in_(some))
            for article_id, source_id in session.exec(seen.order_by(col(Sighting.id))):
                if source_id not in self.sources[article_id]:
                    self.sources[article_id].append(source_id)


def _mention(row: Row[Any], around: _Around) -> DigestMention:
    identity, story_id, article_id, version, text_hash, url, title, source_id, language, *rest = tuple(row)
    published, first_seen, removed, grade, event, arrived_as, reasons, snippet = rest
    return DigestMention(
        id=identity,
        story_id=story_id,
        article_id=article_id,
        text_version_id=version,
        text_hash=text_hash,
        url=url,
        title=title,
        source_id=source_id,
        sources=tuple(around.sources[article_id]) or (source_id,),
        language=language,
        published=published,
        first_seen=first_seen,
        removed=bool(removed),
        grade=grade,
        event=event,
        arrived_as=arrived_as,
        reasons=tuple(reasons),
        snippet=snippet,
        countries=tuple(around.tags[identity, TagKind.COUNTRY]),
        places=tuple(around.tags[identity, TagKind.PLACE]),
        entities=tuple(around.tags[identity, TagKind.ENTITY]),
        claims=tuple(around.claims[identity, version]),
        same_words=frozenset(around.same_words.get(identity, ())),
    )


def _claim(kind: ClaimKind, number: int | None, word: str | None, *rest: Any) -> DigestClaim:
    return DigestClaim(kind, number if number is not None else word or "", *rest)
