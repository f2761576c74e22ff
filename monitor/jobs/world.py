"""What follows from a watch list: the matcher that finds it, and what tells its events apart."""

from collections.abc import Iterable
from functools import lru_cache

from monitor.dedup.story import World
from monitor.dedup.telling import stems_of
from monitor.match.matcher import Matcher, compile_matcher
from monitor.match.opinion import second_opinion
from monitor.match.terms import gazetteer
from monitor.match.watchlist import Watchlist

THEMES = frozenset(("technology", "programme"))
"""Kinds of entries that half of all texts name: cameras, safe cities, partnerships."""


@lru_cache(maxsize=4)
def world_of(watchlist: Watchlist) -> World:
    """The world as this watch list has it."""
    return World(
        frozenset(entry.id for entry in watchlist if entry.kind in THEMES),
        {place["id"]: place["parent"] for place in gazetteer() if place["parent"]},
        {entry.id: entry.kind for entry in watchlist},
        {
            **{entry.id: _spelled((entry.name, *(form.written for form in entry.forms))) for entry in watchlist},
            **{place["id"]: _spelled(place["forms"]) for place in gazetteer()},
        },
    )


def _spelled(names: Iterable[str]) -> frozenset[str]:
    """The stems of the words that these names consist of."""
    return stems_of("", "\n".join(names))


@lru_cache(maxsize=2)
def matcher_of(watchlist: Watchlist) -> Matcher:
    """The compiled watch list. Takes tenths of a second the first time."""
    return compile_matcher(watchlist, second_opinion())
