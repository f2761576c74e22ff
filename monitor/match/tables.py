"""Tables of a page: rows of cells between upright strokes, as article text and feeds carry them. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]
LEAST = 2
"""A table has so many columns, and its head and so many rows less one under it."""
_RULE = re.compile(r"[|\s:-]+")
"""The line that parts the head from the rows: «|---|---|»."""


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of the head and of each row, as spans of the folded text; all have the same number of them."""

    head: tuple[Span, ...]
    rows: tuple[tuple[Span, ...], ...]


def tables_of(text: str, begin: int, end: int) -> tuple[Table, ...]:
    """The tables between two places of a folded text, in reading order."""
    found: list[Table] = []
    lines: list[tuple[Span, ...]] = []
    for cells in (*_lines(text, begin, end), ()):
        if _RULE.fullmatch(text, *_around(cells)) and cells:
            continue
        if lines and len(cells) != len(lines[0]):
            if len(lines) >= LEAST:
                found.append(Table(lines[0], tuple(lines[1:])))
            lines = []
        if len(cells) >= LEAST:
            lines.append(cells)
    return tuple(found)


def _around(cells: tuple[Span, ...]) -> Span:
    return (cells[0][0], cells[-1][1]) if cells else (0, 0)


def _lines(text: str, begin: int, end: int) -> Iterator[tuple[Span, ...]]:
    """The cells of each line that has any; an empty tuple for another line."""
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
