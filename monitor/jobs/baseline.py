"""The deployments known before the first poll: deployments.yaml of this package, put into the ledger once a version."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any, Final

from sqlmodel import Session

from db.kinds import ClaimKind, ClaimState, EvidenceOf, RoleKind, Status
from db.queries.deployment_records import (
    NewLedgerClaim,
    Statement,
    baseline_is_loaded,
    note_baseline,
    put_statements,
)

_UNITS: Final = {ClaimKind.CAMERAS: "camera", ClaimKind.COMPLEXES: "complex"}


def load_baseline(session: Session, now: datetime) -> bool:
    """Put the baseline into the ledger, unless this version of it is there. Returns whether anything was done.

    Rows that have left the file leave the ledger; what analysts corrected or confirmed stays.
    """
    statements, fingerprint = baseline()
    if baseline_is_loaded(session, fingerprint):
        return False
    put_statements(session, EvidenceOf.BASELINE, statements, now)
    note_baseline(session, fingerprint, now)
    return True


@cache
def baseline() -> tuple[tuple[Statement, ...], str]:
    """The statements of the file, and what identifies its version."""
    from ruamel.yaml import YAML

    raw = files("monitor.jobs").joinpath("deployments.yaml").read_bytes()
    rows = YAML(typ="safe").load(raw.decode("utf-8"))
    return tuple(statement(row) for row in rows), blake2b(raw, digest_size=16).hexdigest()


def statement(row: Mapping[str, Any]) -> Statement:
    """What a row of the file says. Raises ValueError or KeyError where the row is not of the file's form."""
    day, precisely = _day(row.get("reported"))
    note = "; ".join(part for part in (row.get("note", ""), "" if precisely else _when(row)) if part)
    state = ClaimState(row["state"]) if "state" in row else None
    claims = [NewLedgerClaim(ClaimKind.STATUS, Status(row["status"]).value, as_of=day, note=note)]
    claims += [
        NewLedgerClaim(kind, int(row[kind.value]), unit, state, day, note)
        for kind, unit in _UNITS.items()
        if kind.value in row
    ]
    if amount := row.get("amount"):
        claims.append(NewLedgerClaim(ClaimKind.AMOUNT, int(amount["value"]), amount["currency"], None, day, note))
    return Statement(
        row["subject"],
        row["country"],
        row.get("place"),
        row["source"],
        tuple(claims),
        tuple((RoleKind(role), entity) for role, named in row.get("roles", {}).items() for entity in named),
        row.get("disputed", ""),
    )


def _day(reported: str | None) -> tuple[date | None, bool]:
    """The day, and whether the source says it: of a month or a year it is the first."""
    if reported is None:
        return None, False
    parts = [int(part) for part in reported.split("-")]
    return date(*[*parts, 1, 1][:3]), len(parts) == 3


def _when(row: Mapping[str, Any]) -> str:
    return f"reported {row['reported']}" if row.get("reported") else "the report bears no date"
