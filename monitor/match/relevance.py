"""The grade and the event of a text: sums of weighed signals, with weights from lexicon/weights.json.

Three questions are asked one after the other, each a sum over the same signals: does the text speak of it at all
(`mentioned`), does it belong into a digest (`relevant`), is it a concrete deployment or a discussion (`concrete`)? The
weights were fitted to labelled articles by scripts/fit_weights.py; they can be read and changed like any other data.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from db.kinds import Event
from monitor.match.events import Weights, event_signals, tell_event, total
from monitor.match.lexicon_files import lexicon
from monitor.match.opinion import IN_TWO_MINDS, Opinion
from monitor.match.places.digest import is_digest
from monitor.match.places.geography import Where
from monitor.match.signals import Signals
from monitor.match.spots import Spot
from monitor.match.survey import Survey

CONCRETE = 3
PROMISING = -3.2
"""What the signals of a text without a watched word must weigh to be worth a second opinion at all."""
SURE = 1.25
"""Such a text is relevant only where both together weigh more than this: most news say nothing of the subject."""
READING = "reading"
"""The share of the second opinion."""


@dataclass(frozen=True)
class Verdict:
    """A grade with the sums that led to it, and each signal's share in the one that decided."""

    grade: int
    event: Event | None
    relevant: float
    """Above zero: relevant. The distance is how sure that is."""
    shares: tuple[tuple[str, float], ...]
    """Signals by what they weighed for relevance, heaviest first."""
    why_not: str | None = None
    """The rule that capped the grade, in words."""
    alike: str = ""
    """The title of the nearest real article that a second opinion rests on."""


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Weights]:
    """The weights of each question: `mentioned`, `relevant`, `concrete`, `unnamed`, and `event:launch` and its like."""
    tables: Mapping[str, Weights] = lexicon("weights")
    return tables


def judge(survey: Survey, where: Where, signals: Signals, opinion: Opinion | None = None) -> Verdict:
    """Grade a text by its signals, and by a second opinion where these are in two minds."""
    tables = weights()
    cap, why_not = highest(survey, where, signals)
    first = total(tables["relevant"], signals.values)
    relevant, alike = first, ""
    if opinion and cap > 1 and abs(first) < IN_TWO_MINDS and not is_digest(survey.page):
        relevant, alike = opinion.on_named(first, signals.values)
    grade = 0
    if total(tables["mentioned"], signals.values) > 0:
        grade = 1
    if relevant > 0:
        grade = _concrete(signals)
    grade = min(max(grade, lowest(signals)), cap)
    return Verdict(
        grade,
        _event(survey, signals, grade) if grade else None,
        relevant,
        _shares("relevant", signals, relevant - first),
        why_not,
        alike,
    )


def judge_unnamed(survey: Survey, where: Where, signals: Signals, opinion: Opinion) -> Verdict | None:
    """Grade a text in which nothing watched is named; None where it is not worth a word. At 0 it may promise more."""
    all_near = {name.replace("far:", "near:") for name in signals.values}  # there is nothing that it could be far from
    if not may_be_home(survey, where, signals) or _capped(all_near):
        return None
    first = total(weights()["unnamed"], signals.values)
    if first < PROMISING:
        return None
    both, alike = opinion.on_unnamed(first, signals.values)
    if both < 0:
        return None
    grade = _concrete(signals) if both > SURE else 0
    event = _event(survey, signals, grade) if grade else None
    return Verdict(grade, event, both, _shares("unnamed", signals, both - first), alike=alike)


def may_be_home(survey: Survey, where: Where, signals: Signals) -> bool:
    """Whether a text can tell of the region, as far as places and outlet say."""
    return bool(where.countries) and not _is_abroad(survey, where, signals.values)


def _concrete(signals: Signals) -> int:
    """The grade of what is relevant."""
    return CONCRETE if total(weights()["concrete"], signals.values) > 0 else 2


def _event(survey: Survey, signals: Signals, grade: int) -> Event:
    return tell_event(weights(), event_signals(survey, signals), concrete=grade == CONCRETE)


def _shares(table: str, signals: Signals, reading: float) -> tuple[tuple[str, float], ...]:
    """What each signal weighs in a table, and what the second opinion changed; heaviest first."""
    shares = [(name, weights()[table].get(name, 0.0) * value) for name, value in signals.values.items()]
    if reading:
        shares.append((READING, reading))
    return tuple(sorted(shares, key=lambda share: -abs(share[1])))


@dataclass(frozen=True)
class Cap:
    """Signals, all of some and none of others, with which no text is graded above 1, and why in words."""

    why: str
    all: frozenset[str]
    none: frozenset[str]


def _cap(why: str, all_of: str, none_of: str) -> Cap:
    return Cap(why, frozenset(all_of.split()), frozenset(none_of.split()))


CAPS = (
    _cap(
        "advice how to pay or check, nothing of the system itself",
        "title:howto",
        "near:install near:launch near:tender near:contract near:law",
    ),
    _cap("cameras and drones that count animals", "title:wildlife", "near:police"),
    _cap("cameras and drones that count animals", "near:wildlife", "near:police near:government"),
    _cap(
        "films and broadcasts, and nobody who watches",
        "title:media",
        "near:police near:government near:traffic named interception",
    ),
    _cap(
        "cameras of polling stations, which watch the count of votes",
        "title:polls near:polls",
        "title:face near:police",
    ),
    _cap(
        "cameras that look into patients",
        "camera near:medical",
        "near:police near:traffic near:harm near:watch near:government near:install named"
        " video-surveillance facial-recognition",
    ),
    _cap("drones of an army", "drone title:army", "near:police near:traffic near:offence"),
)
"""Each is met by dozens of labelled articles that are irrelevant, and by hardly any that is relevant."""


def highest(survey: Survey, where: Where, signals: Signals) -> tuple[int, str | None]:
    """The highest grade that a text can have whatever it weighs, and why."""
    values = signals.values
    if not survey.core():
        return 1, "a watched vendor, but nothing of surveillance beside it"
    if not (where.countries or where.certain):
        return 1, "no place in the region"
    if _is_abroad(survey, where, values):
        return 1, "told of another country, and of nothing in the region"
    if _is_smart_alone(survey):
        return 1, "a smart city of which nothing is said that watches"
    if all(one.id == "biometrics" and _is_of_a_paper(one, survey) for one in survey.core()):
        return 1, "the biometrics of a passport or a licence, which watch nobody"
    if _is_of_flying(survey):
        return 1, "drones of feasts, fields and imports, and nobody who watches with them"
    why = _capped(values)
    return (1, why) if why else (3, None)


def _capped(facts: Iterable[str]) -> str | None:
    """Why no text with these signals is graded above 1, if so."""
    known = set(facts)
    return next((cap.why for cap in CAPS if known >= cap.all and known.isdisjoint(cap.none)), None)


def _is_abroad(survey: Survey, where: Where, values: Mapping[str, float]) -> bool:
    """Whether another country is in the title, or near without a public body, and the region is only the outlet's."""
    if where.certain or survey.homes or survey.owners:
        return False
    bodies = ("near:police", "near:government")
    return "title:foreign" in values or ("foreign-near" in values and values.keys().isdisjoint(bodies))


WATCHING = frozenset(("camera", "recorder", "radar", "drone", "watch", "face", "plate"))


def _is_smart_alone(survey: Survey) -> bool:
    """Whether a smart city is named, and no vendor, other system, device or word of watching: lamps and lifts."""
    return (
        bool(survey.entities)
        and not survey.alone
        and all("smart-city" in spot.id for spot in survey.entities)
        and not any(term.id in WATCHING for term in survey.terms)
    )


def _is_of_a_paper(spot: Spot, survey: Survey) -> bool:
    """Whether a word for biometrics is part of a paper's name, or right before it: «биометрический паспорт»."""
    return any(one.id == "document" and one.start - 1 <= spot.end and spot.start < one.end for one in survey.terms)


AT_WORK = frozenset(("camera", "recorder", "radar", "traffic", "install", "launch", "connect"))


def _is_of_flying(survey: Survey) -> bool:
    """Whether only drones are named, with permits, weddings or armies, and nothing is set up or put to work."""
    ids = {term.id for term in survey.terms}
    if survey.entities or not {"drone", "airspace"} <= ids:
        return False
    of_drones = all(spot.id == "drone" for spot in survey.core())
    return not ids & AT_WORK or (of_drones and [term.id for term in survey.terms].count("airspace") > 1)


def lowest(signals: Signals) -> int:
    """A watched name beside surveillance is at least a passing mention, wherever it is."""
    return 1 if "named" in signals.values else 0
