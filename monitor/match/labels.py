"""Which watched things a text speaks of: those named, those that they imply, and what plain words mean here."""

from collections.abc import Iterable, Mapping, Sequence

from monitor.match.geography import Where
from monitor.match.signals import Signals
from monitor.match.survey import Survey
from monitor.match.watchlist import WatchEntry

CAMERAS = "video-surveillance"
TRAFFIC = "traffic-enforcement"
DRONES = "police-drones"


def entities_of(survey: Survey, where: Where, signals: Signals, entries: Mapping[str, WatchEntry]) -> tuple[str, ...]:
    """Ids of watched things, in the order of the text; implied and general ones after them."""
    named = list(dict.fromkeys(spot.id for spot in (*survey.entities, *survey.alone)))
    named += _implied(named, entries)
    named += _meant_here(named, where, entries)
    named += [general for general in _general(signals, entries) if general not in named]
    if TRAFFIC in named and CAMERAS in named and not _speaks_of_cameras(survey, signals):
        named.remove(CAMERAS)
    return tuple(dict.fromkeys(named))


def _implied(named: Sequence[str], entries: Mapping[str, WatchEntry]) -> list[str]:
    found: list[str] = []
    for name in named:
        for implied in entries[name].implies:
            if implied not in named:
                found += [implied, *_implied([implied], entries)]
    return found


def _meant_here(named: Iterable[str], where: Where, entries: Mapping[str, WatchEntry]) -> list[str]:
    """«Безопасный город» is a system of its own in Kyrgyzstan and in Tajikistan."""
    return [
        meant
        for name in named
        for country, meant in entries[name].stands_for
        if where.countries and country == where.countries[0]
    ]


def _general(signals: Signals, entries: Mapping[str, WatchEntry]) -> Iterable[str]:
    """The technology that a plain device stands for, by the words beside it."""
    values = signals.values
    traffic = TRAFFIC in values or (
        "near:traffic" in values and any(one in values for one in ("camera", "radar", "drone"))
    )
    meant = []
    if traffic or "radar" in values:
        meant.append(TRAFFIC)
    if "camera" in values and not traffic:
        meant.append(CAMERAS)
    if "drone" in values and "drone+police" in values:
        meant.append(DRONES)
    return [one for one in meant if one in entries]


def _speaks_of_cameras(survey: Survey, signals: Signals) -> bool:
    return any(spot.id == CAMERAS for spot in survey.entities) and "near:traffic" not in signals.values
