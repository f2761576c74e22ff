"""Stories as a digest needs them: with every mention, its claims, and what the text said when it was judged."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from db.kinds import ArrivedAs, ClaimKind, ClaimState, Event, TagKind
from db.models import Article, Claim, Mention, MentionTag, Sighting, Story, TextVersion

CHUNK = 500
"""Ids asked for at once: SQLite takes 999 parameters at least."""


@dataclass(frozen=True, slots=True)
class DigestClaim:
    """One claim of a mention's text."""

    kind: ClaimKind
    value: int | str
    unit: str | None
    state: ClaimState | None
    scope: str | None
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
    for some in _chunks(wanted):
        for row in session.exec(select(Story).where(col(Story.id).in_(some))):
            rows[_known(row.id)] = row
    mentions: dict[int, list[DigestMention]] = defaultdict(list)
    for mention in _mentions_of(session, wanted):
        mentions[mention.story_id].append(mention)
    return [_story(rows[one], mentions[one]) for one in wanted if one in rows]


def _story(row: Story, mentions: list[DigestMention]) -> DigestStory:
    in_order = sorted(mentions, key=lambda mention: (mention.when, mention.first_seen, mention.id))
    return DigestStory(
        _known(row.id), row.headline, row.grade, row.event, row.first_seen, row.last_seen, tuple(in_order)
    )


def _mentions_of(session: Session, story_ids: Sequence[int]) -> Iterator[DigestMention]:
    for some in _chunks(story_ids):
        asked = (
            select(Mention, Article, TextVersion.hash)
            .join(Article, col(Mention.article_id) == col(Article.id))
            .join(TextVersion, col(Mention.text_version_id) == col(TextVersion.id))
            .where(col(Mention.story_id).in_(some))
        )
        found = list(session.exec(asked))
        ids = [_known(mention.id) for mention, _, _ in found]
        around = _Around(session, ids, [_known(article.id) for _, article, _ in found])
        for mention, article, text_hash in found:
            yield _mention(mention, article, text_hash, around)


class _Around:
    """Tags, claims and sightings of some mentions, read in three questions and not in three for each mention."""

    def __init__(self, session: Session, mention_ids: Sequence[int], article_ids: Sequence[int]) -> None:
        self.tags: dict[tuple[int, TagKind], list[str]] = defaultdict(list)
        self.claims: dict[int, list[Claim]] = defaultdict(list)
        self.sources: dict[int, list[str]] = defaultdict(list)
        for some in _chunks(mention_ids):
            tags = select(MentionTag).where(col(MentionTag.mention_id).in_(some)).order_by(col(MentionTag.rank))
            for tag in session.exec(tags):
                self.tags[tag.mention_id, tag.kind].append(tag.value)
            for claim in session.exec(select(Claim).where(col(Claim.mention_id).in_(some)).order_by(col(Claim.id))):
                self.claims[claim.mention_id].append(claim)
        for some in _chunks(article_ids):
            seen = select(Sighting.article_id, Sighting.source_id).where(col(Sighting.article_id).in_(some))
            for article_id, source_id in session.exec(seen.order_by(col(Sighting.id))):
                if source_id not in self.sources[article_id]:
                    self.sources[article_id].append(source_id)


def _mention(mention: Mention, article: Article, text_hash: int, around: _Around) -> DigestMention:
    identity, article_id = _known(mention.id), _known(article.id)
    current = (claim for claim in around.claims[identity] if claim.text_version_id == mention.text_version_id)
    return DigestMention(
        id=identity,
        story_id=mention.story_id,
        article_id=article_id,
        text_version_id=mention.text_version_id,
        text_hash=text_hash,
        url=article.url,
        title=article.title,
        source_id=article.source_id,
        sources=tuple(around.sources[article_id]) or (article.source_id,),
        language=mention.language or article.language,
        published=article.published,
        first_seen=mention.first_seen,
        removed=article.removed_at is not None,
        grade=mention.grade if mention.verdict is None else mention.verdict,
        event=mention.event,
        arrived_as=mention.arrived_as,
        reasons=tuple(mention.reasons),
        snippet=mention.snippet,
        countries=tuple(around.tags[identity, TagKind.COUNTRY]),
        places=tuple(around.tags[identity, TagKind.PLACE]),
        entities=tuple(around.tags[identity, TagKind.ENTITY]),
        claims=tuple(map(_claim, current)),
    )


def _claim(row: Claim) -> DigestClaim:
    value: int | str = row.number if row.number is not None else row.word or ""
    return DigestClaim(row.kind, value, row.unit, row.state, row.scope, row.as_of, row.said_by, row.sentence)


def _known(identity: int | None) -> int:
    """The id of a stored row, which always has one."""
    assert identity is not None
    return identity


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
