"""Where the event of a text is: its own places and countries, told from those in passing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from monitor.match.spots import Page, Spot
from monitor.match.survey import Survey, longest
from monitor.match.terms import gazetteer

REGION = frozenset(("KZ", "UZ", "KG", "TJ", "TM"))
_ROUTE = re.compile(r"\s?-\s?")
_AGENCY = re.compile(r"\s?(?:news|media|times|plus|info|today|tv|radio|agentlig|agentstv|\.\w)")
_DATELINE = re.compile(r"[\s,]*(?:[./(]|\d|-\s|\s-|[,.]?\s*\d{1,2}\s)")
CAPITALS = {"KZ": "astana", "UZ": "tashkent", "KG": "bishkek", "TJ": "dushanbe", "TM": "ashgabat"}
_CAPITAL_WORD = re.compile(r"\b(?:stolits\w*|stolichn\w*|poitaht\w*|paitag\w*|elorda\w*|borbor kala\w*|the capital)\b")
AMBIGUOUS = frozenset(("mary", "oral", "semey", "osh", "shar", "altay"))
"""Towns whose names are words elsewhere: counted only with other evidence of their country."""


@dataclass(frozen=True)
class Where:
    """The event's own places and countries, and how sure the region is."""

    places: tuple[str, ...]
    countries: tuple[str, ...]
    certain: bool
    """Whether the text itself says so, not the outlet's country alone."""
    spots: tuple[Spot, ...]


@lru_cache(maxsize=1)
def _places() -> dict[str, dict[str, Any]]:
    return {place["id"]: place for place in gazetteer()}


def country_of(place: str) -> str:
    """The country of a place's id."""
    return str(_places()[place]["country"])


def locate(survey: Survey) -> Where:
    """Decide where the event of a text is."""
    page = survey.page
    near = _near(survey)
    named = [spot for spot in longest((*survey.places, *survey.foreign)) if spot in set(survey.places)]
    own = [spot for spot in named if not _is_passing(page, spot, named)]
    countries = _countries(survey, own, near)
    own = [spot for spot in own if spot.id not in AMBIGUOUS or country_of(spot.id) in _hints(survey, own)]
    close = [spot for spot in own if spot.sentence in near] or own
    datelines = [spot for spot in named if _is_dateline(page, spot)]
    places = list(dict.fromkeys(spot.id for spot in close))
    if not places and (capital := _capital(page, countries, datelines)):
        places = [capital]
    places = _most_specific(places)
    if places:
        countries = tuple(dict.fromkeys((*(country_of(place) for place in places), *_joint(survey, near, places))))
    elif not countries and datelines:
        countries = (country_of(datelines[0].id),)
    certain = bool(places or survey.bodies or survey.countries)
    if not countries and survey.page.text.source_country in REGION and not _is_foreign(survey, near):
        countries = (str(survey.page.text.source_country),)
    return Where(tuple(places), countries, certain, tuple(close))


def _near(survey: Survey) -> frozenset[int]:
    """The title's sentences, those with a core spot, and their neighbours."""
    core = {spot.sentence for spot in (*survey.core(), *survey.alone)}
    title = set(range(survey.page.title_sentences))
    return frozenset(title | core | {number + 1 for number in core} | {number - 1 for number in core})


def _is_passing(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    return _is_dateline(page, spot) or _is_route(page, spot, named) or _is_agency(page, spot)


def _is_dateline(page: Page, spot: Spot) -> bool:
    """«АСТАНА. KAZINFORM — », «ТАШКЕНТ, 28 янв — Sputnik»: at the very start of the body, with a mark behind it."""
    text = page.folded.text
    begin = page.title_end
    between = re.sub(r"[\W\d_]+", "", text[begin : spot.start])
    if spot.start < begin or len(between) > 14 or spot.start - begin > 24:
        return False
    behind = text[spot.end : spot.end + 12]
    capitals = page.in_capitals(spot.start, spot.end)
    return bool(_DATELINE.match(behind)) and (capitals or not re.match(r"\s-\s", behind))


def _is_route(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«трасса Бишкек — Ош»: both ends are in passing."""
    text = page.folded.text
    for other in named:
        first, second = (spot, other) if spot.start < other.start else (other, spot)
        if other.id != spot.id and first.end < second.start and _ROUTE.fullmatch(text, first.end, second.start):
            return True
    return False


def _is_agency(page: Page, spot: Spot) -> bool:
    text = page.folded.text
    if _AGENCY.match(text, spot.end):
        return True
    before = text[max(0, spot.start - 16) : spot.start]
    return bool(re.search(r"(?:agentstv\w*|agentlig\w*|azia-plius|gazet\w*)\s\"?$", before))


def _hints(survey: Survey, own: Iterable[Spot]) -> set[str]:
    hints = {spot.id for spot in (*survey.countries, *survey.bodies)}
    hints |= {country_of(spot.id) for spot in own if spot.id not in AMBIGUOUS}
    return hints | {survey.page.text.source_country or ""}


def _countries(survey: Survey, own: Sequence[Spot], near: frozenset[int]) -> tuple[str, ...]:
    for spots in (
        [spot for spot in survey.countries if spot.sentence in near],
        survey.countries,
        [spot for spot in survey.bodies if spot.sentence in near],
        survey.bodies,
    ):
        found = [spot.id for spot in spots if spot.id in REGION]
        if found:
            source = survey.page.text.source_country
            if spots is survey.bodies and source in found:
                return (str(source),)
            return tuple(dict.fromkeys(found)) if spots and spots[0] in survey.countries else (_most_frequent(found),)
    return ()


def _most_frequent(found: Sequence[str]) -> str:
    return max(dict.fromkeys(found), key=found.count)


def _joint(survey: Survey, near: frozenset[int], places: Sequence[str]) -> tuple[str, ...]:
    """Other countries of the region named as party to the event in the title."""
    title = survey.page.title_sentences
    return tuple(spot.id for spot in survey.countries if spot.id in REGION and spot.sentence < title and not places)


def _capital(page: Page, countries: Sequence[str], datelines: Sequence[Spot]) -> str | None:
    """«столица», «пойтахт», «елорда»: the capital of the country in question."""
    if not _CAPITAL_WORD.search(page.folded.text):
        return None
    country = countries[0] if countries else country_of(datelines[0].id) if datelines else page.text.source_country
    return CAPITALS.get(country or "")


def _most_specific(places: Sequence[str]) -> list[str]:
    """Without the regions whose towns are named as well."""
    parents = {_places()[place]["parent"] for place in places}
    return [place for place in places if place not in parents]


def _is_foreign(survey: Survey, near: frozenset[int]) -> bool:
    return any(spot.sentence in near for spot in survey.foreign)
