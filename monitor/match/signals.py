"""The evidence that a text gives for and against its relevance: named signals, each with the words that gave it.

A signal is a fact about the text in the terms of the lexicon ("install near it", "consumer goods in the title").
What it weighs is not decided here: see weights.yaml and relevance.py.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from monitor.match.places.geography import Where
from monitor.match.places.nations import REGION
from monitor.match.spots import Spot, SpotKind
from monitor.match.survey import HUNDREDS, Survey

TECHNOLOGIES = frozenset(
    (
        *("facial-recognition", "video-surveillance", "traffic-enforcement", "plate-recognition", "command-centre"),
        *("biometrics", "interception", "police-drones", "electronic-tagging"),
    )
)
PROGRAMMES = frozenset(("smart-city", "safe-city", "ppp", "kz-law-and-order", "digital-silk-road"))
DEVICES = ("camera", "radar", "drone")
DOINGS = ("install", "launch", "buy", "tender", "connect", "expand", "contract")
COUNT = re.compile(
    r"(?<![\d.,:])(?!(?:19|20)\d\d\b)(?!\d{1,2}\s(?:ianvar|fevral|mart|aprel|mai|iun|iul|avgust|sentiabr|oktiabr|noiabr|dekabr))"
    r"\d[\d\s.,]*(?:\s?(?:tis\w*|min\w*|ming\w*|hazor\w*|mun\w*|mln\w*|thousand))?[\s-]*(?:\"?\w+(?:['-]\w+)*\"?\s+){0,4}\"?$"
)
"""A number and up to four words before a place; no year and no day of a month."""
MONEY = re.compile(
    r"(?<![\d.,])\d[\d\s.,]{0,24}(?:tis\w*|mln\w*|mlrd\w*|million\w*|milliard\w*|milliar\w*|billion|bn|min\w*|ming\w*|hazor\w*|trln|trillion\w*)?\.?\s*"
    r"(?:teng\w*|₸|sum\w*|som\w*|dollar\w*|doll|evro|euro|manat\w*|iuan\w*|\$|€|usd|kzt)|[$€]\s?\d"
)
FAR = 2
BESIDE = 45
LISTED = 2
"""So many other amenities in its sentence make it one of a list."""
LISTED_IN = 2
"""A text that speaks of it in more sentences is about it, lists or not."""


@dataclass(frozen=True)
class Signals:
    """Signals by name with their strength, and where each was seen."""

    values: Mapping[str, float]
    seen: Mapping[str, tuple[Spot, ...]]


class _Notes:
    def __init__(self) -> None:
        self.values: dict[str, float] = {}
        self.seen: defaultdict[str, list[Spot]] = defaultdict(list)

    def add(self, name: str, spots: Iterable[Spot] = (), value: float = 1.0) -> None:
        self.values[name] = max(value, self.values.get(name, 0.0))
        self.seen[name].extend(spots)


def read_signals(survey: Survey, where: Where) -> Signals:
    """All signals of a text."""
    notes = _Notes()
    core = survey.core()
    near = {spot.sentence + step for spot in (*core, *survey.alone) for step in (-1, 0, 1)}
    _core_signals(notes, survey, core)
    _list_signals(notes, survey, core)
    _term_signals(notes, survey, near)
    _place_signals(notes, survey, where, near)
    _figure_signals(notes, survey, near)
    _joint_signals(notes)
    return Signals(notes.values, {name: tuple(spots) for name, spots in notes.seen.items()})


def _core_signals(notes: _Notes, survey: Survey, core: Sequence[Spot]) -> None:
    title = survey.page.title_sentences
    general = TECHNOLOGIES | PROGRAMMES
    devices = [spot for spot in survey.terms if spot.id in DEVICES]
    for spot in (*survey.entities, *devices):
        name = spot.id if spot.id in general or spot.kind is SpotKind.TERM else "named"
        notes.add(name, [spot])
        if spot.sentence < title:
            notes.add(f"title:{name}", [spot])
    for implied in sorted(survey.implied & TECHNOLOGIES):
        notes.add(implied, survey.entities)
    if survey.alone:
        notes.add("alone", survey.alone)
    _spread(notes, core, title)


def _spread(notes: _Notes, core: Sequence[Spot], title: int) -> None:
    """How often, and how deep in the text, it is spoken of."""
    sentences = {spot.sentence for spot in core}
    if core and min(sentences) >= title:
        notes.add("not-in-title", core)
        if len(sentences) == 1:
            notes.add("passing", core)
    if len(sentences) > 1:
        notes.add("repeated", core, min(3, len(sentences) - 1))
    if len(core) > 2:
        notes.add("dense", core, min(4, len(core) - 2) / 2)
    if min(sentences, default=0) > title + FAR:
        notes.add("buried", core)


def _list_signals(notes: _Notes, survey: Survey, core: Sequence[Spot]) -> None:
    """A new school with a hall, a canteen and cameras; a park with lights, benches and cameras: one word in a list."""
    amenities = [spot for spot in survey.terms if spot.id == "amenity"]
    if not core or len({spot.sentence for spot in core}) > LISTED_IN:
        return
    listed = [[one for one in amenities if one.sentence == spot.sentence] for spot in core]
    if all(listed) and max(map(len, listed)) >= LISTED:
        notes.add("works-list", (*core, *amenities))


def _term_signals(notes: _Notes, survey: Survey, near: set[int]) -> None:
    title = survey.page.title_sentences
    subjects = (*survey.core(), *survey.alone)
    for spot in survey.terms:
        if spot.id in DEVICES:
            continue
        if any(_is_beside(spot, subject) for subject in subjects):
            notes.add(f"beside:{spot.id}", [spot])
        if spot.sentence in near:
            notes.add(f"near:{spot.id}", [spot])
        else:
            notes.add(f"far:{spot.id}", [spot])
        if spot.sentence < title:
            notes.add(f"title:{spot.id}", [spot])


def _is_beside(spot: Spot, subject: Spot) -> bool:
    """In the same sentence, and hardly more than a handful of words away."""
    return spot.sentence == subject.sentence and spot.start - subject.end < BESIDE and subject.start - spot.end < BESIDE


def _place_signals(notes: _Notes, survey: Survey, where: Where, near: set[int]) -> None:
    if where.places:
        notes.add("place", where.spots)
    if where.certain:
        notes.add("region")
    elif where.countries:
        notes.add("region-by-source")
    else:
        notes.add("no-region")
    abroad = "foreign-near" if not (where.places or survey.countries) else "foreign-beside-home"
    for spot in survey.foreign:
        notes.add(abroad if spot.sentence in near else "foreign-far", [spot])
        if spot.sentence < survey.page.title_sentences:
            notes.add("title:foreign", [spot])
    if survey.foreign and not where.places:
        notes.add("foreign-without-place", survey.foreign)
    if survey.foreign and survey.page.text.source_country not in REGION and not where.certain:
        notes.add("foreign-only", survey.foreign)


def _figure_signals(notes: _Notes, survey: Survey, near: set[int]) -> None:
    text = survey.page.folded.text
    for spot in survey.core():
        if COUNT.search(text, max(0, spot.start - 40), spot.start):
            notes.add("count", [spot])
        if spot.id in DEVICES and HUNDREDS.search(text, max(0, spot.start - 32), spot.start):
            notes.add("many", [spot])
    for number in sorted(near):
        if 0 <= number < len(survey.page.starts):
            begin, end = survey.page.sentence(number)
            if MONEY.search(text, begin, end):
                notes.add("money")


@dataclass(frozen=True)
class Joint:
    """A signal that only means something together: all of some facts, none of others."""

    name: str
    all: tuple[str, ...]
    none: tuple[str, ...] = ()


GROUPS: Mapping[str, frozenset[str]] = {
    "technology": TECHNOLOGIES,
    "device": frozenset(DEVICES),
    "public": frozenset(("near:police", "near:army", "near:government")),
    "state": frozenset(("near:police", "near:army", "near:government", "near:law")),
    "done-beside": frozenset(f"beside:{doing}" for doing in DOINGS),
    "done": frozenset(f"near:{doing}" for doing in DOINGS),
    "titled": frozenset(f"title:{what}" for what in (*TECHNOLOGIES, *DEVICES, "named")),
    "done-in-title": frozenset(f"title:{doing}" for doing in DOINGS),
    "bought": frozenset(f"near:{doing}" for doing in ("tender", "buy", "contract", "connect", "remove", "fail")),
    "discussed": frozenset(f"near:{about}" for about in ("law", "harm", "statistics", "leak", "audit", "court")),
    "somewhere": frozenset(("near:police", "near:army", "near:government", "near:site")),
    "formality": frozenset(("near:exam", "near:bank", "near:telecom", "near:metro_pay")),
    "flying": frozenset(("near:law", "near:airspace")),
    "fare": frozenset(("title:metro_pay", "beside:metro_pay")),
    "identity": frozenset(("biometrics", "facial-recognition")),
    "core": TECHNOLOGIES | {"named"},
    "watching": TECHNOLOGIES | frozenset(DEVICES) | {"named"},
}
"""Facts that stand for each other in the joint signals: one of them is enough."""

JOINT = (
    Joint("plain-device", ("device",), ("core",)),
    Joint("plain-device-nowhere", ("device",), ("core", "somewhere")),
    Joint("cell-perhaps", ("device", "near:prison"), ("core", "done")),
    Joint("identity-check", ("identity", "formality"), ("camera", "named")),
    Joint("camera+count", ("camera", "count")),
    Joint("biometrics+state", ("biometrics", "state"), ("formality",)),
    Joint("core+done", ("core", "done"), ("near:tell_work",)),
    Joint("core+done-beside", ("core", "done-beside")),
    Joint("camera+done-beside", ("camera", "done-beside")),
    Joint("passing-undone", ("passing",), ("done-beside", "count")),
    Joint("core+public", ("core", "public"), ("near:tell_work",)),
    Joint("told-in-title", ("titled", "done-in-title", "place"), ("title:tell_work", "title:foreign")),
    Joint("named+done-in-title", ("title:named", "done-in-title", "place"), ("title:tell_work", "title:telecom")),
    Joint("witness-only", ("near:witness",), ("done",)),
    Joint("crime-only", ("near:tell_work",), ("done",)),
    Joint("means-only", ("near:tell_work",), ("bought", "count", "money", "discussed")),
    Joint("fines-counted", ("device", "near:fine", "near:statistics"), ("near:offender",)),
    Joint("watched-harm", ("watching", "near:harm", "state")),
    Joint("one-driver", ("near:offender",), ("done", "near:law", "near:harm")),
    Joint("works-list-only", ("works-list",), ("near:police", "count")),
    Joint("bank-only", ("identity", "title:bank"), ("named", "near:police", "near:traffic")),
    Joint("named+smart-city", ("named", "smart-city"), ("title:telecom",)),
    Joint(
        "drone-unpoliced",
        ("drone",),
        ("camera", "named", "police-drones", "near:police", "near:traffic", "near:offence", "near:fine"),
    ),
    Joint("drone-of-fields", ("drone", "near:nature"), ("camera", "police-drones")),
    Joint("drone-rules", ("drone", "flying"), ("camera", "police-drones", "near:traffic", "near:offence")),
    Joint("fare-by-face", ("identity", "fare"), ("camera", "named", "near:police", "near:harm")),
    Joint(
        "centre-of-services",
        ("command-centre", "near:city_services"),
        ("camera", "near:police", "video-surveillance", "facial-recognition"),
    ),
    Joint(
        "camera-of-nature",
        ("camera", "near:nature"),
        ("near:police", "near:traffic", "near:offence", "near:fine", "near:face", "facial-recognition", "named"),
    ),
    Joint("abroad-only", ("title:foreign", "foreign-without-place"), ("region",)),
    *(Joint(f"{device}+public", (device, "public")) for device in DEVICES),
    *(Joint(f"{device}+police", (device, "near:police")) for device in DEVICES),
    *(Joint(f"{device}+done", (device, "done")) for device in DEVICES),
    *(Joint(f"{device}+site", (device, "near:site")) for device in DEVICES),
    *(Joint(f"{device}+traffic", (device, "near:traffic")) for device in DEVICES),
    *(Joint(f"{device}+done+public", (device, "done", "somewhere")) for device in DEVICES),
)


def _joint_signals(notes: _Notes) -> None:
    facts = set(notes.values)
    facts |= {group for group, members in GROUPS.items() if members & facts}
    for joint in JOINT:
        if facts.issuperset(joint.all) and facts.isdisjoint(joint.none):
            notes.add(joint.name)
