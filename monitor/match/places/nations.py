"""Which countries a text names, by their names and by their bodies. Pure."""

import re
from collections.abc import Collection

from monitor.match.spots import Spot
from monitor.match.survey import Survey

REGION = frozenset(("KZ", "UZ", "KG", "TJ", "TM"))
_OF = re.compile(
    r"\b(?:grajdan\w*|urojen\w*|vihodts\w*\siz|migrant\w*\siz|citizens?\sof|nationals?\sof|shahrvand\w*)"
    r"\s(?:\w+\s(?:i|and|va)\s)?$"
)
_CITIZENS = re.compile(r"\s(?:fukaro|azamat|jaran|raiat|citizen|national|grajdan)\w*")
"""«Граждане Узбекистана»: who is meant, and not where; of the outlet's own country it is the country."""
_BORDERS = re.compile(
    r"\b(?:granits\w*\s(?:s|so)|rubej\w*\s(?:s|so)|borders?\svith|sarhad\w*\sbo)"
    r"\s(?:respublik\w*\s)?(?:\w+\s(?:i|and|va)\s)?$"
)
_BORDERED = re.compile(
    r"(?:\s(?:bilan|men|menen|bilen)|(?<=[mbp]en))\s(?:\w+\s)?(?:chegara|shekara|chek\sara|serhet|araket)\w*"
)
"""«Рубеж с Таджикистаном»: what is bordered on."""


def is_only_mentioned(survey: Survey, spot: Spot) -> bool:
    """Whether a country is only bordered on, or the home of somebody."""
    text = survey.page.folded.text
    if _BORDERS.search(text, max(0, spot.start - 40), spot.start) or _BORDERED.match(text, spot.end):
        return True
    if spot.id == survey.page.text.source_country:
        return False
    at_home = _OF.search(text, max(0, spot.start - 40), spot.start) or _CITIZENS.match(text, spot.end)
    return bool(at_home) or text.startswith("-based", spot.end)


def _joined(survey: Survey) -> set[int]:
    """Where the names in «киргизско-таджикская граница» begin: of both countries, if neither is named alone."""
    text = survey.page.folded.text
    ends = {spot.end: spot.start for spot in survey.countries}
    pairs = [(ends[spot.start - 1], spot.start) for spot in survey.countries if spot.start - 1 in ends]
    return {start for pair in pairs if text[pair[1] - 1] == "-" for start in pair}


def besides(survey: Survey, countries: tuple[str, ...], apart: Collection[Spot]) -> tuple[str, ...]:
    """With the countries of which no town is named, where a text goes from one country to the next.

    `apart`: names of countries that it is not about.
    """
    if len(countries) == 1:
        return countries
    core = {spot.sentence for spot in survey.core()}
    named = [spot for spot in survey.countries if spot not in apart]
    more = [spot.id for spot in named if spot.sentence in core and spot.id in REGION]
    return tuple(dict.fromkeys((*countries, *more)))


def countries_named(survey: Survey, near: frozenset[int], apart: Collection[Spot]) -> tuple[str, ...]:
    """The countries that are named, or whose bodies are; those near what is watched before all others.

    `apart`: names of countries that the text is not about.
    """
    both = [spot for spot in survey.countries if spot not in apart and not is_only_mentioned(survey, spot)]
    joined = _joined(survey)
    own = [spot for spot in both if spot.start not in joined]
    others = [] if apart or survey.page.text.source_country in REGION else survey.countries
    for spots in ([spot for spot in own if spot.sentence in near], own, both, others):
        found = [spot.id for spot in spots if spot.id in REGION]
        if found:
            return tuple(dict.fromkeys(found))
    for spots in ([spot for spot in survey.bodies if spot.sentence in near], survey.bodies):
        found = [spot.id for spot in spots]
        if found:
            source = survey.page.text.source_country
            return (str(source),) if source in found else (max(dict.fromkeys(found), key=found.count),)
    return ()
