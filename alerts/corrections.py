"""What an earlier digest said and is no longer so: merged, split, edited, removed at its source, judged anew. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from alerts.content import Change, Correction, DigestContent, Fact, StoryLine
from alerts.known import Known
from alerts.line import Brief, facts_of, story_line
from db.kinds import ItemKind
from db.queries.digest_stories import DigestMention, DigestStory
from db.queries.told import Told


@dataclass(frozen=True, slots=True)
class Changes:
    """What the database says of told mentions."""

    changed: Sequence[Told] = ()
    """Those that are no longer as they were told."""
    told: Mapping[int, Told] = field(default_factory=dict)
    """How the mentions of the stories concerned were told, by mention; untold ones are missing."""
    contents: Mapping[int, DigestContent] = field(default_factory=dict)
    """The earlier digests that told the changed mentions, by id."""

    def facts_told(self, mention_id: int) -> Iterable[Fact]:
        """The facts that the earlier digests gave from this mention's text as it was then."""
        for content in self.contents.values():
            for line in content.lines:
                yield from (fact for fact in line.facts if fact.mention_id == mention_id)


@dataclass(frozen=True, slots=True)
class _Case:
    """One changed mention, with the line that told it and the story it belongs to now."""

    told: Told
    content: DigestContent
    line: StoryLine
    story: DigestStory | None
    mention: DigestMention | None


def corrections(changes: Changes, stories: Sequence[DigestStory], brief: Brief, known: Known) -> list[StoryLine]:
    """One line for each story and kind of change that a reader of the earlier digests must know of."""
    standing = {story.id: story for story in stories if story.mentions}
    cases = [case for told in changes.changed if (case := _case(told, changes.contents, standing))]
    found: dict[tuple[int, Change], StoryLine] = {}
    for case in cases:
        for change, cause in _changes(case, changes.told, standing, brief):
            line = _corrected(case, change, brief, known)
            if line is None:
                continue
            earlier = found.get((line.story_id, change))
            found[line.story_id, change] = _joined(earlier, line, cause) if earlier else replace(line, causes=(cause,))
    return sorted(found.values(), key=lambda line: (line.story_id, line.causes))


def _case(told: Told, contents: Mapping[int, DigestContent], standing: Mapping[int, DigestStory]) -> _Case | None:
    content = contents.get(told.digest_id)
    if content is None:
        return None
    lines = (line for line in content.lines if any(one.mention_id == told.mention_id for one in line.references))
    line = next(lines, None)
    if line is None:
        return None
    story = standing.get(told.story_now) if told.story_now is not None else None
    mention = next((one for one in story.mentions if one.id == told.mention_id), None) if story else None
    return _Case(told, content, line, story, mention)


def _changes(
    case: _Case, others: Mapping[int, Told], standing: Mapping[int, DigestStory], brief: Brief
) -> Iterable[tuple[Change, str]]:
    told, mention, story = case.told, case.mention, case.story
    wanted = brief.filters.grade
    if mention is None or story is None:
        yield Change.REGRADED, f"grade:{told.mention_id}:0"
        return
    if told.story_id != story.id:
        if told.story_id in standing:
            yield Change.SPLIT, f"split:{told.story_id}"
        elif _told_apart(case, others):
            yield Change.MERGED, f"merged:{told.story_id}"
    if told.text_version_id != mention.text_version_id:
        yield Change.EDITED, f"edited:{mention.text_version_id}"
    if mention.removed and not told.removed:
        yield Change.REMOVED, f"removed:{mention.article_id}"
    if mention.grade < wanted <= told.grade and all(one.grade < wanted for one in story.mentions):
        yield Change.REGRADED, f"grade:{mention.id}:{mention.grade}"


def _told_apart(case: _Case, told: Mapping[int, Told]) -> bool:
    """Whether the story that took this mention in stood before the reader as a story of its own."""
    assert case.story is not None
    others = (told[one.id] for one in case.story.mentions if one.id in told)
    return any(other.story_id != case.told.story_id for other in others)


def _corrected(case: _Case, change: Change, brief: Brief, known: Known) -> StoryLine | None:
    before: tuple[Fact, ...] = ()
    after: tuple[Fact, ...] = ()
    if change is Change.EDITED and case.mention is not None:
        before, after = _facts_changed(case.line, case.mention, known)
        if not before:
            return None
    correction = Correction(change, case.content.created, case.line.headline, before, after)
    if case.story is None:
        return replace(case.line, kind=ItemKind.CORRECTION, correction=correction, causes=(), facts=(), conflicts=())
    line = story_line(case.story, ItemKind.CORRECTION, brief, known)
    return replace(line, correction=correction, facts=line.facts if change is not Change.EDITED else after)


def _facts_changed(line: StoryLine, mention: DigestMention, known: Known) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Facts told from this text that it no longer gives, and what it gives in their place."""
    now = facts_of([mention], known)
    said = {(fact.kind, fact.value, fact.unit) for fact in now}
    told = [fact for fact in line.facts if fact.mention_id == mention.id]
    before = tuple(fact for fact in told if (fact.kind, fact.value, fact.unit) not in said)
    kinds = {fact.kind for fact in before}
    known_before = {(fact.kind, fact.value, fact.unit) for fact in told}
    after = tuple(fact for fact in now if fact.kind in kinds and (fact.kind, fact.value, fact.unit) not in known_before)
    return before, after


def _joined(one: StoryLine, other: StoryLine, cause: str) -> StoryLine:
    """Two corrections of one kind to one story as one line."""
    causes = one.causes if cause in one.causes else (*one.causes, cause)
    if one.correction is None or other.correction is None:
        return replace(one, causes=causes)
    correction = replace(
        one.correction,
        before=one.correction.before + other.correction.before,
        after=one.correction.after + other.correction.after,
    )
    return replace(one, causes=causes, correction=correction)
