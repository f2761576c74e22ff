"""Where the event of a text is: its own places and countries, told from those in passing."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from monitor.match.alphabet import CYRILLIC, letters_tell
from monitor.match.digest import other_news
from monitor.match.naming import country_of, known_places, named_places, namesake
from monitor.match.nations import REGION, besides, countries_named
from monitor.match.occasions import is_measured_from, is_venue
from monitor.match.passing import AT, is_aside, is_dateline, is_passing
from monitor.match.place_words import fits
from monitor.match.regions import ADJECTIVE, REGION_WORD, is_city, place_of
from monitor.match.spots import Page, Spot
from monitor.match.survey import Survey
from monitor.match.terms import CAPITAL

CAPITALS = {"KZ": "astana", "UZ": "tashkent", "KG": "bishkek", "TJ": "dushanbe", "TM": "ashgabat"}
PRESS_TOWNS = frozenset((*CAPITALS.values(), "almaty"))
"""Where agencies have their desks: a dateline from there says little of where it happens."""
TURKISTAN = "turkistan"
"""A small town whose region bears its name: beside any word for a region, the region is meant."""
AMBIGUOUS = re.compile(r"(?:mari|oral|semei|osh|shar|altai|karshi|boka|kant)(?:\W?s)?")
"""Names of towns that are words elsewhere: counted only with other evidence of their country."""
_LOCAL = re.compile(r"\b(?:gorod\w*|kala\w*|shahar\w*|shaar\w*|(?<!baspasoz )maslihat\w*|upravleni\w*|baskarma\w*)\b")
_TOWN_OF = re.compile(r"\b(?:gorod(?!ah|ov)\w*|sel[aeou]\w*|posel\w*|poseol\w*|monogorod\w*|raion[ea]?)\s$")
_AND = re.compile(r"\s(?:i|va|and|jana|men|ve|va)\s(?:v\s)?")
_IN = re.compile(r"[dt][aeo]$")
_WORDS = re.compile(r"\w+")
_FROM = re.compile(r"(?:dan|den|don|tan|ten|ton|nan|nen)$")
_OTHER_CAPITAL = re.compile(r"(?:iujn\w*|severn\w*|kulturn\w*|vtor\w*|tushtuk|ontustik|janubii|janubi)\s$")
"""«Южная столица» is not the capital."""
_CAPITAL_ABROAD = re.compile(
    r"mosk[vo]\w*|maska[vu]\w*|maskeu\w*|peking?\w*|beijing|kiev\w*|kiiv|minsk\w*|baku\w*|ankar\w*|tegeran\w*|tehran\w*|kabul\w*"
    r"|london\w*|pari[jz]\w*|paris|berlin\w*|vashington\w*|tbilisi\w*|erevan\w*|tokio\w*|seul\w*|deli\w*|dubai\w*"
)
_FROM_BEFORE = re.compile(r"\b(?:iz|from|ot|az|by)\s$")
HOMES = {"tg": "TJ", "tk": "TM", "ky": "KG", "kk": "KZ", "uz": "UZ"}
"""Where each language is at home."""
SHORT = 1500
"""A text of fewer letters is about one thing: all its places count as near."""


@dataclass(frozen=True)
class Where:
    """The event's own places and countries, and how sure the region is."""

    places: tuple[str, ...]
    countries: tuple[str, ...]
    certain: bool
    """Whether the text itself says so, not the outlet's country alone."""
    spots: tuple[Spot, ...]


def locate(survey: Survey) -> Where:
    """Decide where the event of a text is."""
    page = survey.page
    near = _near(survey)
    named = named_places(survey)
    own = [spot for spot in named if not is_passing(page, spot, named)]
    own = [spot for spot in own if not is_aside(page, spot)] or own
    datelines = [spot for spot in named if is_dateline(page, spot)]
    hints = _hints(survey, own)
    own = [spot for spot in own if not _is_a_word(page, spot) or country_of(spot.id) in hints]
    countries = countries_named(survey, near)
    told = [spot for spot in own if spot.start < page.recall] or own
    close = [spot for spot in told if spot.sentence in near] or told
    places = [place_of(page, spot, close) for spot in close]
    places += _by_capital_word(survey, near, places, close, countries, datelines)
    places = _by_dateline(page, places, datelines)
    places = _region_for_town(
        page,
        close,
        _most_specific(page, dict.fromkeys(places), close),
    )
    venues = [spot for spot in named if is_venue(page, spot)]
    certain = bool(places or survey.bodies or survey.countries or venues)
    if places:
        countries = besides(survey, tuple(dict.fromkeys(country_of(place) for place in places)))
    else:
        countries = _by_venue(survey, countries, datelines, venues)
    countries = countries or survey.homes
    title = page.title_sentences
    abroad = [spot for spot in survey.foreign if not _is_of_a_name(survey, spot) and _is_there(page, spot)]
    if not countries and not any(spot.sentence < title for spot in abroad):
        countries = _of_the_reader(page) or (() if abroad else survey.owners)
    return Where(tuple(places), countries, certain, tuple(close))


def _by_venue(
    survey: Survey, countries: tuple[str, ...], datelines: Sequence[Spot], venues: Sequence[Spot]
) -> tuple[str, ...]:
    """Where it was said tells the country if nothing else does, or if it is the outlet's own and a neighbour is named."""
    home = survey.page.text.source_country
    titled = any(spot.sentence < survey.page.title_sentences for spot in survey.countries)
    if home and not titled and home not in countries and any(country_of(spot.id) == home for spot in venues):
        return (home,)
    return countries or tuple(country_of(spot.id) for spot in [*datelines, *venues][:1])


def _of_the_reader(page: Page) -> tuple[str, ...]:
    """The country that goes without saying: the outlet's, or the one whose language the text is in."""
    if page.text.source_country in REGION:
        return (str(page.text.source_country),)
    language = letters_tell(page.folded.source)
    return (HOMES[language],) if page.text.source_country is None and language in HOMES else ()


def _is_of_a_name(survey: Survey, spot: Spot) -> bool:
    """Whether a foreign name is a word of a firm's: «Shenzhen Sunwin» works here."""
    return any(one.start <= spot.start < one.end for one in (*survey.entities, *survey.alone))


def _is_there(page: Page, spot: Spot) -> bool:
    """Whether a foreign place may be where it happens, and not where the devices, the money or the guests come from."""
    text = page.folded.text
    word = text[spot.start : spot.end]
    behind = _WORDS.search(text, spot.end, spot.end + 32)
    of_a_firm = behind is not None and fits("firm", behind.group())
    return not (of_a_firm or (not spot.exact and _FROM.search(word)) or _FROM_BEFORE.search(text, max(0, spot.start - 8), spot.start))


def _near(survey: Survey) -> frozenset[int]:
    """The title's sentences, those with a core spot, and their neighbours; all of a short text."""
    page = survey.page
    core = {spot.sentence for spot in (*survey.core(), *survey.alone)}
    title = set(range(page.title_sentences))
    near = title | core | {number + 1 for number in core} | {number - 1 for number in core}
    if len(page.folded.text) < SHORT:
        near = set(range(len(page.starts)))
    return frozenset(near - other_news(page, core))


def _region_for_town(page: Page, close: Sequence[Spot], places: list[str]) -> list[str]:
    """A town named bare beside the region of its name stands for the region («Нарындын мектептери … Нарын облусу»)."""
    named = {spot.id for spot in close}
    result = []
    for place in places:
        region = namesake(place)
        mine = [spot for spot in close if spot.id == place]
        if (
            place == TURKISTAN
            and region
            and REGION_WORD.search(page.folded.text)
            and not any(is_city(page, one) for one in mine)
        ):
            result.append(region)
            continue
        bare = bool(mine) and not any(
            is_city(page, spot) or _is_beside_its_region(page, spot, close) or _is_a_russian_headline(page, spot)
            for spot in mine
        )
        bare &= not any(other != place and known_places()[other]["parent"] == region for other in places)
        official = bool(mine) and mine[0].sentence < page.title_sentences and _is_of_an_office(page, str(region), close)
        result.append(str(region) if bare and region in named and not official else place)
    parents = {known_places()[place]["parent"] for place in result}
    return [
        place for place in dict.fromkeys(result) if place not in parents or not _is_of_an_office(page, place, close)
    ]


def _is_a_russian_headline(page: Page, spot: Spot) -> bool:
    """«… так и не заработал в Костанае»: Russian calls the region by its adjective, so that the noun is the town."""
    word = page.folded.text[spot.start : spot.end]
    russian = bool(CYRILLIC.search(page.text.title)) and letters_tell(page.text.title) is None
    return russian and spot.sentence < page.title_sentences and not ADJECTIVE.search(word)


def _is_beside_its_region(page: Page, spot: Spot, close: Sequence[Spot]) -> bool:
    """«В Ташкенте и Ташкентской области»: both are meant."""
    region = namesake(spot.id)
    return any(other.id == region and _AND.fullmatch(page.folded.text, spot.end, other.start) for other in close)


def _is_of_an_office(page: Page, region: str, close: Sequence[Spot]) -> bool:
    """Whether a region is named only with an office: «Samarqand viloyati YHX boshqarmasi», «полиция Мангистау»."""
    text = page.folded.text
    spots = [spot for spot in close if spot.id == region]
    before = [_WORDS.findall(text, max(0, spot.start - 32), spot.start)[-1:] for spot in spots]
    behind = [_WORDS.findall(text, spot.end, spot.end + 32)[:2] for spot in spots]
    return bool(spots) and all(
        any(fits("office", word) for word in (*one, *two)) for one, two in zip(before, behind, strict=True)
    )


def _by_capital_word(
    survey: Survey,
    near: frozenset[int],
    places: Sequence[str],
    close: Sequence[Spot],
    countries: Sequence[str],
    datelines: Sequence[Spot],
) -> list[str]:
    """«столица», «пойтахт», «елорда»: the capital of the country in question."""
    text = survey.page.folded.text
    words = [
        spot
        for spot in survey.places
        if spot.id == CAPITAL
        and spot.sentence in near
        and not _OTHER_CAPITAL.search(text, max(0, spot.start - 12), spot.start)
        and not _FROM.search(text, spot.start, spot.end)
        and not _is_capital_abroad(survey, spot)
        and not is_measured_from(survey.page, spot)
    ]
    if not words:
        return []
    said = {spot.sentence for spot in words}
    beside = [spot.id for spot in survey.countries if spot.sentence in said and spot.id in CAPITALS]
    if len(set(beside)) == 1 and beside[0] not in map(country_of, places):
        return [CAPITALS[beside[0]]]
    title = survey.page.title_sentences
    if places and not any(spot.sentence < title for spot in words) and any(s.sentence < title for s in close):
        return []
    known = [country_of(place) for place in places] or list(countries) or [country_of(spot.id) for spot in datelines]
    country = known[0] if known else survey.page.text.source_country
    return [CAPITALS[country]] if country in CAPITALS else []


def _is_capital_abroad(survey: Survey, word: Spot) -> bool:
    """Whether another country's capital is meant: «Россия пойтахти», «столица России», «в Москве … столичных».

    Without a name beside it, the foreign capital must be the last name before it, or the only kind of name in the text.
    """
    text = survey.page.folded.text
    beside = [spot for spot in survey.foreign if spot.end + 1 == word.start or spot.start == word.end + 1]
    abroad = [spot for spot in survey.foreign if _CAPITAL_ABROAD.fullmatch(text, spot.start, spot.end)]
    home = [spot for spot in (*survey.countries, *survey.bodies, *survey.places) if spot.id != CAPITAL]
    before = [spot for spot in (*survey.foreign, *home) if spot.start < word.start]
    last = max(before, key=lambda spot: spot.start, default=None)
    return bool(beside or last in abroad or (abroad and not home))


def _by_dateline(page: Page, places: Sequence[str], datelines: Sequence[Spot]) -> list[str]:
    """A local matter told without its town: the town of the dateline."""
    if places or not datelines:
        return list(places)
    town = datelines[0].id
    body = page.folded.text[datelines[0].end :]
    return [town] if town not in PRESS_TOWNS or _LOCAL.search(body) else []


def _is_a_word(page: Page, spot: Spot) -> bool:
    return bool(AMBIGUOUS.fullmatch(page.folded.text, spot.start, spot.end))


def _hints(survey: Survey, own: Iterable[Spot]) -> set[str]:
    hints = {spot.id for spot in (*survey.countries, *survey.bodies)}
    hints |= {country_of(spot.id) for spot in own if not _is_a_word(survey.page, spot)}
    return hints | {survey.page.text.source_country or ""}


def _most_specific(page: Page, places: Iterable[str], close: Sequence[Spot]) -> list[str]:
    """Without the regions whose towns are named as well, but for those that are a place of their own."""
    listed = list(places)
    parents = {known_places()[place]["parent"] for place in listed}
    return [place for place in listed if place not in parents or _stands_alone(page, place, listed, close)]


def _stands_alone(page: Page, region: str, listed: Collection[str], close: Sequence[Spot]) -> bool:
    """Alone in the title, of one name with a town, or with a sentence of its own: «В области подключили 15 камер. …»"""
    towns = {place for place in listed if known_places()[place]["parent"] == region}
    titled = [spot for spot in close if spot.sentence < page.title_sentences]
    if {spot.id for spot in titled} == {region} and not all(_is_of_a_town(page, spot) for spot in titled):
        return True
    if region in map(namesake, towns):
        return not any(namesake(spot.id) == region and _is_a_russian_headline(page, spot) for spot in close)
    theirs = {spot.sentence for spot in close if spot.id in towns}
    opening = [spot for spot in close if spot.id == region and spot.sentence not in theirs and _opens(page, spot)]
    return bool(opening) and not _is_of_an_office(page, region, opening)


def _is_of_a_town(page: Page, spot: Spot) -> bool:
    """«В городке Карагандинской области»: a region that says where a town lies."""
    return bool(_TOWN_OF.search(page.folded.text, max(0, spot.start - 16), spot.start))


def _opens(page: Page, spot: Spot) -> bool:
    """Whether a place in the locative is what its sentence begins with: «Mary welaýatynda …», «В области …»."""
    text = page.folded.text
    before = text[page.starts[spot.sentence] : spot.start].strip(' "-')
    return before in AT or (not before and bool(_IN.search(text, spot.start, spot.end)))
