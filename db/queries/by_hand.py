"""Articles that no source carried: an analyst's page, file or note, and where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from db.models import ByHand, Mention
from db.queries.chunks import portions


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who brought an article, from where."""

    by: str
    kind: str
    """page, pdf, court, call, note."""
    origin: str
    """The address or file name that it was taken from."""
    note: str
    added: datetime

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        added = self.added.astimezone(UTC).isoformat().replace("+00:00", "Z")
        return {"by": self.by, "kind": self.kind, "origin": self.origin, "note": self.note, "added": added}


def note_provenance(session: Session, article_id: int, provenance: Provenance) -> None:
    """Write down where an article comes from; what is written already stays."""
    if session.get(ByHand, article_id) is None:
        session.add(
            ByHand(
                article_id=article_id,
                by=provenance.by,
                kind=provenance.kind,
                origin=provenance.origin,
                note=provenance.note,
                added=provenance.added,
            )
        )
        session.flush()


def provenance_of(session: Session, mention_ids: Iterable[int]) -> dict[int, Provenance]:
    """Where the mentions that came by hand come from; the others are left out."""
    found: dict[int, Provenance] = {}
    for some in portions(sorted(set(mention_ids))):
        asked = select(Mention.id, ByHand).join(ByHand, col(ByHand.article_id) == col(Mention.article_id))
        for mention_id, row in session.exec(asked.where(col(Mention.id).in_(some))):
            if mention_id is not None:
                found[mention_id] = Provenance(row.by, row.kind, row.origin, row.note, row.added)
    return found
