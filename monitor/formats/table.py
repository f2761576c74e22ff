"""A table for a terminal, as wide as the terminal is."""

import shutil
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from monitor.formats.rows import Column, Row, as_text


def render(rows: Sequence[Row], columns: Sequence[Column]) -> str:
    """The chosen columns of the rows, drawn with rich; an empty list says so."""
    from rich.console import Console
    from rich.table import Table

    if not rows:
        return "nothing to show"
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(
            column.heading,
            no_wrap=not column.wrap,
            overflow="fold" if column.wrap else "ellipsis",
            justify="right" if column.right else "left",
        )
    for row in rows:
        table.add_row(*(_cell(column, row.get(column.key)) for column in columns))
    width = max(shutil.get_terminal_size((120, 24)).columns, 60)
    console = Console(width=width, highlight=False, markup=False)
    with console.capture() as captured:
        console.print(table)
    return captured.get().rstrip("\n")


def _cell(column: Column, value: Any) -> str:
    if column.show is not None and value is not None:
        return column.show(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return as_text(value)
