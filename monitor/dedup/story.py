"""Do two tellings tell one event? A symmetric, pure verdict, with its reasons and its vetoes.

Word overlap alone finds almost no pair of independent reports, least of all across languages; so who, where, when and
how much are counted together. Precision comes first: two events in one story hide one from the analyst.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from db.kinds import ClaimKind, Event, Relation
from monitor.dedup.signature import containment
from monitor.dedup.telling import RAREST, Figure, Telling, weight

SAME_FROM: Final = 5.3
"""Points from which a pair is one story; chosen on the tuning corpus (docs of the figures: tests/dedup)."""

REPRINT_FROM: Final = 0.55
"""Share of the shorter text's shingles that stands in the longer from which on one reprints the other."""

WHOLE: Final = 0.9
"""From this share on, a figure that differs is a slip of the reprinter, or of the reading of it."""

REPRINT_SHINGLES: Final = 8
"""Shingles that both texts have at least: a sentence of ten words may be quoted by reports that are independent."""

ABRIDGED_FROM: Final = 0.3
"""The same share where the event is the same by all that is told: a text cut down, its sentences put anew."""

REWRITTEN_FROM: Final = 0.75
"""Share of the telling words from which on a text of the same event is another one put in other words..."""

REWRITTEN_WEIGHT: Final = 60.0
"""...if there are so many of them (their summed weight) that chance is out of the question."""

APART: Final = 30.0
"""Days between two publications from which on they tell two events, though they repeat the same figures."""

UNDATED_WORDS: Final = 0.2
"""Share of the telling words that two tellings have at least when no date and no figure ties them."""

RARE: Final = 0.9
"""Share of the greatest weight from which on a name or number tells something."""

NAME: Final = 1.1
"""Points for a name or number that hardly any text has..."""

MOST_NAMES: Final = 2.8
"""...and for all of them together."""

PARTICULAR_WORDS: Final = 0.15
PARTICULAR_WEIGHT: Final = 14.0
"""Share and weight of the telling words from which on two tellings have something in common beyond who and where."""

SUM_FROM: Final = 1000
"""From this on, a sum of money tells events apart; below, it is a fine or a fare."""


_DONE: Final[Mapping[Event | None, bool]] = {
    **dict.fromkeys((Event.TENDER, Event.CONTRACT, Event.LAUNCH, Event.EXPANSION, Event.REMOVAL), True),
    **dict.fromkeys((Event.STATISTICS, Event.AUDIT, Event.COURT, Event.HARM, Event.LEAK), False),
}
"""Events that are deeds, and those that are what came of them."""


@dataclass(frozen=True, slots=True)
class World:
    """What the watch list and the gazetteer know, as far as it tells events apart."""

    themes: frozenset[str] = frozenset()
    """Entities that are technologies and programmes, not names: half of all texts have them."""
    within: Mapping[str, str] = field(default_factory=dict)
    """Of a place: the region it lies in."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Of a watched entity: vendor, system, integrator, programme, technology."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two tellings tell one event, how sure, and why."""

    score: float
    relation: Relation | None
    """None: not the same event."""
    vetoed: bool
    """They must never stand in one story, whoever else they are like."""
    reasons: tuple[str, ...]

    @property
    def same(self) -> bool:
        """One event."""
        return self.relation is not None


def verdict(one: Telling, other: Telling, world: World) -> Verdict:
    """Whether the two tell one event; the same in whichever order they are given."""
    first, second = sorted((one, other), key=lambda telling: telling.key)
    days = _days(first, second)
    shared = containment(first.shingles, second.shingles)
    reprint = shared >= REPRINT_FROM and len(first.shingles & second.shingles) >= REPRINT_SHINGLES
    if days is not None and days >= APART:
        return Verdict(0.0, None, True, (f"published {days:.0f} days apart",))
    if reprint and (shared >= WHOLE or _different_figures(first, second) is None):
        why = f"{shared:.0%} of the shorter text stands in the longer"
        return Verdict(round(10 + shared, 3), Relation.REPRINT, False, (why,))
    if veto := _veto(first, second, world):
        return Verdict(0.0, None, True, (veto,))
    points = [*_who(first, second, world), *_where(first, second, world), *_when(days), *_how_much(first, second)]
    points += [*_by_name(first, second), *_in_which_words(first, second), *_what_kind(first, second, days)]
    score = sum(number for number, _ in points)
    reasons = tuple(reason for number, reason in sorted(points, key=lambda point: -point[0]) if number)
    if score < SAME_FROM or not _tells_enough(first, second, days, world):
        return Verdict(round(score, 3), None, False, reasons)
    overlap, both = _word_overlap(first, second)
    abridged = shared >= ABRIDGED_FROM and len(first.shingles & second.shingles) >= REPRINT_SHINGLES
    copied = abridged or (overlap >= REWRITTEN_FROM and both >= REWRITTEN_WEIGHT)
    return Verdict(round(score, 3), Relation.REPRINT if copied else Relation.REPORT, False, reasons)


Point = tuple[float, str]


def _who(one: Telling, other: Telling, world: World) -> list[Point]:
    both = one.entities & other.entities
    names, themes = both - world.themes, both & world.themes
    points: list[Point] = []
    if names:
        points.append((min(2.4, 1.2 * len(names)), f"both name {_listed(names)}"))
    if themes:
        points.append((min(1.2, 0.5 * len(themes)), f"both are about {_listed(themes)}"))
    return points


def _where(one: Telling, other: Telling, world: World) -> list[Point]:
    if places := one.places & other.places:
        return [(1.6 + min(1.0, 0.25 * (len(places) - 1)), f"both in {_listed(places)}")]
    if one.places and other.places and _touch(one.places, other.places, world):
        return [(1.0, "one place lies in the other's region")]
    if one.countries & other.countries and not one.places and not other.places:
        return [(0.6, f"both in {_listed(one.countries & other.countries)} as a whole")]
    return []


def _when(days: float | None) -> list[Point]:
    if days is None:
        return []
    if days <= 1.5:
        return [(2.0, "published within a day")]
    if days <= 3.5:
        return [(1.2, "published within three days")]
    if days <= 7.5:
        return [(0.2, "published within a week")]
    return [(-1.5 if days <= 14.5 else -3.0, f"published {days:.0f} days apart")]


def _how_much(one: Telling, other: Telling) -> list[Point]:
    points = [(tells(figure), _said(figure)) for figure in one.figures & other.figures]
    points = [point for point in sorted(points, reverse=True) if point[0]]
    if not points:
        return []
    total = min(6.0, sum(number for number, _ in points))
    said = [(total, "both say " + ", ".join(said for _, said in points[:4]))]
    if _kinds(one.figures - other.figures) & _kinds(other.figures - one.figures):
        said.append((-1.0, "each says other figures too"))
    return said


def _kinds(figures: AbstractSet[Figure]) -> set[tuple[ClaimKind, str | None]]:
    return {(figure.kind, figure.unit) for figure in figures if tells(figure)}


def _what_kind(one: Telling, other: Telling, days: float | None) -> list[Point]:
    """Without dates, a contract and the statistics of later years differ only by what kind of story they are."""
    kinds = {_DONE.get(telling.event) for telling in (one, other) if telling.event}
    return (
        [(-1.2, "one tells of a deed, the other speaks about it")] if days is None and len(kinds - {None}) > 1 else []
    )


def _by_name(one: Telling, other: Telling) -> list[Point]:
    """Names and numbers that both have, the rarer the more: what a translation keeps."""
    both = {name: weight(name) / RAREST for name in one.names & other.names}
    telling = {name: share for name, share in both.items() if share >= RARE}
    points = min(MOST_NAMES, NAME * sum(telling[name] for name in sorted(telling)))
    return [(points, f"both say {_listed(telling.keys())}")] if telling else []


def _in_which_words(one: Telling, other: Telling) -> list[Point]:
    share, both = _word_overlap(one, other)
    points = min(4.0, 11 * max(0.0, share - 0.09)) * min(1.0, both / 16)
    if one.event is not None and one.event == other.event:
        points += 0.6
    return [(points, f"{share:.0%} of the telling words are the same")] if points else []


def _word_overlap(one: Telling, other: Telling) -> tuple[float, float]:
    """Share of the lesser telling's words, weighed, that both have; and the weight of those."""
    both = sum(weight(stem) for stem in sorted(one.stems & other.stems))
    least = min(sum(weight(stem) for stem in sorted(telling.stems)) for telling in (one, other))
    return (both / least if least else 0.0), both


def tells(figure: Figure) -> float:
    """How much it tells that two texts have this figure: 28,519,721 tenge more than 100 cameras."""
    if figure.kind is ClaimKind.DEADLINE:
        return 1.2
    if not isinstance(figure.value, int) or figure.value < 5:
        return 0.0
    digits = len(str(figure.value).rstrip("0"))
    if figure.kind is ClaimKind.AMOUNT:
        return 0.0 if figure.value < SUM_FROM else 2.0 + 0.8 * min(3, digits - 1)
    return (0.8 if figure.value < 100 else 1.2) + 0.9 * min(3, digits - 1)


def _tells_enough(one: Telling, other: Telling, days: float | None, world: World) -> bool:
    """Whether there is a tie beyond the everyday, and one beyond who, where and when: in a city that has one vendor,
    two things happen in one day. Without dates, more than that."""
    overlap, both = _word_overlap(one, other)
    particular = any(tells(figure) for figure in one.figures & other.figures) or _by_name(one, other)
    if not particular and not (overlap >= PARTICULAR_WORDS and both >= PARTICULAR_WEIGHT):
        return False
    if days is None and not any(tells(figure) for figure in one.figures & other.figures):
        return overlap >= UNDATED_WORDS
    whole_country = one.countries & other.countries and not one.places and not other.places
    named = (one.entities & other.entities) - world.themes and overlap >= UNDATED_WORDS
    return bool(one.places & other.places or one.figures & other.figures or whole_country or named)


def _veto(one: Telling, other: Telling, world: World) -> str | None:
    if one.countries and other.countries and not one.countries & other.countries:
        return f"{_listed(one.countries)} is not {_listed(other.countries)}"
    if one.places and other.places and not _touch(one.places, other.places, world):
        return f"{_listed(one.places)} is not {_listed(other.places)}"
    return _different_figures(one, other)


def _touch(places: AbstractSet[str], others: AbstractSet[str], world: World) -> bool:
    """Whether a place is in both, or lies in a region that the other names."""
    regions, other_regions = ({world.within.get(place) for place in named} for named in (places, others))
    return bool(places & others or regions & others or places & other_regions)


def _different_figures(one: Telling, other: Telling) -> str | None:
    """Two sums of one currency, or two counts of one thing, of which none is shared: two tenders, two events."""
    if any(tells(figure) >= 2.0 for figure in one.figures & other.figures):
        return None
    for kind in (ClaimKind.AMOUNT, ClaimKind.CAMERAS, ClaimKind.COMPLEXES, ClaimKind.SENSORS, ClaimKind.POINTS):
        mine, theirs = _values(one, kind), _values(other, kind)
        for unit in sorted(mine.keys() & theirs.keys()):
            if not _near(mine[unit], theirs[unit]):
                return f"{_numbers(mine[unit])} is not {_numbers(theirs[unit])} {unit or kind.value}"
    return None


def _values(telling: Telling, kind: ClaimKind) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for figure in telling.figures:
        if figure.kind is kind and isinstance(figure.value, int):
            found.setdefault(figure.unit or "", set()).add(figure.value)
    return found


def _near(mine: AbstractSet[int], theirs: AbstractSet[int]) -> bool:
    """Whether one of the numbers may be the other rounded: 93.2 bn and 93 bn, 3,123 and "over 3,000"."""
    return any(abs(a - b) <= 0.05 * max(a, b) for a in mine for b in theirs)


def _days(one: Telling, other: Telling) -> float | None:
    """Days between the two publications; None where they may have come out together.

    What is only known to have been seen came out then or before: it can be too old for the other, never too young.
    """
    if one.when is None or other.when is None or not (one.exact or other.exact):
        return None
    gap = (one.when - other.when).total_seconds() / 86_400
    if one.exact and other.exact:
        return abs(gap)
    at_least = gap if one.exact else -gap
    return at_least if at_least > 0 else None


def _listed(values: AbstractSet[str]) -> str:
    names = sorted(values)
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def _numbers(values: AbstractSet[int]) -> str:
    return ", ".join(f"{value:,}" for value in sorted(values)[:4])


def _said(figure: Figure) -> str:
    number = f"{figure.value:,}" if isinstance(figure.value, int) else str(figure.value)
    return f"{number} {figure.unit or figure.kind.value}"
