"""Which watched things a text speaks of: those named, those that they imply, and what plain words mean here."""

from collections.abc import Iterable, Mapping, Sequence

from monitor.match.geography import Where
from monitor.match.signals import DEVICES, Signals
from monitor.match.survey import Survey
from monitor.match.watchlist import GENERAL, WatchEntry

CAMERAS = "video-surveillance"
TRAFFIC = "traffic-enforcement"
FACES = "facial-recognition"
BIOMETRICS = "biometrics"
PLATES = "plate-recognition"
DRONES = "police-drones"
SAYS_MORE = frozenset(("facial-recognition", "traffic-enforcement"))
"""Technologies that say what the cameras of a text are for."""
CENTRES = frozenset(("tsou-police", "kg-command-centre", "smart-zheton"))
"""Systems that are not cameras themselves."""


def entities_of(survey: Survey, where: Where, signals: Signals, entries: Mapping[str, WatchEntry]) -> tuple[str, ...]:
    """Ids of watched things, in the order of the text; implied and general ones after them."""
    said = dict.fromkeys(spot.id for spot in (*survey.entities, *survey.alone))
    named = [name for name in said if _is_of(where, entries[name])]
    named += _implied(said, entries)
    named += [what for what in _recognised(survey) if what in entries]
    named += [general for general in _general(survey, named, signals, entries) if general not in named]
    named = _meant_here(named, where, entries)
    if TRAFFIC in named and CAMERAS in named and not _speaks_of_cameras(survey, signals):
        named.remove(CAMERAS)
    if FACES in named and BIOMETRICS in named and not _takes_more_than_faces(survey):
        named.remove(BIOMETRICS)
    return tuple(dict.fromkeys(named))


def _takes_more_than_faces(survey: Survey) -> bool:
    """Fingers, irises, samples: "biometrics" alone is another word for the faces already named."""
    words = [survey.page.folded.text[spot.start : spot.end] for spot in survey.entities if spot.id == BIOMETRICS]
    return any(not word.startswith("biometri") for word in words)


def _recognised(survey: Survey) -> list[str]:
    """Faces or plates that something recognises, said in whatever order of words within one sentence."""
    said: dict[int, set[str]] = {}
    for spot in survey.terms:
        said.setdefault(spot.sentence, set()).add(spot.id)
    watching = {spot.sentence + step for spot in survey.core() for step in (-1, 0, 1)}
    both = [ids for sentence, ids in said.items() if sentence in watching and "recognise" in ids]
    return [
        *([FACES] if any("face" in ids for ids in both) else []),
        *([PLATES] if any("plate" in ids for ids in both) else []),
    ]


def _is_of(where: Where, entry: WatchEntry) -> bool:
    """What belongs to one country and is called by common words (АПК, ЦОУ) means something else in another."""
    elsewhere = entry.country is not None and bool(where.countries) and entry.country not in where.countries
    return not (elsewhere and (entry.needs == "context" or entry.implies) and entry.kind != "vendor")


def _implied(named: Iterable[str], entries: Mapping[str, WatchEntry]) -> list[str]:
    found: list[str] = []
    known = tuple(named)
    for name in known:
        for implied in entries[name].implies:
            if implied not in known:
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
            result += [meant, *entries[meant].implies]
    return result


def _general(
    survey: Survey, named: Sequence[str], signals: Signals, entries: Mapping[str, WatchEntry]
) -> Iterable[str]:
    """The technology that a plain device stands for, by the words beside it."""
    values = signals.values
    devices = [device for device in DEVICES if device in values]
    system = _has_system(named, entries)
    worn = any(spot.id == "bodyworn" for spot in survey.terms)
    offences = "near:offence" in values and bool(devices or system) and not worn
    fines = "near:fine" in values and "near:howto" not in values and bool(devices or system) and not worn
    meant = []
    if offences or fines or "radar" in values:
        meant.append(TRAFFIC)
    if "camera" in values and not (offences or fines) and not system and not SAYS_MORE & set(named):
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
    return any(spot.id == CAMERAS for spot in survey.entities) and "near:offence" not in signals.values
