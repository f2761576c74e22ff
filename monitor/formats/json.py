"""JSON: one array, every key of every row, times in UTC with Z."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from monitor.formats.rows import Column, Row


def render(rows: Sequence[Row], columns: Sequence[Column] = ()) -> str:
    """All rows as one JSON array; columns are for people and play no part."""
    return document(list(rows))


def document(value: Any) -> str:
    """Any plain value as indented JSON in its own script."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain)


def instant(moment: datetime | None) -> str | None:
    """`2026-11-24T05:00:00Z`, or None."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, set | frozenset | tuple):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
