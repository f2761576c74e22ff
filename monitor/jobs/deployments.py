"""Which deployment a story speaks of, and the ledger that follows its stories in the same transaction."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final

from sqlmodel import Session

from db.kinds import ClaimKind, Event, EvidenceOf, RoleKind, Status
from db.queries.deployment_records import NewLedgerClaim, Statement, put_statements
from db.queries.mention_views import Fact
from db.queries.stories import StoryView, stories_by_id
from monitor.dedup.story import World
from monitor.jobs.baseline import load_baseline

_SUBJECTS: Final = ("system", "vendor", "programme", "technology")
"""Kinds of entities that a deployment can be one of: the more particular first."""

_FOUNDS: Final = 3
_ADDS: Final = 2
"""Grades: something concrete brings a deployment into the ledger, coverage of one that is there adds to it."""

_BY_EVENT: Final = {
    Event.TENDER: Status.TENDER,
    Event.CONTRACT: Status.CONTRACT,
    Event.LAUNCH: Status.OPERATING,
    Event.EXPANSION: Status.EXPANDING,
    Event.REMOVAL: Status.DISMANTLED,
    Event.NEGOTIATION: Status.NEGOTIATING,
}
"""How far a deployment is by what kind of story it is, where no text says it."""


def keep_ledger(session: Session, story_ids: Collection[int], world: World, now: datetime) -> None:
    """Let the ledger say what these stories say now; stories that were merged away say nothing any more.

    Call it in the transaction that changed the stories.
    """
    if not story_ids or not world.kinds:
        return
    load_baseline(session, now)
    references = {str(story_id) for story_id in story_ids}
    told = [statement_of(story, world) for story in stories_by_id(session, sorted(story_ids)) if story.mentions]
    wanted = [one for one in told if one is not None]
    put_statements(session, EvidenceOf.STORY, wanted, now, instead_of=references)


def statement_of(story: StoryView, world: World) -> Statement | None:
    """What a story says of one subject at one place. None where it tells of no deployment, or of several places."""
    subject = subject_of(story.entities, world)
    where = where_of(story, world)
    if story.grade < _ADDS or subject is None or where is None:
        return None
    country, place = where
    return Statement(
        subject,
        country,
        place,
        str(story.id),
        _claims(story),
        _roles(story, subject, world),
        founds=story.grade >= _FOUNDS,
    )


def subject_of(entities: Sequence[str], world: World) -> str | None:
    """What is deployed: the system named most, else the vendor, the programme, the technology."""
    by_kind = {kind: [one for one in entities if world.kinds.get(one) == kind] for kind in _SUBJECTS}
    return next((named[0] for named in by_kind.values() if named), None)


def where_of(story: StoryView, world: World) -> tuple[str, str | None] | None:
    """Country and place of what is told; a town beside its own region is one place. None where there are several."""
    if len(story.countries) != 1:
        return None
    regions = {world.within.get(place) for place in story.places}
    places = [place for place in story.places if place not in regions]
    if len(places) > 1:
        return None
    return story.countries[0], places[0] if places else None


def _claims(story: StoryView) -> tuple[NewLedgerClaim, ...]:
    day = story.first_published
    claims = [_claim(fact, day) for fact in story.facts]
    if not any(claim.kind is ClaimKind.STATUS for claim in claims):
        status = _BY_EVENT.get(story.event)
        claims.append(
            NewLedgerClaim(ClaimKind.STATUS, status.value if status else None, as_of=day, note=story.headline)
        )
    return tuple(claims)


def _claim(fact: Fact, day: date) -> NewLedgerClaim:
    return NewLedgerClaim(fact.kind, fact.value, fact.unit, fact.state, fact.as_of or day, fact.sentence)


def _roles(story: StoryView, subject: str, world: World) -> tuple[tuple[RoleKind, str], ...]:
    """Who has which part by the texts' own words; of whom they say nothing: vendors make, integrators build in.

    A vendor that is itself the subject makes it too, whatever else it does.
    """
    parts = {"vendor": RoleKind.MAKER, "integrator": RoleKind.INTEGRATOR}
    told = {entity for role, entity in story.roles}
    kinds = [(world.kinds.get(one), one) for one in dict.fromkeys((*story.entities, subject))]
    usual = [(parts[kind], one) for kind, one in kinds if kind in parts and (one not in told or one == subject)]
    return tuple(dict.fromkeys((*story.roles, *usual)))
