"""Which labels of the mentions found are wrong: missed, or said too many, article by article. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from monitor.jobs.corpus import Judged
from monitor.jobs.scores import given_facts, is_found, wanted_facts


@dataclass(frozen=True, slots=True)
class LabelError:
    """What one kind of label should have been and was not, and the other way round; as readable words."""

    article: str
    title: str
    kind: str
    missed: tuple[str, ...]
    extra: tuple[str, ...]


def label_errors(judged: Iterable[Judged]) -> list[LabelError]:
    """The wrong places, names, countries and figures of all relevant articles that were found, in their order."""
    found: list[LabelError] = []
    for one in judged:
        if one.item.labelled and is_found(one):
            found += [error for error in _of(one) if error.missed or error.extra]
    return found


def _of(one: Judged) -> Iterable[LabelError]:
    given = {"places": one.match.places, "entities": one.match.entities, "countries": one.match.countries}
    for kind, said in given.items():
        if kind in one.item.labels:
            yield _error(one, kind, set(one.item.labels[kind]), set(said), str)
    if "facts" in one.item.labels:
        yield _error(one, "facts", wanted_facts(one), given_facts(one), _figure)


def _error(one: Judged, kind: str, wanted: set[Any], given: set[Any], tell: Callable[[Any], str]) -> LabelError:
    missed, extra = (tuple(sorted(map(tell, some))) for some in (wanted - given, given - wanted))
    return LabelError(one.item.id, one.item.text.title, kind, missed, extra)


def _figure(fact: tuple[str, float, str | None]) -> str:
    kind, value, unit = fact
    return f"{value:,.0f}".replace(",", " ") + f" {unit or kind}"
