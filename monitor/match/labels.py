"""Which watched things a text speaks of: those named, those that they imply, and what plain words mean here."""

from collections.abc import Iterable, Mapping, Sequence

from monitor.match.geography import Where
from monitor.match.signals import Signals
from monitor.match.survey import Survey
from monitor.match.watchlist import GENERAL, WatchEntry

CAMERAS = "video-surveillance"
TRAFFIC = "traffic-enforcement"
DRONES = "police-drones"
SAYS_MORE = frozenset(("facial-recognition", "traffic-enforcement"))
"""Technologies that say what the cameras of a text are for."""
CENTRES = frozenset(("tsou-police", "kg-command-centre", "smart-zheton"))
"""Systems that are not cameras themselves."""


def entities_of(survey: Survey, where: Where, signals: Signals, entries: Mapping[str, WatchEntry]) -> tuple[str, ...]:
    """Ids of watched things, in the order of the text; implied and general ones after them."""
    named = [
        name
        for name in dict.fromkeys(spot.id for spot in (*survey.entities, *survey.alone))
        if _is_of(where, entries[name])
    ]
    named += _implied(named, entries)
    named += [general for general in _general(named, signals, entries) if general not in named]
    named = _meant_here(named, where, entries)
    if TRAFFIC in named and CAMERAS in named and not _speaks_of_cameras(survey, signals):
        named.remove(CAMERAS)
    return tuple(dict.fromkeys(named))


def _is_of(where: Where, entry: WatchEntry) -> bool:
    """A form that needs context and belongs to one country (АПК) means something else in another."""
    elsewhere = entry.country is not None and bool(where.countries) and entry.country not in where.countries
    return not (elsewhere and entry.needs == "context" and entry.kind != "vendor")


def _implied(named: Sequence[str], entries: Mapping[str, WatchEntry]) -> list[str]:
    found: list[str] = []
    for name in named:
        for implied in entries[name].implies:
            if implied not in named:
                found += [implied, *_implied([implied], entries)]
    return found


def _meant_here(named: Iterable[str], where: Where, entries: Mapping[str, WatchEntry]) -> list[str]:
    """«Безопасный город» is a system of its own in Kyrgyzstan too; a technology gives way to the system."""
    country = where.countries[0] if where.countries else None
    result: list[str] = []
    for name in named:
        meant = dict(entries[name].stands_for).get(country or "")
        if meant is None or entries[name].kind != GENERAL:
            result.append(name)
        if meant is not None:
            result.append(meant)
    return result


def _general(named: Sequence[str], signals: Signals, entries: Mapping[str, WatchEntry]) -> Iterable[str]:
    """The technology that a plain device stands for, by the words beside it."""
    values = signals.values
    devices = [device for device in ("camera", "radar", "drone") if device in values]
    traffic = bool(devices) and ("near:traffic" in values or "near:fine" in values)
    meant = []
    if (traffic and not _has_system(named, entries)) or "radar" in values:
        meant.append(TRAFFIC)
    if "camera" in values and not traffic and not _has_system(named, entries) and not SAYS_MORE & set(named):
        meant.append(CAMERAS)
    if "drone" in values and "drone+police" in values:
        meant.append(DRONES)
    return [one for one in meant if one in entries]


def _has_system(named: Sequence[str], entries: Mapping[str, WatchEntry]) -> bool:
    """Whether a system of cameras is named: its cameras need no other label."""
    return any(
        entries[name].kind == "system" and entries[name].needs != "context" and name not in CENTRES for name in named
    )


def _speaks_of_cameras(survey: Survey, signals: Signals) -> bool:
    return any(spot.id == CAMERAS for spot in survey.entities) and "near:traffic" not in signals.values
