"""Whether a name that a town and its region share is said of the region. Pure."""

import re
from collections.abc import Sequence

from monitor.match.places.naming import bare_names, known_places, namesake
from monitor.match.spots import Page, Spot

ADJECTIVE = re.compile(r"sk(?:i|ogo|omu|im|om|aia|oi|uiu|oe|ie|ih|imi)$")
_OF_A_REGION = re.compile(r"\sobl(?:asn|ast|akimat|upravlen|zdrav|sud)")
"""«Карагандинское облуправление»: the region's."""
_BEHIND = re.compile(
    r"\s(?:(?:oblasti?(?!n)|oblis|oblus|viloiat|velaiat)\w*|region\b|province\b|(?=(?:oi+b|vi+b|obluvd)\w*))"
)
_DISTRICT = re.compile(r"\s(?:raion(?!i\b|ah|am|dor|lor)\w*|audan(?!dar)\w*|tuman(?!lar)\w*|etra[bp]\w*|district\b)")
"""«Баткен районунда», "Buxoro tumanida": the district that bears the town's name lies around it, in the region."""
_OUTSIDE = re.compile(
    r"\b(?:pod|bliz|vblizi|vozle|nedaleko ot|near|outside(?: of)?|dar nazdiki|nazdiki)\s(?:gorod(?:a|om)\s|shahri\s)?$"
)
_OUTSIDE_BEHIND = re.compile(
    r"\s(?:(?:kala|shaar|shahr|shahar|shaher)\w*\s)?(?:manin|irgesin|tubin(?=d)|janin(?=da)|chetin(?=de)|iakinida|golain)\w*"
)
"""«Под Алматы», «Атырау маңында», "Toshkent yaqinida": outside the town."""
_INSIDE = re.compile(r"\bv (?:samom )?gorode\b|\b(?:kala|shaar|shahar)\w*\s(?:oz|ich|ish)\w+d[aeo]\b|\bin the citi\b")
STEM = 5
"""Letters by which a name is known in whatever form."""
_BEFORE = re.compile(r"\b(?:viloiati|velaiati|oblasti)\s$")
"""«Баткен ОИИБи», "Garagandy oblasty", «вилояти Тошканд»: the region, by whatever of its town's names."""
REGION_WORD = re.compile(r"\b(?:oblast\w*|oblis\w*|oblus\w*|viloiat\w*|velaiat\w*|region\w*)\b")
_CITY_WORD = re.compile(r"^\s(?:shaar|kala|shahar|shahr|shaher|citi|tovn)\w*|(?:gorod\w*|g\.|shahri|shaari|citi of)\s$")
_LISTED = re.compile(r"\s?(?:,|va|ham|hem|jana|jane|men|pen|ben|ve|i|and|bilan|hamda)\s")
_REGIONS = re.compile(r"\s(?:viloiatlar|velaiatlar|oblistar|oblustar|oblastei|oblastiah|regions\b|provinces\b)\w*")
"""«Андижон, Фарғона ва Наманган вилоятларида»: the word for regions behind a list is said of each name in it."""
LIST = 4
SEVERAL = 2
"""So many regions beside it make a town in a list one of the regions."""


def in_its_region(page: Page, spot: Spot) -> Spot:
    """A place, or the region of its name where the word for a region, its police or a district stands beside it."""
    region = namesake(spot.id)
    text = page.folded.text
    if region is None:
        return spot
    behind = _BEHIND.match(text, spot.end)
    within = None
    if not behind and _is_of_the_name(text, spot, region):
        behind, within = _DISTRICT.match(text, spot.end), _DISTRICT.search(text, spot.start, spot.end)
    before = _BEFORE.search(text, max(0, spot.start - 10), spot.start)
    if not (behind or within or before or _is_outside(text, spot)):
        return spot
    return spot._replace(label=spot.label._replace(id=region), end=behind.end() if behind else spot.end)


def _is_of_the_name(text: str, spot: Spot, region: str) -> bool:
    """Whether a town is called by the name it shares with its region, and not by that of a part of it."""
    return text[spot.start : spot.start + STEM] in {name[:STEM] for name in bare_names(region)}


def _is_outside(text: str, spot: Spot) -> bool:
    """Whether something lies near a town and the town itself is not spoken of."""
    near = _OUTSIDE.search(text, max(0, spot.start - 24), spot.start) or _OUTSIDE_BEHIND.match(text, spot.end)
    return near is not None and not _INSIDE.search(text)


def place_of(page: Page, spot: Spot, close: Sequence[Spot]) -> str:
    """The region of the same name, where that is meant: «Нарынская», or one of a list of regions."""
    region = namesake(spot.id)
    if region is None:
        return spot.id
    if _is_one_of_regions(page, spot, close):
        return region
    word = page.folded.text[spot.start : spot.end]
    begin, end = page.sentence(spot.sentence)
    if ADJECTIVE.search(word) and _OF_A_REGION.match(page.folded.text, spot.end):
        return region
    if (
        ADJECTIVE.search(word)
        and page.source(spot.start, spot.end)[0].isupper()
        and REGION_WORD.search(page.folded.text, begin, end)
    ):
        return region
    others = {other.id for other in close if known_places()[other.id]["kind"] == "region"}
    listed = (
        len({other.id for other in close}) >= LIST and len(others) >= SEVERAL and REGION_WORD.search(page.folded.text)
    )
    return region if listed and region not in others and not is_city(page, spot) else spot.id


def _is_one_of_regions(page: Page, spot: Spot, close: Sequence[Spot]) -> bool:
    """Whether the names of a list go on to one that is followed by the word for several regions."""
    text = page.folded.text
    ends = {other.start: other.end for other in close if other.sentence == spot.sentence}
    end = spot.end
    while (between := _LISTED.match(text, end)) and between.end() in ends:
        end = ends[between.end()]
    said = end > spot.end and (_REGIONS.match(text, end) or _REGIONS.search(text[spot.end : end]))
    if not said:
        return False
    russian = said.group().startswith(" oblast")  # «в Ташкенте, Джизакской и Ферганской областях»: the town itself
    return not russian or bool(ADJECTIVE.search(text, spot.start, spot.end))


def is_city(page: Page, spot: Spot) -> bool:
    """Whether the word for a town stands beside the name."""
    text = page.folded.text
    if re.search(r"\b(?:shaar|kala|shahar|shahr)", text[spot.start : spot.end]):
        return True
    return bool(
        _CITY_WORD.search(text[spot.end : spot.end + 12])
        or _CITY_WORD.search(text[max(0, spot.start - 12) : spot.start])
    )
