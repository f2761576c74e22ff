"""Systems at places over time, as far as the evidence goes."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.kinds import ClaimKind, ClaimState, EvidenceOf, RoleKind
from db.models.columns import AUTOINCREMENT, kind_column


class Deployment(SQLModel, table=True):
    """A system, a vendor or a technology at a place."""

    __tablename__ = "deployment"
    __table_args__ = (Index("ix_deployment_where", "country", "place"),)

    id: str = Field(primary_key=True)
    """Stable; of the baseline file, or made from subject and place."""
    subject: str = Field(index=True)
    """The entity that is deployed: a system, else a vendor, a programme, a technology."""
    country: str
    place: str | None = None
    """None: the whole country."""
    created: datetime
    confirmed_by: str | None = None
    """The analyst who confirmed it; None: the machine's proposal, or the baseline's."""
    disputed: str = ""
    """What sources contradict each other on: `operator`, `contract`; empty: nothing that we know of."""


class BaselineLoad(SQLModel, table=True):
    """A version of the shipped baseline that has been written into the ledger."""

    __tablename__ = "baseline_load"

    fingerprint: str = Field(primary_key=True)
    loaded: datetime


class DeploymentRole(SQLModel, table=True):
    """Who had which part in a deployment, by which evidence."""

    __tablename__ = "deployment_role"
    __table_args__ = (
        UniqueConstraint("deployment_id", "role", "entity", "evidence", "reference", name="uq_deployment_role"),
        AUTOINCREMENT,
    )

    id: int | None = Field(default=None, primary_key=True)
    deployment_id: str = Field(foreign_key="deployment.id", index=True)
    role: RoleKind = Field(sa_column=kind_column(RoleKind))
    entity: str
    evidence: EvidenceOf = Field(sa_column=kind_column(EvidenceOf))
    reference: str = ""
    """A story's id, the baseline's source, or an analyst's name."""


class DeploymentClaim(SQLModel, table=True):
    """Something that is said of a deployment at a time. A correction is a row that wins over the one it names."""

    __tablename__ = "deployment_claim"
    __table_args__ = (AUTOINCREMENT,)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    """Made of all that it says and where from: the same evidence is not written down twice."""
    deployment_id: str = Field(foreign_key="deployment.id", index=True)
    kind: ClaimKind = Field(sa_column=kind_column(ClaimKind))
    number: int | None = Field(default=None, sa_type=BigInteger)
    word: str | None = None
    unit: str | None = None
    state: ClaimState | None = Field(default=None, sa_column=kind_column(ClaimState, nullable=True))
    as_of: date | None = None
    evidence: EvidenceOf = Field(sa_column=kind_column(EvidenceOf))
    reference: str = ""
    """A story's id, the baseline's source, or an analyst's name."""
    note: str = Field(default="", sa_type=Text)
    corrects: int | None = Field(default=None, foreign_key="deployment_claim.id")
    created: datetime
