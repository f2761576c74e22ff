"""Sources as they stand in sources.yaml, and how each is doing. Pure."""

from datetime import datetime
from typing import Any

from alerts.coverage import SILENT_AFTER
from db.queries.sources import SourceHealth, SourceMemory
from monitor.formats.json import instant
from monitor.sources.source import Source


def row_of(source: Source, health: SourceHealth | None, now: datetime) -> dict[str, Any]:
    """One row of `footprint sources list`: the source as it stands in the file, and as it does."""
    memory = health.memory if health else None
    state, why = state_of(source, memory, now)
    return {
        "id": source.id,
        "name": source.name,
        "url": source.url,
        "kind": source.kind,
        "country": source.country,
        "language": source.language,
        "ownership": source.ownership.value if source.ownership else None,
        "role": source.role.value if source.role else None,
        "enabled": source.enabled,
        "state": state,
        "why": why,
        "moved_to": memory.moved_to if memory else None,
        "http_status": memory.http_status if memory else None,
        "error": memory.error if memory else None,
        "failures": memory.failures if memory else 0,
        "last_polled": instant(memory.last_polled) if memory else None,
        "last_success": instant(memory.last_success) if memory else None,
        "last_new": instant(memory.last_new) if memory else None,
        "next_due": instant(memory.next_due) if memory else None,
        "next_due_reason": memory.next_due_reason if memory else None,
        "entries": memory.entries if memory else 0,
        "articles": health.articles if health else 0,
        "mentions": health.mentions if health else 0,
        "refusals": health.refusals if health else 0,
        "notes": list(memory.notes) if memory else [],
    }


def state_of(source: Source, memory: SourceMemory | None, now: datetime) -> tuple[str, str]:
    """In one word how a source is, and why."""
    if not source.enabled:
        return "off", "switched off in sources.yaml"
    if memory is None or memory.last_polled is None:
        return "new", "not looked at yet"
    if memory.failures:
        return "failing", f"{memory.error} ({memory.failures} in a row)"
    last = memory.last_new or memory.first_polled
    if last is not None and now - last > SILENT_AFTER:
        return "silent", f"nothing new since {last:%Y-%m-%d}"
    if memory.moved_to:
        return "ok", f"moved for good to {memory.moved_to}: put that into sources.yaml"
    return "ok", "; ".join(memory.notes)
