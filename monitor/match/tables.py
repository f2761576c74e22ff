"""Tables of a page: rows of cells between upright strokes, as article text and feeds carry them. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
Row = tuple[Span, ...]
LEAST = 2
"""A row has so many cells, and a table so many rows, its head among them."""
LONGEST = 60
"""A cell of more letters is prose."""
_RULE = re.compile(r":?-{2,}:?")
"""A cell of the line that parts the head from the rows: «|---|---|»."""


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of the head and of each row, as spans of the folded text; a row may be shorter or longer."""

    head: Row
    rows: tuple[Row, ...]


def tables_of(text: str, begin: int, end: int) -> tuple[Table, ...]:
    """The tables between two places of a folded text, in reading order.

    The line above a rule is a head; without a rule the first line is, and all have the same number of cells.
    """
    found: list[Table] = []
    lines: list[Row] = []
    ruled = False
    for row in (*_rows(text, begin, end), ()):
        if row and all(_RULE.fullmatch(text, *cell) for cell in row):
            found += _table(lines[:-1]) if lines else []
            lines, ruled = lines[-1:], True
            continue
        prose = any(stop - start > LONGEST for start, stop in row)
        if len(row) < LEAST or prose or (lines and not ruled and len(row) != len(lines[0])):
            found += _table(lines)
            lines, ruled = [], False
        if len(row) >= LEAST and not prose:
            lines.append(row)
    return tuple(found)


def _table(lines: Sequence[Row]) -> list[Table]:
    return [Table(lines[0], tuple(lines[1:]))] if len(lines) >= LEAST else []


def _rows(text: str, begin: int, end: int) -> Iterator[Row]:
    """The cells of each line that has any; none of another line."""
    while begin < end:
        stop = text.find("\n", begin, end)
        stop = end if stop < 0 else stop
        yield tuple(_cells(text, begin, stop)) if "|" in text[begin:stop] else ()
        begin = stop + 1


def _cells(text: str, begin: int, end: int) -> Iterator[Span]:
    line = text[begin:end]
    outer = line.strip()
    left = begin + len(line) - len(line.lstrip()) + outer.startswith("|")
    right = begin + len(line.rstrip()) - (outer.endswith("|") and len(outer) > 1)
    while left <= right:
        stroke = text.find("|", left, right)
        stop = right if stroke < 0 else stroke
        cell = text[left:stop]
        lead = len(cell) - len(cell.lstrip())
        yield left + lead, max(left + lead, left + len(cell.rstrip()))
        left = stop + 1
