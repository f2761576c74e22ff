"""How the ledger looks at a terminal."""

from typing import Any

from monitor.formats.rows import Column


def counts(figures: dict[str, Any]) -> str:
    """Figures by kind, in words."""
    return ", ".join(f"{value:,} {kind}" for kind, value in figures.items())


COLUMNS = (
    Column("id", "id"),
    Column("status", "status"),
    Column("standing", "standing", show=counts),
    Column("planned", "planned", show=counts),
    Column("makers", "by", wrap=True),
    Column("last", "last report"),
    Column("disputed", "disputed"),
)
TIMELINE = (
    Column("deployment", "deployment"),
    Column("as_of", "as of"),
    Column("kind", "kind"),
    Column("value", "value"),
    Column("state", "state"),
    Column("evidence", "evidence"),
    Column("reference", "reference", wrap=True),
)


def line(claim: dict[str, Any]) -> str:
    """A statement of a timeline: when, what, by which evidence, and what became of it."""
    value = f"{claim['value']:,}" if isinstance(claim["value"], int) else claim["value"] or "spoken of"
    if claim["corrects"] and claim["value"] is None:
        value = "taken back"
    parts = [claim["as_of"] or "undated   ", f"[{claim['id']}]", claim["kind"], value, claim["state"]]
    if claim["kind"] == "amount":
        parts.append(claim["unit"])
    said = "  " + " ".join(str(part) for part in parts if part) + f" — {claim['evidence']} {claim['reference']}"
    if claim["corrects"]:
        said += f" (corrects {claim['corrects']})"
    if claim["corrected_by"]:
        said += f" (corrected by {claim['corrected_by']})"
    return said + (f"\n      {claim['note']}" if claim["note"] else "")
