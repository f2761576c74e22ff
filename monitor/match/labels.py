"""Which watched things a text speaks of: those named, those that they imply, and what plain words mean here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.match.drivers import speaks_of_drivers
from monitor.match.forms import CJK
from monitor.match.label_words import LabelWords, words_of
from monitor.match.places.geography import Where
from monitor.match.signals import COUNT, DEVICES, Signals
from monitor.match.spots import Spot
from monitor.match.survey import Survey
from monitor.match.terms import IN_GENERAL
from monitor.match.watchlist import GENERAL, SYSTEM, WatchEntry

CAMERAS = "video-surveillance"
TRAFFIC = "traffic-enforcement"
FACES = "facial-recognition"
BIOMETRICS = "biometrics"
PLATES = "plate-recognition"
DRONES = "police-drones"
INTERCEPTION = "interception"
CENTRE = "command-centre"
BRACELETS = "electronic-tagging"
PRIVATE = "xususiy-radar"
"""Speed cameras of private owners: of one country alone."""
ECOLOGY = "uz-eco-cameras"
PROGRAMME = "programme"
SAY_MORE = frozenset((FACES, TRAFFIC, PLATES))
"""Technologies that say what the cameras of a text are for."""


def entities_of(survey: Survey, where: Where, signals: Signals, entries: Mapping[str, WatchEntry]) -> tuple[str, ...]:
    """Ids of watched things, in the order of the text; implied and general ones after them."""
    words = words_of(survey, [spot for spot in survey.entities if entries[spot.id].kind != GENERAL])
    everything = (*survey.entities, *survey.alone)
    system = _is_system_named((spot.id for spot in everything), entries)
    spots = [spot for spot in everything if _counts(spot, words, system=system)]
    spots = [spot for spot in spots if not _is_told_elsewise(spot, words)]
    said = dict.fromkeys(spot.id for spot in spots)
    own = [name for name in said if _is_of(where, entries[name])]
    named = list(own)
    implied = _implied([name for name in said if name != PRIVATE or name in own], entries)
    named += [what for what in implied if what != TRAFFIC or _is_of_roads(own, words, entries)]
    named += [what for what in (*_recognised(words), *_worded(words)) if what in entries]
    if _is_in_private_hands(named, where, words, entries):
        named.append(PRIVATE)
    kept = named if "near:police" in signals.values else [name for name in named if name != CENTRE]
    named = [*_meant_here(kept, where, entries, spots, survey), *(name for name in named if name not in kept)]
    of_system = _is_system_named(named, entries)
    seen = of_system or CAMERAS in named
    if TRAFFIC in entries and speaks_of_drivers(survey, signals, words, named=seen, system=of_system):
        named.append(TRAFFIC)
    offences = any(words.says(name) for name in ("offence", "any-offence", "fine"))
    flown = "drone" in signals.values
    policed = (flown and "drone+police" in signals.values) or ("near:police" in signals.values and words.says(DRONES))
    if DRONES in entries and ((policed and not words.says("military-drone")) or (flown and offences)):
        named += _meant_here([DRONES], where, entries, (), survey)
    if CAMERAS in entries and CAMERAS not in named and _has_cameras_of_nobody(survey, words, named, entries):
        named.append(CAMERAS)
    if CAMERAS in named and len(named) > 1 and _is_said_in_general(survey, words):
        named.remove(CAMERAS)
    watched = bool({CAMERAS, DRONES, BRACELETS, *SAY_MORE} & set(named)) or _is_system_named(named, entries)
    named = _without_second_labels(named, survey, words, watched=watched)
    return tuple(dict.fromkeys(named))


def _counts(spot: Spot, words: LabelWords, *, system: bool) -> bool:
    """A camera of whatever kind names no surveillance, the control of traffic neither; an offence may be anybody's.

    "Video recording" is of suspects where they are questioned, and a fine is not a driver's where litter is thrown.
    """
    if spot.id == TRAFFIC and (words.covers("toll-road", spot) or words.is_list(spot)):
        return False
    if spot.id == TRAFFIC and any(one.sentence == spot.sentence for one in words.beside("interrogation")):
        return False
    if spot.id == TRAFFIC and words.covers("fine", spot) and words.says("litter"):
        return False
    if spot.id == TRAFFIC and words.covers("any-offence", spot):
        return (system or words.says("driving")) and not words.says("litter")
    if spot.id != CAMERAS:
        return True
    return not any(words.covers(name, spot) for name in ("plain-camera", "smart-camera", "traffic-control"))


def _is_told_elsewise(spot: Spot, words: LabelWords) -> bool:
    """Whether "a surveillance system" is of calls or of the internet: these are spoken of, and no camera is.

    Of plates it is, too, where they are read: whatever does it.
    """
    if spot.id != CAMERAS or not words.covers("surveillance-in-general", spot):
        return False
    spoken = {one.id for one in words.survey.entities} | words.survey.implied
    return PLATES in spoken or (INTERCEPTION in spoken and not words.says("camera-word"))


def _is_said_in_general(survey: Survey, words: LabelWords) -> bool:
    """Whether nothing but words that only hint at cameras names them: "the recordings are kept for 90 days"."""
    spots = [spot for spot in survey.entities if spot.id == CAMERAS]
    plain = words.says("surveillance") or _has_plain_cameras(survey, words, spots)
    return bool(spots) and not plain and all(words.covers(IN_GENERAL, spot) for spot in spots)


def _worded(words: LabelWords) -> Iterator[str]:
    """Technologies that are named in words which say so only beside something watched."""
    if words.says("surveillance"):
        yield CAMERAS
    if words.says("ecology") and words.says("litter"):
        yield ECOLOGY
    if words.says(TRAFFIC) or (words.says("drivers-do") and words.says("driving") and not words.says("litter")):
        yield TRAFFIC
    if words.sentences(PLATES) - words.sentences("phone-number"):
        yield PLATES
    yield from (name for name in (FACES, CENTRE) if words.says(name))


def _recognised(words: LabelWords) -> Iterator[str]:
    """Faces or plates that something recognises, said in whatever order of words within one sentence.

    Who threw something away is "determined" in whatever way: that makes a person no face.
    """
    spots = words.beside("recognise")
    recognising = {spot.sentence for spot in spots}
    thrown = words.says("litter")
    knowing = {spot.sentence for spot in spots if not (thrown and words.covers("determine", spot))}
    for name, what, said in (
        ("face", FACES, recognising),
        ("person", FACES, knowing),
        ("plate", PLATES, (recognising | words.sentences("read")) - words.sentences("phone-number")),
    ):
        if words.sentences(name) & said:
            yield what


def _is_of(where: Where, entry: WatchEntry) -> bool:
    """What belongs to one country or town and is called by common words (АПК, ЦОУ) means something else in another."""
    elsewhere = entry.country is not None and bool(where.countries) and entry.country not in where.countries
    common = entry.needs == "context" or bool(entry.implies) or entry.place is not None
    return not (elsewhere and common and entry.kind not in ("vendor", "integrator"))


def _is_in_private_hands(
    named: Sequence[str], where: Where, words: LabelWords, entries: Mapping[str, WatchEntry]
) -> bool:
    """Whether speed cameras are somebody's own: a thing of one country."""
    roads = TRAFFIC in named or any(words.says(name) for name in ("offence", "any-offence", "fine", "speed-meter"))
    return PRIVATE in entries and roads and words.says(PRIVATE) and entries[PRIVATE].country in where.countries


def _is_of_roads(said: Iterable[str], words: LabelWords, entries: Mapping[str, WatchEntry]) -> bool:
    """Whether a system is for offences by its name; what is called by common words (АПК), only beside roads."""
    sure = any(TRAFFIC in entries[name].implies and entries[name].needs != "context" for name in said)
    return sure or any(words.says(name) for name in ("driving", "offence", "fine"))


def _implied(named: Iterable[str], entries: Mapping[str, WatchEntry]) -> list[str]:
    found: list[str] = []
    known = tuple(named)
    for name in known:
        for implied in entries[name].implies:
            if implied not in known:
                found += [implied, *_implied([implied], entries)]
    return found


def _meant_here(
    named: Iterable[str], where: Where, entries: Mapping[str, WatchEntry], spots: Sequence[Spot], survey: Survey
) -> list[str]:
    """«Безопасный город» is a system of its own in Kyrgyzstan, and «Шаҳри бехатар» of Tashkent is not Tajikistan's.

    So is the smart city of a town that has one. A technology or programme gives way to the system; in Chinese, without
    quotes, the words are the idea.
    """
    country = where.countries[0] if len(where.countries) == 1 else None
    ideas = {
        meant: (general.id, of)
        for general in entries.values()
        for of, meant in general.stands_for
        if general.kind == PROGRAMME and of.isupper()
    }
    result: list[str] = []
    for name in named:
        meanings = dict(entries[name].stands_for)
        meant = meanings.get(country or "") or next((meanings[at] for at in where.places if at in meanings), None)
        if name in ideas and where.countries and ideas[name][1] not in where.countries:
            idea = ideas[name][0]
            result.append(dict(entries[idea].stands_for).get(country or "", idea))
        elif meant is None or _is_chinese_noun(name, spots, survey):
            result.append(name)
        else:
            result += [meant, *entries[meant].implies]
    return result


def _is_chinese_noun(name: str, spots: Sequence[Spot], survey: Survey) -> bool:
    """Whether a name stands there in Chinese only, and without quotes: as a common noun."""
    page = survey.page
    written = [spot for spot in spots if spot.id == name]
    return bool(written) and all(
        CJK.match(page.folded.text[spot.start]) and not page.is_quoted(spot.start, spot.end) for spot in written
    )


def _without_second_labels(named: Sequence[str], survey: Survey, words: LabelWords, *, watched: bool) -> list[str]:
    """Without what only repeats another label in other words."""
    less = set()
    if FACES in named and not words.says("other-than-faces"):
        less.add(BIOMETRICS)
    spoken = [spot for spot in survey.entities if spot.id == INTERCEPTION]
    if spoken and watched and all(words.covers("watched-only", spot) for spot in spoken):
        less.add(INTERCEPTION)
    if INTERCEPTION in named and not watched and not any(spot.id in DEVICES for spot in survey.terms):
        less.add(CENTRE)  # an exchange of calls and traffic, in whatever words
    return [name for name in named if name not in less]


def _has_cameras_of_nobody(
    survey: Survey, words: LabelWords, named: Sequence[str], entries: Mapping[str, WatchEntry]
) -> bool:
    """Whether there are cameras of which nothing says whose or what they are."""
    smart = words.says("smart-camera")
    if BRACELETS in named and not words.says("camera-word"):
        return False
    if not (smart or _has_plain_cameras(survey, words)):
        return False
    more = SAY_MORE & set(named)
    if _is_system_named(named, entries):
        return (smart and not more) or _counts_others(survey, words)
    cameras = [spot for spot in survey.terms if spot.id == "camera"]
    cameras = [spot for spot in cameras if not words.covers("recorder-of-traffic", spot)]
    if more == {TRAFFIC} and _are_listed(cameras, words):
        return True
    if not more or words.says_with("of-them", [*cameras, *words.beside("recognise")]):
        return True
    return more == {FACES} and _is_gate(cameras, survey, words)


def _is_gate(cameras: Sequence[Spot], survey: Survey, words: LabelWords) -> bool:
    """Whether a gate or a tablet knows faces, and not the cameras beside it."""
    faces = [*words.beside(FACES), *(spot for spot in survey.entities if spot.id == FACES)]
    said = {spot.sentence for spot in faces}
    gates = [spot for spot in words.beside("gate") if spot.sentence in said]
    return bool(gates) and not any(spot.sentence in said for spot in cameras)


def _are_listed(cameras: Sequence[Spot], words: LabelWords) -> bool:
    """Whether cameras are told in one sentence with devices for speed alone: "77 cameras and five speed meters"."""
    driven = any(not words.covers("speed-meter", spot) for spot in words.beside("offence")) or words.says("fine")
    return not driven and words.says_with("speed-meter", cameras)


def _is_counted(spot: Spot, words: LabelWords) -> bool:
    text = words.survey.page.folded.text
    return bool(COUNT.search(text, max(0, spot.start - 40), spot.start))


def _counts_others(survey: Survey, words: LabelWords) -> bool:
    """Whether cameras are counted besides those of the system: in a sentence of their own, "besides" or "in all"."""
    named = {spot.sentence for spot in survey.entities if spot.id != CAMERAS}
    counted = (spot for spot in survey.terms if spot.id == "camera" and _is_counted(spot, words))
    return words.says_with("besides", [spot for spot in counted if spot.sentence not in named])


def _has_plain_cameras(survey: Survey, words: LabelWords, apart: Sequence[Spot] = ()) -> bool:
    """Cameras, whatever they are called, outside the name of another thing.

    "Equipment that watches" beside telephones or the internet is no camera. `apart`: names that are left out.
    """
    names = (*words.names, *(spot for spot in survey.entities if spot.id == BRACELETS))
    tapped = {spot.sentence for spot in survey.entities if spot.id == INTERCEPTION}
    plain = [spot for spot in survey.terms if spot.id == "camera" and not words.covers("no-camera", spot)]
    plain = [spot for spot in plain if spot.sentence not in tapped or words.covers("camera-word", spot)]
    named = (spot for spot in survey.entities if spot.id == CAMERAS and spot not in apart)
    plain += [spot for spot in named if not _is_told_elsewise(spot, words)]
    return any(not any(name.start <= spot.start < name.end for name in names) for spot in plain)


def _is_system_named(named: Iterable[str], entries: Mapping[str, WatchEntry]) -> bool:
    """Whether a system of cameras is named: they are its cameras, and need no other label."""
    return any(name == "safe-city" or (entries[name].kind == SYSTEM and entries[name].cameras) for name in named)
