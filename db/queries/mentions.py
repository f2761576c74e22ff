"""Mentions: storing what matters and why, and changing it when it is judged again. Reading them: mention_views.py."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from db.kinds import ArrivedAs, ClaimKind, ClaimState, Event, RoleKind, TagKind
from db.models import Claim, Mention, MentionTag, Story
from db.queries.chunks import known
from db.queries.mention_views import Fact, MentionFilter, MentionView, count_mentions, find_mentions, show_mention
from db.queries.story_summaries import refresh_story

__all__ = [
    "Fact",
    "Judgement",
    "MentionFilter",
    "MentionView",
    "NewClaim",
    "NewMention",
    "PlacedMention",
    "add_mention",
    "count_mentions",
    "find_mentions",
    "mark_backlog",
    "mention_of",
    "set_verdict",
    "show_mention",
    "update_mention",
]


@dataclass(frozen=True, slots=True)
class NewClaim:
    """Something a text says in figures. `value`: a whole number, a status, or an ISO date for a deadline."""

    kind: ClaimKind
    value: int | str
    unit: str | None = None
    state: ClaimState | None = None
    scope: str | None = None
    place: str | None = None
    as_of: date | None = None
    said_by: str | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the watch list said of one text version."""

    text_version_id: int
    grade: int
    event: Event
    matched_with: str
    """Hash of the watch list and rules that judged it."""
    language: str | None = None
    reasons: tuple[str, ...] = ()
    evidence: tuple[dict[str, Any], ...] = ()
    snippet: str = ""
    entities: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    claims: tuple[NewClaim, ...] = field(default=())
    roles: tuple[tuple[RoleKind, str], ...] = ()
    """Who has which part, by the text's own words."""


@dataclass(frozen=True, slots=True)
class NewMention:
    """An article that matters, to be stored for the first time."""

    article_id: int
    title: str
    """The article's: the headline of the story it starts."""
    judgement: Judgement
    arrived_as: ArrivedAs
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class PlacedMention:
    """Where a mention came to stand."""

    id: int
    story_id: int


def mention_of(session: Session, article_id: int) -> PlacedMention | None:
    """Is this article a mention already?"""
    found = session.exec(select(Mention.id, Mention.story_id).where(Mention.article_id == article_id)).first()
    return PlacedMention(known(found[0]), found[1]) if found else None


def add_mention(session: Session, new: NewMention) -> PlacedMention:
    """Store a mention with its tags and claims, alone in a story of its own. Raises IntegrityError if it has one."""
    judged = new.judgement
    story = Story(
        headline=new.title, grade=judged.grade, event=judged.event, first_seen=new.first_seen, last_seen=new.first_seen
    )
    session.add(story)
    session.flush()
    row = Mention(
        article_id=new.article_id,
        story_id=known(story.id),
        text_version_id=judged.text_version_id,
        grade=judged.grade,
        event=judged.event,
        matched_with=judged.matched_with,
        arrived_as=new.arrived_as,
        first_seen=new.first_seen,
    )
    session.add(row)
    _write_judgement(row, judged)
    session.flush()
    _add_tags_and_claims(session, known(row.id), judged)
    return PlacedMention(known(row.id), row.story_id)


def update_mention(session: Session, mention_id: int, judgement: Judgement) -> None:
    """Put a later judgement in place of the earlier: grade, event, tags and claims; its story follows.

    The analyst's verdict stays. A grade of 0 leaves the mention as a record that no list shows by default.
    """
    row = session.get_one(Mention, mention_id)
    _write_judgement(row, judgement)
    session.flush()
    session.execute(delete(MentionTag).where(col(MentionTag.mention_id) == mention_id))
    session.execute(delete(Claim).where(col(Claim.mention_id) == mention_id))
    _add_tags_and_claims(session, mention_id, judgement)
    refresh_story(session, row.story_id)


def set_verdict(session: Session, mention_id: int, verdict: int | None) -> None:
    """Put an analyst's grade above the machine's, or take it back (None); its story follows."""
    row = session.get_one(Mention, mention_id)
    row.verdict = verdict
    session.flush()
    refresh_story(session, row.story_id)


def mark_backlog(session: Session, mention_id: int) -> None:
    """Let a mention that was taken for news be what a new source brought along: it is told on request only."""
    session.get_one(Mention, mention_id).arrived_as = ArrivedAs.BACKLOG
    session.flush()


def _write_judgement(row: Mention, judged: Judgement) -> None:
    row.text_version_id = judged.text_version_id
    row.grade = judged.grade
    row.event = judged.event
    row.language = judged.language
    row.reasons = list(judged.reasons)
    row.evidence = list(judged.evidence)
    row.snippet = judged.snippet
    row.matched_with = judged.matched_with


def _add_tags_and_claims(session: Session, mention_id: int, judged: Judgement) -> None:
    tags: Sequence[tuple[TagKind, tuple[str, ...]]] = (
        (TagKind.ENTITY, judged.entities),
        (TagKind.PLACE, judged.places),
        (TagKind.COUNTRY, judged.countries),
        (TagKind.ROLE, tuple(f"{role.value}:{entity}" for role, entity in judged.roles)),
    )
    for kind, values in tags:
        for rank, value in enumerate(dict.fromkeys(values)):
            session.add(MentionTag(mention_id=mention_id, kind=kind, value=value, rank=rank))
    for claim in judged.claims:
        session.add(
            Claim(
                mention_id=mention_id,
                text_version_id=judged.text_version_id,
                kind=claim.kind,
                number=claim.value if isinstance(claim.value, int) else None,
                word=claim.value if isinstance(claim.value, str) else None,
                unit=claim.unit,
                state=claim.state,
                scope=claim.scope,
                place=claim.place,
                as_of=claim.as_of,
                said_by=claim.said_by,
                sentence=claim.sentence,
            )
        )
    session.flush()
