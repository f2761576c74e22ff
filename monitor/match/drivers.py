"""Whether the devices of a text record offences of drivers. Pure."""

from monitor.match.label_words import LabelWords
from monitor.match.signals import Signals
from monitor.match.survey import Survey


def speaks_of_drivers(survey: Survey, signals: Signals, words: LabelWords, *, named: bool, system: bool) -> bool:
    """Whether devices record offences of drivers, or fines come from them.

    `named`: video surveillance or a system of cameras is. `system`: a system is.
    """
    radars = [spot for spot in survey.terms if spot.id == "radar"]
    if radars and not words.says("litter") and not _is_of_border(words):
        return True
    devices = [spot for spot in survey.terms if spot.id in ("camera", "radar") and not words.covers("no-camera", spot)]
    if not (devices or named):
        return "drone" in signals.values and _flies_after_drivers(words)
    if words.says("bodyworn") or words.says("litter"):
        return False
    if any(not words.covers("any-offence", spot) for spot in words.beside("offence")):
        return True
    fines = [] if "near:howto" in signals.values else words.beside("fine")
    if any(fine.sentence == device.sentence for fine in fines for device in devices):
        return True
    driving = words.beside("driving")
    near = {spot.sentence + step for spot in driving for step in (-1, 0, 1)}
    if words.is_page:
        fines = [fine for fine in fines if fine.sentence in near]
    if fines and system:
        return True
    broken = any(spot.sentence in near for spot in words.beside("any-offence"))
    return bool(driving) and bool(fines or words.says("recorder-of-traffic") or broken)


def _is_of_border(words: LabelWords) -> bool:
    """Whether a border is watched, and no driver: its radars look over the land."""
    driving = [spot for spot in words.beside("driving") if not words.covers("speed-meter", spot)]
    return words.says("border") and not (driving or words.says("fine"))


def _flies_after_drivers(words: LabelWords) -> bool:
    """Whether drones alone look for offences of drivers: named as such, or told in one sentence with roads and cars.

    How fast a drone flies itself is no offence.
    """
    driving = words.beside("driving")
    speeds = {(spot.start, spot.end) for spot in words.beside("offence")}
    roads = [spot for spot in driving if (spot.start, spot.end) not in speeds]
    if roads and any(not words.covers("any-offence", spot) for spot in words.beside("offence")):
        return True
    return words.says_with("any-offence", roads) or words.says_with("fine", roads)
