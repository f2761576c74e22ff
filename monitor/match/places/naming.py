"""The places of the gazetteer that a text names: of names that overlap or are alike, the one that is meant."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from monitor.match.spots import Page, Spot, SpotKind
from monitor.match.survey import Survey, longest
from monitor.match.terms import CAPITAL, gazetteer
from monitor.text.fold import fold

SHARED = re.compile(r"(?:aba[ie]|aksu(?!kent)|altai)\w*$")
"""Names of a poet, of mountains and of many rivers: those of a town only in a list with another town of its region."""
ABLATIVE = re.compile(r"(?:dan|den|don|tan|ten|ton|nan|nen)$")
"""A Turkic name in the case of whence, folded."""
LOCATIVE = re.compile(r"[dt][aeo](?:gi|ki)?$")
"""A Turkic name in the case of where, folded."""
OF_A_TOWN = re.compile(r"sk(?:i|ogo|omu|im|om|aia|oi|uiu|oe)$")
"""A Russian adjective made of a name, folded: душанбинский."""
_BETWEEN = re.compile(r"(?:,|\s(?:i|jane|va|ham|men|pen|ben))\s(?:v\s)?")


@lru_cache(maxsize=1)
def known_places() -> dict[str, dict[str, Any]]:
    """The rows of the gazetteer by id."""
    return {place["id"]: place for place in gazetteer()}


def country_of(place: str) -> str:
    """The country of a place's id."""
    return str(known_places()[place]["country"])


@lru_cache(maxsize=256)
def bare_names(place: str) -> frozenset[str]:
    """The names of a place without any ending, folded: of "Нұр-Сұлтан" it cannot be told by the ending."""
    return frozenset(fold(str(form).rstrip("~*+")).text for form in known_places()[place]["forms"])


def namesake(place: str) -> str | None:
    """The region that bears the name of a town."""
    region = f"{place}-region"
    return region if region in known_places() else None


def places_of(spots: Iterable[Spot]) -> list[Spot]:
    """The places among the spots of a page, without those inside a longer one of the same country.

    «Дангаринский район» is Uzbekistan's and «Дангара» Tajikistan's: which is meant, the whole text tells.
    """
    by_country: dict[str, list[Spot]] = {}
    for spot in spots:
        if spot.kind is SpotKind.PLACE:
            by_country.setdefault("" if spot.id == CAPITAL else country_of(spot.id), []).append(spot)
    return sorted(
        (spot for group in by_country.values() for spot in longest(group)), key=lambda spot: (spot.start, -spot.end)
    )


def named_places(survey: Survey) -> list[Spot]:
    """The places named, the longest of those that overlap; of one name in two countries or regions, the one meant."""
    mine = [spot for spot in survey.places if spot.id != CAPITAL]
    groups: list[list[Spot]] = []
    for spot in sorted(mine, key=lambda one: (one.start, -one.end)):
        if groups and spot.start < max(one.end for one in groups[-1]):
            groups[-1].append(spot)
        else:
            groups.append([spot])
    told = Counter(spot.id for spot in (*survey.countries, *survey.bodies))
    told.update(country_of(spots[0].id) for spots in groups if len({country_of(spot.id) for spot in spots}) == 1)
    source = survey.page.text.source_country

    def home(spot: Spot) -> tuple[int, bool]:
        country = country_of(spot.id)
        return told[country], country == source

    at_home = [spot for spots in groups for spot in spots if home(spot) == max(map(home, spots))]
    kept = set(longest((*at_home, *survey.foreign)))
    elsewhere = Counter(spot.id for spot in at_home if spot in kept)
    spans: dict[tuple[int, int], list[Spot]] = {}
    for spot in at_home:
        if spot in kept:
            spans.setdefault((spot.start, spot.end), []).append(spot)

    def likely(spot: Spot) -> tuple[int, int, bool]:
        place = known_places()[spot.id]
        told_of = elsewhere[spot.id] + elsewhere[place["parent"]]
        return told_of, _letters_of_the_name(survey.page, spot), place["kind"] in ("city", "capital")

    meant = sorted((max(spots, key=likely) for spots in spans.values()), key=lambda spot: spot.start)
    text = survey.page.folded.text
    return [spot for spot in meant if not SHARED.match(text[spot.start : spot.end]) or _is_listed(text, spot, meant)]


def _letters_of_the_name(page: Page, spot: Spot) -> int:
    """How much of a word is the name itself: «Балкашино» is no «Балкаш» with an ending."""
    word = page.folded.text[spot.start : spot.end]
    return max((len(name) for name in bare_names(spot.id) if word.startswith(name)), default=0)


def _is_listed(text: str, spot: Spot, named: Iterable[Spot]) -> bool:
    """Whether a town of the same region stands in one list with a place: «в Экибастузе и Аксу»."""
    parent = known_places()[spot.id]["parent"]
    return any(
        _BETWEEN.fullmatch(text, min(spot.end, other.end), max(spot.start, other.start))
        for other in named
        if parent and other.id != spot.id and known_places()[other.id]["parent"] == parent
    )
