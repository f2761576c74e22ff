"""Writing the ledger: what each piece of evidence says replaces what it said before; corrections are rows that win."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from db.kinds import ClaimKind, ClaimState, EvidenceOf, RoleKind
from db.models import BaselineLoad, Deployment, DeploymentClaim, DeploymentRole
from db.queries.chunks import known, portions


@dataclass(frozen=True, slots=True)
class NewLedgerClaim:
    """Something that is said of a deployment; without a value: that it was spoken of."""

    kind: ClaimKind
    value: int | str | None = None
    unit: str | None = None
    state: ClaimState | None = None
    as_of: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one piece of evidence says of one deployment."""

    subject: str
    country: str
    place: str | None
    reference: str
    """A story's id, the baseline's source, or an analyst's name."""
    claims: tuple[NewLedgerClaim, ...]
    roles: tuple[tuple[RoleKind, str], ...] = ()
    disputed: str = ""
    founds: bool = True
    """Whether it may bring a deployment into the ledger, or only adds to one that is there."""

    @property
    def deployment_id(self) -> str:
        """Made of place and subject: stable, and the same whoever speaks of it first."""
        where = self.place or self.country.lower()
        return self.subject if self.subject.startswith(f"{where}-") else f"{where}-{self.subject}"


def put_statements(
    session: Session,
    evidence: EvidenceOf,
    statements: Iterable[Statement],
    now: datetime,
    *,
    instead_of: Collection[str] | None = None,
) -> None:
    """Let these statements stand in place of all that the references `instead_of` have said (None: all of `evidence`).

    What an analyst has corrected stays, with its correction. A deployment of which nothing is said any more goes,
    unless an analyst confirmed it.
    """
    wanted = list(statements)
    there = _existing(session, {one.deployment_id for one in wanted})
    wanted = [one for one in wanted if one.founds or one.deployment_id in there]
    for one in wanted:
        row = there.get(one.deployment_id)
        if row is None:
            row = Deployment(
                id=one.deployment_id, subject=one.subject, country=one.country, place=one.place, created=now
            )
            session.add(row)
            there[one.deployment_id] = row
        row.disputed = row.disputed or one.disputed
    session.flush()
    left = _put_claims(session, evidence, wanted, now, instead_of) | _put_roles(session, evidence, wanted, instead_of)
    _remove_empty(session, left - {one.deployment_id for one in wanted})


def _existing(session: Session, ids: Collection[str]) -> dict[str, Deployment]:
    found: dict[str, Deployment] = {}
    for some in portions(sorted(ids)):
        found.update({row.id: row for row in session.exec(select(Deployment).where(col(Deployment.id).in_(some)))})
    return found


def _put_claims(
    session: Session,
    evidence: EvidenceOf,
    statements: Collection[Statement],
    now: datetime,
    instead_of: Collection[str] | None,
) -> set[str]:
    """Returns the deployments from which something was taken."""
    asked = select(DeploymentClaim).where(DeploymentClaim.evidence == evidence, col(DeploymentClaim.corrects).is_(None))
    if instead_of is not None:
        asked = asked.where(col(DeploymentClaim.reference).in_(instead_of))
    before = {row.key: row for row in session.exec(asked)}
    wanted = {_key(evidence, one, claim): (one, claim) for one in statements for claim in one.claims}
    gone = [row for key, row in before.items() if key not in wanted]
    corrected = _corrected(session, [known(row.id) for row in gone])
    left: set[str] = set()
    for row in gone:
        if row.id not in corrected:
            left.add(row.deployment_id)
            session.delete(row)
    session.flush()
    for key, (one, claim) in wanted.items():
        if key not in before:
            session.add(_claim_row(key, evidence, one.deployment_id, one.reference, claim, now))
    session.flush()
    return left


def _corrected(session: Session, claim_ids: Collection[int]) -> set[int | None]:
    found: set[int | None] = set()
    for some in portions(claim_ids):
        asked: Any = select(DeploymentClaim.corrects).where(col(DeploymentClaim.corrects).in_(some))
        found.update(session.exec(asked))
    return found


def _put_roles(
    session: Session, evidence: EvidenceOf, statements: Collection[Statement], instead_of: Collection[str] | None
) -> set[str]:
    asked = select(DeploymentRole).where(DeploymentRole.evidence == evidence)
    if instead_of is not None:
        asked = asked.where(col(DeploymentRole.reference).in_(instead_of))
    before = {(row.deployment_id, row.role, row.entity, row.reference): row for row in session.exec(asked)}
    wanted = {(one.deployment_id, role, entity, one.reference) for one in statements for role, entity in one.roles}
    left: set[str] = set()
    for place, row in before.items():
        if place not in wanted:
            left.add(row.deployment_id)
            session.delete(row)
    for deployment_id, role, entity, reference in sorted(wanted - before.keys()):
        session.add(
            DeploymentRole(
                deployment_id=deployment_id, role=role, entity=entity, evidence=evidence, reference=reference
            )
        )
    session.flush()
    return left


def _remove_empty(session: Session, ids: Collection[str]) -> None:
    for deployment_id in sorted(ids):
        claim = select(DeploymentClaim).where(DeploymentClaim.deployment_id == deployment_id).limit(1)
        role = select(DeploymentRole).where(DeploymentRole.deployment_id == deployment_id).limit(1)
        if session.exec(claim).first() is None and session.exec(role).first() is None:
            session.execute(
                delete(Deployment).where(col(Deployment.id) == deployment_id, col(Deployment.confirmed_by).is_(None))
            )


def add_claim(session: Session, deployment_id: str, claim: NewLedgerClaim, *, by: str, now: datetime) -> int:
    """Write down what an analyst knows of a deployment; the same said twice is written once. Returns its id."""
    return _add_analyst_claim(session, deployment_id, claim, by, now, None)


def add_role(session: Session, deployment_id: str, role: RoleKind, entity: str, *, by: str) -> None:
    """Write down who has which part by an analyst's word; the same said twice is written once."""
    same = (
        DeploymentRole.deployment_id == deployment_id,
        DeploymentRole.role == role,
        DeploymentRole.entity == entity,
        DeploymentRole.evidence == EvidenceOf.ANALYST,
        DeploymentRole.reference == by,
    )
    if session.exec(select(DeploymentRole).where(*same)).first() is None:
        session.add(
            DeploymentRole(
                deployment_id=deployment_id, role=role, entity=entity, evidence=EvidenceOf.ANALYST, reference=by
            )
        )
        session.flush()


def correct_claim(session: Session, claim_id: int, claim: NewLedgerClaim, *, by: str, now: datetime) -> int | None:
    """Let an analyst's word win over a statement (without a value: take it back). None: there is no such statement."""
    row = session.get(DeploymentClaim, claim_id)
    if row is None:
        return None
    return _add_analyst_claim(session, row.deployment_id, claim, by, now, claim_id)


def _add_analyst_claim(
    session: Session, deployment_id: str, claim: NewLedgerClaim, by: str, now: datetime, corrects: int | None
) -> int:
    key = _hash(EvidenceOf.ANALYST, deployment_id, by, claim.note, corrects, *_parts(claim))
    found = session.exec(select(DeploymentClaim).where(DeploymentClaim.key == key)).first()
    if found is None:
        found = _claim_row(key, EvidenceOf.ANALYST, deployment_id, by, claim, now)
        found.corrects = corrects
        session.add(found)
        session.flush()
    return known(found.id)


def confirm_deployment(session: Session, deployment_id: str, by: str) -> bool:
    """Write down that an analyst stands behind this deployment. False: there is none of this id."""
    row = session.get(Deployment, deployment_id)
    if row is None:
        return False
    row.confirmed_by = by
    session.flush()
    return True


def set_disputed(session: Session, deployment_id: str, what: str) -> None:
    """Write down what sources contradict each other on; empty: nothing any more."""
    session.get_one(Deployment, deployment_id).disputed = what
    session.flush()


def baseline_is_loaded(session: Session, fingerprint: str) -> bool:
    """Is this version of the baseline in the ledger already?"""
    return session.get(BaselineLoad, fingerprint) is not None


def note_baseline(session: Session, fingerprint: str, now: datetime) -> None:
    """Remember that this version of the baseline is in the ledger, in place of any other."""
    session.execute(delete(BaselineLoad))
    session.add(BaselineLoad(fingerprint=fingerprint, loaded=now))
    session.flush()


def _claim_row(
    key: str, evidence: EvidenceOf, deployment_id: str, reference: str, claim: NewLedgerClaim, now: datetime
) -> DeploymentClaim:
    return DeploymentClaim(
        key=key,
        deployment_id=deployment_id,
        kind=claim.kind,
        number=claim.value if isinstance(claim.value, int) else None,
        word=claim.value if isinstance(claim.value, str) else None,
        unit=claim.unit,
        state=claim.state,
        as_of=claim.as_of,
        evidence=evidence,
        reference=reference,
        note=claim.note,
        created=now,
    )


def _key(evidence: EvidenceOf, one: Statement, claim: NewLedgerClaim) -> str:
    return _hash(evidence, one.deployment_id, one.reference, *_parts(claim))


def _parts(claim: NewLedgerClaim) -> tuple[object, ...]:
    return claim.kind, claim.value, claim.unit, claim.state, claim.as_of


def _hash(*parts: object) -> str:
    return blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
