"""Hashes by which a mention is found among all: near-duplicates by their text, other tellings by who, where and when.

Two tellings that should be compared share a handle, and one handle is shared by few: so a look-up costs the same among
ten thousand mentions and among a million.
"""

from datetime import datetime, timedelta
from typing import Final

from monitor.dedup.figures import tells
from monitor.dedup.signature import bands_of, handle
from monitor.dedup.story import World
from monitor.dedup.telling import Telling

SPAN: Final = timedelta(days=7)
"""Mentions of one place are looked for in the span of the mention and in those beside it."""

MOST_PLACES: Final = 9
MOST_NAMES: Final = 8
"""A list of all a country's regions or of all its vendors is found by its figures and its words."""

TELLING: Final = 2.0
"""Points from which a figure is looked for in longer spans: 20 cameras stand everywhere, those only near by."""

LONG_SPAN: Final = timedelta(days=30)
"""What came out further apart than this tells two events (story.APART), though it gives the same sum."""

LONG_SPANS_BACK: Final = 12
"""How far back that is looked through for a mention of which only is known when it was seen."""

_EPOCH: Final = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def handles_of(telling: Telling, world: World) -> frozenset[int]:
    """By what this mention is found."""
    found = {*bands_of(telling.shingles), *_in_spans(telling, world, (0,)), *_figures(telling, (0,))}
    if not telling.exact:
        found.update(handle("undated", *figure) for figure in _telling_figures(telling))
    return frozenset(found)


def asked_of(telling: Telling, world: World) -> frozenset[int]:
    """By what those are found that this mention is to be compared with."""
    near = (-1, 0, 1) if telling.exact else tuple(range(-LONG_SPANS_BACK, 2))
    found = {*bands_of(telling.shingles), *_in_spans(telling, world, (-1, 0, 1)), *_figures(telling, near)}
    return frozenset({*found, *(handle("undated", *figure) for figure in _telling_figures(telling))})


def things_of(telling: Telling, world: World) -> frozenset[int]:
    """By what this mention is found whenever it came out: for a corpus, of which nobody knows when it was seen."""
    things = [*_telling_figures(telling), *_things(telling, world)]
    return frozenset({*bands_of(telling.shingles), *(handle(*thing) for thing in things)})


def _figures(telling: Telling, offsets: tuple[int, ...]) -> list[int]:
    if telling.when is None:
        return []
    span = (telling.when - _EPOCH) // LONG_SPAN
    return [handle(*figure, span + offset) for figure in _telling_figures(telling) for offset in offsets]


def _telling_figures(telling: Telling) -> list[tuple[object, ...]]:
    figures = [figure for figure in telling.figures if tells(figure) >= TELLING]
    return [("figure", figure.kind, figure.value, figure.unit) for figure in figures]


def _in_spans(telling: Telling, world: World, offsets: tuple[int, ...]) -> list[int]:
    if telling.when is None:
        return []
    span = (telling.when - _EPOCH) // SPAN
    return [handle(*thing, span + offset) for thing in _things(telling, world) for offset in offsets]


def _things(telling: Telling, world: World) -> list[tuple[object, ...]]:
    return [*_places(telling, world), *_names(telling, world), *_lesser_figures(telling)]


def _places(telling: Telling, world: World) -> list[tuple[object, ...]]:
    """Its places and the regions they lie in; what names no place, its countries as a whole."""
    own = sorted(telling.places)[:MOST_PLACES]
    regions = sorted({world.within[place] for place in own if place in world.within} - set(own))
    return [("place", place) for place in (*own, *regions)] or [("country", one) for one in _countries(telling)]


def _names(telling: Telling, world: World) -> list[tuple[object, ...]]:
    """Names in a country: of two tellings only one may give the place."""
    names = sorted(telling.entities - world.themes)[:MOST_NAMES]
    return [("name", name, country) for name in names for country in _countries(telling)]


def _lesser_figures(telling: Telling) -> list[tuple[object, ...]]:
    figures = [figure for figure in telling.figures if 0 < tells(figure) < TELLING]
    return [("lesser figure", figure.kind, figure.value, figure.unit) for figure in figures]


def _countries(telling: Telling) -> list[str]:
    return sorted(telling.countries) or [""]
