"""The closed sets that the tables store, each value as its own text."""

from enum import StrEnum


class Event(StrEnum):
    """What kind of thing a mention or a story tells; the second axis beside the grade."""

    TENDER = "tender"
    CONTRACT = "contract"
    LAUNCH = "launch"
    EXPANSION = "expansion"
    FAILURE = "failure"
    REMOVAL = "removal"
    COURT = "court"
    AUDIT = "audit"
    LAW = "law"
    POLICY = "policy"
    HARM = "harm"
    LEAK = "leak"
    STATISTICS = "statistics"
    NEGOTIATION = "negotiation"
    OTHER = "other"


class ClaimKind(StrEnum):
    """What a claim counts or states."""

    CAMERAS = "cameras"
    COMPLEXES = "complexes"
    SENSORS = "sensors"
    POINTS = "points"
    AMOUNT = "amount"
    STATUS = "status"
    DEADLINE = "deadline"


class ClaimState(StrEnum):
    """Whether what a claim counts is promised, there, or gone."""

    PLANNED = "planned"
    STANDING = "standing"
    ENDED = "ended"


class Status(StrEnum):
    """The value of a claim of kind `status`: how far a deployment is."""

    PLANNED = "planned"
    PILOT = "pilot"
    NEGOTIATING = "negotiating"
    TENDER = "tender"
    CONTRACT = "contract"
    INSTALLING = "installing"
    TESTING = "testing"
    OPERATING = "operating"
    EXPANDING = "expanding"
    DELIVERED = "delivered"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    DISMANTLED = "dismantled"
    ENDED = "ended"


class TextKind(StrEnum):
    """Where a text version was taken from."""

    SUMMARY = "summary"
    PAGE = "page"


class ArrivedAs(StrEnum):
    """Why we hold a mention: it was news when we saw it, or it came with a backlog and is told only on request."""

    NEWS = "news"
    BACKLOG = "backlog"


class TagKind(StrEnum):
    """What a mention can be filtered by."""

    ENTITY = "entity"
    PLACE = "place"
    COUNTRY = "country"
    ROLE = "role"
    """Its value: the part, a colon, who has it."""


class Relation(StrEnum):
    """How two mentions belong together."""

    REPRINT = "reprint"
    """One has its words from the other, or both from a third."""
    REPORT = "report"
    """Two reports of one event, independent as far as we can see."""
    APART = "apart"
    """Two events, whatever they are like."""


class RoleKind(StrEnum):
    """Which part somebody has in a deployment."""

    MAKER = "maker"
    INTEGRATOR = "integrator"
    OPERATOR = "operator"
    CUSTOMER = "customer"
    LENDER = "lender"


class EvidenceOf(StrEnum):
    """Where something that is said of a deployment comes from."""

    STORY = "story"
    BASELINE = "baseline"
    ANALYST = "analyst"


class ItemKind(StrEnum):
    """As what a story stands in a digest."""

    NEW = "new"
    UPDATE = "update"
    CORRECTION = "correction"


class DeliveryState(StrEnum):
    """How far one delivery is; the moves between the states are the table in alerts/outbox.py."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    HELD = "held"
    CANCELLED = "cancelled"
