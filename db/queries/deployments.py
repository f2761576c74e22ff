"""The ledger of deployments: what is said of each, by whom, over time. Reading; writing is in deployment_records.py."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from db.kinds import ClaimKind, ClaimState, EvidenceOf, RoleKind, TagKind
from db.models import Article, Deployment, DeploymentClaim, DeploymentRole, Mention, MentionTag
from db.queries.chunks import known, portions

COUNTS = (ClaimKind.CAMERAS, ClaimKind.COMPLEXES, ClaimKind.SENSORS, ClaimKind.POINTS)


@dataclass(frozen=True, slots=True)
class LedgerClaim:
    """One statement in a deployment's timeline."""

    id: int
    kind: ClaimKind
    value: int | str | None
    """None: the deployment was spoken of, or a correction takes the statement back."""
    unit: str | None
    state: ClaimState | None
    as_of: date | None
    evidence: EvidenceOf
    reference: str
    """A story's id, the baseline's source, or an analyst's name."""
    note: str
    corrects: int | None
    corrected_by: int | None

    @property
    def holds(self) -> bool:
        """Whether it says something and no correction has won over it."""
        return self.value is not None and self.corrected_by is None

    def as_json(self) -> dict[str, Any]:
        """Plain values, ids as strings."""
        return {
            "id": str(self.id),
            "kind": self.kind.value,
            "value": self.value,
            "unit": self.unit,
            "state": self.state.value if self.state else None,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "evidence": self.evidence.value,
            "reference": self.reference,
            "note": self.note,
            "corrects": None if self.corrects is None else str(self.corrects),
            "corrected_by": None if self.corrected_by is None else str(self.corrected_by),
        }


@dataclass(frozen=True, slots=True)
class LedgerRole:
    """Somebody's part, by one piece of evidence."""

    role: RoleKind
    entity: str
    evidence: EvidenceOf
    reference: str

    def as_json(self) -> dict[str, Any]:
        """Plain values under the keys of a claim: the part as `kind`, who has it as `value`."""
        empty = dict.fromkeys(("id", "unit", "state", "as_of", "note", "corrects", "corrected_by"))
        said = {"kind": self.role.value, "value": self.entity}
        return {**empty, **said, "evidence": self.evidence.value, "reference": self.reference}


@dataclass(frozen=True, slots=True)
class DeploymentView:
    """A system or vendor at a place, with its timeline: the oldest statement first, undated ones before them."""

    id: str
    subject: str
    country: str
    place: str | None
    confirmed_by: str | None
    disputed: str
    roles: tuple[LedgerRole, ...]
    claims: tuple[LedgerClaim, ...]

    @property
    def stories(self) -> tuple[int, ...]:
        """The stories that speak of it."""
        told = (one.reference for one in self.claims if one.evidence is EvidenceOf.STORY)
        return tuple(sorted({int(reference) for reference in told}))

    @property
    def references(self) -> frozenset[str]:
        """Each piece of evidence once."""
        return frozenset([one.reference for one in self.claims] + [one.reference for one in self.roles])

    def held(self, kind: ClaimKind, state: ClaimState | None = None) -> tuple[LedgerClaim, ...]:
        """The statements of this kind (and state) that hold, in their order."""
        return tuple(
            one for one in self.claims if one.kind is kind and one.holds and (state is None or one.state is state)
        )

    @property
    def status(self) -> str | None:
        """The latest that is said of how far it is."""
        said = self.held(ClaimKind.STATUS)
        return str(said[-1].value) if said else None

    def entities(self, role: RoleKind) -> tuple[str, ...]:
        """Who has this part, each once."""
        return tuple(dict.fromkeys(one.entity for one in self.roles if one.role is role))

    def without(self, reference: str) -> "DeploymentView":
        """The same without what one piece of evidence says."""
        return DeploymentView(
            self.id, self.subject, self.country, self.place, self.confirmed_by, self.disputed,
            tuple(one for one in self.roles if one.reference != reference),
            tuple(one for one in self.claims if one.reference != reference),
        )  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        """One object of `footprint deployments --json`: latest figures on top, planned beside standing."""
        days = [one.as_of for one in self.claims if one.as_of]
        return {
            "id": self.id,
            "subject": self.subject,
            "country": self.country,
            "place": self.place,
            "status": self.status,
            "standing": self._latest(ClaimState.STANDING),
            "planned": self._latest(ClaimState.PLANNED),
            "roles": {role.value: list(self.entities(role)) for role in RoleKind if self.entities(role)},
            "disputed": self.disputed or None,
            "confirmed_by": self.confirmed_by,
            "first": min(days).isoformat() if days else None,
            "last": max(days).isoformat() if days else None,
            "stories": [str(one) for one in self.stories],
            "claims": [one.as_json() for one in self.claims],
        }

    def statements(self) -> list[dict[str, Any]]:
        """Rows of `footprint deployments export`: every claim, then every part that somebody has."""
        of = {"deployment": self.id, "subject": self.subject, "country": self.country, "place": self.place}
        rows = [*(one.as_json() for one in self.claims), *(one.as_json() for one in self.roles)]
        return [{**of, **row} for row in rows]

    def _latest(self, state: ClaimState) -> dict[str, Any]:
        return {kind.value: said[-1].value for kind in COUNTS if (said := self.held(kind, state))}


def find_deployments(
    session: Session,
    *,
    ids: Collection[str] = (),
    countries: Collection[str] = (),
    places: Collection[str] = (),
    subjects: Collection[str] = (),
) -> list[DeploymentView]:
    """Which deployments do we know? Within one filter any value suffices, between filters all must hold; by id."""
    asked = select(Deployment).order_by(col(Deployment.id))
    columns: tuple[Any, ...] = (Deployment.id, Deployment.country, Deployment.place, Deployment.subject)
    for column, wanted in zip(columns, (ids, countries, places, subjects), strict=True):
        if wanted:
            asked = asked.where(col(column).in_(wanted))
    return _views(session, list(session.exec(asked)))


def show_deployment(session: Session, deployment_id: str) -> DeploymentView | None:
    """What is known of this deployment?"""
    found = find_deployments(session, ids=(deployment_id,))
    return found[0] if found else None


def deployments_of_story(session: Session, story_id: int) -> list[DeploymentView]:
    """Of which deployments does this story speak?"""
    asked = select(DeploymentClaim.deployment_id).where(
        DeploymentClaim.evidence == EvidenceOf.STORY, DeploymentClaim.reference == str(story_id)
    )
    ids = set(session.exec(asked))
    return find_deployments(session, ids=ids) if ids else []


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much we have read about a place: what "not in our ledger" is worth."""

    stories: int = 0
    since: int | None = None
    """Year of the earliest of them."""


def coverage_of(session: Session, kind: TagKind, values: Iterable[str]) -> dict[str, Coverage]:
    """How many stories of grade 2 or more name each of these places (or countries), since when?"""
    found: dict[str, Coverage] = {}
    for some in portions(sorted(set(values))):
        when = func.min(func.coalesce(col(Article.published), col(Mention.first_seen)))
        asked = (
            select(MentionTag.value, func.count(func.distinct(Mention.story_id)), when)
            .join(Mention, col(Mention.id) == col(MentionTag.mention_id))
            .join(Article, col(Article.id) == col(Mention.article_id))
            .where(MentionTag.kind == kind, col(MentionTag.value).in_(some))
            .where(func.coalesce(col(Mention.verdict), col(Mention.grade)) >= 2)
            .group_by(col(MentionTag.value))
        )
        for value, stories, first in session.exec(asked):
            found[value] = Coverage(stories, _year(first))
    return found


def _year(moment: datetime | str | None) -> int | None:
    """SQLite gives the least of its text dates back as text."""
    if moment is None:
        return None
    return int(moment[:4]) if isinstance(moment, str) else moment.year


def _views(session: Session, rows: Sequence[Deployment]) -> list[DeploymentView]:
    claims: dict[str, list[DeploymentClaim]] = defaultdict(list)
    roles: dict[str, list[LedgerRole]] = defaultdict(list)
    for ids in portions([row.id for row in rows]):
        for claim in session.exec(select(DeploymentClaim).where(col(DeploymentClaim.deployment_id).in_(ids))):
            claims[claim.deployment_id].append(claim)
        asked = select(DeploymentRole).where(col(DeploymentRole.deployment_id).in_(ids))
        for role in session.exec(asked.order_by(col(DeploymentRole.id))):
            roles[role.deployment_id].append(LedgerRole(role.role, role.entity, role.evidence, role.reference))
    return [
        DeploymentView(
            row.id,
            row.subject,
            row.country,
            row.place,
            row.confirmed_by,
            row.disputed,
            tuple(roles[row.id]),
            _timeline(claims[row.id]),
        )
        for row in rows
    ]


def _timeline(rows: Sequence[DeploymentClaim]) -> tuple[LedgerClaim, ...]:
    by = {row.corrects: known(row.id) for row in sorted(rows, key=lambda row: known(row.id)) if row.corrects}
    in_order = sorted(rows, key=lambda row: (row.as_of or date.min, known(row.id)))
    return tuple(
        LedgerClaim(
            known(row.id),
            row.kind,
            row.word if row.number is None else row.number,
            row.unit,
            row.state,
            row.as_of,
            row.evidence,
            row.reference,
            row.note,
            row.corrects,
            by.get(known(row.id)),
        )
        for row in in_order
    )
