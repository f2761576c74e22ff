"""What a story brings that the ledger does not hold, in honest words: never "first", for we have not read everything.

`novelty_lines` answers for many stories at once; monitor/jobs/digest.py hands the answers to `alerts.known.Known`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlmodel import Session

from db.kinds import ClaimKind, ClaimState, RoleKind, TagKind
from db.queries.deployment_records import NewLedgerClaim, Statement
from db.queries.deployments import Coverage, DeploymentView, LedgerClaim, coverage_of, find_deployments
from db.queries.stories import StoryView, stories_by_id
from monitor.dedup.story import World
from monitor.jobs.deployments import statement_of
from monitor.match.watchlist import Watchlist

Names = Callable[[str], str]

_DEVICES: Final = {
    ClaimKind.CAMERAS: "cameras",
    ClaimKind.COMPLEXES: "complexes",
    ClaimKind.SENSORS: "sensors",
    ClaimKind.POINTS: "points",
}
_OVER: Final = ("cancelled", "dismantled", "ended", "suspended")
_AT_WORK: Final = ("installing", "testing", "operating", "expanding", "delivered")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What we hold beside the story itself."""

    deployment: DeploymentView | None = None
    """The one that the story speaks of, without what the story says; None: the ledger has none."""
    others: tuple[DeploymentView, ...] = ()
    """Other deployments at the place."""
    coverage: Coverage = field(default_factory=Coverage)
    """Other stories on the place."""


def novelty(told: Statement, around: Surroundings, names: Names) -> tuple[str, ...]:
    """What is new in what a story tells of a deployment. Pure; empty where nothing is."""
    known = around.deployment
    if known is None or not (known.claims or known.roles):
        lines = [_not_held(told, around, names)]
        standing_of = around.others
    else:
        lines = [line for line in (_revived(told, known), _disputed(known), _newcomers(told, known, names)) if line]
        standing_of = (known,)
    lines += _higher(told.claims, standing_of, names(told.place or told.country))
    return tuple(lines)


def _not_held(told: Statement, around: Surroundings, names: Names) -> str:
    place, seen = names(told.place or told.country), around.coverage
    if not seen.stories:
        return f"not in our ledger; no other story on {place} yet, so that says little"
    number = "1 story" if seen.stories == 1 else f"{seen.stories} stories"
    line = f"not in our ledger; {number} on {place} since {seen.since}"
    if subjects := [names(one.subject) for one in around.others]:
        line += f"; known there: {_listed(subjects)}"
    return line


def _revived(told: Statement, known: DeploymentView) -> str | None:
    said = {claim.value for claim in told.claims if claim.kind is ClaimKind.STATUS}
    before = known.held(ClaimKind.STATUS)
    if before and before[-1].value in _OVER and said & set(_AT_WORK):
        return f"our ledger has it as {before[-1].value}{_since(before[-1])}"
    if before and before[-1].value not in _OVER and (over := said & set(_OVER)):
        return f"{min(map(str, over))}; our ledger has it as {before[-1].value}{_since(before[-1])}"
    return None


def _disputed(known: DeploymentView) -> str | None:
    return f"{known.disputed} disputed" if known.disputed else _operators_differ(known)


def _operators_differ(known: DeploymentView) -> str | None:
    """Two sources name wholly different operators. One named among others is a consortium, not a replacement."""
    by: dict[str, set[str]] = defaultdict(set)
    for role in known.roles:
        if role.role is RoleKind.OPERATOR:
            by[role.reference].add(role.entity)
    groups = list(by.values())
    apart = any(not one & other for at, one in enumerate(groups) for other in groups[at + 1 :])
    return "operator disputed" if apart else None


def _newcomers(told: Statement, known: DeploymentView, names: Names) -> str | None:
    there = {role.entity for role in known.roles} | {known.subject}
    new = [names(entity) for role, entity in told.roles if entity not in there and role is not RoleKind.CUSTOMER]
    return f"{_listed(new)}: not named in our ledger for this one before" if new and known.roles else None


def _higher(claims: Sequence[NewLedgerClaim], known: Sequence[DeploymentView], place: str) -> list[str]:
    lines = []
    for state, word in ((ClaimState.STANDING, "standing count"), (ClaimState.PLANNED, "plan")):
        for kind, things in _DEVICES.items():
            said = [one.value for one in claims if one.kind is kind and one.state is state]
            mine = max((value for value in said if isinstance(value, int)), default=None)
            held = [one for view in known for one in view.held(kind, state) if isinstance(one.value, int)]
            if mine is None or not held:
                continue
            most = max(held, key=_number)
            if mine > _number(most):
                lines.append(
                    f"{mine:,} {things}: higher than any {word} we know for {place} "
                    f"({_number(most):,}{_since(most, ', ')})"
                )
    return lines


def _number(claim: LedgerClaim) -> int:
    return claim.value if isinstance(claim.value, int) else 0


def _since(claim: LedgerClaim, before: str = " since ") -> str:
    return f"{before}{claim.as_of.year}" if claim.as_of else ""


def _listed(names: Iterable[str]) -> str:
    found = list(dict.fromkeys(names))
    return ", ".join(found[:4]) + (f" and {len(found) - 4} more" if len(found) > 4 else "")


def names_of(watchlist: Watchlist) -> Names:
    """The names of watched entities; a place goes by its id, readably."""
    named = {entry.id: entry.name for entry in watchlist}
    return lambda one: named.get(one) or (one if one.isupper() else one.replace("-", " ").title())


def novelty_lines(
    session: Session, story_ids: Iterable[int], world: World, names: Names
) -> Mapping[int, tuple[str, ...]]:
    """What each of these stories brings that the ledger does not hold; stories that bring nothing are left out."""
    stories = stories_by_id(session, list(dict.fromkeys(story_ids)))
    around = surroundings_of(session, stories, world)
    found = {one: novelty(told, beside, names) for one, (told, beside) in around.items() if told.founds}
    return {one: lines for one, lines in found.items() if lines}


def surroundings_of(
    session: Session, stories: Sequence[StoryView], world: World
) -> dict[int, tuple[Statement, Surroundings]]:
    """Of each story that speaks of one deployment: what it says, and what we hold beside it."""
    told = {story.id: said for story in stories if (said := statement_of(story, world)) is not None}
    if not told:
        return {}
    there: dict[tuple[str, str | None], list[DeploymentView]] = defaultdict(list)
    places = {one.place for one in told.values()}
    named = {place for place in places if place} if None not in places else set()
    for view in find_deployments(session, countries={one.country for one in told.values()}, places=named):
        there[view.country, view.place].append(view)
    by_place = coverage_of(session, TagKind.PLACE, [place for place in places if place])
    whole = {one.country for one in told.values() if not one.place}
    by_country = coverage_of(session, TagKind.COUNTRY, whole)
    found = {}
    for story_id, said in told.items():
        views = [view.without(str(story_id)) for view in there[said.country, said.place]]
        coverage = by_place.get(said.place) if said.place else by_country.get(said.country)
        found[story_id] = (
            said,
            Surroundings(
                next((view for view in views if view.id == said.deployment_id), None),
                tuple(view for view in views if view.id != said.deployment_id and view.claims),
                Coverage(max(0, coverage.stories - 1), coverage.since) if coverage else Coverage(),
            ),
        )
    return found
