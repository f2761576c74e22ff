"""Tellings into stories: pinned links first, then by score; a join that would unite a vetoed pair is left out.

Deterministic: the same tellings and links give the same stories in any order of arrival. Ties go by article keys.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from db.kinds import Relation
from monitor.dedup.story import Verdict, World, verdict
from monitor.dedup.telling import Telling

Pair = tuple[str, str]

CERTAIN: Final = 7.0
"""Points from which on a single link is enough to unite two stories that several texts tell each."""


@dataclass(frozen=True, slots=True)
class Pins:
    """What an analyst has decided, by article keys; the machine never undoes it."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Grouping:
    """Stories as sets of article keys, and the links that made them."""

    stories: tuple[frozenset[str], ...]
    joins: Mapping[Pair, Verdict]
    """The links that were followed."""
    left_out: Mapping[Pair, str]
    """Links that were not, and why."""
    reprint_of: Mapping[str, str]
    """Of a reprint: the earliest telling that it has its words from."""


def pair_of(one: str, other: str) -> Pair:
    """The two keys in order: a pair has one name."""
    return (one, other) if one < other else (other, one)


def group(tellings: Sequence[Telling], world: World, pins: Pins | None = None) -> Grouping:
    """The stories that these tellings tell. Every pair is compared: for a corpus or one component, not for all."""
    found = {pair_of(one.key, other.key): verdict(one, other, world) for one, other in combinations(tellings, 2)}
    return group_linked(tellings, found, lambda pair: found[pair].vetoed, pins or Pins())


def group_linked(
    tellings: Iterable[Telling], verdicts: Mapping[Pair, Verdict], vetoed: Callable[[Pair], bool], pins: Pins
) -> Grouping:
    """The stories that these verdicts make of the tellings; `vetoed` is asked of the pairs that a join would unite."""
    by_key = {telling.key: telling for telling in tellings}
    union = _Union(by_key, vetoed, pins)
    same = {pair for pair, said in verdicts.items() if said.same}
    joins: dict[Pair, Verdict] = {}
    left_out: dict[Pair, str] = {}
    for pair, said in sorted(verdicts.items(), key=lambda item: (-item[1].score, item[0])):
        if not said.same:
            continue
        obstacle = union.obstacle(pair) or (union.lone(pair, same) if said.score < CERTAIN else None)
        if obstacle is None:
            union.join(pair)
            joins[pair] = said
        else:
            left_out[pair] = obstacle
    return Grouping(union.stories(), joins, left_out, _reprints(by_key, joins))


class _Union:
    """Sets that grow by joins and hold no pair that must stand apart, unless an analyst joined it."""

    def __init__(self, keys: Iterable[str], vetoed: Callable[[Pair], bool], pins: Pins) -> None:
        self._set_of = {key: {key} for key in keys}
        self._vetoed = vetoed
        self._pins = pins
        for pair in sorted(pins.together):
            if pair[0] in self._set_of and pair[1] in self._set_of:
                self._unite(pair)
        self._pinned_with = {key: frozenset(together) for key, together in self._set_of.items()}

    def obstacle(self, pair: Pair) -> str | None:
        """What stands against the join; None: nothing."""
        one, other = self._set_of[pair[0]], self._set_of[pair[1]]
        if one is other:
            return None
        across = [pair_of(mine, theirs) for mine in one for theirs in other]
        if any(each in self._pins.apart for each in across):
            return "an analyst set them apart"
        vetoed = self._first_veto(one, other)
        return f"it would unite {vetoed[0]} and {vetoed[1]}, which tell two events" if vetoed else None

    def lone(self, pair: Pair, same: AbstractSet[Pair]) -> str | None:
        """Whether this is the only link between two stories that several texts tell each: then one of them errs."""
        one, other = self._set_of[pair[0]], self._set_of[pair[1]]
        if one is other or min(len(one), len(other)) < 2:
            return None
        across = {pair_of(mine, theirs) for mine in one for theirs in other} & same
        return None if len(across) > 1 else "one uncertain link does not unite two stories"

    def _first_veto(self, one: set[str], other: set[str]) -> Pair | None:
        """A pair that must stand apart. What an analyst joined speaks with one voice: all of it must be vetoed."""
        for mine in self._voices(one):
            for theirs in self._voices(other):
                pairs = sorted(pair_of(a, b) for a in mine for b in theirs)
                if all(self._vetoed(pair) for pair in pairs):
                    return pairs[0]
        return None

    def _voices(self, members: set[str]) -> list[frozenset[str]]:
        return sorted({self._pinned_with.get(key, frozenset({key})) for key in members}, key=min)

    def join(self, pair: Pair) -> None:
        """Follow a link."""
        self._unite(pair)

    def _unite(self, pair: Pair) -> None:
        one, other = self._set_of[pair[0]], self._set_of[pair[1]]
        if one is not other:
            one |= other
            for key in other:
                self._set_of[key] = one

    def stories(self) -> tuple[frozenset[str], ...]:
        """The sets, in the order of their least keys."""
        return tuple(sorted({frozenset(one) for one in self._set_of.values()}, key=min))


def _reprints(by_key: Mapping[str, Telling], joins: Mapping[Pair, Verdict]) -> dict[str, str]:
    """Reprints of reprints lead to the earliest; an unknown date is later than any known one."""
    union = _Union(by_key, lambda _: False, Pins())
    for pair, said in joins.items():
        if said.relation is Relation.REPRINT:
            union.join(pair)
    found: dict[str, str] = {}
    for together in union.stories():
        first = min(together, key=lambda key: age(by_key[key]))
        found.update({key: first for key in together if key != first})
    return found


def age(telling: Telling) -> tuple[bool, float, str]:
    """Earliest first; what is only known to be seen counts as later than what is dated; ties by key."""
    when = telling.when.timestamp() if telling.when else float("inf")
    return not telling.exact, when, telling.key
