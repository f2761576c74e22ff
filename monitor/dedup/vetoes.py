"""What sets two tellings apart whatever else they have in common, and what makes one of them a list."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from monitor.dedup.figures import different_figures, tells
from monitor.dedup.telling import Telling

LISTED: Final = 4
"""Places and figures beside the other telling's from which on a text is a list..."""

FEW_PLACES: Final = 2
"""...where the other names no more than that..."""

LONGER: Final = 2
"""...and, if it repeats the other's words, that many times as long."""


def veto(one: Telling, other: Telling, within: Mapping[str, str]) -> str | None:
    """Why these two can never tell one event; None where they can. `within` has the region of a place."""
    if one.countries and other.countries and not one.countries & other.countries:
        return f"{in_short(one.countries)} is not {in_short(other.countries)}"
    if one.places and other.places and not touch(one.places, other.places, within):
        return f"{in_short(one.places)} is not {in_short(other.places)}"
    return different_figures(one, other)


def one_of_a_list(one: Telling, other: Telling, *, reprint: bool) -> str | None:
    """Whether one of them tells what the other only lists beside other places with other figures: a digest of ten
    events is none of them. A reprint of about the same length only has more to read beside it."""
    for single, many in ((one, other), (other, one)):
        beside = many.places - single.places
        figures = sum(tells(figure) > 0 for figure in many.figures - single.figures)
        longer = len(many.shingles) >= LONGER * len(single.shingles)
        listed = min(len(beside), figures) >= LISTED and (longer or not reprint)
        if listed and 0 < len(single.places) <= FEW_PLACES:
            return f"one lists {in_short(beside)} beside {in_short(single.places)}"
    return None


def touch(places: AbstractSet[str], others: AbstractSet[str], within: Mapping[str, str]) -> bool:
    """Whether a place is in both, or lies in a region that the other names."""
    regions, other_regions = ({within.get(place) for place in named} for named in (places, others))
    return bool(places & others or regions & others or places & other_regions)


def in_short(values: AbstractSet[str]) -> str:
    """The first few of these, for a reason."""
    names = sorted(values)
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
