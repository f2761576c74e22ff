"""/healthz: whether the service is alive, in one JSON object."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

LATE = timedelta(minutes=2)
"""A tick that has not come round for so long has stopped."""


@dataclass(frozen=True)
class Pulse:
    """What the service says of itself."""

    started: datetime
    ticks: Mapping[str, datetime]
    """When each tick last came round."""
    sources: int = 0
    problems: tuple[str, ...] = field(default=())
    """Mistakes in the files, in words; the last good version is in use."""


def verdict(pulse: Pulse, now: datetime) -> tuple[int, dict[str, object]]:
    """HTTP status and body: 200 while every tick comes round, 503 when one has stopped."""
    late = sorted(name for name, at in pulse.ticks.items() if now - at > LATE)
    body: dict[str, object] = {
        "status": "stopped" if late else "ok",
        "started": pulse.started.isoformat(),
        "ticks": {name: at.isoformat() for name, at in sorted(pulse.ticks.items())},
        "late": late,
        "sources": pulse.sources,
        "problems": list(pulse.problems),
    }
    return (503 if late else 200), body
