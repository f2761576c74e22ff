"""Small means of the queries: ids in portions, ids that must be there, and stored times."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, TypeVar

T = TypeVar("T")

PORTION: Final = 500
"""Ids asked for at once: SQLite takes 999 parameters at least."""


def portions(ids: Iterable[T], size: int = PORTION) -> Iterator[Sequence[T]]:
    """`ids` in lists of at most `size`."""
    rest = iter(ids)
    while part := list(islice(rest, size)):
        yield part


def known(row_id: int | None) -> int:
    """The id of a row that has been stored."""
    assert row_id is not None, "the row has no id before it is flushed"
    return row_id
