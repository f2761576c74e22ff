"""Of a region and its towns: which of them the event of a text is told of."""

import re
from collections.abc import Collection, Iterable, Sequence

from monitor.match.alphabet import CYRILLIC, letters_tell
from monitor.match.place_words import fits
from monitor.match.places.naming import known_places, namesake
from monitor.match.places.passing import AT
from monitor.match.places.regions import ADJECTIVE, REGION_WORD, is_city
from monitor.match.spots import LATE, Page, Spot
from monitor.match.survey import Survey

TURKISTAN = "turkistan"
"""A small town whose region bears its name: beside any word for a region, the region is meant."""
_TOWN_OF = re.compile(r"\b(?:gorod(?!ah|ov)\w*|sel[aeou]\w*|posel\w*|poseol\w*|monogorod\w*|raion[ea]?)\s$")
_AND = re.compile(r"\s(?:i|va|and|jana|men|ve)\s(?:v\s)?|,\s")
_IN = re.compile(r"[dt][aeo]$")
_OF_THEM = re.compile(
    r"\b(?:sonin|onin ishinde|anin ichinde|shundan|shulardan|shu jumladan|sholardan|iz nih|v tom chisle|az on jumla"
    r"|az inho|of them|of vhich|including)\b|其中"
)
_WORDS = re.compile(r"\w+")


NEWER = {"zhetysu": "almaty-region", "abai": "east-kazakhstan", "ulytau": "karaganda-region"}
"""Regions made in 2022, and those they were a part of: older texts tell their districts and towns in the older one."""
_DISTRICT = re.compile(r"\b(?:raion|audan|district)")
_BARE = re.compile(
    r"\bpo (?:vsei )?oblasti\b"
    r"|\bv oblasti (?=\d|uje |seichas |segodnia |vsego |rabot|\w+(?:li|lo|la|iut|iat|aet|eno|eni|ani|ano|no)\b)"
    r"|\b(?:oblis|oblus)(?:ta|tagi|tin|tun| boi+nsha| boiuncha| \w+[ldt][ae]rind[ae](?:gi)?)\b"
    r"|\bviloiat(?:da|dagi|ning| boi+cha| \w+lari(?:da|dagi))\b|\bvelaiat(?:da|daki| boiuncha)\b"
    r"|\boblast(?:da|daki| boiuncha)\b|\bdar viloiat\b"
    r"|\b(?:across|througout) the (?:region|province)\b|\b(?:region|province)-vide\b|全州"
)
"""«По области», «облус боюнча», "viloyatda": the region of the town that is named, without its name."""
_OF_THE_REGION = re.compile(
    r"\boblastn(?!oi\stsentr|ogo\stsentr|om\stsentr)\w*"
    r"|\b(?:dp|polits\w*|akimat\w*|akim\w{0,2}|vlast\w*|prokuratur\w*|departament\w*|gubernator\w*|uvd|gai|ubdd|glav\w*)"
    r"\soblasti\b(?!\s(?:abai|jetisu|ulitau))"
)
"""«Областной ДП», «ДП области»: the region's office, without its name."""
_TURKIC = re.compile(r"\w(?:lar|ler|lari|leri|larda|sina|sinda|sinin|siasi|tsiasi|lda|ldi|ndi|kti|lati|uda)\b")
"""Endings that tell a headline without letters of its own: «Талас милициясына камералар берилди»."""
_FIGURE = re.compile(r"\s?(?:-|:)\s?\d")
_CLAUSE = re.compile(r"[,:;(\"]")
_EACH = re.compile(
    r"\d|(?:har|ar|kop|barlik|bardik|hamma|barcha|birneshe|bir|eki|iki|ikki|ush|uch|tort|besh?|alti|jeti|etti)$"
)
LEAD = 2
"""«Бүгінде облыста …»: so few words may stand before a bare word for a region."""
_THE_TOWN = re.compile(
    r"(?<!\bi )\b(?:gorod\w*|kala(?:da|li|nin|si|ga)\w*|shahar\w*|shaar\w*|shahr\w*|shaher\w*|citi|tovn)\b"
)
_STREET = re.compile(
    r"\b(\w{3,})\s(?:koshesi|kochasi|kochosu|kochesi|dangili|prospekti)\w*"
    r"|\b(?:ulitse|prospekte|kuchai|hieboni)\s\"?(\w{3,})"
)
"""«Торайғыров көшесінде», «на улице Абая»: a street by its name is one of the town's."""


def settle(survey: Survey, close: Sequence[Spot], places: Iterable[str]) -> list[str]:
    """The places of an event, of a region and its towns those that are meant."""
    page = survey.page
    told = _in_older_regions(page, close, list(dict.fromkeys(places)))
    told = _region_for_town(survey, close, _most_specific(page, told, close))
    return _with_bare_region(survey, close, told)


def _in_older_regions(page: Page, close: Sequence[Spot], places: list[str]) -> list[str]:
    """Without a newer region that only the name of a district tells, where the text speaks of the older one."""
    text = page.folded.text
    by_name = {spot.id for spot in close if not _DISTRICT.search(text, spot.start, spot.end)}
    return [place for place in places if place in by_name or NEWER.get(place) not in by_name]


def _says_the_town(survey: Survey) -> bool:
    """Whether a text speaks of "the town" or a street of it, the names of systems («Безопасный город») apart."""
    page = survey.page
    names = [(spot.start, spot.end) for spot in (*survey.entities, *survey.alone)]
    found = _THE_TOWN.finditer(page.folded.text, 0, page.story_end)
    streets = _STREET.finditer(page.folded.text, 0, page.story_end)
    if any(page.is_capitalised(*one.span(1 if one[1] else 2)) for one in streets):
        return True
    return any(not any(start <= one.start() < end for start, end in names) for one in found)


def _with_bare_region(survey: Survey, close: Sequence[Spot], places: list[str]) -> list[str]:
    """With the region that is spoken of without its name, beside its town or in its stead."""
    page = survey.page
    text = page.folded.text
    regions = {namesake(place) or known_places()[place]["parent"] for place in places} - {None}
    if len(regions) != 1 or not regions.isdisjoint(places):
        return places
    region = str(*regions)
    mine = [spot for spot in close if spot.id in places]
    townless = bool(mine) and not _says_the_town(survey) and not any(is_city(page, spot) for spot in mine)
    adjectives = townless and all(ADJECTIVE.search(text, spot.start, spot.end) for spot in mine)
    if adjectives and places == [region.removesuffix("-region")] and _OF_THE_REGION.search(text):
        return [region]
    end = min(page.story_end, page.title_end + page.reach(LATE))
    if not any(_is_told(page, found, close) for found in _BARE.finditer(text, page.title_end, end)):
        return places
    alone = townless and places == [region.removesuffix("-region")]
    if alone and not any(_is_a_russian_lead(page, spot) for spot in mine):
        return [region]
    return [*places, region]


def _is_told(page: Page, bare: re.Match[str], close: Sequence[Spot]) -> bool:
    """Whether a bare word for a region begins a clause, and is no part of a region's name."""
    text = page.folded.text
    begin = page.starts[page.sentence_at(bare.start())]
    lead = _CLAUSE.split(text[begin : bare.start()])[-1].split()
    first = len(lead) <= LEAD and not any(_EACH.match(word) for word in lead)
    sure = bare.group().startswith(("po ", "v ", "across", "througout", "region", "province", "全"))
    named = any(spot.start <= bare.start() < spot.end for spot in close)
    capital = bool(lead) and page.source(bare.start() - 1 - len(lead[-1]), bare.start() - 1).istitle() and len(lead) > 1
    return (first or sure) and not named and not capital


def _region_for_town(survey: Survey, close: Sequence[Spot], places: list[str]) -> list[str]:
    """A town named bare beside the region of its name stands for the region («Нарындын мектептери … Нарын облусу»)."""
    page = survey.page
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
            is_city(page, spot)
            or _has_a_figure(page, spot)
            or _is_beside_its_region(page, spot, close)
            or _is_a_russian_lead(page, spot)
            for spot in mine
        )
        bare &= not any(other != place and known_places()[other]["parent"] == region for other in places)
        official = (
            bool(mine)
            and mine[0].sentence < page.title_sentences
            and _is_of_an_office(page, str(region), close)
            and _says_the_town(survey)
        )
        result.append(str(region) if bare and region in named and not official else place)
    parents = {known_places()[place]["parent"] for place in result}
    return [
        place for place in dict.fromkeys(result) if place not in parents or not _is_of_an_office(page, place, close)
    ]


def _has_a_figure(page: Page, spot: Spot) -> bool:
    """«Оше – 57; Ошской области – 115»: in a table of towns and regions a town is itself."""
    return bool(_FIGURE.match(page.folded.text, spot.end))


def _is_a_russian_lead(page: Page, spot: Spot) -> bool:
    """«… так и не заработал в Костанае», in the headline or right behind it: Russian calls the region by its adjective,
    so that the noun is the town."""
    word = page.folded.text[spot.start : spot.end]
    title = page.text.title
    turkic = len(_TURKIC.findall(page.folded.text, 0, page.title_end)) > 1
    name = page.source(spot.start, spot.end)
    cyrillic = CYRILLIC.search(title) and CYRILLIC.search(name)
    russian = bool(cyrillic) and letters_tell(f"{title} {name}") is None and not turkic
    return russian and spot.sentence <= page.title_sentences and not ADJECTIVE.search(word)


def _is_beside_its_region(page: Page, spot: Spot, close: Sequence[Spot]) -> bool:
    """«В Ташкенте и Ташкентской области», "in Atyrau, Atyrau Region": the town is meant, too."""
    region = namesake(spot.id)
    return any(other.id == region and _AND.fullmatch(page.folded.text, spot.end, other.start) for other in close)


def _is_of_an_office(page: Page, region: str, close: Sequence[Spot]) -> bool:
    """Whether a region is named only with an office: «Samarqand viloyati YHX boshqarmasi», «полиция Мангистау»."""
    text = page.folded.text
    spots = [spot for spot in close if spot.id == region]
    before = [_WORDS.findall(_CLAUSE.split(text[max(0, spot.start - 32) : spot.start])[-1])[-1:] for spot in spots]
    behind = [_WORDS.findall(_CLAUSE.split(text[spot.end : spot.end + 32])[0])[:2] for spot in spots]
    return bool(spots) and all(
        any(fits("office", word) for word in (*one, *two)) for one, two in zip(before, behind, strict=True)
    )


def _parents(place: str) -> set[str]:
    """The region of a place, and the one that it was in before."""
    parent = known_places()[place]["parent"]
    return {region for region in (parent, NEWER.get(parent)) if region}


def _most_specific(page: Page, places: Iterable[str], close: Sequence[Spot]) -> list[str]:
    """Without the regions whose towns are named as well, but for those that are a place of their own."""
    listed = list(places)
    parents = {parent for place in listed for parent in _parents(place)}
    return [place for place in listed if place not in parents or _stands_alone(page, place, listed, close)]


def _stands_alone(page: Page, region: str, listed: Collection[str], close: Sequence[Spot]) -> bool:
    """Alone in the title, of one name with a town, or with a sentence of its own: «В области подключили 15 камер. …»"""
    towns = {place for place in listed if region in _parents(place)}
    titled = [spot for spot in close if spot.sentence < page.title_sentences]
    if {spot.id for spot in titled} == {region} and not all(_is_of_a_town(page, spot) for spot in titled):
        return True
    if region in map(namesake, towns):
        return not any(namesake(spot.id) == region and _is_a_russian_lead(page, spot) for spot in close)
    theirs = {spot.sentence for spot in close if spot.id in towns}
    opening = [
        spot
        for spot in close
        if spot.id == region and _opens(page, spot) and (spot.sentence not in theirs or _is_a_sum(page, spot))
    ]
    return bool(opening) and not _is_of_an_office(page, region, opening)


def _is_a_sum(page: Page, spot: Spot) -> bool:
    """«Маңғыстау облысында 58 мың камера, соның 25 мыңы Ақтауда»: a figure of the whole region and a part of it."""
    _, end = page.sentence(spot.sentence)
    return bool(_OF_THEM.search(page.folded.text, spot.end, end))


def _is_of_a_town(page: Page, spot: Spot) -> bool:
    """«В городке Карагандинской области»: a region that says where a town lies."""
    return bool(_TOWN_OF.search(page.folded.text, max(0, spot.start - 16), spot.start))


def _opens(page: Page, spot: Spot) -> bool:
    """Whether a place in the locative is what its sentence begins with: «Mary welaýatynda …», «В области …»."""
    text = page.folded.text
    before = text[page.starts[spot.sentence] : spot.start].strip(' "-')
    return before in (*AT, "po", "across") or (not before and bool(_IN.search(text, spot.start, spot.end)))
