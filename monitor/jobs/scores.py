"""How good a set of verdicts is against its labels. Pure; a figure is None where there is nothing to measure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from alerts.digest import group_of
from db.kinds import Event
from monitor.jobs.corpus import Judged

RELEVANT = 2
"""From this grade on an article belongs into a digest."""

COUNTED = ("cameras", "complexes", "sensors", "points", "amount")
"""The kinds of facts whose figures are scored: counts and sums."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Right, wrongly said, and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def figures(self) -> dict[str, Any]:
        """Precision, recall and F1, each None without a case, with the counts behind them."""
        precision = _ratio(self.right, self.right + self.extra)
        recall = _ratio(self.right, self.right + self.missed)
        f1 = _ratio(2 * self.right, 2 * self.right + self.extra + self.missed)
        return {
            "precision": precision,
            "recall": recall,
            "f1": f1,
            "right": self.right,
            "extra": self.extra,
            "missed": self.missed,
        }


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def relevance(judged: Iterable[Judged]) -> Tally:
    """Relevant or not: the question a digest asks."""
    found: Counter[str] = Counter()
    for one in judged:
        is_relevant, said = one.item.labels["grade"] >= RELEVANT, one.match.grade >= RELEVANT
        found["right"] += is_relevant and said
        found["extra"] += said and not is_relevant
        found["missed"] += is_relevant and not said
    return Tally(found["right"], found["extra"], found["missed"])


def is_found(one: Judged) -> bool:
    """Whether a relevant item was told as one: its labels can be compared."""
    return bool(one.item.labels["grade"] >= RELEVANT and one.match.grade >= RELEVANT)


def is_wrong(one: Judged) -> bool:
    """A miss or a false alarm."""
    return bool((one.item.labels["grade"] >= RELEVANT) != (one.match.grade >= RELEVANT))


def by(judged: Sequence[Judged], key: Callable[[Judged], str | None]) -> dict[str, dict[str, Any]]:
    """The relevance figures of each group, with how many items it has."""
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[key(one) or "none"].append(one)
    return {name: {**relevance(group).figures(), "items": len(group)} for name, group in sorted(groups.items())}


def by_grade(judged: Iterable[Judged]) -> dict[str, dict[str, int]]:
    """How often each true grade was given which grade."""
    table: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in judged:
        table[str(one.item.labels["grade"])][str(one.match.grade)] += 1
    return {truth: dict(sorted(given.items())) for truth, given in sorted(table.items())}


def labels(judged: Iterable[Judged], truth: str, said: Callable[[Judged], Iterable[Hashable]]) -> dict[str, Any]:
    """Label sets over the relevant mentions that were found: micro figures, and how many items are exactly right."""
    right = extra = missed = exact = items = 0
    for one in judged:
        if not is_found(one) or truth not in one.item.labels:
            continue
        wanted, given = set(one.item.labels[truth]), set(said(one))
        right, extra, missed = right + len(wanted & given), extra + len(given - wanted), missed + len(wanted - given)
        items, exact = items + 1, exact + (wanted == given)
    return {**Tally(right, extra, missed).figures(), "items": items, "exact": _ratio(exact, items)}


def wanted_facts(one: Judged) -> set[tuple[str, float, str | None]]:
    """The labelled counts and sums of an item."""
    return {
        (row["kind"], float(row["value"]), row.get("unit"))
        for row in one.item.labels.get("facts") or ()
        if row["kind"] in COUNTED
    }


def given_facts(one: Judged) -> set[tuple[str, float, str | None]]:
    """The counts and sums that were read out of an item."""
    return {
        (claim.kind.value, float(claim.value), claim.unit)
        for claim in one.match.claims
        if claim.kind.value in COUNTED and not isinstance(claim.value, str)
    }


def facts(judged: Iterable[Judged]) -> dict[str, Any]:
    """Counts and sums over the mentions found; `exact`: the share of those with figures that are all right."""
    right = extra = missed = exact = items = 0
    for one in judged:
        if not is_found(one):
            continue
        wanted, given = wanted_facts(one), given_facts(one)
        if not wanted and not given:
            continue
        right, extra, missed = right + len(wanted & given), extra + len(given - wanted), missed + len(wanted - given)
        items, exact = items + 1, exact + (wanted == given)
    return {**Tally(right, extra, missed).figures(), "items": items, "exact": _ratio(exact, items)}


def language(judged: Iterable[Judged]) -> dict[str, Any]:
    """How often the language was told right, over labelled items for which one was told."""
    told = [
        (one.item.labels["lang"], one.match.language)
        for one in judged
        if one.item.labels.get("lang") and one.match.language
    ]
    return {"accuracy": _ratio(sum(wanted == given for wanted, given in told), len(told)), "items": len(told)}


def events(judged: Iterable[Judged]) -> dict[str, Any]:
    """How often the event of a relevant mention was told right, and how often at least its heading of a digest."""
    pairs = [
        (one.item.labels["event"], one.match.event) for one in judged if is_found(one) and one.item.labels.get("event")
    ]
    under = sum(said is not None and group_of(Event(truth)) == group_of(said) for truth, said in pairs)
    right = sum(truth == said for truth, said in pairs)
    return {"accuracy": _ratio(right, len(pairs)), "heading": _ratio(under, len(pairs)), "items": len(pairs)}


def score(judged: Sequence[Judged]) -> dict[str, Any]:
    """Everything that `footprint evaluate` says of matching, over the labelled items."""
    labelled = [one for one in judged if one.item.labelled]
    overall = relevance(labelled).figures()
    return {
        "items": len(judged),
        "labelled": len(labelled),
        **overall,
        "by_language": by(labelled, lambda one: one.item.labels.get("lang")),
        "by_country": by(labelled, lambda one: ", ".join(one.item.labels.get("countries") or ()) or None),
        "by_grade": by_grade(labelled),
        "entities": labels(labelled, "entities", lambda one: one.match.entities),
        "places": labels(labelled, "places", lambda one: one.match.places),
        "countries": labels(labelled, "countries", lambda one: one.match.countries),
        "facts": facts(labelled),
        "events": events(labelled),
        "language": language(labelled),
    }
