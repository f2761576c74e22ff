"""What goes into a digest. Pure: what was found, what was told, and the time come in; a value goes out.

`DigestItem` rows decide what a subscription has been told, never the clock. A story is told as new once; later, what
its new mentions add is an update; what turns out otherwise than told is a correction.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from alerts.content import DigestContent, Fact, HeldBack, StoryLine
from alerts.corrections import Changes, corrections
from alerts.filters import Filters, passes
from alerts.known import Known
from alerts.line import Brief, facts_of, key_of, story_line
from db.kinds import ArrivedAs, Event, ItemKind
from db.queries.digest_stories import DigestMention, DigestStory
from db.queries.told import Told

TURNS = frozenset({Event.FAILURE, Event.REMOVAL, Event.COURT, Event.AUDIT, Event.HARM, Event.LEAK})
"""Events that are news of a told story even when they come without a new figure."""

GROUPS: tuple[tuple[Event, ...], ...] = (
    (Event.TENDER, Event.CONTRACT, Event.NEGOTIATION),
    (Event.LAUNCH, Event.EXPANSION),
    (Event.FAILURE, Event.REMOVAL),
    (Event.HARM, Event.LEAK),
    (Event.COURT, Event.AUDIT, Event.LAW, Event.POLICY),
    (Event.STATISTICS, Event.OTHER),
)
"""The order of a digest: money first, then what stands, breaks, hurts, and what is said of it."""

URGENT_GRADE = 3


@dataclass(frozen=True, slots=True)
class Floors:
    """Before which moments a story counts as known already."""

    floor: datetime
    changes: tuple[tuple[Filters, datetime], ...] = ()
    """Each change of the filters: those before it, and the floor for what they would not have passed."""

    def above(self, story: DigestStory) -> datetime | None:
        """The floor that the story lies below, or None: it may be told as new."""
        below = [self.floor] if story.first_seen < self.floor else []
        for before, floor in self.changes:
            if story.first_seen < floor and not any(passes(one, before) for one in story.mentions):
                below.append(floor)
        return max(below, default=None)


@dataclass(frozen=True, slots=True)
class Found:
    """What the database answered."""

    fresh: Sequence[DigestStory] = ()
    """Stories that were never told."""
    followed: Sequence[DigestStory] = ()
    """Told stories that have an untold or changed mention, and stories that changed mentions now belong to."""
    changes: Changes = field(default_factory=Changes)
    """How the mentions of the `followed` stories were told, and which are no longer so."""
    items: frozenset[tuple[int, ItemKind, str]] = frozenset()
    """(story, kind, cause) that were told."""
    held: HeldBack = field(default_factory=HeldBack)


@dataclass(frozen=True, slots=True)
class Window:
    """What a digest covers: shown to the reader, deciding nothing."""

    since: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class Composed:
    """A digest, and what is to be noted as told by it."""

    content: DigestContent
    items: tuple[tuple[int, ItemKind, str], ...]
    told: tuple[Told, ...]


def compose(brief: Brief, found: Found, floors: Floors, known: Known, window: Window) -> Composed:
    """The digest of what `brief` asks for and has not been told. Pure; the same in, the same out."""
    stories: list[StoryLine] = []
    updates: list[StoryLine] = []
    for story in found.fresh:
        floor = floors.above(story)
        if floor is None:
            stories += _as_new(story, brief, known)
        else:
            updates += _as_update(story, _Before(_seen_before(story, floor)), brief, known)
    for story in found.followed:
        updates += _as_update(story, _told_of(story, found.changes), brief, known)
    wrong = _untold(corrections(found.changes, found.followed, brief, known), found.items)
    updates = _untold(_not_corrected(updates, wrong), found.items)
    stories.sort(key=lambda line: _order(line, brief))
    updates.sort(key=lambda line: _order(line, brief))
    kept_stories = stories[: brief.max_stories]
    kept_updates = updates[: max(0, brief.max_stories - len(kept_stories))]
    left = stories[len(kept_stories) :] + updates[len(kept_updates) :]
    content = DigestContent(
        subscription=brief.subscription,
        name=brief.name,
        language=brief.language,
        timezone=brief.timezone,
        created=window.now,
        since=window.since,
        until=window.now,
        coverage=known.coverage,
        stories=tuple(kept_stories),
        updates=tuple(kept_updates),
        corrections=tuple(wrong),
        held=replace(found.held, over_length=len(left)),
        health=brief.health,
    )
    return Composed(content, _items(content), _told(content, found, {line.story_id for line in left}))


def _as_new(story: DigestStory, brief: Brief, known: Known) -> list[StoryLine]:
    wanted = any(passes(one, brief.filters) and one.arrived_as is ArrivedAs.NEWS for one in story.mentions)
    line = story_line(story, ItemKind.NEW, brief, known)
    return [line] if wanted and (not brief.immediate or _is_urgent(line)) else []


def _is_urgent(line: StoryLine) -> bool:
    return line.grade >= URGENT_GRADE or bool(line.novelty)


@dataclass(frozen=True, slots=True)
class _Before:
    """What is known of a story already."""

    mentions: Mapping[int, Told | None]
    """Mention → how it was told; None for one that is known without having been told."""
    facts: frozenset[tuple[object, ...]] = frozenset()
    """What was told from texts that have been edited since."""


def _told_of(story: DigestStory, changes: Changes) -> _Before:
    mentions = {one.id: changes.told[one.id] for one in story.mentions if one.id in changes.told}
    edited = (one.id for one in story.mentions if one.id in mentions and _is_edited(one, mentions[one.id]))
    return _Before(mentions, frozenset(key_of(fact) for one in edited for fact in changes.facts_told(one)))


def _as_update(story: DigestStory, before: _Before, brief: Brief, known: Known) -> list[StoryLine]:
    """The line for what `story` says beyond what is known of it, or none."""
    if not any(passes(one, brief.filters) for one in story.mentions):
        return []
    earlier = before.mentions
    as_told = [one for one in story.mentions if one.id in earlier and not _is_edited(one, earlier[one.id])]
    known_facts = {key_of(fact) for fact in facts_of(as_told, known)} | before.facts
    known_events = {one.event for one in story.mentions if one.id in earlier}
    causes: list[str] = []
    news: list[Fact] = []
    for mention in story.mentions:
        if mention in as_told or mention.arrived_as is ArrivedAs.BACKLOG or mention.grade < brief.filters.grade:
            continue
        edited = mention.id in earlier
        fresh = [fact for fact in facts_of([mention], known) if key_of(fact) not in known_facts]
        turn = mention.event in TURNS and mention.event not in known_events and not edited
        if fresh or turn:
            causes.append(f"{mention.id}:{mention.text_version_id}" if edited else str(mention.id))
            news += fresh
            known_facts.update(map(key_of, fresh))
            known_events.add(mention.event)
    line = story_line(story, ItemKind.UPDATE, brief, known)
    if not causes or (brief.immediate and not _is_urgent(line)):
        return []
    return [replace(line, causes=tuple(causes), facts=tuple(news))]


def _not_corrected(updates: Iterable[StoryLine], wrong: Iterable[StoryLine]) -> list[StoryLine]:
    """The updates without the figures that a correction gives in the place of others."""
    given = {(line.story_id, key_of(fact)) for line in wrong if line.correction for fact in line.correction.after}
    kept = []
    for line in updates:
        facts = tuple(fact for fact in line.facts if (line.story_id, key_of(fact)) not in given)
        if facts or not line.facts:
            kept.append(replace(line, facts=facts))
    return kept


def _is_edited(mention: DigestMention, told: Told | None) -> bool:
    return told is not None and told.text_version_id != mention.text_version_id


def _seen_before(story: DigestStory, floor: datetime) -> dict[int, Told | None]:
    return {one.id: None for one in story.mentions if one.first_seen < floor}


def _untold(lines: Iterable[StoryLine], items: frozenset[tuple[int, ItemKind, str]]) -> list[StoryLine]:
    """The lines, each with those of its causes that were not told yet; without any, no line."""
    fresh = [
        replace(line, causes=tuple(one for one in line.causes if (line.story_id, line.kind, one) not in items))
        for line in lines
    ]
    return [line for line in fresh if line.causes]


def _items(content: DigestContent) -> tuple[tuple[int, ItemKind, str], ...]:
    return tuple((line.story_id, line.kind, cause) for line in content.lines for cause in line.causes or ("",))


def _told(content: DigestContent, found: Found, left: Collection[int]) -> tuple[Told, ...]:
    """Every mention that stands in the digest, as it stands now; and every change that needs no further telling.

    A changed mention of a story that is `left` for the next digest stays as it was told, to be found again.
    """
    mentions = {one.id: one for story in (*found.fresh, *found.followed) for one in story.mentions}
    shown = {reference.mention_id for line in content.lines for reference in line.references}
    changed = {one.mention_id for one in found.changes.changed}
    now = [
        Told(one.id, _told_in(one, found.changes.told), one.story_id, one.text_version_id, one.grade, one.removed)
        for one in mentions.values()
        if one.id in shown or (one.id in changed and one.story_id not in left)
    ]
    gone = [replace(one, grade=0) for one in found.changes.changed if one.mention_id not in mentions]
    return tuple(now + gone)


def _told_in(mention: DigestMention, told: Mapping[int, Told]) -> int:
    """The digest whose words for this mention stand: the earlier one as long as the text is the same; 0: this one."""
    before = told.get(mention.id)
    return before.digest_id if before and before.text_version_id == mention.text_version_id else 0


def group_of(event: Event) -> int:
    """The index in GROUPS of the group that `event` belongs to."""
    return next(index for index, group in enumerate(GROUPS) if event in group)


def _order(line: StoryLine, brief: Brief) -> tuple[object, ...]:
    interest = brief.interests.index(line.interest) if line.interest else len(brief.interests)
    money = max((fact.usd or 0 for fact in line.facts), default=0)
    country = line.countries[0] if line.countries else "~"
    importance = (interest, not line.novelty, group_of(line.event), -line.grade)
    return (*importance, country, -line.size, -money, line.story_id)
