"""The figures of a story in short: what texts say in numbers, with its state and the place that it covers. Pure."""

from collections.abc import Sequence
from datetime import date

from alerts.content import DEVICES, Fact, Named, StoryLine
from alerts.names import place_name
from alerts.safe import plain
from alerts.wording import STATES, STATUSES, Wording
from db.kinds import ClaimKind, ClaimState, Status


def figures(line: StoryLine, words: Wording) -> tuple[str, ...]:
    """The figures in short: devices with their state (what changes before what stands), sums with dollars, status,
    deadline; each with its place where that is not the story's one place."""
    kinds = {ClaimKind.AMOUNT: 1, ClaimKind.STATUS: 2, ClaimKind.DEADLINE: 3}
    states = {None: 1, ClaimState.STANDING: 2}
    facts = sorted(
        needed(line.facts),
        key=lambda fact: (kinds.get(fact.kind, 0), states.get(fact.state, 0), -_number(fact)),
    )
    shown = (_with_what_contradicts(fact, facts, line, words) for fact in facts)
    return tuple(dict.fromkeys(shown))[:8]


def needed(facts: Sequence[Fact]) -> list[Fact]:
    """Without what another fact says more fully: the same number with its state or its place, "planned" beside a
    planned figure."""
    planned = any(fact.state is ClaimState.PLANNED for fact in facts)
    return [
        fact
        for fact in facts
        if not any(_says_more(other, fact) for other in facts)
        and not (planned and fact.kind is ClaimKind.STATUS and fact.value == Status.PLANNED)
    ]


def _says_more(other: Fact, fact: Fact) -> bool:
    """Whether another fact gives the same number, of the same place as far as both tell it, with more beside it."""
    if (other.kind, other.value) != (fact.kind, fact.value):
        return False
    if other.state == fact.state:
        return fact.covers is None and other.covers is not None
    alike = fact.covers == other.covers or None in (fact.covers, other.covers)
    return fact.state is None and alike


def _with_what_contradicts(fact: Fact, facts: Sequence[Fact], line: StoryLine, words: Wording) -> str:
    """`fact` in short, with the figures of other texts that contradict it: side by side, never merged."""
    for group in line.conflicts:
        keys = [_key(other) for other in group]
        if _key(fact) in keys:
            told = " ↔ ".join(figure(one, words) for one in facts if _key(one) in keys)
            return told + _there(fact, line.places, words)
    return figure(fact, words) + _there(fact, line.places, words)


def _key(fact: Fact) -> tuple[object, ...]:
    return (fact.kind, fact.value, fact.state, fact.covers)


def _is_elsewhere(fact: Fact, places: Sequence[Named]) -> bool:
    """Whether a fact covers less, more or other than the story's own places.

    One word without a known place is the name of a place that was stored before places were told.
    """
    if fact.place:
        return [place.id for place in places] != [fact.place]
    return bool(places) and " " in (fact.scope or "")


def _there(fact: Fact, places: Sequence[Named], words: Wording) -> str:
    """The place that a figure covers, in brackets; in the source's own words where it is not just one place."""
    if not _is_elsewhere(fact, places):
        return ""
    return f" ({place_name(fact.place, words.language)})" if fact.place else f" (“{plain(fact.scope or '', 60)}”)"


def figure(fact: Fact, words: Wording) -> str:
    """One figure in short."""
    state = f" {words.text(STATES[fact.state])}" if fact.state else ""
    if fact.kind in DEVICES and isinstance(fact.value, int):
        return words.device(fact.kind, fact.value) + state
    if fact.kind is ClaimKind.AMOUNT and isinstance(fact.value, int):
        dollars = f" ({words.dollars(fact.usd)})" if fact.usd is not None else ""
        return words.money(fact.value, fact.unit) + dollars + state
    if fact.kind is ClaimKind.DEADLINE:
        return words.text("by {date}", date=_date(str(fact.value), words))
    return words.text(STATUSES.get(str(fact.value), plain(str(fact.value), 40)))


def _date(written: str, words: Wording) -> str:
    try:
        return words.day(date.fromisoformat(written))
    except ValueError:
        return plain(written, 20)


def _number(fact: Fact) -> int:
    return fact.value if isinstance(fact.value, int) else 0
