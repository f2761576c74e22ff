"""Places that are named for a road: its ends, its number, where it leads."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from monitor.match.place_words import fits
from monitor.match.places.addresses import (
    ITS_OWN,
    LIST_REACH,
    PREVIOUS_WORD,
    WORD,
    goes_before_a_name,
    listed_behind,
)
from monitor.match.places.naming import OF_A_TOWN
from monitor.match.spots import Page, Spot

_ROUTE = re.compile(r"(?:-\d\b)?[\"»]?\s?-\s?[\"«]?")
_ROUTE_GAP = re.compile(r"[\s\"»-]{1,4}")
_ROAD_NUMBER = re.compile(r"(?<!\w)[AMАМ]-?\d{1,3}\s?[-,:]?\s?[\"(]?$")
_REGION_BEHIND = re.compile(r"\s(?:oblast|region|province|viloiat|oblis|oblus|velaiat)")
_OTHER_END = re.compile(r"[\"»]?\s-\s[\"«]?(?=\w)")
_OTHER_BEGINNING = re.compile(r"(\w+)[\"»]?\s-\s[\"«]?$")
_CROSSINGS = re.compile(r"\b(?:intersection|crossroad|junction|avenue|street|crossing)")
_DISTRICT = re.compile(r"\s(?:raion|audan|tuman|etra[bp])\w*")
"""«Түпқараған ауданының жолдары»: the district's own roads."""
_IN_TAJIK = re.compile(r"\bdar\s(?:\w+(?:,\s|\sva\s))*$")
_YOLOTEN = re.compile("ioloten")
"""A town that begins like the Turkmen for "road"."""
_NAMED_ROAD = re.compile(
    r"(?:-\w+sk(?:ogo|omu|im|om|aia|oi|uiu|oe|ii?))?\s(?:avto)?(?:trass|dorog|shosse|magistral|trakt|napravlen|otrez)\w*"
)
"""«Иссык-Кульская трасса», «нарынско-торугартская трасса»: a road called by where it leads."""
_TOWARDS = re.compile(r"\s(?:tarap(?:ka|tagi)|bagit(?:in|ta|ka)|ionalish|iunalish|ugr(?:un|idak))\w*")
_FROM_BEFORE = re.compile(r"\bot\s$")
_ONWARDS = re.compile(r"\sk\s(?=\w)")
"""«от Уральска к Саратову»: a road, whatever lies at its other end."""
_NEXT_NAME = re.compile(r"(?:,\s|\s(?:jana|jane|va|ve|men|pen|ben|bilen)\s)")
"""Between the names of one list."""
_BETWEEN_BEFORE = re.compile(r"\b(?:betveen|mejdu|baini)\s$")
_CAPITAL = r"(?:stolits\w+|elorda\w*|borbor\w*|poitaht\w*|paitagt\w*|(?:the\s)?capital)"
_TO_THE_CAPITAL = re.compile(
    rf"\b(?:mejdu|betveen|baini)\s{_CAPITAL}\s(?:i|and|va)\s(?:the\s)?$|\b{_CAPITAL}\s(?:bilen|bilan|men|pen|ben|menen)\s$"
)
_JOINED = re.compile(r"\s(?:and|i|va|bilen|bilan|men|pen|ben|menen)\s")
_BETWEEN_FIRST = re.compile("mejdu|betveen|baini")
_BETWEEN_AFTER = re.compile(r"\s(?:arali[gk]|arasin|oralig|ortosun|aralarin)\w*")
_NAME_BEFORE = re.compile(r"(?<![\w-])([\w-]{2,})(?:,\s|\s(?:i|and)\s)$")
NAME = 32
"""Letters of a name in a list at most, with what joins it to the next."""
_HEADED = re.compile(r"\bv (?:storon[ui]|napravleni\w*)\s(?:na\s|k\s)?$")
DASH = 8
"""Letters that a dash with its spaces and quotes takes at most."""


def is_route(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«трасса Бишкек — Ош»: both ends are in passing. «Бишкек — 651» is a list."""
    text = page.folded.text
    for other in beside(spot, named, DASH):
        first, second = (spot, other) if spot.start < other.start else (other, spot)
        if other.id != spot.id and first.end < second.start and _ROUTE.fullmatch(text, first.end, second.start):
            return True
    return (
        is_named_road(page, spot)
        or _joined_to_a_name(page, spot)
        or _is_end_of_a_road(page, spot)
        or _has_a_road_number(page, spot, named)
        or _leads_on(page, spot)
    )


def _leads_on(page: Page, spot: Spot) -> bool:
    text = page.folded.text
    onwards = _ONWARDS.match(text, spot.end)
    from_here = _FROM_BEFORE.search(text, max(0, spot.start - 4), spot.start)
    return bool(onwards and from_here and page.is_capitalised(onwards.end(), onwards.end() + 1))


def is_named_road(page: Page, spot: Spot) -> bool:
    """Whether a place is the adjective of a road."""
    text = page.folded.text
    return bool(OF_A_TOWN.search(text, spot.start, spot.end) and _NAMED_ROAD.match(text, spot.end))


def beside(spot: Spot, named: Sequence[Spot], reach: int) -> Sequence[Spot]:
    """Those of `named`, which stand in reading order, that are so near a place; itself among them."""
    first = bisect_left(named, spot.start - reach, key=lambda one: one.end)
    return named[first : bisect_right(named, spot.end + reach, key=lambda one: one.start)]


def _joined_to_a_name(page: Page, spot: Spot) -> bool:
    """«Бектемир–Чорбоғ»: a dash without spaces between two capitalised words."""
    source = page.folded.source
    start, end = page.folded.original(spot.start, spot.end)
    before, after = source[max(0, start - 2) : start], source[end : end + 2]
    dashes = "–—-" if _speaks_of_crossings(page, spot) else "–—"
    joined_before = len(before) == 2 and before[0].isalpha() and before[1] in dashes and source[start].isupper()
    return joined_before or (len(after) == 2 and after[0] in dashes and after[1].isupper())


def _speaks_of_crossings(page: Page, spot: Spot) -> bool:
    """Whether the sentence or the title names streets by their crossings: "Chui-Manas, Chui-Pavlov"."""
    text = page.folded.text
    begin, end = page.sentence(spot.sentence)
    return bool(_CROSSINGS.search(text, begin, end) or _CROSSINGS.search(text, 0, page.title_end))


def _has_a_road_number(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«М-36 Алматы Бишкек»: what a road's number stands before, and the names joined to it."""
    text = page.folded.text
    if _REGION_BEHIND.match(text, spot.end):
        return False  # «для трассы М39, Джизакская область»
    first = spot
    for other in reversed(beside(spot, named, DASH)):
        if other.end < first.start and _ROUTE_GAP.fullmatch(text, other.end, first.start):
            first = other
    return bool(_ROAD_NUMBER.search(page.source(max(0, first.start - 12), first.start)))


def _is_end_of_a_road(page: Page, spot: Spot) -> bool:
    """«на трассе Сарыкемер — Акшолак»: the word for a road before or behind tells that a dash joins two ends."""
    text = page.folded.text
    behind, before = (
        _OTHER_END.match(text, spot.end),
        _OTHER_BEGINNING.search(text, max(0, spot.start - 40), spot.start),
    )
    first = spot.start if behind else before.start(1) if before else -1
    other = behind.end() if behind else first
    if first < 0 or not page.is_capitalised(other, other + 1):
        return False
    lead = PREVIOUS_WORD.search(text, max(0, first - 32), first)
    tail = WORD.findall(text, max(spot.end, other), max(spot.end, other) + 48)[:4]
    return bool(lead and fits("road_before", lead.group(1))) or any(fits("road_after", word) for word in tail)


def is_road_to(page: Page, spot: Spot) -> bool:
    """«Parkent va Olmaliq yoʻllari», «the Saryagash road»: named by where it leads."""
    text = page.folded.text
    said = text[spot.start : spot.end]
    if goes_before_a_name(page, spot) or ITS_OWN.search(said) or _DISTRICT.search(said):
        return False
    if _IN_TAJIK.search(text, max(0, spot.start - LIST_REACH), spot.start):
        return False  # «дар Бохтар, Кӯлоб ва Данғара роҳҳоро камера назорат мекунад»
    tokens = (found.group() for found in listed_behind(page, spot))
    return any(fits("road_after", token) and not _YOLOTEN.match(token) for token in tokens)


def is_stretch(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«Between Bishkek and Tokmok», «Bişkek bilen Tokmok aralygynda»: a stretch of road, and neither end."""
    text = page.folded.text
    if _ends_with_the_capital(page, spot):
        return True
    for other in beside(spot, named, DASH):
        first, second = (spot, other) if spot.start < other.start else (other, spot)
        if other.id == spot.id or first.end > second.start or not _JOINED.fullmatch(text, first.end, second.start):
            continue
        if _BETWEEN_BEFORE.search(text, max(0, first.start - 16), first.start) or _BETWEEN_AFTER.match(
            text, second.end
        ):
            return True
    return False


def _ends_with_the_capital(page: Page, spot: Spot) -> bool:
    """«Между столицей и Иссык-Кулем»: one end of a stretch whose other is the capital."""
    text = page.folded.text
    before = _TO_THE_CAPITAL.search(text, max(0, spot.start - 40), spot.start)
    russian = before is not None and _BETWEEN_FIRST.match(before.group())
    return bool(before and (russian or _BETWEEN_AFTER.match(text, spot.end)))


def is_direction(page: Page, spot: Spot, named: Sequence[Spot]) -> bool:
    """«Ысык-Көл, Нарын тарапка каттагандар», «в сторону Уральска, Актобе и Индера»: where the road leads."""
    text = page.folded.text
    near = beside(spot, named, LIST_REACH)
    begins = {other.start: other.end for other in near}
    end = spot.end
    while (between := _NEXT_NAME.match(text, end)) and between.end() in begins:
        end = begins[between.end()]
    start = spot.start
    while (before := _NAME_BEFORE.search(text, max(0, start - NAME), start)) and page.is_capitalised(*before.span(1)):
        start = before.start(1)
    return bool(_TOWARDS.match(text, end) or _HEADED.search(text, max(0, start - 32), start))


def ends_at_the_capital(page: Page, word: Spot) -> bool:
    """«Между столицей и Иссык-Кулем», «борбор менен Ысык-Көлдүн ортосунда»: the capital as the end of a stretch."""
    text = page.folded.text
    if _BETWEEN_BEFORE.search(text, max(0, word.start - 16), word.start):
        return True
    joined = _JOINED.match(text, word.end)
    return bool(joined and _BETWEEN_AFTER.search(text, joined.end(), joined.end() + 32))
