"""One story as a line of a digest: who said what first, what the figures are, where they contradict. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from alerts.content import DEVICES, Fact, Named, Reference, Standing, StoryLine
from alerts.filters import Filters
from alerts.known import Known, Outlet
from alerts.names import place_name
from db.kinds import ClaimKind, ItemKind
from db.queries.digest_stories import DigestMention, DigestStory

COMPARED = (*DEVICES, ClaimKind.AMOUNT, ClaimKind.DEADLINE)
"""Kinds of facts of which two different values contradict each other."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a subscription asks of its digests."""

    subscription: str
    name: str
    language: str = "en"
    timezone: str = "UTC"
    filters: Filters = field(default_factory=Filters)
    interests: tuple[str, ...] = ()
    """Ids of entities, places, countries or events that come first."""
    max_stories: int = 40
    immediate: bool = False
    health: bool = False


def story_line(story: DigestStory, kind: ItemKind, brief: Brief, known: Known) -> StoryLine:
    """`story` as a line, with all that its mentions say; the facts are those of the whole story."""
    references = references_of(story.mentions, known)
    best = max(story.mentions, key=lambda one: (one.grade, -one.id), default=None)
    headline_of = next((one for one in story.mentions if one.title == story.headline), None)
    facts = facts_of(story.mentions, known)
    return StoryLine(
        story_id=story.id,
        kind=kind,
        headline=story.headline,
        language=(headline_of or best or story.mentions[0]).language if story.mentions else None,
        grade=best.grade if best else story.grade,
        event=story.event,
        first_seen=story.first_seen,
        last_seen=story.last_seen,
        countries=_united(one.countries for one in story.mentions),
        places=_named_places(story, brief.language),
        entities=tuple(map(known.entity, _united(one.entities for one in story.mentions))),
        facts=facts,
        conflicts=conflicts_in(story.mentions, known),
        references=references,
        reasons=best.reasons if best else (),
        interest=_interest(story, brief),
        novelty=known.novelties.get(story.id, ()),
        address=_address(story.id, references, known),
    )


def references_of(mentions: Sequence[DigestMention], known: Known) -> tuple[Reference, ...]:
    """All publications of a story in their order, mirrors after all others, each with its standing."""
    found: list[Reference] = []
    before: list[DigestMention] = []
    for mention in sorted(mentions, key=lambda one: known.is_mirror(one.url)):
        outlet = known.outlet(mention.source_id)
        standing = Standing.REPRINT if known.is_mirror(mention.url) else _standing(mention, outlet, before)
        before.append(mention)
        found.append(
            Reference(
                mention_id=mention.id,
                text_version_id=mention.text_version_id,
                source_id=mention.source_id,
                outlet=outlet.name,
                url=mention.url,
                title=mention.title,
                language=mention.language,
                published=mention.published,
                first_seen=mention.first_seen,
                standing=standing,
                ownership=outlet.ownership,
            )
        )
    return tuple(found)


def facts_of(mentions: Iterable[DigestMention], known: Known) -> tuple[Fact, ...]:
    """What the texts say in figures, each figure once, from the text that said it first."""
    facts: dict[tuple[object, ...], Fact] = {}
    for mention in mentions:
        for claim in mention.claims:
            day = claim.as_of or mention.when.date()
            amount = claim.kind is ClaimKind.AMOUNT and isinstance(claim.value, int)
            fact = Fact(
                kind=claim.kind,
                value=claim.value,
                unit=claim.unit,
                state=claim.state,
                scope=claim.scope,
                place=claim.place,
                as_of=claim.as_of,
                said_by=claim.said_by,
                sentence=claim.sentence,
                mention_id=mention.id,
                usd=known.usd(int(claim.value), claim.unit, day) if amount else None,
            )
            facts.setdefault((*key_of(fact), fact.covers), fact)
    return tuple(facts.values())


def key_of(fact: Fact) -> tuple[object, ...]:
    """What makes two facts the same statement, whoever makes it."""
    return (fact.kind, fact.value, fact.unit, fact.state)


def conflicts_in(mentions: Sequence[DigestMention], known: Known) -> tuple[tuple[Fact, ...], ...]:
    """Groups of facts of one kind, unit, state, coverage and date of which different texts give different values.

    Two values in one text are two things said (so many there, so many more to come), no contradiction; nor are two
    values of which some text gives both.
    """
    groups: dict[tuple[object, ...], dict[int | str, Fact]] = {}
    together: set[frozenset[tuple[object, ...]]] = set()
    for mention in mentions:
        facts = facts_of([mention], known)
        keys = [key_of(fact) for fact in facts]
        together.update(frozenset((one, other)) for one in keys for other in keys if one != other)
        for fact in facts:
            if fact.kind in COMPARED:
                group = groups.setdefault((fact.kind, fact.unit, fact.state, fact.covers, fact.as_of), {})
                group.setdefault(fact.value, fact)
    return tuple(
        tuple(group.values())
        for group in groups.values()
        if len(group) > 1 and not _said_together(list(group.values()), together)
    )


def _said_together(facts: list[Fact], together: set[frozenset[tuple[object, ...]]]) -> bool:
    keys = [key_of(fact) for fact in facts]
    return any(frozenset((one, other)) in together for one in keys for other in keys if one != other)


def _standing(mention: DigestMention, outlet: Outlet, before: Sequence[DigestMention]) -> Standing:
    """What a publication is beside those `before` it: with the words of one of them it is a reprint."""
    if outlet.official:
        return Standing.OFFICIAL
    copied = any(one.text_hash == mention.text_hash or one.id in mention.same_words for one in before)
    if copied or (outlet.role == "reprinter" and before):
        return Standing.REPRINT
    return Standing.INDEPENDENT


def _named_places(story: DigestStory, language: str) -> tuple[Named, ...]:
    places = _united(one.places for one in story.mentions)
    return tuple(Named(place, place_name(place, language)) for place in places)


def _interest(story: DigestStory, brief: Brief) -> str | None:
    met: set[str] = {story.event}
    for mention in story.mentions:
        met.update(mention.entities, mention.places, mention.countries)
    return next((interest for interest in brief.interests if interest in met), None)


def _address(story_id: int, references: Sequence[Reference], known: Known) -> str:
    if known.desk_url:
        return f"{known.desk_url.rstrip('/')}/stories/{story_id}"
    return references[0].url if references else ""


def _united(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for group in groups for one in group))
