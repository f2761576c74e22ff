"""Stories: events, each with the mentions that tell it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from db.kinds import Event, RoleKind
from db.models import Mention, Story
from db.queries.by_hand import Provenance, provenance_of
from db.queries.chunks import known, portions
from db.queries.mention_views import Fact, MentionFilter, MentionView, as_utc, find_mentions


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story, and what its mentions say together. Claims stand side by side, none is merged into another."""

    id: int
    headline: str
    first_seen: datetime
    last_seen: datetime
    grade: int
    event: Event
    countries: tuple[str, ...]
    places: tuple[str, ...]
    entities: tuple[str, ...]
    facts: tuple[Fact, ...]
    languages: tuple[str, ...]
    sources: tuple[str, ...]
    mentions: tuple[int, ...]
    """Ids, the earliest first."""
    first_published: date
    """When it came out first, as far as we know: not after we saw it."""
    roles: tuple[tuple[RoleKind, str], ...] = ()
    """Who has which part, by what its mentions say; texts may disagree."""

    def as_json(self) -> dict[str, Any]:
        """One row of `footprint stories --json`: plain values, ids as strings, times in UTC with Z."""
        return {
            "id": str(self.id),
            "headline": self.headline,
            "first_seen": as_utc(self.first_seen),
            "last_seen": as_utc(self.last_seen),
            "grade": self.grade,
            "event": self.event.value,
            "countries": list(self.countries),
            "places": list(self.places),
            "entities": list(self.entities),
            "facts": [fact.as_json() for fact in self.facts],
            "languages": list(self.languages),
            "sources": list(self.sources),
            "mentions": [str(mention) for mention in self.mentions],
        }


@dataclass(frozen=True, slots=True)
class WholeStory:
    """A story with its mentions, the earliest first."""

    story: StoryView
    mentions: tuple[MentionView, ...]
    by_hand: Mapping[int, Provenance] = field(default_factory=dict)
    """Of mentions that no source carried: where they come from."""

    def as_json(self) -> dict[str, Any]:
        """The story's row with who has which part, and whole mentions in the place of their ids."""
        mentions = [{**mention.as_json(), "by_hand": self._provenance(mention.id)} for mention in self.mentions]
        roles: dict[str, list[str]] = {}
        for role, entity in self.story.roles:
            roles.setdefault(role.value, []).append(entity)
        return {**self.story.as_json(), "roles": roles, "mentions": mentions}

    def _provenance(self, mention_id: int) -> dict[str, Any] | None:
        found = self.by_hand.get(mention_id)
        return found.as_json() if found else None


def find_stories(session: Session, wanted: MentionFilter) -> list[StoryView]:
    """Which stories have a mention that passes the filter? Those with the latest news first; `limit` counts stories."""
    passing = find_mentions(session, replace(wanted, limit=None))
    whole = stories_by_id(session, dict.fromkeys(mention.story for mention in passing))
    newest_first = sorted(whole, key=lambda one: (one.last_seen, one.id), reverse=True)
    return newest_first[: wanted.limit]


def show_story(session: Session, story_id: int) -> WholeStory | None:
    """What does this story tell, with all its mentions? An id that was merged away leads to the story that stands."""
    standing = resolve_story(session, story_id)
    found = stories_by_id(session, [standing]) if standing is not None else []
    if not found:
        return None
    mentions = find_mentions(session, MentionFilter(grade=0, stories=(found[0].id,)))
    by_hand = provenance_of(session, [mention.id for mention in mentions])
    return WholeStory(found[0], tuple(sorted(mentions, key=_age)), by_hand)


def resolve_story(session: Session, story_id: int) -> int | None:
    """Which story stands under this id, after all mergers? None: there never was one."""
    row = session.get(Story, story_id)
    while row is not None and row.merged_into is not None:
        row = session.get(Story, row.merged_into)
    return row.id if row else None


def stories_by_id(session: Session, story_ids: Iterable[int]) -> list[StoryView]:
    """The stories with these ids, in their order; those that are not there are left out."""
    ids = list(story_ids)
    rows: dict[int, Story] = {}
    mentions: dict[int, list[MentionView]] = defaultdict(list)
    for some in portions(ids):
        for row in session.exec(select(Story).where(col(Story.id).in_(some))):
            rows[known(row.id)] = row
        for mention in find_mentions(session, MentionFilter(grade=0, stories=tuple(some))):
            mentions[mention.story].append(mention)
    return [_view(rows[one], sorted(mentions[one], key=_age)) for one in ids if one in rows]


def count_stories(session: Session, *, grade: int = 1) -> int:
    """How many stories stand, of this grade at least?"""
    asked = select(Story.id).where(col(Story.grade) >= grade, col(Story.merged_into).is_(None))
    return len(session.exec(asked).all())


def story_of(session: Session, mention_id: int) -> int | None:
    """Which story does this mention belong to?"""
    return session.exec(select(Mention.story_id).where(Mention.id == mention_id)).first()


def stories_of(session: Session, mention_ids: Iterable[int]) -> set[int]:
    """Which stories do these mentions belong to?"""
    found: set[int] = set()
    for some in portions(sorted(set(mention_ids))):
        found.update(session.exec(select(Mention.story_id).where(col(Mention.id).in_(some))))
    return found


def _age(mention: MentionView) -> tuple[datetime, int]:
    when = min(mention.published, mention.first_seen) if mention.published else mention.first_seen
    return when, mention.id


def _view(row: Story, mentions: Sequence[MentionView]) -> StoryView:
    counted = [mention for mention in mentions if mention.grade >= 1] or list(mentions)
    facts = dict.fromkeys(replace(fact, sentence="") for mention in counted for fact in mention.facts)
    said = {replace(fact, sentence=""): fact for mention in reversed(counted) for fact in mention.facts}
    return StoryView(
        id=known(row.id),
        headline=row.headline,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        grade=row.grade,
        event=row.event,
        countries=_most_said(counted, lambda one: one.countries),
        places=_most_said(counted, lambda one: one.places),
        entities=_most_said(counted, lambda one: one.entities),
        facts=tuple(said[fact] for fact in facts),
        languages=tuple(dict.fromkeys(one.language for one in counted if one.language)),
        sources=tuple(dict.fromkeys(source for one in counted for source in one.sources)),
        mentions=tuple(one.id for one in counted),
        first_published=min((_age(one)[0] for one in counted), default=row.first_seen).date(),
        roles=tuple(dict.fromkeys(role for one in counted for role in one.roles)),
    )


def _most_said(mentions: Sequence[MentionView], tags: Callable[[MentionView], Sequence[str]]) -> tuple[str, ...]:
    """All values, those that most mentions name first; among equals in their order of appearance."""
    counts = Counter(value for one in mentions for value in tags(one))
    return tuple(value for value, _ in counts.most_common())
