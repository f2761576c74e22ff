"""Hashes by which a mention is found among all: near-duplicates by their text, other tellings by who, where and when.

Two tellings that should be compared share a handle, and one handle is shared by few: so a look-up costs the same among
ten thousand mentions and among a million.
"""

from datetime import datetime, timedelta
from itertools import product
from typing import Final

from monitor.dedup.signature import bands_of, handle
from monitor.dedup.story import tells
from monitor.dedup.telling import Telling

SPAN: Final = timedelta(days=7)
"""Mentions of one name and place are looked for in the span of the mention and in those beside it."""

MOST_NAMES: Final = 8
MOST_PLACES: Final = 9
"""A list of all a country's regions is found by its figures and its words."""

TELLING: Final = 2.0
"""Points from which a figure is worth a look-up: 100 cameras stand everywhere."""

_EPOCH: Final = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def handles_of(telling: Telling) -> frozenset[int]:
    """By what this mention is found."""
    return frozenset({*_timeless(telling), *_in_spans(telling, (0,))})


def asked_of(telling: Telling) -> frozenset[int]:
    """By what those are found that this mention is to be compared with."""
    return frozenset({*_timeless(telling), *_in_spans(telling, (-1, 0, 1))})


def _timeless(telling: Telling) -> list[int]:
    figures = [figure for figure in telling.figures if tells(figure) >= TELLING]
    return [
        *bands_of(telling.shingles),
        *(handle("figure", figure.kind, figure.value, figure.unit) for figure in figures),
    ]


def _in_spans(telling: Telling, offsets: tuple[int, ...]) -> list[int]:
    if telling.when is None:
        return []
    span = (telling.when - _EPOCH) // SPAN
    places = sorted(telling.places)[:MOST_PLACES] or sorted(telling.countries)
    names = sorted(telling.entities)[:MOST_NAMES]
    return [handle("who-where", name, place, span + offset) for name, place, offset in product(names, places, offsets)]


