"""Names of places that something else bears: streets, crossings, parks, districts of a city."""

import re
from collections.abc import Iterator
from functools import cache

from monitor.match.place_words import fits, phrases
from monitor.match.places.naming import bare_names, known_places
from monitor.match.spots import Page, Spot
from monitor.text.fold import fold

_UPPER = "[A-ZА-ЯЁҚҒҲЎӢҶӮҢӨҮҰІ]"
_PAIR = re.compile(rf"(?<!\w){_UPPER}[\w.]{{1,24}}(?: {_UPPER}[\w.]{{1,24}}){{0,2}}\s?[—–-]\s?{_UPPER}\w{{1,24}}")
PAIRS_REACH = 160
"""Letters on either side in which the pairs of a list are looked for."""
CITIES = 3
"""So many names of cities before "streets" are the cities whose streets are meant."""
PAIRS = 3
"""So many pairs of names in a sentence are a list of crossings."""
_SEVERAL = re.compile(r"(?:ah|am|ami|\w{4}ov|\w{4}ei|ulits)$")
"""«На улицах Оша», «сеть парков Ташкента»: the town's streets and parks, none of that name."""
_VENUE = re.compile(r"park|kafe$|trts$|tts$|otel|gostinits|bank|klub")
"""«В парке Ташкента»: what bears a name leaves it undeclined, «в парке Ташкент»."""
_PLURAL = re.compile(r"^\w{3,}?(?:[ldt][aeo]r|(?<!c)hoi?)\w{0,8}$")
"""«Астана көшелерінен»: the town's streets, none of its name."""
ITS_OWN = re.compile(r"\s(?:shaar|kala|shahar|shahr|shaher|oblus|oblis|oblast|viloiat|velaiat)\w*")
"""«Ош шаарынын көчөлөрү»: the town is named as such before its streets are."""
_LOCATIVE = re.compile(r"[dt][aeo]$")
WORD = re.compile(r"\w+")
CLAUSE = re.compile(r"(?<!\b[a-z])\.|[!?:;\n(]|\s\"")
"""What a list of names does not go on behind; the full stop of an initial is none."""
PREVIOUS_WORD = re.compile(r"(\w+)[.\s\"]{1,2}$")
_LAST_WORDS = re.compile(r"[\w ,\"-]*$")
AND = frozenset(
    ("i", "va", "jana", "jane", "men", "pen", "ben", "ham", "hem", "ve", "and", "mena", "me", "ja", "bilan")
)
ALSO = "ham"
"""Karakalpak "and", Uzbek "also": «Самарқандда ҳам кўчаларга камера»."""
_FIRST = "^"
_JOINS = re.compile(r"(?:,|\s(?:" + "|".join(sorted(AND)) + r"))\s$")
LIST_REACH = 80
_NEXT = re.compile(r"\"?\s?(?:-|,\s|\s(?:i|and)\s)")
"""What a list or a pair of names goes on with."""
_OF_ALMATY = re.compile(r"jetisusk\w+(?:(?:,|\si)\s\w+sk\w+)*\sraion|jetisu\saudan")
"""A district of Almaty that bears the name of a region: «в Жетысуском и Медеуском районах»."""
_ALMATY = re.compile(r"\balmat")
_LANDSCAPE = re.compile(r"\s(?:dolin|hreb|ozer|more|moria|vodohranilish)\w*")
"""«В Ферганской долине»: land that the town gives its name to, with other towns in it."""
_WATER = re.compile(
    r"(?:水库|湖)|\s(?:su\skoima|suu?\sombor|suu\ssaktagich|suv\sombor|suv\shavza|obanbor|reservoir|lake|kol[iu]?n|jag[ae](?!jai)|jee[gk])"
)
_GENITIVE = re.compile(r"[ndt][iua]n$")
_SHORE = re.compile(r"\b(?:poberej|bereg|vodohranilish|plaj|ozer|shore|lake|banks?\sof)\w*\s(?:the\s)?$")
_VILLAGES = re.compile(r"\s(?:selsk\w+\s(?:okrug|uprav|zdrav)|selsovet|ailni|ail\s(?:aima[gk]|okmot)|auildik\sokrug)")
"""«Самаркандский сельский округ» of Batken: villages that bear the name of a city elsewhere."""
_OF_ITS_STREETS = re.compile(r"sk(?:ie|ih|imi)$")
"""«На канимехских улицах»: streets of the town, none of its name."""
_LIST_OF_DISTRICTS = re.compile(r"(?:(?:,|\si)\s\w+sk\w+)*\sraion(?:i|ov|ah|am|ami)\b")
"""«На улицах Иргизского и Хромтауского районов»."""
_UNDECLINED = re.compile(r"\bulits(?:ah|am)?\s(?P<names>[a-z]+[bdgjklmnprstfhz](?:(?:,|\si)\s\w+)+)")
_STREET = re.compile(r"(?:ulits|prospekt|bulvar|shosse|pereulk)")
_ALMATINSKY = re.compile(r"almatinsk\w+\sraion")
_ASTANA = re.compile(r"\b(?:astan|nur-sultan|stolits|elord)")
LENDERS = re.compile(r"(?:astan|almat|tashkent|toshkent|bishkek|dushanbe|ashgabat|ashhabad)")
"""Cities whose names districts of other cities bear; any other name is that of the district's own place."""


def is_address(page: Page, spot: Spot) -> bool:
    """A street, crossing, park, club or town district that bears the name of a place, alone or in a list of them."""
    text = page.folded.text
    if known_places()[spot.id]["kind"] in ("city", "capital") and _VILLAGES.match(text, spot.end):
        return True
    if ITS_OWN.match(text, spot.end) or ITS_OWN.search(text[spot.start : spot.end]):
        return False
    before = PREVIOUS_WORD.search(text, max(0, spot.start - 32), spot.start)
    if before and before.group(1) == "birinchi" and text.startswith("mai", spot.start):
        return True  # «Биринчи май району» of Bishkek
    theirs = before is not None and before.group(1) == "ulitsi" and page.begins_sentence(before.start(1))
    if before and fits("street_before", before.group(1)) and not (theirs or _is_of_the_town(before.group(1), spot)):
        return True  # «вдоль улицы Сатпаева»; but «Улицы Кербена оснастят камерами»
    if _names_streets(page, spot):
        return True
    if _OF_ALMATY.match(text, spot.start) and _ALMATY.search(text):
        return True
    if _ALMATINSKY.match(text, spot.start) and _ASTANA.search(text):
        return True
    if _is_adjective(text[spot.start : spot.end]):
        return bool(_LANDSCAPE.match(text, spot.end)) or _is_a_street_of_that_name(page, spot)
    if known_places()[spot.id]["kind"] != "region" and _is_water(text, spot):
        return True
    return (
        _list_ends_in_street(page, spot)
        or _at_a_crossing(page, spot)
        or _is_one_of_pairs(page, spot)
        or _in_districts(text, spot)
    )


def _is_a_street_of_that_name(page: Page, spot: Spot) -> bool:
    """«улиц Айбека и Нукусской», «по Ташкентской улице»: a street that bears the adjective of a town."""
    text = page.folded.text
    if _OF_ITS_STREETS.search(text, spot.start, spot.end) or _LIST_OF_DISTRICTS.match(text, spot.end):
        return False
    behind = WORD.search(text, spot.end, spot.end + 32)
    listed = _before_in_list(page, spot)
    return (behind is not None and bool(_STREET.match(behind.group()))) or bool(listed and _STREET.match(listed))


def _names_streets(page: Page, spot: Spot) -> bool:
    """«На улицах Дустлик и Уйчи»: undeclined, the names are the streets'; the town's would be «на улицах Бишкека»."""
    near = (max(0, spot.start - LIST_REACH), spot.end + LIST_REACH)
    listed = _UNDECLINED.finditer(page.folded.text, *near)
    return any(one.start("names") <= spot.start < one.end() for one in listed)


def _is_water(text: str, spot: Spot) -> bool:
    """«Қапшағай су қоймасы», «на побережье Капшагая», "卡普恰盖水库": a lake, and the town of its name elsewhere."""
    of_the_town = _GENITIVE.search(text[spot.start : spot.end])  # «Чолпон-Атанын жээгин»
    return bool(
        (not of_the_town and _WATER.match(text, spot.end)) or _SHORE.search(text, max(0, spot.start - 24), spot.start)
    )


def _is_one_of_pairs(page: Page, spot: Spot) -> bool:
    """«Боконбаева — Манаса, Чуй — Манаса, Чуй — Фучика»: crossings, each by its two streets."""
    begin, end = page.sentence(spot.sentence)
    begin, end = max(begin, spot.start - PAIRS_REACH), min(end, spot.end + PAIRS_REACH)
    if "-" not in page.folded.text[begin:end]:
        return False
    pairs = [pair for pair in _PAIR.finditer(page.source(begin, end)) if not _is_of_one_name(pair.group())]
    at = page.folded.original(spot.start, spot.end)[0] - page.folded.original(begin, end)[0]
    enough = len(pairs) >= PAIRS or (pairs and phrases("crossings").search(page.folded.text, begin, end))
    return bool(enough) and any(pair.start() <= at < pair.end() for pair in pairs)


def _is_of_one_name(pair: str) -> bool:
    """Whether a hyphen joins the parts of a town's own name: «Жети-Өгүз»."""
    return fold(pair).text.startswith(_hyphenated())


@cache
def _hyphenated() -> tuple[str, ...]:
    return tuple(name for place in known_places() for name in bare_names(place) if "-" in name)


def _is_of_the_town(venue: str, spot: Spot) -> bool:
    """Whether a street or venue before a place is the town's own, and not called after it."""
    return bool(_SEVERAL.search(venue) or (_VENUE.match(venue) and not spot.exact))


def _list_ends_in_street(page: Page, spot: Spot) -> bool:
    """«Навои кўчасида», «Чүй, Киев жана Чокморов көчөлөрү»: names up to the word for a street or a district.

    One name before several streets is the town they are in: «Тошкент кўчаларида».
    """
    text = page.folded.text
    several = text[spot.start - 1 : spot.start] == '"' or bool(_before_in_list(page, spot))
    before = PREVIOUS_WORD.search(text, max(0, spot.start - 32), spot.start)
    if goes_before_a_name(page, spot) or (before and before.group(1) in ("v", "vo") and not several):
        return False
    for found in listed_behind(page, spot):
        token = found.group()
        if fits("street_after", token):
            return not _PLURAL.match(token) or (several and not _are_cities(page, spot, found.start()))
        if LENDERS.match(text, spot.start) and fits("district_after", token):
            return True
        several |= token not in AND
    return False


def listed_behind(page: Page, spot: Spot) -> Iterator[re.Match[str]]:
    """The words behind a place, while a list of names goes on within its clause, and the one that ends the list.

    In a line of capitals only a comma or "and" tells a list.
    """
    text = page.folded.text
    shouting = page.in_capitals(*page.sentence(spot.sentence))
    past, before = spot.end, ""
    for found in WORD.finditer(text, spot.end, spot.end + LIST_REACH):
        if CLAUSE.search(text, spot.end, found.start()):
            return
        yield found
        joined = not shouting or "," in text[past : found.start()] or before in AND
        past, before = found.end(), found.group()
        if before not in AND and not (joined and page.source(*found.span())[0].isupper()):
            return


def _are_cities(page: Page, spot: Spot, end: int) -> bool:
    """Whether a list of names up to `end` is one of cities: «Toshkent, Jizzax, Qarshi va Namangan koʻchalarida»."""
    names = list[str]()
    for found in reversed(list(WORD.finditer(page.folded.text, max(0, spot.start - LIST_REACH), end))):
        if page.source(found.start(), found.end())[0].isupper():
            names.append(found.group())
        elif found.group() not in AND:
            break
    return len(names) >= CITIES and all(name in _cities() for name in names)


@cache
def _cities() -> frozenset[str]:
    """What the region's cities are called, folded, without endings."""
    kinds = ("city", "capital")
    places = (place for place, known in known_places().items() if known["kind"] in kinds)
    return frozenset(name for place in places for name in bare_names(place))


def goes_before_a_name(page: Page, spot: Spot) -> bool:
    """«Тошкентда Амир Темур кўчасида»: with an ending of its own, a place is no part of the name behind it."""
    following = re.match(r"\s(\w+)", page.folded.text[spot.end : spot.end + 32])
    word = page.folded.text[spot.start : spot.end]
    declined = not spot.exact or _LOCATIVE.sub("", word) in bare_names(spot.id)
    if declined and _LOCATIVE.search(word) and fits("street_after", following.group(1) if following else ""):
        return True
    bare = spot.exact and not _LOCATIVE.search(word)
    if bare or not following or following.group(1) in AND - {ALSO}:
        return False
    if following.group(1) == ALSO:
        return bool(_LOCATIVE.search(page.folded.text[spot.start : spot.end]))
    return page.is_capitalised(spot.end + 1, spot.end + 2)


def _before_in_list(page: Page, spot: Spot) -> str:
    """The word that a list of names begins behind: «на пересечениях» of «на пересечениях Чуй — Шопокова и Оша».

    Empty where no name stands before this one; `_FIRST` where the list begins the sentence.
    """
    text = page.folded.text
    begin = max(0, spot.start - LIST_REACH)
    listed = _LAST_WORDS.search(text, begin, spot.start)
    names = 0
    for found in reversed(list(WORD.finditer(text, listed.start() if listed else begin, spot.start))):
        token = found.group()
        capital = page.source(found.start(), found.end())[0].isupper() or token.isdigit()
        if token not in AND and not capital:
            return token if names else ""
        names += capital
    return _FIRST if names and _JOINS.search(text, begin, spot.start) else ""


def _at_a_crossing(page: Page, spot: Spot) -> bool:
    """«На углу Чуй и Шопокова»: streets, whose names follow the word for where they meet.

    Of several crossings one declined name alone is the town they are in: «на 100 перекрёстках Ташкента».
    """
    text = page.folded.text
    before = PREVIOUS_WORD.search(text, max(0, spot.start - 32), spot.start)
    if before and _SEVERAL.search(before.group(1)) and not spot.exact and not _NEXT.match(text, spot.end):
        return False
    return any(
        word and fits("crossing_before", word) for word in (before and before.group(1), _before_in_list(page, spot))
    )


def _in_districts(text: str, spot: Spot) -> bool:
    """«в районах Сарайшык и Алматы»; of one district («в районе Алматы») only where Astana is spoken of."""
    before = text[max(0, spot.start - 40) : spot.start]
    several = re.search(r"raion(?:i|ah?|am|ami)\s(?:\w+(?:,\s|\si\s))*$", before)
    one = re.search(r"raion\w{0,2}\s\"?$", before) and _ASTANA.search(text)
    return bool((several or one) and LENDERS.match(text, spot.start))


def _is_adjective(word: str) -> bool:
    return bool(re.search(r"sk(?:i|ogo|omu|im|om|aia|oi|uiu|oe|ie|ih|imi)$", word))
