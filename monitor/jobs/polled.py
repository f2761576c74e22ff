"""What became of a source: one row of `footprint poll`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.jobs.place import NOTHING, Placed


@dataclass(frozen=True, slots=True)
class Polled:
    """What became of one source."""

    source: str
    status: str
    """ok, unchanged, failed, skipped."""
    http_status: int | None = None
    entries: int = 0
    error: str | None = None
    reason: str = ""
    """Why it was skipped, in words."""
    placed: Placed = NOTHING

    def as_json(self) -> dict[str, Any]:
        """One row of `footprint poll --json`."""
        return {
            "source": self.source,
            "status": self.status,
            "http_status": self.http_status,
            "entries": self.entries,
            "new_articles": len(self.placed.new),
            "mentions": len(self.placed.mentions),
            "error": self.error,
        }


def clock(moment: datetime | None) -> str:
    """A moment for people."""
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "now"
