"""CSV for spreadsheets: UTF-8, a header, and no cell that a spreadsheet would run."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from monitor.formats.json import instant
from monitor.formats.rows import Column, Row, as_text

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection")."""


def render(rows: Sequence[Row], columns: Sequence[Column] = ()) -> str:
    """All keys of the rows as columns, in the order of the first row; without rows, the columns' keys."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    keys = list(rows[0]) if rows else [column.key for column in columns]
    writer.writerow(keys)
    for row in rows:
        writer.writerow([_cell(row.get(key)) for key in keys])
    return out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime):
        return instant(value) or ""
    if isinstance(value, Sequence) and any(isinstance(part, Mapping) for part in value):
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = as_text(value)
    return "'" + text if text.startswith(DANGEROUS) else text
