"""Which countries a text names, by their names and by their bodies. Pure."""

from monitor.match.survey import Survey

REGION = frozenset(("KZ", "UZ", "KG", "TJ", "TM"))


def besides(survey: Survey, countries: tuple[str, ...]) -> tuple[str, ...]:
    """With the countries of which no town is named, where a text goes from one country to the next."""
    if len(countries) == 1:
        return countries
    core = {spot.sentence for spot in survey.core()}
    more = [spot.id for spot in survey.countries if spot.sentence in core and spot.id in REGION]
    return tuple(dict.fromkeys((*countries, *more)))


def countries_named(survey: Survey, near: frozenset[int]) -> tuple[str, ...]:
    """The countries that are named, or whose bodies are; those near what is watched before all others."""
    for spots in ([spot for spot in survey.countries if spot.sentence in near], survey.countries):
        found = [spot.id for spot in spots if spot.id in REGION]
        if found:
            return tuple(dict.fromkeys(found))
    for spots in ([spot for spot in survey.bodies if spot.sentence in near], survey.bodies):
        found = [spot.id for spot in spots]
        if found:
            source = survey.page.text.source_country
            return (str(source),) if source in found else (max(dict.fromkeys(found), key=found.count),)
    return ()
