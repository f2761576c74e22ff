"""Which countries a text names, by their names and by their bodies. Pure."""

import re

from monitor.match.spots import Page, Spot
from monitor.match.survey import Survey

REGION = frozenset(("KZ", "UZ", "KG", "TJ", "TM"))


_BEFORE = re.compile(
    r"\b(?:grajdan\w*|urojen\w*|vihodts\w*\siz|migrant\w*\siz|citizens?\sof|nationals?\sof|granits\w*\s(?:s|so)|rubej\w*\s(?:s|so)|border\svith|sarhad\w*\sbo"
    r"|shahrvand\w*)\s(?:\w+\s(?:i|and|va)\s)?$"
)
_BEHIND = re.compile(
    r"\s(?:fukaro|azamat|jaran|raiat|citizen|national|grajdan)\w*"
    r"|\s(?:bilan|men|menen|bilen)\s(?:\w+\s)?(?:chegara|shekara|chek\sara|serhet|araket)\w*"
)
"""«Граждане Узбекистана», «рубеж с Таджикистаном»: who is meant or what is bordered on, and not where."""


def _is_aside(page: Page, spot: Spot) -> bool:
    text = page.folded.text
    if spot.id == page.text.source_country:
        return False
    return bool(_BEFORE.search(text, max(0, spot.start - 40), spot.start) or _BEHIND.match(text, spot.end))


def besides(survey: Survey, countries: tuple[str, ...]) -> tuple[str, ...]:
    """With the countries of which no town is named, where a text goes from one country to the next."""
    if len(countries) == 1:
        return countries
    core = {spot.sentence for spot in survey.core()}
    more = [spot.id for spot in survey.countries if spot.sentence in core and spot.id in REGION]
    return tuple(dict.fromkeys((*countries, *more)))


def countries_named(survey: Survey, near: frozenset[int]) -> tuple[str, ...]:
    """The countries that are named, or whose bodies are; those near what is watched before all others."""
    own = [spot for spot in survey.countries if not _is_aside(survey.page, spot)]
    for spots in ([spot for spot in own if spot.sentence in near], own, survey.countries):
        found = [spot.id for spot in spots if spot.id in REGION]
        if found:
            return tuple(dict.fromkeys(found))
    for spots in ([spot for spot in survey.bodies if spot.sentence in near], survey.bodies):
        found = [spot.id for spot in spots]
        if found:
            source = survey.page.text.source_country
            return (str(source),) if source in found else (max(dict.fromkeys(found), key=found.count),)
    return ()
