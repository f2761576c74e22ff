"""Which kind of event a text tells above all: sums of the verdict's signals and of what its title and lead say. Pure.

The headline and the first sentence decide, the rest only where these leave it open (docs/how-to/label-articles.md). The
weights stand in lexicon/weights.json as `event:tender` and its like; scripts/fit_weights.py fits them.
"""

import re
from collections.abc import Mapping

from db.kinds import Event
from monitor.match.signals import Signals
from monitor.match.survey import Survey

Weights = Mapping[str, float]
PREFIX = "event:"
BIAS = "bias"
_SPEAKER = re.compile(r"[^:]{3,30}:\s")
"""«МВД: …»: a headline that only says who speaks."""


def event_signals(survey: Survey, signals: Signals) -> dict[str, float]:
    """The signals of a text with what its title and its first sentence speak of, and how far they say things are."""
    page = survey.page
    lead = page.title_sentences
    values = dict(signals.values)
    values.update((f"lead:{term.id}", 1.0) for term in survey.terms if term.sentence == lead)
    for one in survey.telling.words():
        zone = "title" if one.start < page.title_end else "lead" if page.sentence_at(one.start) == lead else "late"
        values[f"status:{zone}:{one.label}"] = 1.0
    title = page.text.title
    values.update((name, 1.0) for name, there in _marks(title) if there)
    return values


def _marks(title: str) -> tuple[tuple[str, bool], ...]:
    """What the shape of a headline tells."""
    return (
        ("title-with-figure", any(letter.isdigit() for letter in title)),
        ("title-asks", title.rstrip().endswith("?")),
        ("title-quotes", _SPEAKER.match(title) is not None),
    )


def tell_event(tables: Mapping[str, Weights], values: Mapping[str, float], *, concrete: bool) -> Event:
    """The event whose signals weigh most. What is concrete is something in particular: never "other"."""
    sums = {
        name.removeprefix(PREFIX): total(table, values) for name, table in tables.items() if name.startswith(PREFIX)
    }
    if concrete:
        sums.pop(Event.OTHER, None)
    return Event(max(sums, key=sums.__getitem__)) if sums else Event.OTHER


def total(table: Weights, values: Mapping[str, float]) -> float:
    """What signals weigh together."""
    return table.get(BIAS, 0.0) + sum([table[name] * value for name, value in values.items() if name in table])
