"""What a story says of itself, from its mentions. Pure: views come in, a value goes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from db.kinds import Event

_ROLES: Final = {"first": 0, "reporter": 1, None: 2, "reprinter": 3}
"""Whose words come first: an official source's, a reporter's, then the rest."""


@dataclass(frozen=True, slots=True)
class Member:
    """A mention as its story weighs it."""

    mention_id: int
    title: str
    grade: int
    """The analyst's where there is one."""
    event: Event
    first_seen: datetime
    published: datetime | None = None
    role: str | None = None
    """Of its source: first, reporter, reprinter."""
    claims: int = 0
    reads: int = 0
    """How well it is founded: 2 where an analyst judged it, 1 where its page was read, 0 for a summary."""
    words_of: int | None = None
    """The mention whose words these are, its own or the one it reprints: they count once."""

    @property
    def when(self) -> datetime:
        """When it came out as far as we know: not after we saw it."""
        return min(self.published, self.first_seen) if self.published else self.first_seen


@dataclass(frozen=True, slots=True)
class StorySummary:
    """The derived columns of a story."""

    headline: str
    grade: int
    event: Event
    first_seen: datetime
    last_seen: datetime


def summarise(members: Sequence[Member]) -> StorySummary:
    """The story of these mentions (one at least): the same for any order of them.

    Mentions with the same words are judged by the one that is founded best, so that one mis-graded reprint lifts
    nothing.
    """
    judged = [_best_founded(same_words) for same_words in _by_words(members)]
    graded = [one for one in judged if one.grade == max(each.grade for each in judged)]
    best = min(graded, key=lambda one: (_ROLES.get(one.role, 2), -one.claims, one.when, one.mention_id))
    event = next((one.event for one in (best, *_by_age(graded)) if one.event is not Event.OTHER), best.event)
    return StorySummary(
        best.title,
        best.grade,
        event,
        min(one.first_seen for one in members),
        max(one.first_seen for one in members),
    )


def _by_words(members: Sequence[Member]) -> list[list[Member]]:
    groups: dict[int, list[Member]] = {}
    for member in members:
        groups.setdefault(member.mention_id if member.words_of is None else member.words_of, []).append(member)
    return list(groups.values())


def _best_founded(members: Sequence[Member]) -> Member:
    return min(members, key=lambda one: (-one.reads, _ROLES.get(one.role, 2), -one.claims, one.when, one.mention_id))


def _by_age(members: Sequence[Member]) -> list[Member]:
    return sorted(members, key=lambda one: (one.when, one.mention_id))
