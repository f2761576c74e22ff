"""The mentions that an analyst asks for, whole and frozen."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, exists, or_, select

from db.kinds import ClaimKind, ClaimState, Event, RoleKind, TagKind
from db.models import Article, Claim, Mention, MentionTag, Sighting, TextVersion
from db.queries.chunks import known, portions


@dataclass(frozen=True, slots=True)
class MentionFilter:
    """Which mentions: within one field any value suffices, between fields all must hold. Empty: all."""

    grade: int = 1
    """At least; an analyst's verdict outranks the machine's grade."""
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Carried by any of these, whoever was first."""
    stories: tuple[int, ...] = ()
    since: datetime | None = None
    """Published (else first seen) at or after."""
    until: datetime | None = None
    """Published (else first seen) before."""
    search: str = ""
    """Words, folded as the text column is (`monitor.text.fold`); a mention has them all, in any of its texts."""
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim as the outside sees it."""

    kind: ClaimKind
    value: int | str | None
    unit: str | None
    state: ClaimState | None
    scope: str | None
    as_of: date | None
    said_by: str | None
    sentence: str

    def as_json(self) -> dict[str, Any]:
        """Plain values, in the contract's order."""
        return {
            "kind": self.kind.value,
            "value": self.value,
            "unit": self.unit,
            "state": self.state.value if self.state else None,
            "scope": self.scope,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "said_by": self.said_by,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class MentionView:
    """One mention with its article, its tags and its claims."""

    id: int
    article_id: int
    story: int
    url: str
    title: str
    source: str
    """The source that brought it first."""
    sources: tuple[str, ...]
    """All that carried it, that one first."""
    language: str | None
    published: datetime | None
    first_seen: datetime
    grade: int
    """The analyst's where there is one."""
    machine_grade: int
    event: Event
    countries: tuple[str, ...]
    places: tuple[str, ...]
    entities: tuple[str, ...]
    reasons: tuple[str, ...]
    facts: tuple[Fact, ...]
    snippet: str
    matched_with: str
    text_version_id: int
    evidence: tuple[dict[str, Any], ...] = field(default=())
    roles: tuple[tuple[RoleKind, str], ...] = ()
    """Who has which part, by the text's own words: a watched firm's id, or a name as written."""

    def as_json(self) -> dict[str, Any]:
        """One row of `footprint mentions --json`: plain values, ids as strings, times in UTC with Z."""
        return {
            "id": str(self.id),
            "url": self.url,
            "title": self.title,
            "source": self.source,
            "language": self.language,
            "published": as_utc(self.published),
            "first_seen": as_utc(self.first_seen),
            "grade": self.grade,
            "event": self.event.value,
            "countries": list(self.countries),
            "places": list(self.places),
            "entities": list(self.entities),
            "reasons": list(self.reasons),
            "facts": [fact.as_json() for fact in self.facts],
            "story": str(self.story),
            "snippet": self.snippet,
        }


def as_utc(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def find_mentions(session: Session, wanted: MentionFilter) -> list[MentionView]:
    """Which mentions pass the filter? The latest published (else first seen) first."""
    when = func.coalesce(Article.published, Mention.first_seen)
    asked = (
        select(Mention, Article)
        .join(Article, col(Article.id) == col(Mention.article_id))
        .where(*_conditions(wanted))
        .order_by(when.desc(), col(Mention.id).desc())
        .limit(wanted.limit)
    )
    return _views(session, list(session.exec(asked)))


def count_mentions(session: Session, wanted: MentionFilter) -> int:
    """How many mentions pass the filter, its limit aside?"""
    asked = select(func.count(col(Mention.id))).join(Article, col(Article.id) == col(Mention.article_id))
    return session.exec(asked.where(*_conditions(wanted))).one()


def show_mention(session: Session, mention_id: int) -> MentionView | None:
    """What do we hold under this id?"""
    asked = select(Mention, Article).join(Article, col(Article.id) == col(Mention.article_id))
    found = list(session.exec(asked.where(Mention.id == mention_id)))
    return _views(session, found)[0] if found else None


def _conditions(wanted: MentionFilter) -> list[ColumnElement[bool]]:
    when = func.coalesce(Article.published, Mention.first_seen)
    judged = or_(
        col(Mention.verdict) >= wanted.grade, col(Mention.verdict).is_(None) & (col(Mention.grade) >= wanted.grade)
    )
    conditions: list[ColumnElement[bool]] = [judged]
    for kind, values in (
        (TagKind.COUNTRY, wanted.countries),
        (TagKind.PLACE, wanted.places),
        (TagKind.ENTITY, wanted.entities),
    ):
        if values:
            tagged = select(MentionTag.mention_id).where(MentionTag.kind == kind, col(MentionTag.value).in_(values))
            conditions.append(col(Mention.id).in_(tagged))
    if wanted.events:
        conditions.append(col(Mention.event).in_(wanted.events))
    if wanted.languages:
        conditions.append(col(Mention.language).in_(wanted.languages))
    if wanted.stories:
        conditions.append(col(Mention.story_id).in_(wanted.stories))
    if wanted.sources:
        same = col(Sighting.article_id) == col(Article.id)
        conditions.append(exists().where(same, col(Sighting.source_id).in_(wanted.sources)))
    if wanted.since:
        conditions.append(when >= wanted.since)
    if wanted.until:
        conditions.append(when < wanted.until)
    return [*conditions, *_says(wanted.search)]


def _says(search: str) -> Iterable[ColumnElement[bool]]:
    for word in search.split():
        yield exists().where(
            col(TextVersion.article_id) == col(Article.id), col(TextVersion.folded).contains(word, autoescape=True)
        )


def _views(session: Session, found: Sequence[tuple[Mention, Article]]) -> list[MentionView]:
    around = _Around(session, found)
    return [_view(mention, article, around) for mention, article in found]


class _Around:
    """Tags, claims and sightings of some mentions, in three questions a portion and not three a mention."""

    def __init__(self, session: Session, found: Sequence[tuple[Mention, Article]]) -> None:
        self.tags: dict[tuple[int, TagKind], list[str]] = defaultdict(list)
        self.facts: dict[int, list[Fact]] = defaultdict(list)
        self.sources: dict[int, list[str]] = defaultdict(list)
        for ids in portions(known(mention.id) for mention, _ in found):
            tags = select(MentionTag).where(col(MentionTag.mention_id).in_(ids)).order_by(col(MentionTag.rank))
            for tag in session.exec(tags):
                self.tags[tag.mention_id, tag.kind].append(tag.value)
            for claim in session.exec(select(Claim).where(col(Claim.mention_id).in_(ids)).order_by(col(Claim.id))):
                self.facts[claim.mention_id].append(as_fact(claim))
        for ids in portions(known(article.id) for _, article in found):
            seen = select(Sighting.article_id, Sighting.source_id).where(col(Sighting.article_id).in_(ids))
            for article_id, source_id in session.exec(seen.order_by(col(Sighting.id))):
                self.sources[article_id].append(source_id)


def as_fact(claim: Claim) -> Fact:
    """The frozen view of a claim."""
    value = claim.word if claim.number is None else claim.number
    return Fact(claim.kind, value, claim.unit, claim.state, claim.scope, claim.as_of, claim.said_by, claim.sentence)


def _view(mention: Mention, article: Article, around: _Around) -> MentionView:
    mention_id = known(mention.id)
    return MentionView(
        id=mention_id,
        article_id=mention.article_id,
        story=mention.story_id,
        url=article.url,
        title=article.title,
        source=article.source_id,
        sources=tuple(dict.fromkeys((article.source_id, *around.sources[mention.article_id]))),
        language=mention.language,
        published=article.published,
        first_seen=mention.first_seen,
        grade=mention.grade if mention.verdict is None else mention.verdict,
        machine_grade=mention.grade,
        event=mention.event,
        countries=tuple(around.tags[mention_id, TagKind.COUNTRY]),
        places=tuple(around.tags[mention_id, TagKind.PLACE]),
        entities=tuple(around.tags[mention_id, TagKind.ENTITY]),
        reasons=tuple(mention.reasons),
        facts=tuple(around.facts[mention_id]),
        snippet=mention.snippet,
        matched_with=mention.matched_with,
        text_version_id=mention.text_version_id,
        evidence=tuple(mention.evidence),
        roles=tuple(as_role(tag) for tag in around.tags[mention_id, TagKind.ROLE]),
    )


def as_role(tag: str) -> tuple[RoleKind, str]:
    """The part and who has it, as they are kept among the tags."""
    role, _, entity = tag.partition(":")
    return RoleKind(role), entity
