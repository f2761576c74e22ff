"""What a story tells below of other places: other towns' news, history, neighbours to compare with. Pure."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

from monitor.match.place_words import phrases
from monitor.match.places.naming import LOCATIVE, country_of, known_places
from monitor.match.places.nations import REGION, is_only_mentioned
from monitor.match.places.regions import ADJECTIVE
from monitor.match.spots import LATE, LEAD, Page, Spot
from monitor.match.survey import Survey

MANY = 2
"""A headline that names so many countries is about them together."""
_DIGIT = re.compile(r"\d")
_DEVICES = r"\d[\d ,.]*\s(?:[\w-]+\s){0,2}(?:kamer|videokamer|camera)\w*"
_COUNTED_BEFORE = re.compile(_DEVICES + r"\s(?:in|v|vo|dar)\s$")
_COUNTED_BEHIND = re.compile(
    r"(?P<town>(?:\s(?:shahr|shahar|kala|shaar|shaher)\w*)?)(?P<has>\s(?:has|have|runs|operates))?(?:\s-)?\s" + _DEVICES
)
_THAT_IS_THERE = re.compile(r"[dt][ae][gk]i$")
COUNTED_REACH = 48
"""So many letters before a place may count what is in it."""
_INSIDE = re.compile(r"\b(?:v|vo|na|in|dar)\s$|在$")


def told_early(survey: Survey, own: Sequence[Spot], near: frozenset[int], *, capital: bool) -> list[Spot]:
    """Where a story's beginning has its place, without those first named far behind it.

    Of forty such places in long articles none was the story's own, bar parts of its region: these stay where a figure
    goes with them. `capital`: the headline says "the capital".
    """
    page = survey.page
    lead, late = page.title_end + page.reach(LEAD), page.title_end + page.reach(LATE)
    early = {spot.id for spot in own if spot.start < lead and spot.sentence in near}
    if not (early or capital):
        spoken = {number for spot in survey.core() for number in _its_paragraph(page, spot.sentence)}
        return [spot for spot in own if spot.start < late or spot.sentence in spoken]
    if _is_of_many_towns(survey, own):
        return list(own)
    own = [spot for spot in own if spot.start < lead or spot.id in early or not _says(page, spot.sentence, "back_then")]
    named = {spot.id for spot in own if spot.start < late}
    watched = {spot.sentence for spot in survey.core()}
    watched |= {row for row, head in page.table_heads.items() if head in watched or head - 1 in watched}
    counted = {number for number in watched if _DIGIT.search(page.folded.text, *page.sentence(number))}
    parts = {spot for spot in own if spot.sentence in counted and _is_kin_of(spot.id, early)}
    return [spot for spot in own if spot.id in named or spot in parts]


def _its_paragraph(page: Page, sentence: int) -> range:
    """The sentences of the paragraph that a sentence is in."""
    behind = bisect_left(page.breaks, page.starts[sentence])
    end = page.breaks[behind] if behind < len(page.breaks) else len(page.folded.text)
    return range(page.paragraph(sentence).start, page.sentence_at(end) + 1)


def sentences_elsewhere(
    survey: Survey, asides: Iterable[Spot], told: Sequence[Spot], own: Sequence[Spot], countries: Sequence[str]
) -> frozenset[int]:
    """The sentences behind a story's beginning that are about another place than its own.

    `asides`: places that are hardly the story's own. `told`: those that might be. `own`: those that are.
    """
    page = survey.page
    if _is_of_many_countries(survey):
        return frozenset()
    lead, late = page.title_end + page.reach(LEAD), page.title_end + page.reach(LATE)
    mine = {spot.id for spot in own}
    here = {spot.sentence for spot in own} | {spot.sentence for spot in survey.countries if spot.id in countries}
    abroad = [spot for spot in survey.countries if spot.id in REGION and spot.id not in countries]
    abroad = [spot for spot in abroad if not is_only_mentioned(survey, spot)]
    towns = [spot for spot in told if spot.id not in mine and not _is_kin_of(spot.id, mine)]
    across = [spot for spot in towns if countries and country_of(spot.id) not in countries]
    far = across if not own or _is_of_many_towns(survey, told) else towns
    others = {spot.sentence for spot in (*far, *abroad) if spot.start >= late}
    others = {number for number in others if not _says(page, number, "only_said_there")}
    foreign = {spot.sentence for spot in survey.foreign if spot.start >= late and _is_there(page, spot)}
    foreign |= {spot.sentence for spot in survey.foreign if spot.start >= lead and _begins_there(page, spot)}
    foreign |= {spot.sentence for spot in survey.foreign if spot.start >= page.title_end and _counts_there(page, spot)}
    others |= {number for number in foreign if not _says(page, number, "not_there")}
    compared = {spot.sentence for spot in (*asides, *abroad, *survey.foreign) if spot.start >= lead} - others
    others |= {number for number in compared if _says(page, number, "compared")}
    return frozenset(_with_what_goes_on(page, others - here, here))


def neighbours(survey: Survey, home: Collection[str]) -> frozenset[Spot]:
    """The names of countries that a story is not about: told far below or to compare with, where it has one of its own.

    `home`: the country that goes without saying.
    """
    page = survey.page
    late = page.title_end + page.reach(LATE)
    named = [spot for spot in survey.countries if spot.id in REGION]
    far = frozenset(spot for spot in named if spot.start >= late or _says(page, spot.sentence, "compared"))
    early = {spot.id for spot in named if spot not in far} or set(home)
    if not early or _is_of_many_countries(survey):
        return frozenset()
    return frozenset(spot for spot in far if spot.id not in early)


def _with_what_goes_on(page: Page, elsewhere: set[int], here: Collection[int]) -> set[int]:
    """With the sentences of the same paragraph that go on about it: "It was built by …"; not about "our town"."""
    text = page.folded.text
    for number in range(min(elsewhere, default=len(page.starts)) + 1, len(page.starts)):
        begin, end = page.sentence(number)
        if number in here or number - 1 not in elsewhere or text[begin - 1] == "\n":
            continue
        if phrases("goes_on").match(text, begin, end) and not _says(page, number, "our_town"):
            elsewhere.add(number)
    return elsewhere


def _is_of_many_countries(survey: Survey) -> bool:
    """Whether a story is about the countries together: its beginning says Central Asia, its headline names several."""
    page = survey.page
    lead = page.title_end + page.reach(LEAD)
    titled = {spot.id for spot in survey.countries if spot.start < page.title_end and spot.id in REGION}
    return len(titled) >= MANY or any(spot.id == "region" and spot.start < lead for spot in survey.countries)


def _is_of_many_towns(survey: Survey, own: Sequence[Spot]) -> bool:
    """Whether a story goes from town to town: its headline names a country, or a word for several, and no town."""
    end = survey.page.title_end
    if _is_of_many_countries(survey):
        return True
    if any(spot.start < end for spot in own):
        return False
    text = survey.page.folded.text
    titled = [spot for spot in survey.countries if spot.start < end and spot.id in REGION]
    national = any(not ADJECTIVE.search(text, spot.start, spot.end) for spot in titled)
    return national or phrases("several_towns").search(text, 0, end) is not None


def _says(page: Page, sentence: int, name: str) -> bool:
    """Whether a sentence holds one of the phrases of a list."""
    return phrases(name).search(page.folded.text, *page.sentence(sentence)) is not None


def _begins_there(page: Page, spot: Spot) -> bool:
    """Whether a sentence begins with a foreign place as where something is: «В Польше …», «Польшада …»."""
    begin, _ = page.sentence(spot.sentence)
    before = _INSIDE.sub("", page.folded.text[begin : spot.start]).lstrip(' "-')
    return not before and _is_inside(page, spot)


def _is_there(page: Page, spot: Spot) -> bool:
    """Whether a foreign place is where something is, or does it itself: "Poland has 9,000 such cameras"."""
    begins = not page.folded.text[page.starts[spot.sentence] : spot.start].strip(' "-')
    return _is_inside(page, spot) or (begins and spot.exact)


def _counts_there(page: Page, spot: Spot) -> bool:
    """Whether something is counted in a foreign place: "24,000 cameras in South Korea", «Сеулдегі 5000 камера»."""
    text = page.folded.text
    behind = _COUNTED_BEHIND.match(text, spot.end)
    there = behind is not None and (
        behind["has"] or _is_inside(page, spot) or _THAT_IS_THERE.search(text, spot.start, behind.end("town"))
    )
    return bool(there or _COUNTED_BEFORE.search(text, max(0, spot.start - COUNTED_REACH), spot.start))


def _is_inside(page: Page, spot: Spot) -> bool:
    """Whether something is in a place: «в США», «Ресейде»."""
    text = page.folded.text
    inside = _INSIDE.search(text, max(0, spot.start - 4), spot.start)
    return bool(inside or (not spot.exact and LOCATIVE.search(text, spot.start, spot.end)))


def _is_kin_of(one: str, others: Iterable[str]) -> bool:
    """Whether a place is, holds or is a part of one of the others."""
    places = known_places()
    return any(one == other or places[one]["parent"] == other or places[other]["parent"] == one for other in others)
