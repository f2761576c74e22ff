"""Do two tellings tell one event? A symmetric, pure verdict, with its reasons and its vetoes.

Word overlap alone finds almost no pair of independent reports, least of all across languages; so who, where, when and
how much are counted together. Precision comes first: two events in one story hide one from the analyst.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from db.kinds import Event, Relation
from monitor.dedup.figures import different_figures, kinds_of, said, spelled, tells
from monitor.dedup.signature import containment
from monitor.dedup.telling import RAREST, STEM, Telling, weight
from monitor.dedup.vetoes import in_short, one_of_a_list, touch, veto

SAME_FROM: Final = 5.3
"""Points from which a pair is one story; chosen on the tuning corpus (docs of the figures: tests/dedup)."""

UNDATED: Final = 2.0
"""So many points more a pair needs that shares no figure and of which one has no date: years may lie between."""

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
"""Share of the telling words that two tellings have at least when no date ties them..."""

FIGURES_ALONE: Final = 4.0
"""...unless they have that much in figures, or a figure and a name: a single figure may be the background that both
repeat, the price of a project under new statistics."""

OWN_NUMBERS: Final = 3
"""Numbers of its own that each of two tellings has at least to be about another year or week than the other."""

LIST: Final = 3
"""Places that both name from which on they are as particular as a rare name."""

QUOTE: Final = 5
"""Shingles that both texts have from which on they share a sentence and not only a name."""

NEAR: Final = 3.5
"""Days within which the date says something..."""

ALIKE_WORDS: Final = 0.45
"""...and the share of the telling words that two tellings beyond them have when no figure and no name ties them."""

RARE: Final = 0.9
"""Share of the greatest weight from which on a name or number tells something."""

NAME: Final = 1.1
"""Points for a name or number that hardly any text has..."""

MOST_NAMES: Final = 2.8
"""...and for all of them together."""

PARTICULAR_WORDS: Final = 0.15
PARTICULAR_WEIGHT: Final = 14.0
"""Share and weight of the telling words from which on two tellings have something in common beyond who and where."""


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
    spelled: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of a watched entity or a place: the stems of the words it is written with."""


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
    if listed := one_of_a_list(first, second, reprint=reprint):
        return Verdict(0.0, None, True, (listed,))
    if (days is None or days > NEAR) and _other_numbers(first, second):
        return Verdict(0.0, None, False, ("each gives its own numbers",))
    if reprint and (shared >= WHOLE or different_figures(first, second) is None):
        why = f"{shared:.0%} of the shorter text stands in the longer"
        return Verdict(round(10 + shared, 3), Relation.REPRINT, False, (why,))
    if why_not := veto(first, second, world.within):
        return Verdict(0.0, None, True, (why_not,))
    points = [*_who(first, second, world), *_where(first, second, world), *_when(days), *_how_much(first, second)]
    points += [*_by_name(first, second, world), *_in_which_words(first, second), *_what_kind(first, second, days)]
    score = sum(number for number, _ in points)
    reasons = tuple(reason for number, reason in sorted(points, key=lambda point: -point[0]) if number)
    if score < SAME_FROM + _more_without_dates(first, second, days) or not _tells_enough(first, second, days, world):
        return Verdict(round(score, 3), None, False, reasons)
    overlap, both = _word_overlap(first, second)
    abridged = shared >= ABRIDGED_FROM and len(first.shingles & second.shingles) >= REPRINT_SHINGLES
    copied = abridged or (overlap >= REWRITTEN_FROM and both >= REWRITTEN_WEIGHT)
    return Verdict(round(score, 3), Relation.REPRINT if copied else Relation.REPORT, False, reasons)


def _more_without_dates(one: Telling, other: Telling, days: float | None) -> float:
    """How many points more a pair needs, for what its dates do not say."""
    return UNDATED if days is None and not one.figures & other.figures else 0.0


Point = tuple[float, str]


def _who(one: Telling, other: Telling, world: World) -> list[Point]:
    both = one.entities & other.entities
    names, themes = both - world.themes, both & world.themes
    points: list[Point] = []
    if names:
        points.append((min(2.4, 1.2 * len(names)), f"both name {in_short(names)}"))
    if themes:
        points.append((min(1.2, 0.5 * len(themes)), f"both are about {in_short(themes)}"))
    return points


def _where(one: Telling, other: Telling, world: World) -> list[Point]:
    if places := one.places & other.places:
        return [(1.6 + min(1.0, 0.25 * (len(places) - 1)), f"both in {in_short(places)}")]
    if one.places and other.places and touch(one.places, other.places, world.within):
        return [(1.0, "one place lies in the other's region")]
    if one.countries & other.countries and not one.places and not other.places:
        return [(0.6, f"both in {in_short(one.countries & other.countries)} as a whole")]
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
    both = [(tells(figure), said(figure)) for figure in one.figures & other.figures]
    both = [point for point in sorted(both, reverse=True) if point[0]]
    if not both:
        return []
    points = [(min(6.0, sum(number for number, _ in both)), "both say " + ", ".join(each for _, each in both[:4]))]
    if kinds_of(one.figures - other.figures) & kinds_of(other.figures - one.figures):
        points.append((-1.0, "each says other figures too"))
    return points


def _what_kind(one: Telling, other: Telling, days: float | None) -> list[Point]:
    """Without dates, a contract and the statistics of later years differ only by what kind of story they are."""
    kinds = {_DONE.get(telling.event) for telling in (one, other) if telling.event}
    return (
        [(-1.2, "one tells of a deed, the other speaks about it")] if days is None and len(kinds - {None}) > 1 else []
    )


def _by_name(one: Telling, other: Telling, world: World) -> list[Point]:
    """Names and numbers that both have, the rarer the more: what a translation keeps.

    Not those of an entity, a place or a figure that both have: they are counted as such.
    """
    known = (one.entities & other.entities) | (one.places & other.places)
    counted = spelled(one.figures & other.figures).union(*(world.spelled.get(each, ()) for each in known))
    both = {name: weight(name) / RAREST for name in (one.names & other.names) - counted}
    telling = {name: share for name, share in both.items() if share >= RARE}
    points = min(MOST_NAMES, NAME * sum(telling[name] for name in sorted(telling)))
    return [(points, f"both say {in_short(telling.keys())}")] if telling else []


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


def _tells_enough(one: Telling, other: Telling, days: float | None, world: World) -> bool:
    """Whether there is a tie beyond the everyday, and one beyond who, where and when: in a city that has one vendor,
    two things happen in one day. Without dates, more than that."""
    overlap, both = _word_overlap(one, other)
    figures = sum(tells(figure) for figure in one.figures & other.figures)
    named = bool(_by_name(one, other, world)) or len(one.places & other.places) >= LIST
    if not figures and not named:
        if not (overlap >= PARTICULAR_WORDS and both >= PARTICULAR_WEIGHT):
            return False
        if (days is None or days > NEAR) and overlap < ALIKE_WORDS:
            return False
    if days is None and overlap < ALIKE_WORDS and _word_overlap(*_without_quotes(one, other))[0] < UNDATED_WORDS:
        return figures >= FIGURES_ALONE or bool(figures and named)
    whole_country = one.countries & other.countries and not one.places and not other.places
    about = (one.entities & other.entities) - world.themes and overlap >= UNDATED_WORDS
    return bool(days is None or one.places & other.places or one.figures & other.figures or whole_country or about)


def _without_quotes(one: Telling, other: Telling) -> tuple[Telling, Telling]:
    """The two without the words that both have in long runs: a stock sentence on what went before."""
    runs = one.shingles & other.shingles
    quoted = frozenset(word[:STEM] for run in runs for word in run.split()) if len(runs) >= QUOTE else frozenset()
    return replace(one, stems=one.stems - quoted), replace(other, stems=other.stems - quoted)


def _other_numbers(one: Telling, other: Telling) -> bool:
    """Whether each gives several numbers, and hardly one that the other gives: the statistics of two years."""
    mine, theirs = ({name for name in telling.names if name[0] == "#"} for telling in (one, other))
    return min(len(mine - theirs), len(theirs - mine)) >= max(OWN_NUMBERS, 2 * len(mine & theirs))


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
