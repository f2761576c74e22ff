"""Where the event of a text is: its own places and countries, told from those in passing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.match.place_words import fits
from monitor.match.places.digest import other_news
from monitor.match.places.elsewhere import neighbours, sentences_elsewhere, told_early
from monitor.match.places.levels import settle
from monitor.match.places.namesakes import is_site
from monitor.match.places.naming import ABLATIVE, LOCATIVE, country_of, named_places
from monitor.match.places.nations import REGION, besides, countries_named
from monitor.match.places.occasions import is_measured_from, is_venue
from monitor.match.places.passing import AT, is_aside, is_dateline, is_passing
from monitor.match.places.regions import in_its_region, place_of
from monitor.match.places.roads import ends_at_the_capital
from monitor.match.places.seats import seat_of
from monitor.match.spots import LATE, Page, Spot
from monitor.match.survey import Survey
from monitor.match.terms import CAPITAL

CAPITALS = {"KZ": "astana", "UZ": "tashkent", "KG": "bishkek", "TJ": "dushanbe", "TM": "ashgabat"}
PRESS_TOWNS = frozenset((*CAPITALS.values(), "almaty"))
"""Where agencies have their desks: a dateline from there says little of where it happens."""
AMBIGUOUS = re.compile(r"(?:mari|oral|to|semei|osh|shar|altai|karshi|boka|kant)(?:\W?s)?")
"""Names of towns that are words elsewhere: counted only with other evidence of their country."""
_LOCAL = re.compile(r"\b(?:gorod\w*|kala\w*|shahar\w*|shaar\w*|(?<!baspasoz )maslihat\w*|upravleni\w*|baskarma\w*)\b")
_WORDS = re.compile(r"\w+")
_OTHER_CAPITAL = re.compile(
    r"(?:iujn\w*|severn\w*|kulturn\w*|oblastn\w*|vtor\w*|tushtuk|ontustik|janubi"
    r"|\b(?!kazah|uzbek|kirgiz|tadjik|turkmen)\w{3,}sk(?:oi|aia|uiu))\s$"
)
"""«Южная столица», «иорданская столица» are not the capital."""
_CAPITAL_ABROAD = re.compile(
    r"mosk[vo]\w*|maska[vu]\w*|maskeu\w*|peking?\w*|beijing|kiev\w*|kiv|minsk\w*|b[ao]ku\w*|ankar\w*|tegeran\w*"
    r"|tehr[ao]n\w*|k[ao]bul\w*|islamabad\w*|islomobod\w*"
    r"|london\w*|pari[jz]\w*|paris|berlin\w*|vashington\w*|tbilisi\w*|erevan\w*|tokio\w*|seul\w*|deli\w*|dubai\w*"
)
_CHECKPOINT = re.compile(r"\b(?:checkpoint|kpp|propusk|beket|guzargoh)\w*")
_FROM_BEFORE = re.compile(r"\b(?:iz|from|ot|az|by)\s$")
_INSIDE = re.compile(r"\b(?:v|vo|in|dar)\s$")
AT_WORK = frozenset(("install", "police"))
HOMES = {"tg": "TJ", "tk": "TM", "ky": "KG", "kk": "KZ", "uz": "UZ"}
"""Where each language is at home."""
MOST = 120
"""No article is about more names of places; each is looked at beside all the others."""
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
    elsewhere: frozenset[int] = frozenset()
    """The sentences that tell of other places."""

    @property
    def capital(self) -> str | None:
        """The id of the town that "the capital" means, where just one is among the event's places."""
        capitals = [place for place in self.places if place in CAPITALS.values()]
        return capitals[0] if len(capitals) == 1 else None


def locate(survey: Survey) -> Where:
    """Decide where the event of a text is."""
    page = survey.page
    near = _near(survey)
    named = named_places(survey)[:MOST]
    datelines = [spot for spot in named if is_dateline(page, spot)]
    venues = [spot for spot in named if is_venue(page, spot, named)]
    apart = {*datelines, *venues}
    own = [spot for spot in named if spot not in apart and not is_passing(page, spot, named)]
    told = [spot for spot in own if spot.start < page.recall]
    again = [spot for spot in own if spot.start >= page.recall]
    asides = {spot for spot in told if is_aside(page, spot, named)}
    capital = _capital_words(survey)
    titled = any(spot.start < page.title_end for spot in capital)
    maybe = [spot for spot in told if spot not in asides] or ([] if titled else told)
    maybe = [spot for spot in maybe if not _is_across(survey, spot)]
    own = told_early(survey, maybe, near, capital=titled)
    hints = _hints(survey, own)
    own = [spot for spot in own if not _is_a_word(page, spot) or country_of(spot.id) in hints]
    beyond = neighbours(survey, _of_the_reader(page))
    countries = countries_named(survey, near, beyond)
    close = [in_its_region(page, spot) for spot in own if spot.sentence in near]
    close = close or [in_its_region(page, spot) for spot in own]
    places = [place_of(page, spot, close) for spot in close]
    capital = [spot for spot in capital if spot.sentence in near]
    places += _by_capital_word(survey, capital, places, close, countries, datelines)
    places = _by_dateline(survey, places, datelines)
    places = settle(survey, close, places)
    places += seat_of(page, places)
    certain = bool(places or survey.bodies or survey.countries or venues)
    if places:
        countries = besides(survey, tuple(dict.fromkeys(country_of(place) for place in places)), beyond)
    else:
        countries = _by_venue(survey, countries, datelines, venues)
    countries = countries or survey.homes
    title = page.title_sentences
    abroad = [spot for spot in survey.foreign if _is_there(page, spot)]
    silent = not certain and not survey.owners
    if not countries and not any(spot.sentence < title or (silent and _happens_at(survey, spot)) for spot in abroad):
        countries = _of_the_reader(page) or (() if abroad else survey.owners)
    others = [spot for spot in named if spot not in apart and spot not in maybe]
    elsewhere = sentences_elsewhere(survey, others, [*maybe, *again], own, countries)
    return Where(tuple(places), countries, certain, tuple(close), elsewhere)


def _by_venue(
    survey: Survey, countries: tuple[str, ...], datelines: Sequence[Spot], venues: Sequence[Spot]
) -> tuple[str, ...]:
    """Where it was said tells the country if nothing else does, or if it is the outlet's own beside a neighbour."""
    home = survey.page.text.source_country
    titled = any(spot.sentence < survey.page.title_sentences for spot in survey.countries)
    if home and not titled and home not in countries and any(country_of(spot.id) == home for spot in venues):
        return (home,)
    return countries or tuple(country_of(spot.id) for spot in [*datelines, *venues][:1])


def _of_the_reader(page: Page) -> tuple[str, ...]:
    """The country that goes without saying: the outlet's, or the one whose language the text is in."""
    if page.text.source_country in REGION:
        return (str(page.text.source_country),)
    language = page.language_by_letters
    return (HOMES[language],) if page.text.source_country is None and language in HOMES else ()


def _is_across(survey: Survey, spot: Spot) -> bool:
    """«Checkpoint Akzhol (Kordai)»: the other side of a border, where only the outlet's own country is spoken of."""
    text = survey.page.folded.text
    home, there = survey.page.text.source_country, country_of(spot.id)
    named = {one.id for one in survey.countries}
    if there == home or home not in named or there in named:
        return False
    return bool(_CHECKPOINT.search(text, max(0, spot.start - 32), spot.end + 32))


def _is_there(page: Page, spot: Spot) -> bool:
    """Whether a foreign place may be where it happens, and not where the devices, the money or the guests come from."""
    text = page.folded.text
    word = text[spot.start : spot.end]
    comes_from = (not spot.exact and ABLATIVE.search(word)) or _FROM_BEFORE.search(
        text, max(0, spot.start - 8), spot.start
    )
    return not comes_from


def _happens_at(survey: Survey, spot: Spot) -> bool:
    """«В Лондоне …», «Лондон полицияси»: a foreign place that the story begins with and nobody is a guest in.

    In the second sentence it must be where something is set up, or what the police do.
    """
    page = survey.page
    text = page.folded.text
    begin, end = page.sentence(spot.sentence)
    if spot.sentence > page.title_sentences + 1 or any(
        fits("guests", word) for word in _WORDS.findall(text, begin, end)
    ):
        return False
    done = any(term.sentence == spot.sentence and term.id in AT_WORK for term in survey.terms)
    if done and _INSIDE.search(text, max(0, spot.start - 5), spot.start):
        return True
    if spot.sentence > page.title_sentences:
        return False
    before = text[begin : spot.start].strip(' "-')
    behind = _WORDS.search(text, spot.end, spot.end + 32)
    locative = not before and not spot.exact and LOCATIVE.search(text, spot.start, spot.end)
    return bool(locative or before in AT or (behind and fits("office", behind.group())))


def _near(survey: Survey) -> frozenset[int]:
    """The title's sentences, those with a core spot, and their neighbours; all of a short text."""
    page = survey.page
    core = {spot.sentence for spot in (*survey.core(), *survey.alone)}
    title = set(range(page.title_sentences))
    near = title | core | {number + 1 for number in core} | {number - 1 for number in core}
    near |= {row for row, head in page.table_heads.items() if head in near}
    if len(page.folded.text) < SHORT:
        near = set(range(len(page.starts)))
    return frozenset(near - other_news(page, core))


def _capital_words(survey: Survey) -> list[Spot]:
    """Where «столица», «пойтахт», «елорда» mean the capital of the country in question."""
    text = survey.page.folded.text
    return [
        spot
        for spot in survey.places
        if spot.id == CAPITAL
        and spot.start < min(survey.page.recall, survey.page.title_end + survey.page.reach(LATE))
        and not _OTHER_CAPITAL.search(text, max(0, spot.start - 24), spot.start)
        and not is_site(survey.page, spot)
        and not ABLATIVE.search(text, spot.start, spot.end)
        and not _is_capital_abroad(survey, spot)
        and not is_measured_from(survey.page, spot)
        and not ends_at_the_capital(survey.page, spot)
    ]


def _by_capital_word(
    survey: Survey,
    words: Sequence[Spot],
    places: Sequence[str],
    close: Sequence[Spot],
    countries: Sequence[str],
    datelines: Sequence[Spot],
) -> list[str]:
    """The capital that is spoken of as such. `words`: those for it near what is watched."""
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


def _by_dateline(survey: Survey, places: Sequence[str], datelines: Sequence[Spot]) -> list[str]:
    """A local matter told without its town: the town of the dateline."""
    if places or not datelines:
        return list(places)
    town = datelines[0].id
    names = [(spot.start, spot.end) for spot in (*survey.entities, *survey.alone)]
    local = any(
        not any(start <= found.start() < end for start, end in names)
        for found in _LOCAL.finditer(survey.page.folded.text, datelines[0].end)
    )
    titles = survey.page.title_sentences
    nation = any(spot.sentence <= max(titles, datelines[0].sentence + 1) for spot in survey.countries)
    return [town] if town not in PRESS_TOWNS or (local and not nation) else []


def _is_a_word(page: Page, spot: Spot) -> bool:
    return bool(AMBIGUOUS.fullmatch(page.folded.text, spot.start, spot.end))


def _hints(survey: Survey, own: Iterable[Spot]) -> set[str]:
    hints = {spot.id for spot in (*survey.countries, *survey.bodies)}
    hints |= {country_of(spot.id) for spot in own if not _is_a_word(survey.page, spot)}
    return hints | set(_of_the_reader(survey.page))
